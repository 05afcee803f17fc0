"""Who sees what of a record: times, pillars, route and drafts stay with the restricted circle."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from accounts.access import Refused
from accounts.models import AccessEntry
from accounts.roles import Role
from patrols import actions, figures
from patrols.filters import PatrolFilters
from patrols.models import Patrol, Route, Side
from patrols.models.visible import in_circle_of
from patrols.permissions import get_patrol
from patrols.tracks.reading import from_text
from tests.factories import UserFactory
from tests.patrols.conftest import sign
from tests.patrols.factories import make_patrol_activity, said
from tests.visits.factories import at
from visits.models import Activity, Visit
from visits.permissions import may_read_restricted

WAY = "13.0412, 102.4716\n13.0467, 102.4723"
EVERYBODY = ("officer", "center_staff", "reviewer", "director", "partner", "auditor", "admin")
SECRETS = ("08:00", "55–56", "102.47", "Somchai Raksa", "Draft of ours")


@pytest.fixture
def whole(signed_patrol, officer, director) -> Patrol:
    """Both sides signed, half an hour apart, a correction of ours as a draft, a route; no delay set."""
    late = said(started_at=at(13, 8, 30), agreed="Weekly call")
    actions.save_account(patrol=signed_patrol, side=Side.COUNTERPART, by=officer, revision=0, said=late)
    sign(signed_patrol, officer, Side.COUNTERPART)
    draft = said(agreed="Draft of ours")
    actions.save_account(patrol=signed_patrol, side=Side.OWN, by=officer, revision=2, said=draft)
    actions.keep_route(patrol=signed_patrol, by=officer, track=from_text(WAY))
    return get_patrol(officer, signed_patrol.code)


def page(client_of, user, patrol) -> str:
    return client_of(user, "en").get(patrol.get_absolute_url()).content.decode()


def test_the_circle_here_is_the_circle_of_the_report(request, whole):
    people = [request.getfixturevalue(name) for name in EVERYBODY]
    people += [UserFactory.create(role=role, areas=["TH27"]) for role in (Role.REVIEWER, Role.OFFICER)]
    visit = Visit.objects.get(reference=whole.reference)
    for user in people:
        assert in_circle_of(user).filter(pk=visit.pk).exists() is may_read_restricted(user, visit), user.role


@pytest.mark.parametrize("who", ["officer", "reviewer", "director"])
def test_the_circle_reads_everything_and_that_is_recorded(request, client_of, who, whole):
    user = request.getfixturevalue(who)
    words = page(client_of, user, whole)
    for secret in SECRETS[:4]:
        assert secret in words
    entry = AccessEntry.objects.get(user=user)
    assert (entry.what, entry.subject) == ("restricted_read", whole.reference)
    assert entry.detail == f"patrol record {whole.code}"


def test_readers_of_the_report_see_neither_times_nor_pillars_nor_the_route(client_of, center_staff, whole):
    words = page(client_of, center_staff, whole)
    assert "Weekly call" in words
    for secret in SECRETS:
        assert secret not in words
    old = client_of(center_staff, "en").get(f"/patrols/{whole.code}/own/1/").content.decode()
    assert "Weekly call" in old
    for secret in SECRETS:
        assert secret not in old
    assert not AccessEntry.objects.exists()


def test_what_differs_in_restricted_facts_is_no_secret_told_by_a_list(client_of, center_staff, director, whole):
    assert Patrol.objects.get().differing == ["started_at"]
    for user, count in ((director, 1), (center_staff, 0)):
        answer = client_of(user, "en").get("/patrols/?differing=yes")
        assert len(answer.context["rows"]) == count
        assert answer.context["counts"].differing == count
        listed = client_of(user, "en").get("/patrols/")
        assert ("accounts differ</span>" in listed.content.decode()) is bool(count)


def test_a_draft_is_read_by_the_circle_only(client_of, center_staff, director, patrol):
    assert "draft, not signed off" in page(client_of, director, patrol)
    words = page(client_of, center_staff, patrol)
    assert "Weekly call" not in words
    assert "Nothing is signed off yet" in words


@pytest.mark.parametrize("who", ["partner", "auditor", "admin"])
def test_others_have_no_part_in_it(request, client_of, who, whole):
    client = client_of(request.getfixturevalue(who))
    for path in ("", f"{whole.code}/", f"{whole.code}/own/1/", f"{whole.code}/route/"):
        assert client.get(f"/patrols/{path}").status_code == 403


def test_people_of_another_province_learn_nothing(client_of, whole):
    stranger = client_of(UserFactory.create(role=Role.REVIEWER, areas=["TH27"]))
    assert stranger.get(whole.get_absolute_url()).status_code == 404
    assert stranger.get("/patrols/JP-2566-9999/").status_code == 404
    assert stranger.get("/patrols/").context["rows"] == []


def test_the_record_of_a_restricted_activity_is_there_for_the_circle_only(
    client_of, filed_visit, officer, reviewer, director, center_staff
):
    from visits import actions as steps

    activity = make_patrol_activity(filed_visit, restricted=True)
    visit = steps.submit(visit=filed_visit, by=officer, version=filed_visit.version)
    visit = steps.endorse(visit=visit, by=reviewer, version=visit.version)
    steps.approve(visit=visit, by=director, version=visit.version)
    made = actions.start(activity=activity, by=officer, said=said())
    assert client_of(director).get(made.get_absolute_url()).status_code == 200
    assert client_of(center_staff).get(made.get_absolute_url()).status_code == 404
    assert client_of(center_staff).get(f"/visits/{visit.reference}/").status_code == 200


def test_the_route_opens_to_readers_after_the_delay_only(client_of, center_staff, director, whole):
    on = timezone.localdate() + dt.timedelta(days=30)
    actions.set_delay(patrol=get_patrol(director, whole.code), by=director, publish_after=on)
    for days, is_open in ((0, False), (29, False), (30, True)):
        with time_machine.travel(timezone.now() + dt.timedelta(days=days)):
            words = page(client_of, center_staff, whole)
        assert ("102.47" in words) is is_open, days
        assert "55–56" not in words
    assert AccessEntry.objects.filter(user=center_staff).count() == 1


def test_without_a_delay_it_never_opens(client_of, center_staff, whole):
    with time_machine.travel(timezone.now() + dt.timedelta(days=3650), tick=False):
        assert "102.47" not in page(client_of, center_staff, whole)


def test_only_the_director_of_the_area_sets_the_delay(client_of, director, reviewer, officer, whole):
    address = f"/patrols/{whole.code}/delay/"
    day = {
        "publish_after_day": "1",
        "publish_after_month": "2",
        "publish_after_year": str(timezone.localdate().year + 1),
    }
    assert client_of(reviewer).post(address, day).status_code == 403
    assert client_of(officer).post(address, day).status_code == 403
    assert client_of(director).post(address, day | {"publish_after_month": "13"}).status_code == 422
    assert client_of(director).post(address, day).status_code == 302
    whole.refresh_from_db()
    assert (whole.publish_after.month, whole.delay_set_by) == (2, director)
    elsewhere = UserFactory.create(role=Role.DIRECTOR, areas=["TH27"])
    assert client_of(elsewhere).post(address, day).status_code == 404


def test_the_delay_cannot_be_set_past_the_view(officer, whole):
    with pytest.raises(Refused):
        actions.set_delay(patrol=whole, by=officer, publish_after=timezone.localdate())


def test_the_report_tells_each_reader_as_much_as_they_may_know(client_of, center_staff, director, whole):
    address = f"/visits/{whole.reference}/"
    words = client_of(director, "en").get(address).content.decode()
    assert "Started differs" in words
    words = client_of(center_staff, "en").get(address).content.decode()
    assert whole.code in words
    assert "Started differs" not in words


def test_the_public_edition_says_after_the_delay_what_both_sides_agree_on(
    client_of, director, partner, approved, whole
):
    from visits import actions as steps

    steps.publish(visit=approved, by=director, version=approved.version, released_to=[partner])
    client, address = client_of(partner, "en"), f"/visits/{approved.reference}/edition/"
    assert "What both sides say" not in client.get(address).content.decode()
    actions.set_delay(patrol=get_patrol(director, whole.code), by=director, publish_after=timezone.localdate())
    words = client.get(address).content.decode()
    assert "What both sides say" in words
    assert whole.code not in words
    for secret in SECRETS:
        assert secret not in words


def test_the_route_is_nowhere_but_on_its_page(client_of, officer, director, whole):
    for user in (officer, director):
        client = client_of(user, "en")
        for path in ("/map/data/", "/map/", f"/visits/{whole.reference}/", "/patrols/", f"/visits/?q={whole.code}"):
            answer = client.get(path)
            assert "102.4716" not in answer.content.decode(), path


def test_the_numbers_are_those_of_the_list(center_staff, director, whole):
    assert figures.count(Patrol.objects.visible_to(director)) == figures.Counts(1, 1, 0, 0, 1)
    assert figures.count(Patrol.objects.visible_to(center_staff)) == figures.Counts(1, 1, 0, 0, 0)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("fy=2566", 1), ("fy=2567", 0), ("from=2023-03-11", 1), ("to=2023-03-10", 0), ("state=both", 1),
        ("state=ours", 0), ("state=theirs", 0), ("state=nonsense", 1), ("q=jp-2566-0001", 1), ("q=chanthaburi", 1),
        ("q=elsewhere", 0), ("differing=yes", 1), ("differing=no", 1),
    ],
)  # fmt: skip
def test_the_list_is_filtered(client_of, director, whole, query, found):
    assert len(client_of(director, "en").get(f"/patrols/?{query}").context["rows"]) == found


def test_words_that_many_reports_hold_find_the_same(client_of, director, whole, monkeypatch):
    monkeypatch.setattr("visits.queries.FEW", 0)
    found = [client_of(director).get(f"/patrols/?q={words}").context["rows"] for words in ("chanthaburi", "elsewhere")]
    assert list(map(len, found)) == [1, 0]


def test_the_list_costs_the_same_for_many(client_of, director, officer, whole, django_assert_max_num_queries):
    client = client_of(director)
    with django_assert_max_num_queries(25) as few:
        client.get("/patrols/")
    for _n in range(5):
        activity = Activity.objects.get(lineage=whole.lineage)
        lineage = Route.objects.get().patrol.lineage
        assert lineage == activity.lineage
        more(officer, whole)
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert len(client.get("/patrols/").context["rows"]) == 6


def more(officer, patrol: Patrol) -> None:
    """One more record of the same report; its own activity is gone, so that the circle alone knows of it."""
    import uuid

    from patrols.models import PatrolCounter

    code = PatrolCounter.draw(dt.date(2023, 3, 11))[0]
    Patrol.objects.create(code=code, lineage=uuid.uuid4(), reference=patrol.reference, created_by=officer)


def test_the_page_and_the_report_cost_a_fixed_number_of_queries(
    client_of, officer, whole, django_assert_max_num_queries
):
    client = client_of(officer)
    with django_assert_max_num_queries(30) as few:
        client.get(whole.get_absolute_url())
    units = [{"of_side": "own", "unit": f"Unit {n}", "head_count": 1} for n in range(15)]
    actions.save_account(patrol=whole, side=Side.OWN, by=officer, revision=3, said=said(units=units))
    sign(whole, officer)
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert "Unit 14" in client.get(whole.get_absolute_url()).content.decode()


def test_filters_know_their_reader(director, whole, rf):
    rows = PatrolFilters(rf.get("/patrols/?differing=yes").GET, director).rows()
    assert [row.in_circle for row in rows] == [True]
