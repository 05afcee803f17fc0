"""An action that follows from a practice: who asks for it, who knows of it, and where it is met again."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from followups import calendar, commitments, letters
from followups.models import FollowUp, FollowUpState
from followups.tallies import open_actions
from practices import actions, spread
from practices.workflow import PracticeState
from reports.home import due
from tests.factories import DistrictFactory, UserFactory
from tests.visits.factories import CenterFactory, CheckpointFactory, fill, make_visit

TITLE = "Renew the recognition"


@pytest.fixture
def elsewhere(db):
    """An officer of another province, who owns an action without reading candidates."""
    return UserFactory.create(username="elsewhere", role="officer", areas=["TH2706"])


@pytest.fixture
def neighbour(db):
    return UserFactory.create(username="neighbour", role="officer", areas=["TH2204"])


def ask(practice, by, **fields):
    values: dict[str, Any] = {"title": TITLE, "due_on": timezone.localdate() + dt.timedelta(days=5), "owner_name": ""}
    if not {"owner", "owner_center", "owner_name"} & fields.keys():
        values["owner_name"] = "District office"
    return spread.ask(practice=practice, by=by, **(values | fields))


def typed(**more):
    day = timezone.localdate() + dt.timedelta(days=9)
    date = {"due_on_day": day.day, "due_on_month": day.month, "due_on_year": day.year}
    values = {"title": TITLE, "owner_name": "District office", "priority": "normal"}
    return values | {"client_uuid": "9a1c5c3e-5d5f-4f0e-8a63-0c5a0f9d2f11"} | date | more


def known(user) -> set[str]:
    return set(FollowUp.objects.visible_to(user).values_list("title", flat=True))


def test_author_asks_and_finds_it_on_the_page(phone, at, practice, pong_nam_ron):
    place = f"district:{pong_nam_ron.pk}"

    assert phone.post(at("action_new"), typed(place=place)).status_code == 302

    row = FollowUp.objects.get(practice=practice.code)
    assert (row.visit, row.district, row.area_codes) == (None, pong_nam_ron, ["TH", "TH22", "TH2204"])
    assert row.steps.get().target == FollowUpState.OPEN
    assert TITLE in phone.get(at("detail")).content.decode()
    assert TITLE in phone.get(at("review")).content.decode()


def test_asked_twice_by_a_double_click_is_one_action(phone, at):
    for _click in range(2):
        assert phone.post(at("action_new"), typed()).status_code == 302
    assert FollowUp.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": ""}, "title"),
        ({"owner_name": ""}, "owner_name"),
        ({"due_on_day": "31", "due_on_month": "2"}, "due_on"),
        ({"place": "district:0"}, "place"),
        ({"priority": "huge"}, "priority"),
        ({"owner": "0"}, "owner"),
    ],
)
def test_bad_input_is_told_at_the_field_and_kept(more, field, phone, at):
    answer = phone.post(at("action_new"), typed(**{"done_means": "Typed by me"} | more))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert "Typed by me" in answer.content.decode()
    assert not FollowUp.objects.exists()


@pytest.mark.parametrize("person", ["reviewer", "director"])
def test_those_who_decide_ask_as_well(person, request, client_of, at, published):
    assert client_of(request.getfixturevalue(person)).post(at("action_new"), typed()).status_code == 302
    assert published.code == FollowUp.objects.get().practice


def test_others_do_not(client_of, at, neighbour, published):
    client = client_of(neighbour)
    assert client.post(at("action_new"), typed()).status_code == 403
    assert at("action_new") not in client.get(at("detail")).content.decode()


def test_nothing_follows_from_what_is_retired(phone, at, take, practice, officer):
    take(officer, practice, PracticeState.RETIRED, reason="A double")
    assert phone.post(at("action_new"), typed()).status_code == 403


def test_an_action_of_a_candidate_is_known_to_who_knows_the_candidate(practice, officer, reviewer, neighbour):
    ask(practice, officer)
    assert [known(user) for user in (officer, reviewer, neighbour)] == [{TITLE}, {TITLE}, set()]


def test_everybody_who_reads_the_library_knows_what_follows_from_it(published, officer, neighbour, elsewhere, partner):
    ask(published, officer)
    assert known(neighbour) == known(elsewhere) == {TITLE}


def test_the_owner_knows_the_action_and_nothing_of_the_candidate(practice, officer, elsewhere, client_of):
    row = ask(practice, officer, owner=elsewhere)
    client = client_of(elsewhere, "en")

    pages = [client.get(url).content.decode() for url in (f"/follow-ups/{row.pk}/", "/follow-ups/", "/")]

    assert all(TITLE in page and practice.code in page for page in pages)
    assert not any(practice.title_th in page or practice.get_absolute_url() in page for page in pages)


def test_people_of_the_owning_center_know_it(practice, officer, center_staff, client_of):
    center = CenterFactory.create()
    center.staff.add(center_staff)
    ask(practice, officer, owner_center=center)
    assert TITLE in client_of(center_staff).get("/follow-ups/?owner=me").content.decode()


def test_page_and_list_lead_to_the_practice(practice, officer, client_of):
    row, client = ask(practice, officer), client_of(officer, "en")
    link = f'<a href="{practice.get_absolute_url()}">'
    for url in (f"/follow-ups/{row.pk}/", "/follow-ups/"):
        page = client.get(url).content.decode()
        assert link in page
        assert "From the practice" in page


@pytest.mark.parametrize("query", ["owner=me", "area=mine", "district=2204", "province=22", "practice={code}"])
def test_lists_hold_it(query, practice, officer, client_of):
    ask(practice, officer, owner=officer)
    page = client_of(officer).get(f"/follow-ups/?{query.format(code=practice.code)}")
    assert [row.title for row in page.context["page"].rows] == [TITLE]


def test_area_lists_of_others_do_not(published, officer, elsewhere, client_of):
    ask(published, officer)
    assert client_of(elsewhere).get("/follow-ups/?area=mine").context["page"].rows == []


@pytest.mark.parametrize("person", ["officer", "reviewer", "director", "neighbour", "elsewhere", "center_staff"])
def test_counts_agree_with_lists(person, request, practice, published, officer, elsewhere, approved_visit):
    ask(published, officer, owner=elsewhere)
    ask(actions.create(by=officer, district=practice.district, theme="goods", title_th="อีก"), officer, owner=elsewhere)
    user = request.getfixturevalue(person)
    seen = FollowUp.objects.visible_to(user).unresolved()
    assert open_actions(user, on=timezone.localdate()) == {"open": seen.count(), "overdue": 0}


def test_home_letter_and_calendar_hold_it(practice, officer):
    ask(practice, officer, owner=officer)
    today = timezone.localdate()
    assert [task.kicker for task in due(officer, today).tasks] == [practice.code]
    assert [row.title for row in letters.due_of(officer, on=today)] == [TITLE]
    assert TITLE.encode() in calendar.calendar_of(officer, host="x")


def test_the_next_visit_to_its_place_is_asked(published, officer, client_of):
    place = CheckpointFactory.create()
    row = ask(published, officer, checkpoint=place, owner=officer)
    visit = fill(make_visit(officer, published.district))
    assert list(commitments.pending(visit)) == [row]
    page = client_of(officer).get(reverse("followups:commitments", args=[visit.reference]))
    assert published.code in page.content.decode()
    assert TITLE in client_of(officer).get(place.get_absolute_url()).content.decode()


def test_it_is_done_with_a_visit_of_the_district_as_evidence(published, officer, reviewer, approved_visit, client_of):
    row = ask(published, officer, owner=officer, priority="high")
    data = {"version": 1, "state": "done", "outcome": "Renewed"}
    client = client_of(officer)
    assert client.post(f"/follow-ups/{row.pk}/state/", data).status_code == 422
    stop = approved_visit.stops.get()
    done = client.post(f"/follow-ups/{row.pk}/state/", data | {"evidence": f"stop:{stop.pk}"})
    verified = client_of(reviewer).post(f"/follow-ups/{row.pk}/state/", {"version": 2, "state": "verified"})
    assert (done.status_code, verified.status_code) == (302, 302)


def test_who_asked_answers_for_an_owner_without_an_account(published, officer, neighbour, client_of):
    row = ask(published, officer)
    data = {"version": 1, "state": "in_progress", "outcome": ""}
    assert client_of(neighbour).post(f"/follow-ups/{row.pk}/state/", data).status_code == 403
    assert client_of(officer).post(f"/follow-ups/{row.pk}/state/", data).status_code == 302


def test_it_is_handed_over_with_the_others(published, officer, neighbour, elsewhere, reviewer, client_of):
    ask(published, officer, owner=neighbour)
    hand = {"which": "all", "reason": "Moved"}
    url, client = f"/follow-ups/reassign/{neighbour.pk}/", client_of(reviewer)
    assert client.post(url, hand | {"taker": elsewhere.pk}).status_code == 422
    assert client.post(url, hand | {"taker": officer.pk}).status_code == 302
    assert FollowUp.objects.get().owner == officer


def test_it_follows_the_practice_to_another_district(practice, officer):
    row, other = ask(practice, officer), DistrictFactory.create(code="2706")

    def move(locked):
        locked.district = other
        locked.save()

    actions.edit_part(practice=practice, part="site", by=officer, version=0, write=move)
    row.refresh_from_db()
    assert row.area_codes == ["TH", "TH27", "TH2706"]


def test_the_database_wants_one_origin(practice, officer, approved_visit):
    row = ask(practice, officer)
    for wrong in ({"practice": None}, {"visit": approved_visit}):
        with pytest.raises(IntegrityError, match="followup_one_origin"), transaction.atomic():
            FollowUp.objects.filter(pk=row.pk).update(**wrong)


@transaction.atomic
def say(row, code):
    FollowUp.objects.filter(pk=row.pk).update(practice=code)
    connection.check_constraints()


def test_the_database_knows_the_practice(practice, officer):
    row = ask(practice, officer)
    with pytest.raises(IntegrityError, match="followup_of_known_practice"):
        say(row, "BP-9999-0001")


def test_pages_cost_the_same_for_10_and_40(published, officer, client_of, at):
    client = client_of(officer)

    def cost(count: int) -> list[int]:
        for _n in range(count):
            ask(published, officer, owner=officer)
        costs = []
        for url in (at("detail"), at("review"), "/follow-ups/", "/"):
            with CaptureQueriesContext(connection) as caught:
                client.get(url)
            costs.append(len(caught))
        return costs

    assert cost(10) == cost(30)
