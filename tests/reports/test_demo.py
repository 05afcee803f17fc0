"""The demonstration: whole, and valid by the forms' own rules."""

import datetime as dt
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessEntry, User
from centers.models import CenterMember, PublicReport, ReadinessCheck, Reporter, ReportStep
from centers.public_reports import read_person
from centers.workflow import ReportState
from checklists.reading import missing as missing_of_sheet
from checklists.sheet_form import SheetForm
from checkpoints.models import Checkpoint, StatusProposal
from followups.commitments import pending
from followups.defects import listed_at
from followups.models import Commitment, DefectLook, FollowUp, FollowUpState
from practices.missing import missing as missing_of_practice
from practices.models import Evidence, Practice
from reports.demo.centers_at_work import NOBODY_REAL
from reports.demo.chanthaburi import STOPS
from reports.notable import find, last_full_month
from tests.reports.demonstration import demonstration_of
from tests.reports.test_pdf import text_of
from vault.models import Identity
from visits.inspections import charts, inspections_of
from visits.kinds import DETAILS
from visits.models import Activity, ActivitySheet, Photo, TransitionRecord, Visit
from visits.sections import missing
from visits.tasks import make_renditions
from visits.workflow import COUNTED_STATES, State


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Visit]:
    with demonstration_of(django_db_blocker, tmp_path_factory) as visit:
        yield visit


@pytest.fixture
def demonstration(made: Visit, db: None) -> Visit:
    """What a test changes of it is gone with the test."""
    return Visit.objects.get(pk=made.pk)


def test_chanthaburi_is_published_after_one_return(demonstration):
    steps = TransitionRecord.objects.filter(visit=demonstration).values_list("target", flat=True)
    assert list(steps) == ["draft", "submitted", "returned", "submitted", "endorsed", "approved", "published"]
    assert not missing(demonstration)
    assert list(demonstration.released_to.values_list("username", flat=True)) == ["partner"]


def test_chanthaburi_keeps_the_date_as_published_and_why_it_was_corrected(demonstration):
    assert demonstration.published_start == dt.date(2023, 3, 11)
    assert demonstration.date_start == dt.date(2024, 3, 11)
    assert "2567" in demonstration.date_reason


def test_its_activities_pass_the_forms_they_would_be_typed_into(demonstration):
    rows = Activity.objects.filter(stop__visit=demonstration)
    assert rows.count() == sum(len(stop.activities) for stop in STOPS)
    for row in rows:
        assert set(row.details) <= set(DETAILS[row.kind].base_fields)


def test_its_inspections_answer_the_checklist(demonstration):
    rows = Activity.objects.filter(stop__visit=demonstration, kind="inspection")
    assert rows.count() == rows.filter(asked__sheet__answers__has_key="rating", details={}).count() == 3
    for row in rows:
        form = SheetForm(row.asked.sheet.document, stored=row.asked.sheet.answers)
        assert set(row.asked.sheet.answers) <= set(form.fields)


def test_two_crossings_show_a_course_of_years(demonstration):
    director = User.objects.get(username="director")
    for code in ("ban-laem", "ban-phakkad"):
        found = inspections_of(Checkpoint.objects.get(code=code), director)
        assert len(charts(found)) == 4


def test_defects_are_open_acted_on_and_mended(demonstration):
    director = User.objects.get(username="director")
    views = [view for place in Checkpoint.objects.in_use() for view in listed_at(place, director)]
    assert sorted(view.followup is not None for view in views) == [False, True]
    assert DefectLook.objects.get().found == "mended"


def test_a_proposed_status_waits_for_its_keeper(demonstration):
    assert StatusProposal.objects.visible_to(User.objects.get(username="officer")).waiting().count() == 1


def test_the_joint_patrol_is_restricted(demonstration):
    assert Activity.objects.get(stop__visit=demonstration, kind="joint_patrol").restricted


def test_its_pictures_say_that_they_are_illustrations(demonstration):
    photos = Photo.objects.filter(visit=demonstration)
    assert photos.count() >= 8
    assert all(photo.is_illustration for photo in photos)


def test_one_account_a_role_and_nobody_else_signs_in(demonstration):
    assert set(User.objects.filter(is_active=True).values_list("username", "role")) == {
        (role, role) for role in ("officer", "center", "reviewer", "director", "partner", "auditor", "admin")
    }
    assert User.objects.get(username="officer").check_password("a-long-password")


def test_the_officer_has_something_to_mend_and_to_finish(demonstration):
    states = set(Visit.objects.filter(author__username="officer").values_list("state", flat=True))
    assert {State.RETURNED, State.DRAFT, State.PLANNED} <= states


def test_nothing_has_happened_that_is_still_to_come(demonstration):
    assert not TransitionRecord.objects.filter(at__gt=timezone.now()).exists()
    planned = Visit.objects.filter(state=State.PLANNED)
    assert planned
    assert all(visit.transitions.get().target == State.PLANNED for visit in planned)


def test_the_last_full_month_departs_in_two_districts(demonstration, client_of):
    director = User.objects.get(username="director")
    found = find(director, last_full_month(timezone.localdate())).notable
    assert [(one.district.code, one.subject, one.is_good) for one in found] == [
        ("6306", "issues", False),
        ("9010", "visits", True),
    ]
    home = client_of(director, "en").get(reverse("reports:home")).content.decode()
    assert "Mae Sot: more visits with an issue of Smuggled or illegal goods and vehicles" in home


