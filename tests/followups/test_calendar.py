"""The calendar of one's own actions: what is in it, who reads it, and how its address is taken back."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from followups import calendar
from followups.models import FollowUp
from followups.models.contact import CalendarKey
from tests.followups.conftest import make_followup
from tests.visits.factories import make_visit

NOWHERE = "/follow-ups/calendar/never-given.ics"


def address_of(secret: str) -> str:
    return f"/follow-ups/calendar/{secret}.ics"


def feed(user) -> list[str]:
    answer = Client().get(address_of(calendar.renew(by=user)))
    return [str(event["summary"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")]


def test_own_unresolved_actions_with_their_days(approved_visit, officer):
    officer.language = "en"
    officer.save()
    row = make_followup(approved_visit, owner=officer, title="Repair; the, camera", due_on=dt.date(2027, 1, 5))
    make_followup(approved_visit, title="of others")
    make_followup(approved_visit, title="done", owner=officer, state="done", outcome="Fixed")
    answer = Client().get(address_of(calendar.renew(by=officer)))
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["summary"]) == "Due: Repair; the, camera"
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (dt.date(2027, 1, 5), dt.date(2027, 1, 6))
    assert str(event["uid"]).startswith(str(row.client_uuid))
    assert {"UID", "DTSTAMP"} <= set(event)


def test_lines_are_as_the_standard_has_them(approved_visit, officer):
    make_followup(approved_visit, owner=officer, title="ซ่อมกล้อง" * 20)
    answer = Client().get(address_of(calendar.renew(by=officer)))
    lines = answer.content.split(b"\r\n")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["summary"]).endswith("ซ่อมกล้อง" * 20)


def test_nothing_but_title_and_day(approved_visit, officer):
    make_followup(approved_visit, owner=officer, owner_name="Colonel Somebody")
    said = Client().get(address_of(calendar.renew(by=officer))).content.decode()
    inside = said[said.index("BEGIN:VEVENT") : said.index("END:VEVENT")]
    names = set(re.findall(r"^([A-Z-]+)[:;]", inside, re.M))
    assert names == {"BEGIN", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "TRANSP", "CLASS"}
    assert approved_visit.reference not in said


def test_actions_of_a_report_not_sent_stay_with_its_mission(officer, stranger):
    make_followup(make_visit(officer), owner=stranger)
    assert feed(stranger) == []


def test_an_injected_line_stays_a_title(approved_visit, officer):
    make_followup(approved_visit, owner=officer, title="a\r\nEND:VEVENT\r\nBEGIN:VALARM")
    assert len(feed(officer)) == 1


def test_kept_out_of_every_cache(officer):
    answer = Client().get(address_of(calendar.renew(by=officer)))
    assert answer["Cache-Control"] == "private, no-store"
    assert not answer.cookies


@pytest.mark.parametrize("secret", ["never-given", "ก", "\x00", "a" * 5000, "%C3%28"])
def test_an_unknown_secret_is_not_found_with_one_question(secret, officer):
    calendar.renew(by=officer)
    with CaptureQueriesContext(connection) as caught:
        assert Client().get(address_of(secret)).status_code == 404
    assert len(caught) == 1


def test_only_a_hash_is_stored(officer):
    secret = calendar.renew(by=officer)
    assert secret not in str(CalendarKey.objects.values().get())
    assert len(secret) >= 43


def test_the_address_is_shown_once(client_of, officer):
    client = client_of(officer)
    shown = client.post("/follow-ups/calendar/").context["address"]
    assert Client().get(shown.removeprefix("http://testserver")).status_code == 200
    assert shown not in client.get("/follow-ups/calendar/").content.decode()


def test_renewed_the_former_leads_nowhere(client_of, officer):
    former = calendar.renew(by=officer)
    client_of(officer).post("/follow-ups/calendar/")
    assert Client().get(address_of(former)).status_code == 404


def test_revoked_it_leads_nowhere(client_of, officer):
    secret = calendar.renew(by=officer)
    assert client_of(officer).post("/follow-ups/calendar/revoke/").status_code == 302
    assert Client().get(address_of(secret)).status_code == 404


@pytest.mark.parametrize("fields", [{"is_active": False}, {"role": "partner"}])
def test_who_takes_no_part_any_more_has_no_calendar(fields, officer):
    secret = calendar.renew(by=officer)
    type(officer).objects.filter(pk=officer.pk).update(**fields)
    assert Client().get(address_of(secret)).status_code == 404


def test_costs_the_same_for_10_and_300(approved_visit, officer):
    address = address_of(calendar.renew(by=officer))

    def cost(count: int) -> int:
        for n in range(count):
            make_followup(approved_visit, title=f"a{n}", owner=officer)
        with CaptureQueriesContext(connection) as caught:
            Client().get(address)
        return len(caught)

    assert cost(10) == cost(290)
    assert FollowUp.objects.count() == 300
