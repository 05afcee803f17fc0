"""Follow-up actions while the report is in hand."""

import pytest

from followups.models import FollowUp
from tests.followups.conftest import make_followup
from visits import actions
from visits.amend import amend
from visits.models import SectionSave

GOOD = {
    "title": "Repair the camera",
    "owner_name": "Provincial Public Works",
    "priority": "normal",
    "due_on_day": "1",
    "due_on_month": "12",
    "due_on_year": "2569",
    "version": "0",
}


def address(visit, rest=""):
    return f"/follow-ups/of/{visit.reference}/{rest}"


def test_an_action_is_added(client_of, officer, visit):
    assert client_of(officer).post(address(visit), GOOD).status_code == 302
    made = FollowUp.objects.get()
    assert (made.title, str(made.due_on), made.created_by) == ("Repair the camera", "2026-12-01", officer)
    assert SectionSave.objects.get(visit=visit, section="followups").version == 1


def test_sent_again_because_the_answer_was_lost_it_was_added_once(client_of, officer, visit):
    assert [client_of(officer).post(address(visit), GOOD).status_code for _time in range(2)] == [302, 302]
    assert FollowUp.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": ""}, "title"),
        ({"owner_name": ""}, "owner_name"),
        ({"due_on_day": "31", "due_on_month": "2"}, "due_on"),
        ({"due_on_year": "1999"}, "due_on"),
        ({"due_on_year": ""}, "due_on"),
        ({"owner": "999999"}, "owner"),
        ({"owner_center": "999999"}, "owner_center"),
        ({"place": "checkpoint:999999"}, "place"),
        ({"source": "conclusion:999999"}, "source"),
        ({"priority": "utmost"}, "priority"),
        ({"done_means": "x" * 1001}, "done_means"),
    ],
)
def test_bad_input_is_refused_at_its_field_and_kept(change, says, client_of, officer, visit):
    answer = client_of(officer).post(address(visit), GOOD | {"title": "Typed"} | change)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [says]
    assert says == "title" or "Typed" in answer.content.decode()
    assert not FollowUp.objects.exists()


def test_an_action_is_changed(client_of, officer, visit):
    row = make_followup(visit)
    page = client_of(officer).get(address(visit, f"{row.pk}/"))
    assert page.context["form"].instance == row
    answer = client_of(officer).post(address(visit, f"{row.pk}/"), GOOD | {"title": "Replace the camera"})
    row.refresh_from_db()
    assert (answer.status_code, row.title, row.version) == (302, "Replace the camera", 2)


def test_an_action_is_removed(client_of, officer, visit):
    row = make_followup(visit)
    assert client_of(officer).post(address(visit, f"{row.pk}/remove/"), {"version": "0"}).status_code == 302
    assert not FollowUp.objects.exists()


def test_the_section_may_be_settled_empty(client_of, officer, visit):
    assert client_of(officer).post(address(visit, "done/"), {"version": "0"}).url.endswith("/report/outlook/")
    assert SectionSave.objects.filter(visit=visit, section="followups").exists()


@pytest.mark.parametrize("rest", ["", "{pk}/", "{pk}/remove/", "done/"])
@pytest.mark.parametrize("version", ["7", "", "-1", "x", "９"])
def test_a_stale_version_overwrites_nothing_and_keeps_what_was_typed(rest, version, client_of, officer, visit):
    row = make_followup(visit)
    data = GOOD | {"title": "Typed by me", "version": version}
    answer = client_of(officer).post(address(visit, rest.format(pk=row.pk)), data)
    assert answer.status_code == 409
    assert list(FollowUp.objects.values_list("title", flat=True)) == ["Repair the camera"]
    assert answer.context["version"] == 0
    assert rest not in ("", "{pk}/") or "Typed by me" in answer.content.decode()


@pytest.mark.parametrize("rest", ["", "{pk}/", "{pk}/remove/", "done/"])
def test_only_the_mission_writes(rest, client_of, visit, neighbour, reviewer, director, partner):
    path = address(visit, rest.format(pk=make_followup(visit).pk))
    assert {client_of(user).post(path, GOOD).status_code for user in (neighbour, director, reviewer, partner)} <= {
        403,
        404,
    }
    assert FollowUp.objects.count() == 1


@pytest.mark.parametrize("rest", ["", "{pk}/", "{pk}/remove/", "done/"])
def test_nothing_is_written_once_sent(rest, client_of, submitted_visit, officer):
    row = make_followup(submitted_visit)
    path = address(submitted_visit, rest.format(pk=row.pk))
    assert client_of(officer).post(path, GOOD | {"version": "1"}).status_code == 403


def test_an_action_of_another_report_is_not_found(client_of, officer, visit):
    from tests.visits.factories import make_visit

    row = make_followup(make_visit(officer))
    assert client_of(officer).get(address(visit, f"{row.pk}/")).status_code == 404
    assert client_of(officer).post(address(visit, f"{row.pk}/remove/"), {"version": "0"}).status_code == 404


def test_an_amendment_shows_the_actions_of_earlier_revisions(client_of, officer, approved_visit):
    make_followup(approved_visit, title="From the first")
    new = amend(visit=approved_visit, by=officer)
    answer = client_of(officer).get(address(new))
    assert [row.title for row in answer.context["earlier"]] == ["From the first"]
    assert "From the first" in client_of(officer).get(f"/visits/{new.reference}/").content.decode()


def test_people_outside_the_area_are_not_offered(client_of, officer, visit, neighbour, stranger, partner):
    form = client_of(officer).get(address(visit)).context["form"]
    offered = set(form.fields["owner"].queryset)
    assert neighbour in offered
    assert not {stranger, partner} & offered


def test_actions_are_not_frozen_with_the_report(submitted_visit, reviewer):
    row = make_followup(submitted_visit)
    actions.endorse(visit=submitted_visit, by=reviewer, version=submitted_visit.version)
    assert FollowUp.objects.filter(pk=row.pk).update(state="in_progress") == 1
