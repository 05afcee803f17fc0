"""The roster: channels for those who may call, and on which day somebody said that it is right."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import timezone

from centers.models import Center
from tests.centers.test_changes import CHIEF, rows


def verify(browser, center, **data):
    return browser.post(f"{center.get_absolute_url()}roster/verified/", {"version": center.version, **data})


def test_a_seat_keeps_its_channels(client_of, center_staff, center):
    ways = {"phone": "081-000-0000", "line": "chief", "call_sign": "ปกครอง 1", "email": "a@b.go.th", "fax": "039-1"}
    client_of(center_staff).post(f"{center.get_absolute_url()}roster/", rows(center, CHIEF | ways))
    assert [way.value for way in center.members.get().channels] == list(ways.values())


@pytest.mark.parametrize(("person", "shown"), [("center_staff", True), ("reviewer", True), ("officer", False)])
def test_channels_are_for_those_who_keep_or_review(client_of, request, center, head, person, shown):
    center.members.update(line="line-id", call_sign="sign-7", email="a@b.go.th", fax="039-1")
    text = client_of(request.getfixturevalue(person)).get(center.get_absolute_url()).content.decode()
    assert [word in text for word in ("line-id", "sign-7", "a@b.go.th", "039-1")] == [shown] * 4


def test_a_roster_is_verified_as_of_today(client_of, center_staff, center, head):
    answer = verify(client_of(center_staff), center)
    assert answer["Location"] == f"{center.get_absolute_url()}#roster"
    center.refresh_from_db()
    assert (center.roster_verified_on, center.roster_verified_by) == (timezone.localdate(), center_staff)


def test_a_roster_changed_meanwhile_is_not_verified(client_of, center_staff, center, head):
    Center.objects.update(version=2)
    answer = verify(client_of(center_staff, "en"), center)
    assert answer.status_code == 409
    assert "The roster was changed meanwhile" in answer.content.decode()
    assert Center.objects.get().roster_verified_on is None


def test_nonsense_is_answered(client_of, center_staff, center, head):
    assert verify(client_of(center_staff), center, version="soon").status_code == 422


def test_officers_verify_nothing(client_of, officer, center, head):
    assert verify(client_of(officer), center).status_code == 403


def test_a_stale_roster_says_for_how_long(client_of, officer, center_staff, center, head):
    on = timezone.localdate() - dt.timedelta(days=91)
    Center.objects.update(roster_verified_on=on, roster_verified_by=center_staff)
    assert "not verified for 91 days" in client_of(officer, "en").get(center.get_absolute_url()).content.decode()


def test_constraint_center_roster_verified_on_and_by(center):
    with pytest.raises(IntegrityError, match="center_roster_verified_on_and_by"):
        Center.objects.update(roster_verified_on=timezone.localdate())
