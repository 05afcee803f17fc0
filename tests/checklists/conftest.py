"""The administrator with a draft, and with a version in use."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from checklists.models import ChecklistVersion
from tests.checklists.factories import make_checklist, make_published


@pytest.fixture
def draft(admin: User) -> ChecklistVersion:
    return make_checklist(admin)


@pytest.fixture
def published(admin: User) -> ChecklistVersion:
    return make_published(admin)


@pytest.fixture
def desk(client_of: Callable[..., Client], admin: User) -> Client:
    return client_of(admin, "en")


@pytest.fixture
def at(draft: ChecklistVersion) -> Callable[..., str]:
    def address(name: str, *args: str) -> str:
        return reverse(f"checklists:{name}", args=[draft.checklist.code, draft.number, *args])

    return address
