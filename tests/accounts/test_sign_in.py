"""Signing in and out: who gets in, in which language, with which cookie."""

import pytest
from django.conf import settings

from tests.factories import UserFactory

CLOSED = ["signup/", "email/", "confirm-email/", "confirm-email/abc/", "login/code/confirm/", "3rdparty/"]


def test_officer_signs_in_with_user_name(officer, sign_in, client):
    assert sign_in("officer").status_code == 302
    assert client.get("/me/").status_code == 200


def test_officer_signs_in_with_email_in_capitals(officer, sign_in):
    assert sign_in("OFFICER@example.org").status_code == 302


def test_wrong_password_is_refused_and_the_name_kept(officer, sign_in):
    response = sign_in("officer", "not-the-password")
    assert response.status_code == 422
    assert 'value="officer"' in response.text


def test_unknown_and_known_name_get_the_same_answer(officer, sign_in):
    known, unknown = sign_in("officer", "wrong"), sign_in("nobody", "wrong")
    assert known.context["form"].errors == unknown.context["form"].errors


def test_person_switched_off_does_not_get_in(sign_in, client):
    UserFactory(username="former", is_active=False)
    assert sign_in("former").url == "/accounts/inactive/"
    assert client.get("/me/").status_code == 302


def test_switching_off_ends_open_sessions(officer, client_of):
    browser = client_of(officer)
    type(officer).objects.filter(pk=officer.pk).update(is_active=False)
    assert browser.get("/me/").status_code == 302


def test_sign_in_brings_the_persons_language(sign_in, client):
    UserFactory(username="thai", language="th")
    assert sign_in("thai").cookies[settings.LANGUAGE_COOKIE_NAME].value == "th"
    assert '<html lang="th">' in client.get("/me/").text


def test_choosing_a_language_in_the_header_is_kept_with_the_account(officer, client_of):
    client_of(officer).post("/i18n/setlang/", {"language": "th", "next": "/me/"})
    officer.refresh_from_db()
    assert officer.language == "th"


def test_signed_out_reader_changes_nobodys_language(officer, client):
    client.post("/i18n/setlang/", {"language": "th"})
    officer.refresh_from_db()
    assert officer.language == "en"


def test_sign_in_page_is_thai_unless_asked(client, db):
    assert '<html lang="th">' in client.get("/accounts/login/").text


def test_sign_out_needs_a_post(officer, client_of):
    browser = client_of(officer)
    browser.get("/accounts/logout/")
    assert browser.get("/me/").status_code == 200
    browser.post("/accounts/logout/")
    assert browser.get("/me/").status_code == 302


def test_session_cookie_is_out_of_reach_of_scripts_and_other_sites(officer, sign_in):
    cookie = sign_in("officer").cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_sign_in_does_not_lead_off_the_site(officer, client, sign_in):
    response = client.post(
        "/accounts/login/?next=https://elsewhere.example/",
        {"login": "officer", "password": "river-watch-2566-demo", "next": "https://elsewhere.example/"},
    )
    assert response.url == "/start/"


@pytest.mark.parametrize("route", CLOSED)
@pytest.mark.parametrize("method", ["get", "post"])
def test_doors_we_do_not_use_are_closed(route, method, client, officer, client_of):
    assert getattr(client, method)(f"/accounts/{route}").status_code == 404
    assert getattr(client_of(officer), method)(f"/accounts/{route}").status_code == 404


def test_pages_of_people_are_not_kept_by_caches(officer, client_of):
    assert "no-store" in client_of(officer).get("/me/")["Cache-Control"]
