"""What a center owns reaches its people: list, home, calendar, weekly mail."""

import datetime as dt

import pytest
from django.core import mail
from django.core.management import call_command
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.roles import Role
from followups import calendar, letters
from jobs.worker import run_batch
from reports.home import due
from tests.factories import UserFactory
from tests.followups.conftest import make_followup
from tests.visits.factories import CenterFactory
from ui.templatetags.ui import bilingual


@pytest.fixture
def keeper(center_staff):
    """Staff of the center, with an address."""
    center_staff.email, center_staff.language = "center@example.org", "en"
    center_staff.save()
    return center_staff


@pytest.fixture
def owned(approved_visit, keeper):
    """An overdue action that the center owns."""
    center = CenterFactory.create()
    center.staff.add(keeper)
    return make_followup(approved_visit, owner_center=center, due_on=timezone.localdate() - dt.timedelta(days=2))


@pytest.fixture
def other(db):
    """Staff of no center."""
    return UserFactory.create(username="other", role=Role.CENTER, areas=["TH2204"], email="other@example.org")


def test_list_and_home_hold_it(owned, keeper, other, client_of):
    today = timezone.localdate()
    assert [row.pk for row in client_of(keeper).get("/follow-ups/?owner=me").context["page"].rows] == [owned.pk]
    assert [task.title for task in due(keeper, today).tasks] == [owned.title]
    assert due(other, today).tasks == []


def test_home_of_the_author_counts_it_once(owned, officer):
    owned.owner_center.staff.add(officer)
    assert [task.title for task in due(officer, timezone.localdate()).tasks] == [owned.title]


def test_calendar_holds_it(owned, keeper, other):
    assert owned.title.encode() in calendar.calendar_of(keeper, host="x")
    assert owned.title.encode() not in calendar.calendar_of(other, host="x")


def test_the_weekly_mail_goes_to_its_people(owned, keeper, other):
    call_command("send_digests", verbosity=0)
    run_batch()
    assert [sent.to for sent in mail.outbox] == [["center@example.org"]]
    assert owned.title in mail.outbox[0].body


def test_the_reviewer_reads_whose_it_is(owned):
    said = {"rows": letters.escalation([owned], 0).rows, "site": "", "with_owner": True}
    assert bilingual(owned.owner_center) in render_to_string("followups/mail/_rows.txt", said)
