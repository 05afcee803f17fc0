"""The weekly mail, and what reviewers are told: who gets it, what it says, and that it comes once."""

import datetime as dt
import smtplib
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from followups import notices
from followups.models import FollowUp
from followups.models.contact import Escalated, NoDigest, Notice
from jobs.worker import run_batch
from tests.followups.conftest import make_followup
from tests.visits.factories import make_visit
from ui.dates import full_date


def day(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


@pytest.fixture
def reader(officer):
    """The officer has an address and reads English."""
    officer.email, officer.language = "officer@example.org", "en"
    officer.save()
    return officer


@pytest.fixture
def watcher(reviewer):
    reviewer.email, reviewer.language = "reviewer@example.org", "en"
    reviewer.save()
    return reviewer


def week() -> list[Any]:
    """What goes out when the command has run and a worker has done its jobs."""
    mail.outbox.clear()
    call_command("send_digests", verbosity=0)
    run_batch()
    return mail.outbox


def test_says_what_is_overdue_and_due(approved_visit, reader):
    row = make_followup(approved_visit, title="Repair the camera", owner=reader, due_on=day(-2))
    make_followup(approved_visit, title="Count the lanes", owner=reader, due_on=day(14))
    make_followup(approved_visit, title="Much later", owner=reader, due_on=day(15))
    (sent,) = week()
    html = sent.alternatives[0][0]
    assert sent.to == ["officer@example.org"]
    assert sent.extra_headers["Message-ID"] == f"<notice-{Notice.objects.get().pk}@127.0.0.1>"
    assert sent.subject == "[NTS Watch] Your follow-up actions: 1 action overdue, 1 due within 14 days"
    for text in (sent.body, html):
        assert text.index("Overdue") < text.index("Repair the camera") < text.index("Count the lanes")
        assert "Much later" not in text
        assert f"http://127.0.0.1:8000/follow-ups/{row.pk}/" in text
        assert approved_visit.reference in text


def test_is_in_the_language_of_the_reader(approved_visit, reader):
    reader.language = "th"
    reader.save()
    make_followup(approved_visit, owner=reader, due_on=day(-2))
    (sent,) = week()
    assert full_date(day(-2), "th") in sent.body
    assert '<html lang="th">' in sent.alternatives[0][0]


def test_the_report_is_not_named_to_who_may_not_read_it(approved_visit, stranger):
    stranger.email = "stranger@example.org"
    stranger.save()
    make_followup(approved_visit, title="For me", owner=stranger, due_on=day(1))
    (sent,) = week()
    assert "For me" in sent.body
    assert approved_visit.reference not in sent.body + sent.alternatives[0][0]


def test_markup_in_a_title_stays_text(approved_visit, reader):
    make_followup(approved_visit, title="<b>A & B</b>", owner=reader, due_on=day(1))
    (sent,) = week()
    assert "<b>A & B</b>" in sent.body
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in sent.alternatives[0][0]


@pytest.mark.parametrize("fields", [{"due_on": day(15)}, {"state": "done", "outcome": "Fixed"}, {"owner": None}])
def test_who_has_nothing_due_gets_no_mail(fields, approved_visit, reader):
    make_followup(approved_visit, **({"owner": reader, "due_on": day(1), "owner_name": "x"} | fields))
    assert week() == []


@pytest.mark.parametrize("fields", [{"email": ""}, {"is_active": False}, {"role": "partner"}])
def test_who_takes_no_part_gets_no_mail(fields, approved_visit, reader):
    make_followup(approved_visit, owner=reader, due_on=day(1))
    type(reader).objects.filter(pk=reader.pk).update(**fields)
    assert week() == []


def test_an_action_of_a_report_not_sent_is_no_ones_business(officer, stranger):
    stranger.email = "stranger@example.org"
    stranger.save()
    make_followup(make_visit(officer), owner=stranger, due_on=day(1))
    assert week() == []
    assert Notice.objects.get().state == Notice.State.EMPTY


def test_comes_once_a_week(approved_visit, reader):
    make_followup(approved_visit, owner=reader, due_on=day(1))
    assert len(week()) == 1
    assert week() == []
    assert DBTaskResult.objects.count() == 1
    assert Notice.objects.get().state == Notice.State.SENT


def test_comes_again_next_week(approved_visit, reader):
    make_followup(approved_visit, owner=reader, due_on=day(1))
    week()
    Notice.objects.update(week=notices.week_of(day(-7)))
    assert len(week()) == 1


def test_done_meanwhile_it_is_not_sent(approved_visit, reader):
    make_followup(approved_visit, owner=reader, due_on=day(1))
    call_command("send_digests", verbosity=0)
    FollowUp.objects.update(state="done", outcome="Fixed")
    run_batch()
    assert (mail.outbox, Notice.objects.get().state) == ([], "empty")


def test_declined_on_my_page_it_does_not_come(client_of, approved_visit, reader):
    make_followup(approved_visit, owner=reader, due_on=day(1))
    client = client_of(reader)
    assert 'name="wanted" value="yes" checked' in client.get("/me/").content.decode()
    client.post("/follow-ups/digest/")
    assert 'name="wanted" value="yes">' in client.get("/me/").content.decode()
    assert week() == []
    client.post("/follow-ups/digest/", {"wanted": "yes"})
    assert not NoDigest.objects.exists()
    assert len(week()) == 1


def refuse(*args):
    raise smtplib.SMTPDataError(451, b"later")


def lose(*args):
    raise smtplib.SMTPServerDisconnected("gone")


@pytest.mark.parametrize(("fault", "state"), [(refuse, "claimed"), (lose, "handed")])
def test_refused_it_is_tried_again_and_lost_it_is_not(fault, state, approved_visit, reader, monkeypatch):
    make_followup(approved_visit, owner=reader, due_on=day(1))
    notice = Notice.objects.create(user=reader, week=day(0), kind="digest")
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fault)
        with pytest.raises(smtplib.SMTPException):
            notices.send(notice.pk)
    notice.refresh_from_db()
    assert notice.state == state
    notices.send(notice.pk)
    assert len(mail.outbox) == (1 if state == "claimed" else 0)


