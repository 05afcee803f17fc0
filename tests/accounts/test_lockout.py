"""Too many failed sign-ins lock the name and address for half an hour."""

import datetime as dt
import time

import pytest
import time_machine
from django.conf import settings

from tests.factories import PASSWORD


@pytest.fixture
def locked_out(officer, sign_in):
    responses = [sign_in("officer", "wrong") for _ in range(settings.AXES_FAILURE_LIMIT)]
    return responses[-1]


def test_the_limit_answers_429_with_the_wait(locked_out):
    assert locked_out.status_code == 429
    assert locked_out["Retry-After"] == "1800"
    assert "30 นาที" in locked_out.text


def test_the_right_password_does_not_open_a_locked_account(locked_out, sign_in, client):
    assert sign_in("officer", PASSWORD).status_code == 429
    assert client.get("/me/").status_code == 302


def test_the_email_is_the_same_account(locked_out, sign_in):
    assert sign_in("Officer@Example.org").status_code == 429


def test_capitals_are_the_same_account(locked_out, sign_in):
    assert sign_in("OFFICER").status_code == 429


def test_another_person_at_the_same_address_gets_in(locked_out, reviewer, sign_in):
    assert sign_in("reviewer").status_code == 302


def test_the_same_person_elsewhere_gets_in(locked_out, sign_in):
    assert sign_in("officer", REMOTE_ADDR="203.0.113.9").status_code == 302


def test_a_name_that_nobody_has_is_locked_just_the_same(sign_in, db):
    responses = [sign_in("nobody", "wrong") for _ in range(settings.AXES_FAILURE_LIMIT)]
    assert responses[-1].status_code == 429


def test_the_lock_opens_after_half_an_hour(locked_out, sign_in):
    with time_machine.travel(dt.timedelta(minutes=31), tick=False):
        assert sign_in("officer").status_code == 302


def test_signing_in_clears_the_count(officer, sign_in, client):
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        sign_in("officer", "wrong")
    sign_in("officer")
    client.post("/accounts/logout/")
    assert sign_in("officer", "wrong").status_code == 422


def test_administrator_unlocks(locked_out, admin, officer, client_of, sign_in):
    client_of(admin).post("/admin/accounts/user/", {"action": "unlock", "_selected_action": [officer.pk]})
    assert sign_in("officer").status_code == 302


def test_a_name_of_nothing_but_marks_is_refused_at_once(sign_in, db):
    begun = time.process_time()
    assert sign_in("a" + "\u0301" * 50_000 + "\u0316" * 50_000).status_code == 422
    assert time.process_time() - begun < 5
