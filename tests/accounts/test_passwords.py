"""Setting, changing and asking for passwords."""

import re
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail

from tests.factories import PASSWORD, UserFactory

NEW = "a-quiet-river-at-dusk"


def ask(client, email):
    return client.post("/accounts/password/reset/", {"email": email})


def link() -> str:
    found = re.search(r"http://testserver(/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_asking_does_not_tell_whether_there_is_an_account(officer, client):
    known, unknown = ask(client, "officer@example.org"), ask(client, "nobody@example.org")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [len(message.to) for message in mail.outbox] == [1, 1]


def test_mail_to_an_unknown_address_offers_no_sign_up(client, db):
    ask(client, "nobody@example.org")
    assert "http" not in mail.outbox[-1].body


def test_a_mail_server_that_is_down_does_not_tell_either(officer, client, monkeypatch):
    def down(*args):
        raise SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.EmailMessage.send", down)
    assert ask(client, "officer@example.org").status_code == 302


def test_the_link_sets_a_new_password_once(officer, client, sign_in):
    ask(client, "officer@example.org")
    mailed = link()
    address = client.get(mailed).url
    client.post(address, {"password1": NEW, "password2": NEW})
    assert sign_in("officer", NEW).status_code == 302
    client.post("/accounts/logout/")
    assert "password1" not in client.get(mailed, follow=True).text


def test_the_mail_is_in_the_language_of_its_reader(client, db):
    UserFactory(username="thai", language="th")
    client.cookies["django_language"] = "en"
    ask(client, "thai@example.org")
    assert "รหัสผ่าน" in mail.outbox[-1].subject


def test_person_switched_off_gets_no_link(client, db):
    UserFactory(username="former", is_active=False)
    ask(client, "former@example.org")
    assert "password/reset/key" not in mail.outbox[-1].body


@pytest.mark.parametrize(("password", "words"), [("short-one", "12"), ("password1234", "common")])
def test_weak_password_is_refused_with_the_reason(password, words, officer, client_of):
    response = client_of(officer).post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": password, "password2": password},
    )
    assert response.status_code == 422
    assert words in str(response.context["form"].errors["password1"])


def test_changing_needs_the_present_password(officer, client_of):
    response = client_of(officer).post(
        "/accounts/password/change/", {"oldpassword": "wrong", "password1": NEW, "password2": NEW}
    )
    assert "oldpassword" in response.context["form"].errors


def test_changing_ends_other_sessions_and_tells_the_person(officer, client_of):
    here, elsewhere = client_of(officer), client_of(officer)
    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert here.get("/me/").status_code == 200
    assert elsewhere.get("/me/").status_code == 302
    assert mail.outbox[-1].to == ["officer@example.org"]


def test_rules_and_refusals_are_said_in_thai_too(client_of, db):
    browser = client_of(UserFactory.create(language="th"))
    response = browser.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "short-one", "password2": "short-one"}
    )
    assert "ต้องมีอย่างน้อย 12 ตัวอักษร" in str(response.context["form"].errors["password1"])
