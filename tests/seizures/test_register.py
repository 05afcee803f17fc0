"""The register and its totals: what is in them for whom, narrowed by filters, at the same cost for a thousand rows."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pgtrigger
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from places.models import District
from seizures import actions
from seizures.figures import totals, within
from seizures.models import DoubleCount, Lot, Seizure, Standing
from tests.seizures.conftest import Approved
from tests.seizures.factories import (
    activity_of,
    agency,
    approve,
    goods_of,
    kind,
    lot_of,
    make_goods,
    report_with,
    take_step,
)
from tests.visits.factories import at
from visits.models import Visit

Reads = Callable[..., Any]


@pytest.fixture
def reads(client_of: Callable[..., Client]) -> Reads:
    def get(user: User, query: str = "") -> Any:
        answer = client_of(user).get(f"/seizures/?{query}")
        assert answer.status_code == 200
        return answer

    return get


def codes(answer: Any) -> set[str]:
    return {row.lot.code for row in answer.context["page"].rows}


def test_goods_are_added_up_by_kind_in_the_base_unit(officer: User, reviewer: User, director: User, approved: Approved):
    visit = report_with(officer, estimated_value=Decimal(500), value_basis="market")
    activity = activity_of(visit)
    make_goods(activity, quantity=Decimal(3), factor=Decimal(10), found_at=at(11, 12))
    make_goods(activity, of="pills", quantity=Decimal(9), factor=Decimal("11.111111111"), approximate=True)
    approve(visit, reviewer=reviewer, director=director)
    lines = {line.code: line for line in totals(Seizure.objects.current()).lines}
    cigarettes, pills = lines["cigarettes"], lines["pills"]
    assert (cigarettes.quantity, cigarettes.records, cigarettes.value, cigarettes.valued) == (
        Decimal(130),
        2,
        Decimal(500),
        1,
    )
    assert (pills.quantity, pills.approximate, pills.value) == (Decimal(100), True, None)
    assert not cigarettes.approximate


def test_only_approved_reports_are_listed_and_added_up(reads: Reads, approved: Approved, officer: User):
    visit = approved()
    report_with(officer, found_at=at(20, 8))
    answer = reads(officer)
    assert codes(answer) == {lot_of(visit).code}
    assert answer.context["totals"].records == 1


def test_days_are_those_of_thailand(approved: Approved, officer: User):
    approved(found_at=dt.datetime(2023, 3, 11, 17, 30, tzinfo=dt.UTC))  # half past midnight on the 12th
    day = dt.date(2023, 3, 12)
    assert within(officer, day, day).count() == 1
    assert within(officer, day - dt.timedelta(days=1), day - dt.timedelta(days=1)).count() == 0


def test_what_waits_is_named_and_not_counted(reads: Reads, approved: Approved, colleague: User, officer: User):
    approved()
    approved(colleague)
    answer = reads(officer)
    assert (answer.context["totals"].records, answer.context["totals"].waiting) == (0, 2)
    assert "2 records are left out" in answer.content.decode()


def test_who_reads_what(
    reads: Reads, approved: Approved, officer: User, center_staff: User, reviewer: User, stranger: User, colleague: User
):
    approved()
    counted = {
        user.username: len(codes(reads(user))) for user in (officer, center_staff, reviewer, stranger, colleague)
    }
    assert counted == {"officer": 1, "center": 1, "reviewer": 1, "stranger": 0, "colleague": 1}


@pytest.fixture
def varied(approved: Approved, officer: User, soi_dao: District, reviewer: User, director: User) -> dict[str, str]:
    """Codes: cigarettes received in March, fuel in Soi Dao in June without custody."""
    first = approved(case_number="จบ. 12/2566")
    take_step(goods_of(first), officer)
    second = report_with(officer, soi_dao, of="fuel", found_at=dt.datetime(2023, 6, 1, 9, tzinfo=dt.UTC))
    approve(second, reviewer=reviewer, director=director)
    return {"cigarettes": lot_of(first).code, "fuel": lot_of(second).code}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=fuel", {"fuel"}),
        ("category=tobacco", {"cigarettes"}),
        ("from=2023-05-01", {"fuel"}),
        ("to=2023-05-01", {"cigarettes"}),
        ("fy=2566", {"cigarettes", "fuel"}),
        ("fy=2567", set()),
        ("district=2207", {"fuel"}),
        ("province=22", {"cigarettes", "fuel"}),
        ("custody=held", {"cigarettes"}),
        ("custody=unknown", {"fuel"}),
        ("standing=waiting", set()),
        ("standing=counts", {"cigarettes", "fuel"}),
        ("q=fuel", {"fuel"}),
        ("q=SZ-2566-0001", {"cigarettes"}),
        ("q=sz-2566 FUEL", {"fuel"}),
        ("q=-0001", {"cigarettes"}),
        ("q=nts-2566-", {"cigarettes", "fuel"}),
        ("q=chanthaburi", set()),
        ("q=12/2566", set()),
        ("kind=nothing&fy=x&custody=lost&from=never", {"cigarettes", "fuel"}),
    ],
)
def test_filters(reads: Reads, varied: dict[str, str], officer: User, query: str, found: set[str]):
    assert codes(reads(officer, query)) == {varied[name] for name in found}


@pytest.mark.parametrize("query", ["q=sz-2566", "q=-0001", "q=nts-2566-", "q=fuel"])
def test_words_that_many_records_hold_find_the_same(
    reads: Reads, varied: dict[str, str], officer: User, monkeypatch: pytest.MonkeyPatch, query: str
):
    few = codes(reads(officer, query))
    monkeypatch.setattr("visits.queries.FEW", 0)
    assert codes(reads(officer, query)) == few != set()


@pytest.mark.django_db
def test_a_part_of_a_code_is_found_by_an_index():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "lot_code" in Lot.objects.filter(code__icontains="2566-0001").order_by().explain()


def test_custody_is_no_filter_for_those_who_may_not_read_it(reads: Reads, varied: dict[str, str], center_staff: User):
    assert codes(reads(center_staff)) == {varied["cigarettes"]}
    assert codes(reads(center_staff, "custody=held")) == codes(reads(center_staff, "custody=unknown")) == set()


def test_the_form_of_filters_opens(reads: Reads, varied: dict[str, str], officer: User):
    assert "Found from" in reads(officer, "filters=open&kind=fuel").content.decode()


def many(visit: Visit, number: int) -> None:
    """That many lots of the approved report, past its triggers."""
    activity = activity_of(visit)
    first = Lot.objects.count()
    lots = Lot.objects.bulk_create(
        Lot(code=f"SZ-2500-{n:04d}", standing=Standing.COUNTS) for n in range(first, first + number)
    )
    with pgtrigger.ignore("seizures.Seizure:frozen_with_visit"):
        rows = Seizure.objects.bulk_create(
            Seizure(
                activity=activity, lot=lot, kind=kind("cigarettes"), unit=kind("cigarettes").base_unit, factor=1,
                quantity=5, found_at=at(11, 10) + dt.timedelta(days=number), seized_by=agency(),
            )
            for number, lot in enumerate(lots, first)
        )  # fmt: skip
    for lot, row in zip(lots, rows, strict=True):
        lot.current, lot.report = row, visit
    Lot.objects.bulk_update(lots, ["current", "report"])


def test_the_register_costs_the_same_for_a_thousand(
    client_of: Callable[..., Client], approved: Approved, director: User
):
    visit, browser, found = approved(), client_of(director), []
    browser.get("/seizures/")
    for number in (10, 990):
        many(visit, number)
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get("/seizures/")
        found.append(len(queries))
        assert len(answer.context["page"].rows) <= 50
    assert found[0] == found[1] <= 12


def test_pages_follow_each_other_without_loss(client_of: Callable[..., Client], approved: Approved, director: User):
    many(approved(), 120)
    browser, seen, url = client_of(director), [], "/seizures/"
    while url:
        page = browser.get(url).context["page"]
        seen += [row.pk for row in page.rows]
        url = f"/seizures/?after={page.next}" if page.next else ""
    assert len(seen) == len(set(seen)) == 121


# What a director sees elsewhere --------------------------------------------------------------------
def test_the_dashboard_counts_one_of_two(
    client_of: Callable[..., Client], officer: User, reviewer: User, director: User, approved: Approved, colleague: User
):
    now = timezone.now() - dt.timedelta(days=3)
    _one, other = approved(found_at=now), approved(colleague, found_at=now, by="police", quantity=Decimal(90))
    page = client_of(director).get("/dashboard/found/")
    assert (page.context["goods"].totals.records, page.context["goods"].totals.waiting) == (0, 2)
    pair = DoubleCount.objects.get()
    assert f"/seizures/doubles/{pair.pk}/" in client_of(reviewer).get("/").content.decode()
    actions.settle(double=pair, by=reviewer, version=pair.version, counts=lot_of(other), reason="One seizure.")
    page = client_of(director).get("/dashboard/found/")
    assert "90 packets" in page.content.decode()
    assert "SZ-" not in page.content.decode()
    assert "Double counts to settle" not in client_of(reviewer).get("/").content.decode()