def test_long_overdue_is_told_to_the_reviewer_once(approved_visit, watcher):
    make_followup(approved_visit, title="Repair the camera", due_on=day(-15))
    make_followup(approved_visit, title="Not so long", due_on=day(-14))
    (sent,) = week()
    assert sent.to == ["reviewer@example.org"]
    assert sent.subject == "[NTS Watch] 1 action in your area is long overdue"
    assert "Repair the camera" in sent.body
    assert "Not so long" not in sent.body + sent.alternatives[0][0]
    Notice.objects.update(week=notices.week_of(day(-7)))
    assert week() == []


def test_the_days_are_a_setting(approved_visit, watcher, settings):
    settings.FOLLOWUP_ESCALATE_DAYS = 3
    make_followup(approved_visit, due_on=day(-4))
    (sent,) = week()
    assert "more than 3 days" in sent.body


def test_another_date_is_told_anew(approved_visit, watcher):
    row = make_followup(approved_visit, due_on=day(-40))
    week()
    Notice.objects.update(week=notices.week_of(day(-7)))
    FollowUp.objects.filter(pk=row.pk).update(due_on=day(-20))
    assert len(week()) == 1
    assert Escalated.objects.count() == 2


@pytest.mark.parametrize("areas", [["TH27"], []])
def test_a_reviewer_elsewhere_is_not_told(areas, approved_visit, watcher):
    make_followup(approved_visit, due_on=day(-40))
    watcher.areas.all().delete()
    assert week() == []


def test_refused_the_reviewer_is_told_again(approved_visit, watcher, monkeypatch):
    make_followup(approved_visit, due_on=day(-40))
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        assert week() == []
    assert not Escalated.objects.exists()
    notices.send(Notice.objects.get().pk)
    assert len(mail.outbox) == 1
