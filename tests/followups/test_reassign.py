"""Handing over the actions of somebody who leaves: who may, which ones, to whom, and that none is left behind."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from followups import reassign
from followups.models import FollowUp
from followups.models.contact import Handover
from tests.factories import DistrictFactory, UserFactory
from tests.followups.conftest import make_followup, make_many
from tests.visits.factories import fill, make_visit
from ui import paging
from visits import actions

REASON = "Moved to Sa Kaeo"


@pytest.fixture
def leaver(approved_visit):
    """An officer of the area who leaves two actions undone, and one done."""
    person = UserFactory.create(username="leaver", role="officer", areas=["TH2204"], is_active=False)
    due = timezone.localdate() + dt.timedelta(days=5)
    make_followup(approved_visit, title="first", owner=person, due_on=due)
    make_followup(approved_visit, title="second", owner=person, due_on=due + dt.timedelta(days=1))
    make_followup(approved_visit, title="done", owner=person, state="done", outcome="Fixed")
    return person


def owned(person) -> list[str]:
    return list(FollowUp.objects.filter(owner=person).order_by("due_on").values_list("title", flat=True))


def hand(client, leaver, to, **data):
    values = {"which": "all", "taker": to.pk, "reason": REASON} | data
    return client.post(f"/follow-ups/reassign/{leaver.pk}/", values)


@pytest.mark.parametrize("person", ["reviewer", "director"])
def test_those_in_charge_hand_all_over(person, request, leaver, neighbour, client_of):
    by = request.getfixturevalue(person)
    assert hand(client_of(by), leaver, neighbour).status_code == 302
    assert (owned(neighbour), owned(leaver)) == (["first", "second"], ["done"])
    said = Handover.objects.values_list("giver", "taker", "by", "reason")
    assert list(said) == [(leaver.pk, neighbour.pk, by.pk, REASON)] * 2


def test_ticked_ones_only(leaver, neighbour, reviewer, client_of):
    row = FollowUp.objects.get(title="second")
    hand(client_of(reviewer), leaver, neighbour, which="ticked", rows=[row.pk])
    assert (owned(neighbour), owned(leaver)) == (["second"], ["first", "done"])
    row.refresh_from_db()
    assert row.version == 2


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"reason": "x" * 501}, "reason"),
        ({"taker": ""}, "taker"),
        ({"taker": "0"}, "taker"),
        ({"which": "some"}, "which"),
        ({"which": "ticked"}, "rows"),
        ({"which": "ticked", "rows": ["0"]}, "rows"),
        ({"which": "ticked", "rows": ["x"]}, "rows"),
    ],
)
def test_bad_input_is_told_at_the_field_and_kept(data, field, leaver, neighbour, reviewer, client_of):
    answer = hand(client_of(reviewer), leaver, neighbour, **{"reason": "Typed by me"} | data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert data.get("reason", "Typed by me").strip() in answer.content.decode()
    assert owned(neighbour) == []


def test_somebody_of_another_area_is_not_offered(leaver, stranger, reviewer, client_of):
    answer = hand(client_of(reviewer), leaver, stranger)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["taker"])


def test_somebody_of_one_of_two_areas_is_refused_by_name(leaver, stranger, neighbour, reviewer, client_of):
    draft = fill(make_visit(stranger, DistrictFactory.create(code="2706")))
    sent = actions.submit(visit=draft, by=stranger, version=draft.version)
    make_followup(sent, title="elsewhere", owner=leaver)
    answer = hand(client_of(reviewer), leaver, neighbour)
    assert answer.status_code == 422
    assert sent.reference in str(answer.context["form"].errors["taker"])


def test_only_where_i_am_in_charge(leaver, neighbour, client_of):
    elsewhere = UserFactory.create(username="elsewhere", role="reviewer", areas=["TH27"])
    client = client_of(elsewhere)
    assert client.get("/follow-ups/reassign/").context["loads"] == []
    assert client.get(f"/follow-ups/reassign/{leaver.pk}/").status_code == 404
    assert hand(client, leaver, neighbour).status_code == 404
    assert owned(neighbour) == []


@pytest.mark.parametrize("person", ["officer", "center_staff", "partner", "auditor", "admin"])
def test_others_may_not(person, request, leaver, neighbour, client_of):
    client = client_of(request.getfixturevalue(person))
    assert client.get("/follow-ups/reassign/").status_code == 403
    assert hand(client, leaver, neighbour).status_code == 403


def test_what_was_done_meanwhile_stays(leaver, neighbour, reviewer):
    FollowUp.objects.filter(title="first").update(state="done", outcome="Fixed")
    count = reassign.reassign(by=reviewer, giver=leaver, taker=neighbour, reason=REASON)
    assert (count, owned(neighbour)) == (1, ["second"])


def test_closed_accounts_stand_first(leaver, neighbour, approved_visit, reviewer, client_of):
    for n in range(3):
        make_followup(approved_visit, title=f"a{n}", owner=neighbour)
    loads = client_of(reviewer).get("/follow-ups/reassign/").context["loads"]
    assert [(load.person, load.count) for load in loads] == [(leaver, 2), (neighbour, 3)]


def test_the_reason_stays_with_the_action(leaver, neighbour, reviewer, client_of):
    hand(client_of(reviewer), leaver, neighbour)
    row = FollowUp.objects.get(title="first")
    assert REASON in client_of(neighbour).get(f"/follow-ups/{row.pk}/").content.decode()


@pytest.fixture
def load(leaver, approved_visit):
    """3,000 more of the leaver's."""
    due = timezone.localdate() + dt.timedelta(days=9)
    said = {"owner": leaver, "due_on": due, "created_by": approved_visit.author, "visit": approved_visit}
    make_many(FollowUp(**said, title=f"a{n:04}") for n in range(3_000))


