"""Things in lists: members, stops, factors, conclusions. Each is added, changed, moved, removed, within its report."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.visits.factories import CenterFactory, CheckpointFactory, at, make_activity, make_stop, make_visit
from tests.visits.filing.conftest import date_parts
from visits.models import ContributingFactor, MissionMember, Stop, Visit

Address = Callable[..., str]
Send = Callable[..., Any]


def test_member_is_added(visit: Visit, send: Send, address: Address):
    answer = send(address("item_new", "team"), name="Wijaraporn", role="leader", position="Director")
    assert answer["Location"] == address("section", "team")
    assert visit.members.get().role == MissionMember.Role.LEADER


def test_save_and_add_another_stays(send: Send, address: Address):
    answer = send(address("item_new", "team"), name="One", role="member", another="1")
    assert answer["Location"] == address("item_new", "team")


def test_the_same_thing_sent_twice_is_one(visit: Visit, phone: Client, address: Address):
    typed = {"name": "One", "role": "member", "client_uuid": str(uuid.uuid4()), "version": "0"}
    answers = [phone.post(address("item_new", "team"), typed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert visit.members.count() == 1


def test_second_leader_is_refused_by_name(visit: Visit, send: Send, address: Address):
    MissionMember.objects.create(visit=visit, name="Sukhumarn", role="leader")
    answer = send(address("item_new", "team"), name="Another", role="leader")
    assert answer.status_code == 422
    assert "Sukhumarn" in str(answer.context["form"].errors["role"])


def test_account_is_on_a_mission_once(visit: Visit, send: Send, address: Address, officer: User):
    MissionMember.objects.create(visit=visit, name="One", user=officer)
    answer = send(address("item_new", "team"), name="Two", role="member", user=officer.pk)
    assert "user" in answer.context["form"].errors


def test_stop_at_a_checkpoint_with_thai_times(visit: Visit, send: Send, address: Address):
    checkpoint = CheckpointFactory.create()
    times = date_parts("arrived_at", 11, 3, 2566, "9.00") | date_parts("departed_at", 11, 3, 2566, "11:30")
    send(address("item_new", "itinerary"), checkpoint=checkpoint.pk, lat="13.08", lon="102.45", **times)
    stop = visit.stops.get()
    assert (stop.checkpoint, stop.arrived_at, stop.departed_at) == (checkpoint, at(11, 9), at(11, 11, 30))
    assert stop.point is not None
    assert stop.point.coords == (102.45, 13.08)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({}, "place"),
        ({"place": "Orchard", "lat": "13.08"}, "lon"),
        ({"place": "Orchard", "lat": "NaN", "lon": "102"}, "lat"),
        ({"place": "Orchard", "lat": "1e400", "lon": "102"}, "lat"),
        ({"place": "Orchard", "lat": "51.5", "lon": "102"}, "lat"),
        ({"place": "Orchard", "lat": "13", "lon": "-0.1"}, "lon"),
        ({"place": "Orchard", "checkpoint": "999999"}, "checkpoint"),
        ({"place": "x" * 201}, "place"),
        ({"place": "Orchard", **date_parts("arrived_at", 20, 3, 2566, "09:00")}, "arrived_at"),
        ({"place": "Orchard", **date_parts("arrived_at", 11, 3, 2566)}, "arrived_at"),
        ({"place": "Orchard", **date_parts("arrived_at", 11, 3, 2566, "25:00")}, "arrived_at"),
        ({"place": "Orchard", **date_parts("departed_at", 11, 3, 2566, "09:00")}, "arrived_at"),
    ],
)
def test_bad_stop_is_refused_at_the_field(
    visit: Visit, send: Send, address: Address, wrong: dict[str, Any], field: str
):
    answer = send(address("item_new", "itinerary"), note="Kept as typed", **wrong)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Kept as typed" in answer.content.decode()
    assert not visit.stops.exists()


def test_stop_is_one_place(send: Send, address: Address):
    both = {"checkpoint": CheckpointFactory.create().pk, "center": CenterFactory.create().pk}
    assert "center" in send(address("item_new", "itinerary"), **both).context["form"].errors


def test_leaving_before_arriving_is_refused(send: Send, address: Address):
    times = date_parts("arrived_at", 11, 3, 2566, "11:00") | date_parts("departed_at", 11, 3, 2566, "09:00")
    answer = send(address("item_new", "itinerary"), place="Orchard", **times)
    assert "departed_at" in answer.context["form"].errors


def test_stop_moves_up(visit: Visit, phone: Client, address: Address):
    first, second = make_stop(visit, place="First"), make_stop(visit, place="Second")
    phone.post(address("item_move", "itinerary", second.pk), {"to": "up"})
    assert list(visit.stops.all()) == [second, first]


def test_stop_is_removed_after_asking(visit: Visit, phone: Client, address: Address):
    stop = make_stop(visit)
    make_activity(stop)
    assert "Remove this?" in phone.get(address("item_remove", "itinerary", stop.pk)).content.decode()
    phone.post(address("item_remove", "itinerary", stop.pk))
    assert not visit.stops.exists()


def test_factor_with_evidence(visit: Visit, send: Send, address: Address):
    activity = make_activity(make_stop(visit))
    send(address("item_new", "factors"), statement="Collaboration", evidence=[activity.pk])
    assert list(ContributingFactor.objects.get().evidence.all()) == [activity]


def test_evidence_of_another_report_is_refused(send: Send, address: Address, officer: User):
    foreign = make_activity(make_stop(make_visit(officer)))
    answer = send(address("item_new", "factors"), statement="Collaboration", evidence=[foreign.pk])
    assert "evidence" in answer.context["form"].errors


def test_supported_conclusion_needs_evidence(visit: Visit, send: Send, address: Address):
    answer = send(address("item_new", "conclusions"), statement="Close", strength="supported")
    assert "strength" in answer.context["form"].errors
    activity = make_activity(make_stop(visit))
    send(address("item_new", "conclusions"), statement="Close", strength="supported", activities=[activity.pk])
    assert visit.conclusions.get().strength == "supported"


def test_only_a_relationship_is_rated(send: Send, address: Address, visit: Visit):
    assert "rating" in send(address("item_new", "conclusions"), statement="x", rating="4").context["form"].errors
    send(address("item_new", "conclusions"), statement="x", rating="4", kind="relationship")
    assert visit.conclusions.get().rating == 4


@pytest.mark.parametrize("name", ["item", "item_remove", "item_move"])
def test_things_of_another_report_are_not_found(name: str, phone: Client, address: Address, officer: User):
    foreign = make_stop(make_visit(officer))
    assert phone.post(address(name, "itinerary", foreign.pk), {"version": "0"}).status_code == 404
    assert Stop.objects.filter(pk=foreign.pk).exists()


def test_change_of_a_thing_saved_meanwhile_is_a_conflict(visit: Visit, phone: Client, send: Send, address: Address):
    member = MissionMember.objects.create(visit=visit, name="Before")
    send(address("item", "team", member.pk), name="Theirs")
    answer = phone.post(address("item", "team", member.pk), {"name": "Mine", "role": "member", "version": "0"})
    assert answer.status_code == 409
    assert answer.context["changes"] == [("Name", "Theirs", "Mine")]
    member.refresh_from_db()
    assert member.name == "Theirs"


def test_adding_never_conflicts(visit: Visit, phone: Client, send: Send, address: Address):
    send(address("item_new", "team"), name="One", role="member")
    phone.post(address("item_new", "team"), {"name": "Two", "role": "member", "version": "0"})
    assert visit.members.count() == 2


def test_going_on_marks_the_list_as_saved(visit: Visit, phone: Client, address: Address):
    answer = phone.post(address("section", "factors"))
    assert answer["Location"] == address("section", "conclusions")
    assert visit.section_saves.filter(section="factors").exists()


@pytest.mark.parametrize("key", ["team", "itinerary", "results", "factors", "conclusions"])
def test_officer_elsewhere_changes_nothing(
    key: str, client_of: Callable[..., Client], stranger: User, address: Address
):
    assert client_of(stranger).post(address("item_new", key), {"name": "x"}).status_code == 404


def test_leader_sent_twice_is_one_and_no_refusal(visit: Visit, phone: Client, address: Address):
    typed = {"name": "One", "role": "leader", "client_uuid": str(uuid.uuid4()), "version": "0"}
    answers = [phone.post(address("item_new", "team"), typed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
