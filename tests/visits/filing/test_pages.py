"""Every page of the visit form opens, in Thai and in English."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.visits.factories import LegalReferenceFactory
from visits.models import Visit
from visits.sections import SECTIONS

ELSEWHERE = ("photos", "documents", "commitments", "followups")
OWN = [section.key for section in SECTIONS if section.key not in ELSEWHERE]


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("key", OWN)
def test_every_section_opens(
    key: str, language: str, client_of: Callable[..., Client], officer: User, filed_visit: Visit
):
    LegalReferenceFactory.create()
    answer = client_of(officer, language).get(reverse("visits:section", args=[filed_visit.reference, key]))
    assert answer.status_code == 200


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", ["tasks", "check"])
def test_task_list_and_check_answers_open(
    name: str, language: str, client_of: Callable[..., Client], officer: User, filed_visit: Visit
):
    answer = client_of(officer, language).get(reverse(f"visits:{name}", args=[filed_visit.reference]))
    assert answer.status_code == 200


@pytest.mark.parametrize("key", ["team", "itinerary", "factors", "conclusions"])
def test_page_of_a_new_thing_opens(key: str, client_of: Callable[..., Client], officer: User, visit: Visit):
    answer = client_of(officer).get(reverse("visits:item_new", args=[visit.reference, key]))
    assert answer.status_code == 200


def test_start_page_opens(client_of: Callable[..., Client], officer: User):
    assert client_of(officer).get(reverse("visits:new")).status_code == 200
