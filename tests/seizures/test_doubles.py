"""What may be counted twice: found when a report is approved, counted once when settled, opened again when amended."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.db import IntegrityError, transaction
from django.db.utils import InternalError

from accounts.access import Refused
from accounts.models import User
from accounts.roles import Role
from seizures import actions
from seizures.figures import totals
from seizures.models import DoubleCount, Lot, Seizure, Standing, Verdict
from tests.factories import UserFactory
from tests.seizures.conftest import Approved
from tests.seizures.factories import activity_of, approve, goods_of, kind, lot_of, make_goods, report_with
from tests.visits.factories import at
from visits.actions import Conflict, publish, withdraw
from visits.amend import amend
from visits.models import MissionMember, Visit

CASE = "จบ. 12/2566"
ELSEWHERE = {"checkpoint": None, "place": "Market of Khlong Yai"}


def settle(double: DoubleCount, by: User, counts: Lot | None, reason: str = "Both took part.") -> DoubleCount:
    double = DoubleCount.objects.get(pk=double.pk)
    return actions.settle(double=double, by=by, version=double.version, counts=counts, reason=reason)


def standings(*visits: Visit) -> list[str]:
    return [lot_of(visit).standing for visit in visits]


@pytest.mark.parametrize(
    "written",
    ["จบ.12/2566", "จบ 12 / 2566", "จบ.๑๒/๒๕๖๖", "จบ－12－2566", "จบ. １２/2566"],
    ids=["without spaces", "with spaces", "Thai digits", "full-width dashes", "full-width digits"],
)
def test_one_case_spelled_in_two_ways_is_a_pair(approved: Approved, colleague: User, written: str):
    approved(case_number=CASE)
    approved(colleague, case_number=written, by="police", found_at=at(20, 8), stop=ELSEWHERE)
    pair = DoubleCount.objects.get()
    assert (pair.same_case, pair.same_place, pair.verdict) == (True, False, Verdict.OPEN)


@pytest.mark.parametrize("written", ["จบ. 112/2566", "ตร. 12/2566", "", "12/2566"])
def test_another_case_is_none(approved: Approved, colleague: User, written: str):
    approved(case_number=CASE)
    approved(colleague, case_number=written, found_at=at(20, 8), stop=ELSEWHERE)
    assert not DoubleCount.objects.exists()


def test_goods_of_another_category_in_the_same_case_are_none(approved: Approved, colleague: User):
    approved(case_number=CASE)
    approved(colleague, case_number=CASE, of="fuel", stop=ELSEWHERE)
    assert not DoubleCount.objects.exists()


@pytest.mark.parametrize(
    ("apart", "found"),
    [(dt.timedelta(hours=24), True), (-dt.timedelta(hours=23), True), (dt.timedelta(hours=25), False)],
)
def test_the_same_kind_at_one_checkpoint_within_a_day(
    approved: Approved, colleague: User, apart: dt.timedelta, found: bool
):
    approved(found_at=at(12, 9))
    approved(colleague, found_at=at(12, 9) + apart)
    assert DoubleCount.objects.filter(same_place=True).exists() == found


def place(**fields: Any) -> dict[str, Any]:
    return {"checkpoint": None, "place": "", **fields}


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (place(place="Ban Laem market"), place(place=" ban laem MARKET"), True),
        (place(place="Ban Laem market"), place(place="Khlong Yai"), False),
        (place(place="A", point=Point(102.45, 13.08)), place(place="B", point=Point(102.466, 13.08)), True),
        (place(place="A", point=Point(102.45, 13.08)), place(place="B", point=Point(102.47, 13.08)), False),
    ],
    ids=["the same words", "other words", "1.7 km apart", "2.2 km apart"],
)
def test_what_is_the_same_place(approved: Approved, colleague: User, pong_nam_ron, one, other, found: bool):
    approved(stop=one | {"district": pong_nam_ron})
    approved(colleague, stop=other | {"district": pong_nam_ron})
    assert DoubleCount.objects.exists() == found


def test_another_kind_there_is_none(approved: Approved, colleague: User):
    approved()
    approved(colleague, of="fuel")
    assert not DoubleCount.objects.exists()


def test_two_agencies_in_one_report_are_a_pair_and_one_agency_is_not(
    officer: User, reviewer: User, director: User, approved: Approved
):
    visit = report_with(officer, by="customs")
    make_goods(activity_of(visit), by="customs", found_at=at(11, 11))
    police = make_goods(activity_of(visit), by="police")
    approve(visit, reviewer=reviewer, director=director)
    assert all(police.lot_id in (pair.first_id, pair.second_id) for pair in DoubleCount.objects.all())
    assert DoubleCount.objects.count() == 2


def test_nothing_is_compared_before_approval(approved: Approved, colleague: User):
    approved(case_number=CASE)
    report_with(colleague, case_number=CASE)
    assert not DoubleCount.objects.exists()


def test_neither_counts_until_it_is_settled(approved: Approved, colleague: User):
    one, other = approved(case_number=CASE), approved(colleague, case_number=CASE)
    assert standings(one, other) == [Standing.WAITING, Standing.WAITING]
    summed = totals(Seizure.objects.current())
    assert (summed.lines, summed.waiting) == ([], 2)


def test_settled_as_the_same_counts_once(approved: Approved, colleague: User, reviewer: User):
    one, other = approved(case_number=CASE), approved(colleague, case_number=CASE, quantity=Decimal(90))
    settle(DoubleCount.objects.get(), reviewer, lot_of(other))
    assert standings(one, other) == [Standing.DOUBLE, Standing.COUNTS]
    (line,) = totals(Seizure.objects.current()).lines
    assert (line.quantity, line.records) == (Decimal(90), 1)


def test_settled_as_different_counts_both(approved: Approved, colleague: User, reviewer: User):
    one, other = approved(), approved(colleague)
    settle(DoubleCount.objects.get(), reviewer, None)
    assert standings(one, other) == [Standing.COUNTS, Standing.COUNTS]
    assert totals(Seizure.objects.current()).lines[0].quantity == 200


def test_settled_anew_the_other_way_round(approved: Approved, colleague: User, reviewer: User, director: User):
    one, other = approved(), approved(colleague)
    settle(DoubleCount.objects.get(), reviewer, lot_of(one))
    settle(DoubleCount.objects.get(), director, lot_of(other))
    assert standings(one, other) == [Standing.DOUBLE, Standing.COUNTS]


def test_of_three_records_one_counts_however_they_are_settled(approved: Approved, colleague: User, reviewer: User):
    visits = [approved(), approved(colleague), approved(colleague)]
    a, b, c = (lot_of(visit) for visit in visits)
    pairs = {(pair.first, pair.second): pair for pair in DoubleCount.objects.all()}
    settle(pairs[a, b], reviewer, a)
    assert standings(*visits) == [Standing.WAITING] * 3
    settle(pairs[b, c], reviewer, b)
    settle(pairs[a, c], reviewer, c)
    assert sorted(standings(*visits)) == ["counts", "double", "double"]


def test_the_other_counts_when_the_report_of_the_first_is_withdrawn(
    approved: Approved, colleague: User, reviewer: User, director: User
):
    one, other = approved(), approved(colleague)
    settle(DoubleCount.objects.get(), reviewer, lot_of(one))
    one = publish(visit=one, by=director, version=one.version, released_to=[])
    withdraw(visit=one, by=director, version=one.version, reason="A wrong date.")
    assert standings(one, other) == [Standing.AWAY, Standing.COUNTS]


def amended(visit: Visit, reviewer: User, director: User, **changes: Any) -> Visit:
    new = amend(visit=visit, by=visit.author)
    Seizure.objects.filter(activity__stop__visit=new).update(**changes)
    return approve(new, reviewer=reviewer, director=director)


@pytest.mark.parametrize(
    ("changes", "opened"),
    [({"note": "Better words."}, False), ({"quantity": 120}, True), ({"case_number": "ตร. 7/2566"}, True),
     ({"case_number": "จบ 12-2566"}, False)],
    ids=["note", "quantity", "another case", "the case in other signs"],
)  # fmt: skip
def test_an_amendment_opens_it_again_only_where_it_matters(
    approved: Approved, colleague: User, reviewer: User, director: User, changes: dict[str, Any], opened: bool
):
    one = approved(case_number=CASE)
    approved(colleague, case_number=CASE)
    settle(DoubleCount.objects.get(), reviewer, lot_of(one))
    new = amended(one, reviewer, director, **changes)
    pair = DoubleCount.objects.get()
    assert (pair.verdict == Verdict.OPEN) == opened
    assert pair.earlier == ("Both took part." if opened else "")
    assert lot_of(new).current == goods_of(new)
    assert lot_of(new).standing == (Standing.WAITING if opened else Standing.COUNTS)


def test_an_open_pair_goes_when_an_amendment_takes_the_reason_away(
    approved: Approved, colleague: User, reviewer: User, director: User
):
    one = approved()
    other = approved(colleague)
    amended(one, reviewer, director, kind=kind("fuel"), unit=kind("fuel").base_unit)
    assert not DoubleCount.objects.exists()
    assert standings(other) == [Standing.COUNTS]


def test_goods_that_an_amendment_leaves_out_count_no_more(officer: User, reviewer: User, director: User, approved):
    visit = approved()
    lot = lot_of(visit)
    new = amend(visit=visit, by=officer)
    Seizure.objects.filter(activity__stop__visit=new).delete()
    approve(new, reviewer=reviewer, director=director)
    lot.refresh_from_db()
    assert (lot.current_id, lot.standing) == (None, Standing.AWAY)


def test_somebody_on_the_mission_does_not_settle(approved: Approved, colleague: User, reviewer: User, director: User):
    visit = report_with(colleague)
    MissionMember.objects.create(visit=visit, name="Director", user=director)
    other_director = UserFactory.create(role=Role.DIRECTOR, areas=["TH"])
    approved()
    approve(visit, reviewer=reviewer, director=other_director)
    counted = [DoubleCount.objects.awaiting_decision_of(user).count() for user in (reviewer, director, other_director)]
    assert counted == [1, 0, 1]
    with pytest.raises(Refused):
        settle(DoubleCount.objects.get(), director, None)


def test_a_pair_settled_meanwhile_is_a_conflict(approved: Approved, colleague: User, reviewer: User, director: User):
    approved()
    approved(colleague)
    seen = DoubleCount.objects.get()
    settle(seen, director, None)
    with pytest.raises(Conflict):
        actions.settle(double=seen, by=reviewer, version=seen.version, counts=None, reason="They differ.")


def test_an_officer_settles_nothing(approved: Approved, officer: User, colleague: User):
    approved()
    approved(colleague)
    with pytest.raises(Refused):
        settle(DoubleCount.objects.get(), officer, None)


def test_the_database_wants_a_whole_decision(approved: Approved, colleague: User):
    approved()
    approved(colleague)
    for wrong in ({"verdict": "same"}, {"reason": "Because."}, {"verdict": "maybe"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DoubleCount.objects.update(**wrong)


def test_a_settled_pair_is_not_deleted(approved: Approved, colleague: User, reviewer: User):
    approved()
    approved(colleague)
    settle(DoubleCount.objects.get(), reviewer, None)
    with pytest.raises(InternalError), transaction.atomic():
        DoubleCount.objects.all().delete()


def test_pairs_are_for_those_in_charge_of_both_areas(
    approved: Approved, colleague: User, officer: User, reviewer: User, director: User, stranger: User
):
    approved()
    approved(colleague)
    counted = {
        user.username: DoubleCount.objects.visible_to(user).count() for user in (officer, reviewer, director, stranger)
    }
    assert counted == {"officer": 0, "reviewer": 1, "director": 1, "stranger": 0}


def test_page_of_the_place_leads_to_what_counts_and_to_what_waits(approved, colleague, client_of, director):
    approved(case_number=CASE)
    approved(colleague, case_number=CASE, by="police", found_at=at(20, 8), stop=ELSEWHERE)
    approved(found_at=at(1, 8), by="police")
    browser = client_of(director)
    page = browser.get("/places/district/2204/", {"period": "2023-03"})
    (line,), waiting = page.context["goods"].lines, page.context["goods"].waiting
    for number, address in (
        (line.records, f"{page.context['goods_counted_url']}&kind={line.code}"),
        (waiting, page.context["goods_waiting_url"]),
    ):
        assert f'href="{address.replace("&", "&amp;")}"' in page.content.decode()
        assert len(browser.get(address).context["page"].rows) == number > 0
