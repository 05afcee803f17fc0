"""A form sent after the session ended, or from an old tab, is kept; what another site sent is not."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.conftest import BACKEND
from tests.visits.factories import make_visit

OURS = {"origin": "http://testserver", "accept-language": "en"}
TYPED = {"purpose": "Two lines <b>typed</b>\non the way", "version": "0"}


@pytest.fixture
def address(officer: User) -> str:
    return reverse("visits:section", args=[make_visit(officer).reference, "purpose"])


def hidden(answer: Any) -> dict[str, str]:
    """What the page would send again."""
    return dict(answer.context["words"])


def test_what_a_signed_out_officer_typed_is_kept(client: Client, address: str):
    answer = client.post(address, TYPED, headers=OURS)
    assert answer.status_code == 403
    assert hidden(answer) == TYPED
    page = answer.content.decode()
    assert "You are signed out" in page
    assert "&lt;b&gt;typed&lt;/b&gt;" in page
    assert f'action="{address}"' in page
    assert answer["Cache-Control"] == "private, no-store"


def test_it_is_saved_once_sent_again(address: str, officer: User):
    browser = Client(enforce_csrf_checks=True)
    browser.get(reverse("account_login"))
    old = browser.cookies["csrftoken"].value
    kept = browser.post(address, TYPED | {"csrfmiddlewaretoken": old}, headers=OURS)
    browser.force_login(officer, backend=BACKEND)
    browser.cookies["csrftoken"] = "n" * 32  # signing in renews it
    again = browser.post(address, hidden(kept) | {"csrfmiddlewaretoken": old}, headers=OURS)
    assert (again.status_code, hidden(again)) == (403, TYPED)
    token = str(again.context["csrf_token"])
    done = browser.post(address, hidden(again) | {"csrfmiddlewaretoken": token}, headers=OURS)
    assert done.status_code == 302
    assert officer.visits.get().purpose == TYPED["purpose"]


@pytest.mark.parametrize("origin", [{}, {"origin": "https://elsewhere.example"}, {"origin": "null"}])
def test_what_another_site_sent_is_not_offered_for_sending(origin: dict[str, str], client: Client, address: str):
    answer = client.post(address, TYPED, headers=origin)
    assert (answer.status_code, "/accounts/login/" in answer.headers.get("Location", "")) == (302, True)
    strict = Client(enforce_csrf_checks=True)
    assert "words" not in strict.post(address, TYPED, headers=origin).context


def test_a_password_is_never_shown_again(db: None):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(reverse("account_login"), {"login": "officer", "password": "river-secret"}, headers=OURS)
    assert answer.status_code == 403
    assert "river-secret" not in answer.content.decode()


def test_somebody_signed_out_is_sent_to_sign_in_for_reading(client: Client, address: str):
    assert client.get(address).status_code == 302