def test_loading_again_changes_nothing(demonstration):
    before = (Visit.objects.count(), FollowUp.objects.count(), Photo.objects.count())
    call_command("load_demo", "--visits", "12", "--password", "a-long-password", stdout=StringIO())
    assert (Visit.objects.count(), FollowUp.objects.count(), Photo.objects.count()) == before


def test_the_practice_of_chanthaburi_is_published_with_every_part(demonstration):
    practice = Practice.objects.get(title_en="Building Strong Cross-Border Communities: Chanthaburi")
    assert (practice.state, practice.is_demo, missing_of_practice(practice)) == ("published", True, [])
    assert set(practice.evidence.values_list("visit", flat=True)) == {demonstration.pk}
    assert practice.model_site.recognised_by_th
    assert FollowUp.objects.get(practice=practice.code).is_unresolved
    adoption = practice.adoptions.get()
    assert adoption.result == "partly"
    assert adoption.visit is not None
    assert adoption.ended_on is not None
    assert adoption.visit.state in [*COUNTED_STATES]
    assert adoption.started_on < adoption.visit.date_start <= adoption.ended_on
    assert adoption.district in adoption.visit.districts.all()


def without_spaces(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("edition", ["public", "internal"])
def test_english_publications_hold_thai_in_titles_alone(demonstration, client, edition):
    for pk in Evidence.objects.exclude(photo=None).values_list("photo", flat=True).distinct():
        make_renditions.call(pk)
    client.force_login(User.objects.get(username="director"))
    practices = list(Practice.objects.order_by("pk"))
    one = reverse("reports:practice_pdf", args=[practices[0].code])
    volume = reverse("reports:practices_pdf")
    for url, codes in ((one, []), (volume, [practice.code for practice in practices])):
        text = text_of(client.get(url, {"lang": "en", "edition": edition, "code": codes}).content)
        assert "Joint checkpoint at the Ban Laem intersection" in text
        found = without_spaces(text)
        for practice in practices:
            found = found.replace(without_spaces(practice.title_th), "")
        assert re.findall("[\u0e01-\u0e5b]+", found) == []


def test_two_of_its_five_principles_were_rated_before(demonstration):
    rated = list(Practice.objects.get(state="published").ratings.values_list("principle__code", flat=True))
    assert len(set(rated)) == 5
    assert sorted(code for code in set(rated) if rated.count(code) == 2) == ["law", "trust"]


def test_practices_stand_at_each_step_of_their_life(demonstration):
    assert sorted(Practice.objects.values_list("state", flat=True)) == ["candidate", "published", "validated"]


def test_there_are_follow_ups_in_every_state_and_commitments_at_ban_laem(demonstration):
    assert set(demonstration.followups.values_list("state", flat=True)) == set(FollowUpState.values)
    mine = FollowUp.objects.filter(owner__username="officer").unresolved()
    assert {row.is_overdue for row in mine} == {True, False}
    again = Commitment.objects.get().visit
    assert pending(again).filter(checkpoint__code="ban-laem").count() >= 2


def test_the_centers_of_chanthaburi_show_their_work(demonstration):
    reports = PublicReport.objects.filter(center__code__in=["pong-nam-ron", "soi-dao"])
    assert set(reports.values_list("state", flat=True)) == set(ReportState.values)
    assert not reports.filter(received_at__gt=timezone.now()).exists()
    assert not ReportStep.objects.filter(on__gt=timezone.localdate()).exists()
    checks = ReadinessCheck.objects.values_list("center__code", flat=True)
    assert sorted(checks) == ["pong-nam-ron"] * 3 + ["soi-dao"] * 2
    assert all(seat.channels for seat in CenterMember.objects.all())


def test_the_names_of_its_reporters_are_made_up_and_purged_when_due(demonstration, django_user_model):
    kept = Reporter.objects.select_related("report__center")
    people = [read_person(report=row.report, by=django_user_model.objects.get(username="director")) for row in kept]
    assert all(person and person["name"].startswith(NOBODY_REAL) for person in people)
    assert PublicReport.objects.filter(purged_at__isnull=False).count() == 1


def test_its_readiness_answers_are_those_of_the_checklist(demonstration):
    for check in ReadinessCheck.objects.select_related("sheet"):
        assert missing_of_sheet(check.sheet.document, check.sheet.answers) == []
        assert set(check.sheet.answers) <= check.sheet.document.codes


def test_somebody_is_in_the_vault_known_of_in_the_patrol(demonstration, client_of):
    identity = Identity.objects.get()
    assert list(identity.readers.values_list("user__username", flat=True)) == ["officer", "center"]
    assert AccessEntry.objects.get(what="identity_opened").subject == demonstration.reference
    page = client_of(demonstration.author, "en").get(demonstration.get_absolute_url())
    assert identity.code in page.text

    call_command("load_demo", "--visits", "12", "--password", "a-long-password", stdout=StringIO())
    assert Identity.objects.count() == 1


def test_what_activities_answered_is_what_they_were_asked(demonstration):
    sheets = [link.sheet for link in ActivitySheet.objects.select_related("sheet")]
    assert sheets
    assert all(set(sheet.answers) <= sheet.document.codes for sheet in sheets)
