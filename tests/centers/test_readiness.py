"""How ready a center is: filled in, sent twice, corrected on its day, read as a scorecard over time."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, InternalError
from django.utils import timezone

from centers import readiness
from centers.models import ReadinessCheck
from centers.readiness import Reading, readings, scorecard
from checklists import actions as checklist_actions
from checklists.models import Sheet
from tests.centers.factories import make_check
from tests.checklists.factories import make_published


def filled(version, **answers):
    day = timezone.localdate()
    typed = {"c-generator": "yes", "c-fuel": "full", "c-hours": "8", "c-order": "3"} | answers
    parts = {"on_day": day.day, "on_month": day.month, "on_year": day.year}
    return {"with_whom": "คณะทำงาน", "asked": version.pk, "client_uuid": str(uuid.uuid4()), **parts, **typed}


def new(center):
    return f"{center.get_absolute_url()}readiness/new/"


def test_staff_check_their_center(client_of, center_staff, center, version):
    answer = client_of(center_staff).post(new(center), filled(version))
    check = ReadinessCheck.objects.get()
    assert answer["Location"] == check.get_absolute_url()
    assert (check.recorded_by, check.with_whom) == (center_staff, "คณะทำงาน")
    assert check.sheet.answers == {"generator": "yes", "fuel": "full", "hours": 8, "order": 3}


def test_photographs_are_not_asked_and_it_is_said(client_of, center_staff, center, version):
    text = client_of(center_staff, "en").get(new(center)).content.decode()
    assert "c-picture" not in text
    assert "they belong to the report of a visit" in text


def test_sent_twice_it_is_one_and_with_other_answers_another(client_of, center_staff, center, version):
    browser, typed = client_of(center_staff), filled(version)
    for _ in range(2):
        browser.post(new(center), typed)
    assert ReadinessCheck.objects.count() == 1
    browser.post(new(center), typed | {"c-order": "4"})
    assert ReadinessCheck.objects.count() == Sheet.objects.count() == 2


def test_what_is_missing_is_said_and_what_was_typed_is_kept(client_of, center_staff, center, version):
    answer = client_of(center_staff, "en").post(new(center), filled(version, **{"c-generator": ""}, on_day="31"))
    assert answer.status_code == 422
    assert "คณะทำงาน" in answer.content.decode()
    assert not Sheet.objects.exists()


def test_a_day_of_the_future_is_refused(client_of, center_staff, center, version):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    parts = {"on_day": tomorrow.day, "on_month": tomorrow.month, "on_year": tomorrow.year}
    assert client_of(center_staff).post(new(center), filled(version, **parts)).status_code == 422


def test_questions_of_a_version_retired_meanwhile_are_still_taken(client_of, center_staff, center, version, admin):
    checklist_actions.retire(version=version, by=admin, revision=version.revision)
    assert client_of(center_staff).post(new(center), filled(version)).status_code == 302
    assert "No readiness checklist is in use" in client_of(center_staff, "en").get(new(center)).content.decode()


def test_a_checklist_of_another_purpose_is_not_asked_here(client_of, center_staff, center, version, admin):
    other = make_published(admin, code="crossing")
    assert client_of(center_staff).post(new(center), filled(other)).status_code == 404


def test_others_do_not_check_it(client_of, officer, center_staff, other_center, center, version):
    assert client_of(officer).get(new(center)).status_code == 403
    assert client_of(center_staff).get(new(other_center)).status_code == 403


def edit_url(check):
    return f"{check.get_absolute_url()}edit/"


def test_who_entered_it_corrects_it_on_the_same_day(client_of, center_staff, center, version):
    check = make_check(center, center_staff, version, on=timezone.localdate())
    browser = client_of(center_staff)
    assert browser.get(edit_url(check)).status_code == 200
    browser.post(edit_url(check), filled(version, revision=1, **{"c-generator": "no", "c-order": "3"}))
    check.refresh_from_db()
    assert (check.sheet.answers["generator"], check.with_whom) == ("no", "คณะทำงาน")


def test_nobody_else_corrects_it(client_of, reviewer, center_staff, center, version):
    check = make_check(center, center_staff, version, on=timezone.localdate())
    answer = client_of(reviewer, "en").post(edit_url(check), filled(version, revision=1))
    assert answer.status_code == 403
    assert "Only who entered a check corrects it" in answer.content.decode()


def test_nor_anybody_on_a_later_day(client_of, center_staff, center, version, time_machine):
    check = make_check(center, center_staff, version, on=dt.date(2023, 3, 1))
    time_machine.move_to(timezone.now() + dt.timedelta(days=1))
    answer = client_of(center_staff, "en").get(edit_url(check))
    assert answer.status_code == 403
    assert "on the day it was entered only" in answer.content.decode()


def test_two_who_correct_do_not_overwrite_each_other(client_of, center_staff, center, version):
    check = make_check(center, center_staff, version, on=timezone.localdate())
    browser = client_of(center_staff, "en")
    browser.post(edit_url(check), filled(version, revision=1, **{"c-order": "1"}))
    answer = browser.post(edit_url(check), filled(version, revision=1, **{"c-order": "4"}))
    assert answer.status_code == 409
    assert 'name="revision" value="2"' in answer.content.decode()
    assert Sheet.objects.get().answers["order"] == 1


def test_the_database_keeps_a_check_as_it_was(center_staff, center, other_center, version):
    check = make_check(center, center_staff, version, on=dt.date(2023, 3, 1))
    with pytest.raises(InternalError, match="Cannot update"):
        ReadinessCheck.objects.update(center=other_center)
    assert check.pk


def test_the_database_removes_no_check(center_staff, center, version):
    make_check(center, center_staff, version, on=dt.date(2023, 3, 1))
    with pytest.raises(InternalError, match="Cannot delete"):
        ReadinessCheck.objects.all().delete()


def test_constraint_readiness_not_in_future(center_staff, center, version):
    with pytest.raises(IntegrityError, match="readiness_not_in_future"):
        make_check(center, center_staff, version, on=timezone.localdate() + dt.timedelta(days=1))


def test_the_scorecard_compares_with_the_check_before(center_staff, center, version):
    make_check(center, center_staff, version, on=dt.date(2023, 1, 1), order=1)
    make_check(center, center_staff, version, on=dt.date(2023, 3, 1))
    card = scorecard(readings(center, center_staff))
    assert card is not None
    dimensions = {one.section.code: one for one in card.dimensions}
    assert list(dimensions) == ["power", "staff"]
    assert dimensions["staff"].values == [25, 75]
    assert dimensions["staff"].score.change == 50
    assert dimensions["power"].score.change == 0
    assert [one.on for one in card.readings] == [dt.date(2023, 1, 1), dt.date(2023, 3, 1)]


def test_the_first_check_is_compared_with_nothing(center_staff, center, version):
    make_check(center, center_staff, version, on=dt.date(2023, 1, 1))
    card = scorecard(readings(center, center_staff))
    assert card is not None
    assert card.score.change is None


def seen_by_others(center, user):
    """What a room above would answer."""
    sheet = Sheet.objects.latest("pk")
    return [Reading(dt.date(2023, 6, 1), sheet, "Report NTS-2566-0001", "/visits/NTS-2566-0001/")]


def test_other_rooms_add_what_they_saw(monkeypatch, client_of, officer, center_staff, center, version):
    make_check(center, center_staff, version, on=dt.date(2023, 1, 1))
    monkeypatch.setattr(readiness, "SOURCES", (*readiness.SOURCES, f"{__name__}.seen_by_others"))
    page = client_of(officer, "en").get(center.get_absolute_url())
    assert page.context["card"].newest.source == "Report NTS-2566-0001"
    assert 'href="/visits/NTS-2566-0001/"' in page.content.decode()


def test_stale_figures_say_for_how_long(client_of, officer, center_staff, center, version):
    make_check(center, center_staff, version, on=timezone.localdate() - dt.timedelta(days=120))
    text = client_of(officer, "en").get(center.get_absolute_url()).content.decode()
    assert "not verified for 120 days" in text
    assert "older than 90 days" in text


def test_fresh_figures_do_not(client_of, officer, center_staff, center, version):
    make_check(center, center_staff, version, on=timezone.localdate() - dt.timedelta(days=90))
    text = client_of(officer, "en").get(center.get_absolute_url()).content.decode()
    assert "verified 90 days ago" in text
    assert "older than 90 days" not in text


def test_a_check_is_read_as_it_was_answered(client_of, officer, center_staff, center, version):
    check = make_check(center, center_staff, version, on=dt.date(2023, 3, 1))
    text = client_of(officer, "en").get(check.get_absolute_url()).content.decode()
    assert "Question generator" in text
    assert "Question picture" not in text


def test_the_list_narrows_to_centers_not_checked_lately(
    client_of, officer, center_staff, center, other_center, version
):
    make_check(center, center_staff, version, on=timezone.localdate())
    browser = client_of(officer)
    found = {name: browser.get("/centers/", {"readiness": name}).context["page"].rows for name in ("checked", "stale")}
    assert {name: [row.code for row in rows] for name, rows in found.items()} == {
        "checked": ["pong-nam-ron"],
        "stale": ["soi-dao"],
    }


@pytest.mark.parametrize("part", ["", "readiness/"])
def test_the_pages_cost_the_same_after_one_check_and_after_twenty(
    client_of, officer, center_staff, center, version, django_assert_num_queries, part
):
    browser, url = client_of(officer), f"{center.get_absolute_url()}{part}"
    make_check(center, center_staff, version, on=dt.date(2023, 3, 1))
    with django_assert_num_queries(QUERIES[part]):
        browser.get(url)
    for day in range(1, 20):
        make_check(center, center_staff, version, on=dt.date(2023, 4, day))
    with django_assert_num_queries(QUERIES[part]):
        browser.get(url)


QUERIES = {"": 13, "readiness/": 4}
