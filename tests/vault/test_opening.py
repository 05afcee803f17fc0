"""Opening: for named readers, by POST, recorded; and the glass, with a reason, of which the auditors are told."""

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, InternalError, transaction
from django.urls import reverse
from django.views.debug import ExceptionReporter

from accounts.models import AccessEntry
from jobs.worker import run_batch
from tests.factories import UserFactory
from tests.vault.factories import SOMCHAI
from vault import actions
from vault.box import seal
from vault.models import How, Identity, Opening

REASON = "The source is in danger tonight."
NAME, PHONE = "Somchai Jaidee", "081-234-5678"


def at(name: str, identity: Identity, **kwargs: Any) -> str:
    return reverse(f"vault:{name}", kwargs={"code": identity.code, **kwargs})


def test_the_writer_opens_it(client_of, officer, identity) -> None:
    response = client_of(officer).post(at("open", identity))

    assert response.status_code == 200
    assert NAME in response.text
    assert PHONE in response.text
    assert "no-store" in response["Cache-Control"]
    assert [(row.user, row.how) for row in identity.openings.all()] == [(officer, How.READER)]
    entry = AccessEntry.objects.get(what="identity_opened")
    assert (entry.user, entry.subject, entry.detail) == (officer, identity.reference, identity.code)


def test_looking_at_it_opens_nothing(client_of, officer, identity) -> None:
    browser = client_of(officer)

    assert browser.get(at("open", identity)).status_code == 405
    page = browser.get(at("detail", identity))
    assert NAME not in page.text
    assert not Opening.objects.exists()


def test_who_is_not_named_does_not_know_of_it(client_of, colleague, stranger, identity) -> None:
    for person in (colleague, stranger):
        assert client_of(person).get(at("detail", identity)).status_code == 404
        assert client_of(person).post(at("open", identity)).status_code == 404
        assert identity.code not in client_of(person).get(reverse("vault:list")).text


@pytest.mark.parametrize("who", ["reviewer", "director"])
def test_the_reviewer_of_the_area_does_not_open_it_unnamed(who, client_of, identity, request) -> None:
    response = client_of(request.getfixturevalue(who)).post(at("open", identity))

    assert response.status_code == 403
    assert "named here" in response.text
    assert not Opening.objects.exists()


@pytest.mark.parametrize("who", ["auditor", "admin", "partner"])
def test_others_have_no_part_in_the_vault(who, client_of, identity, request) -> None:
    browser = client_of(request.getfixturevalue(who))

    assert [browser.get(reverse("vault:list")).status_code, browser.post(at("open", identity)).status_code] == [
        403,
        403,
    ]


def test_breaking_the_glass_shows_it_and_tells_the_auditors(client_of, reviewer, auditor, identity) -> None:
    UserFactory.create(role="auditor", username="gone", is_active=False)

    response = client_of(reviewer).post(at("glass", identity), {"reason": REASON})
    run_batch()

    assert NAME in response.text
    assert "no-store" in response["Cache-Control"]
    (told,) = mail.outbox
    assert told.to == [auditor.email]
    assert re.fullmatch(rf"<glass-\d+-{auditor.pk}@127\.0\.0\.1>", told.extra_headers["Message-ID"])
    assert identity.code in told.subject
    assert NAME not in str(told.message()) + told.body
    assert REASON not in told.body
    home = client_of(auditor).get(reverse("reports:home")).text
    log = client_of(auditor).get(reverse("accounts:access_log")).text
    for page in (home, log):
        assert identity.code in page
        assert REASON in page
        assert reviewer.name_en in page
        assert NAME not in page


@pytest.mark.parametrize("reason", ["", "too short", "   " * 12])
def test_the_glass_needs_a_reason(reason, client_of, reviewer, identity) -> None:
    response = client_of(reviewer).post(at("glass", identity), {"reason": reason})

    assert response.status_code == 422
    assert NAME not in response.text
    assert not Opening.objects.exists()


def test_it_stays_open_for_an_hour(client_of, reviewer, identity) -> None:
    browser = client_of(reviewer)
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False) as clock:
        browser.post(at("glass", identity), {"reason": REASON})
        clock.shift(59 * 60)
        assert browser.post(at("open", identity)).status_code == 200
        clock.shift(2 * 60)  # opening it again does not lengthen the hour
        assert browser.post(at("open", identity)).status_code == 403

    assert [row.how for row in identity.openings.all()] == [How.WITHIN, How.GLASS]


def test_a_named_reader_does_not_break_the_glass(client_of, officer, reviewer, identity) -> None:
    until = identity.expires_on
    actions.name_reader(identity=identity, user=reviewer, until=until, by=officer)

    assert client_of(reviewer).get(at("glass", identity)).status_code == 403
    assert client_of(reviewer).post(at("open", identity)).status_code == 200


def test_the_glass_is_for_who_covers_the_area(client_of, stranger, officer, identity) -> None:
    assert client_of(stranger).post(at("glass", identity), {"reason": REASON}).status_code == 404
    assert client_of(officer).post(at("glass", identity), {"reason": REASON}).status_code == 403


def test_without_its_key_nothing_is_told_and_nothing_recorded(client_of, officer, identity, settings) -> None:
    settings.VAULT_KEYS = ["8jF0nGJTzKzO6sM1qk4yZ2d1w7cE3bVxQn5uR9tYhLo="]

    response = client_of(officer).post(at("open", identity))

    assert response.status_code == 409
    assert "None of the keys" in response.text
    assert not Opening.objects.exists()


def test_no_report_of_an_error_tells_it(client_of, officer, identity, monkeypatch, caplog) -> None:
    """Whatever breaks after it is unsealed: the log and the report to the administrators have no plain words."""

    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("vault.actions.log_access", broken)
    browser = client_of(officer)
    browser.raise_request_exception = False
    response = browser.post(at("open", identity))
    assert response.status_code == 500
    record = next(one for one in caplog.records if one.exc_info)
    report = ExceptionReporter(record.request, *record.exc_info)

    for text in (response.text, caplog.text, report.get_traceback_text(), report.get_traceback_html()):
        assert NAME not in text
        assert PHONE not in text


def test_openings_are_never_changed(identity, officer) -> None:
    actions.open_it(identity=identity, by=officer)

    with pytest.raises(InternalError), transaction.atomic():
        Opening.objects.update(user=officer)
    with pytest.raises(InternalError), transaction.atomic():
        Opening.objects.all().delete()


@pytest.mark.parametrize(("how", "reason"), [("glass", ""), ("glass", "short"), ("reader", REASON)])
def test_the_database_wants_a_reason_for_the_glass_alone(how, reason, identity, officer) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Opening.objects.create(identity=identity, user=officer, how=how, reason=reason)


def test_nothing_has_a_representation_in_plain_words(identity) -> None:
    for thing in (SOMCHAI, identity, identity.__dict__, seal(NAME)):
        assert NAME not in repr(thing)
        assert NAME not in str(thing)