def ticks(page) -> list[int]:
    return [int(box.data["value"]) for box in page.context["form"]["rows"].subwidgets]


def test_three_thousand_go_page_by_page_and_are_handed_over_at_once(load, leaver, neighbour, reviewer, client_of):
    client = client_of(reviewer, "en")
    page = client.get(f"/follow-ups/reassign/{leaver.pk}/")
    assert (len(ticks(page)), "All 3002 actions" in page.content.decode()) == (50, True)
    assert hand(client, leaver, neighbour).status_code == 302
    assert FollowUp.objects.filter(owner=neighbour).count() == Handover.objects.count() == 3_002


def test_what_is_ticked_on_a_later_page_goes_and_one_comes_back_for_the_rest(
    load, leaver, neighbour, reviewer, client_of
):
    client, first = client_of(reviewer), f"/follow-ups/reassign/{leaver.pk}/"
    later = f"{first}?after={client.get(first).context['page'].next}"
    chosen = ticks(client.get(later))[:2]
    data = {"which": "ticked", "rows": chosen, "taker": neighbour.pk, "reason": REASON}

    refused = client.post(later, data | {"reason": ""})
    answer = client.post(later, data)

    assert (refused.status_code, ticks(refused)[:2], refused.context["form"]["rows"].value()) == (
        422,
        chosen,
        [str(pk) for pk in chosen],
    )
    assert answer["Location"] == first
    assert set(FollowUp.objects.filter(owner=neighbour).values_list("pk", flat=True)) == set(chosen)


def test_a_page_handed_over_meanwhile_is_the_first_one(leaver, reviewer, client_of):
    client, url = client_of(reviewer), f"/follow-ups/reassign/{leaver.pk}/"
    first = client.get(url)
    gone = paging.cursor(list(first.context["page"].rows)[-1], ["due_on", "id"])
    assert ticks(client.get(url, {"after": gone})) == ticks(first)


@pytest.mark.parametrize("path", ["/follow-ups/reassign/", "/follow-ups/reassign/{pk}/"])
def test_costs_the_same_for_10_and_200(path, leaver, reviewer, approved_visit, client_of):
    client = client_of(reviewer)

    def cost(count: int) -> int:
        for n in range(count):
            make_followup(approved_visit, title=f"a{n}", owner=leaver)
        with CaptureQueriesContext(connection) as caught:
            client.get(path.format(pk=leaver.pk))
        return len(caught)

    assert cost(10) == cost(190)


def switch_off(client, person):
    fields = ("username", "name_th", "name_en", "position", "email", "language", "role")
    data = {name: getattr(person, name) for name in fields}
    data |= {"areas-TOTAL_FORMS": 0, "areas-INITIAL_FORMS": 0}
    return client.post(f"/admin/accounts/user/{person.pk}/change/", data, follow=True)


def test_the_administrator_is_warned_of_what_is_left_behind(leaver, admin, client_of):
    type(leaver).objects.update(is_active=True)
    page = switch_off(client_of(admin, "en"), leaver).content.decode()
    leaver.refresh_from_db()
    assert not leaver.is_active
    assert "still owns 2 unresolved follow-up actions" in page
    assert f'href="http://testserver/follow-ups/reassign/{leaver.pk}/"' in page


def test_nothing_is_said_where_nothing_is_left(neighbour, admin, client_of):
    assert "still owns" not in switch_off(client_of(admin, "en"), neighbour).content.decode()
