import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import QueryDict
from django.test import override_settings

from accounts.models import User
from exports import actions
from exports.datasets import DATASETS
from exports.formats import Format
from exports.models import Export
from exports.wanted import Wanted
from tests.test_matrix import FAST
from tests.world import World, build


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    """A report in every state, with goods, a patrol, practices and public reports; never committed."""
    settings = {"MEDIA_ROOT": tmp_path_factory.mktemp("media"), "PASSWORD_HASHERS": [FAST]}
    with django_db_blocker.unblock(), override_settings(**settings), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def private(settings: Any, tmp_path: Any) -> Any:
    """A place of their own for the files of this test."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def asked_for(private: Any) -> Callable[..., Export]:
    """An export of `user` that waits to be made."""

    def ask(user: User, kind: Format = Format.CSV, query: str = "", dataset: str = "visits") -> Export:
        source = DATASETS[dataset]
        wanted = Wanted(source, user, QueryDict(query), kind, source.columns, "en", codes=True)
        return actions.ask(by=user, wanted=wanted, client_uuid=uuid.uuid4())

    return ask
