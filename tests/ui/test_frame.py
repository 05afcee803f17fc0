"""The frame: language, navigation by role, and pages for when something went wrong."""

import re
from collections.abc import Callable

import pytest
from django.contrib.staticfiles import finders
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from accounts.models import User
from tests.visits.factories import CheckpointFactory
from ui.views import server_error
from visits.models import Visit

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_language_is_switched_and_remembered(client: Client) -> None:
    back = reverse("account_login")
    answer = client.post(reverse("ui:set_language"), {"language": "en", "next": back})
    assert answer.url == back  # type: ignore[attr-defined]
    assert '<html lang="en">' in client.get(back).content.decode()


def test_language_switch_does_not_lead_off_the_site(client: Client) -> None:
    answer = client.post(reverse("ui:set_language"), {"language": "en", "next": "https://example.com/"})
    assert answer.url == "/"  # type: ignore[attr-defined]


def test_unknown_page_says_what_to_do_in_both_languages(client: Client) -> None:
    for lang, words in (("th", "ไม่พบหน้าที่ท่านเปิดได้"), ("en", "There is no such page for you")):
        answer = client.get("/no-such-page/", headers={"accept-language": lang})
        assert answer.status_code == 404
        assert words in answer.content.decode()


def test_broken_page_needs_neither_context_nor_database(django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.block():
        answer = server_error(RequestFactory().get("/"))
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "ระบบขัดข้อง" in page
    assert "Something broke" in page


def test_form_without_its_token_is_refused_with_advice() -> None:
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    answer = strict.post(reverse("ui:set_language"), {"language": "en"})
    assert answer.status_code == 403
    assert "too old to accept" in answer.content.decode()


def current(page: str) -> list[str]:
    """The places that the navigation says one stands in, in the rail and in the bar."""
    return re.findall(r'<a href="([^"]*)" aria-current="page"', page)


def test_sections_of_a_report_lie_in_visits(client_of: SignIn, officer: User, visit: Visit) -> None:
    for name in ("section", "commitments"):
        page = client_of(officer).get(reverse(f"followups:{name}", args=[visit.reference]))
        assert set(current(page.content.decode())) == {reverse("visits:list")}
    page = client_of(officer).get(reverse("followups:calendar"))
    assert set(current(page.content.decode())) == {reverse("followups:list")}


def test_places_and_comparisons_lie_behind_the_dashboard(client_of: SignIn, director: User) -> None:
    CheckpointFactory.create(code="ban-laem")
    place = reverse("reports:place", args=["checkpoint", "ban-laem"])
    for address in (place, reverse("reports:compare"), reverse("reports:notable")):
        page = client_of(director).get(address).content.decode()
        assert set(current(page)) == {reverse("reports:dashboard")}


def test_gallery_shows_every_component(client_of: SignIn, officer: User) -> None:
    answer = client_of(officer).get(reverse("ui:gallery"))
    assert answer.status_code == 200
    assert 'style="' not in answer.content.decode()


def test_stranger_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(reverse("ui:more")).status_code == 302


def test_director_finds_the_dashboard_and_officer_does_not(client_of: SignIn, officer: User, director: User) -> None:
    for person, found in ((officer, False), (director, True)):
        page = client_of(person).get(reverse("ui:more")).content.decode()
        assert (reverse("reports:dashboard") in page) is found


def test_only_named_parts_of_packages_are_served() -> None:
    assert finders.find("pico/pico.min.css")
    assert not finders.find("pico/pico.css")
    assert not finders.find("sarabun/package.json")
