"""Settling on the page: 422 with what was typed, 409 when another was first, nothing for others."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import AccessEntry, User
from accounts.roles import Role
from seizures.models import DoubleCount, Verdict
from tests.factories import UserFactory
from tests.seizures.conftest import Approved
from tests.seizures.factories import approve, lot_of, report_with
from tests.visits.factories import at

WHY = "Both took part in one seizure."


@pytest.fixture
def pair(approved: Approved, colleague: User) -> DoubleCount:
    approved(case_number="จบ. 12/2566")
    approved(colleague, case_number="จบ.12/2566", by="police")
    return DoubleCount.objects.get()


@pytest.fixture
def decide(client_of: Callable[..., Client], pair: DoubleCount) -> Callable[..., Any]:
    def post(user: User, **values: Any) -> Any:
        sent = {"version": pair.version, "verdict": "second", "reason": WHY} | values
        return client_of(user).post(f"/seizures/doubles/{pair.pk}/", sent)

    return post


def test_both_records_stand_beside_each_other(client_of: Callable[..., Client], pair: DoubleCount, reviewer: User):
    said = client_of(reviewer).get(f"/seizures/doubles/{pair.pk}/").content.decode()
    for words in ("จบ. 12/2566", "จบ.12/2566", "Agency customs", "Agency police", "same case number"):
        assert words in said
    assert AccessEntry.objects.filter(user=reviewer, detail__startswith="goods").count() == 2


def test_the_second_counts(decide: Callable[..., Any], pair: DoubleCount, reviewer: User):
    assert decide(reviewer).status_code == 302
    pair.refresh_from_db()
    assert (pair.verdict, pair.counts, pair.reason, pair.settled_by) == (Verdict.SAME, pair.second, WHY, reviewer)


@pytest.mark.parametrize("missing", ["verdict", "reason"])
def test_a_decision_is_whole(decide: Callable[..., Any], reviewer: User, missing: str):
    answer = decide(reviewer, **{missing: ""})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [missing]
    assert (WHY in answer.content.decode()) == (missing != "reason")


def test_the_second_reviewer_is_told(decide: Callable[..., Any], reviewer: User, director: User):
    decide(director, verdict="different")
    answer = decide(reviewer)
    assert answer.status_code == 409
    assert WHY in answer.content.decode()
    assert "Person director" in answer.content.decode()
    assert DoubleCount.objects.get().verdict == Verdict.DIFFERENT


def test_others_have_no_part(
    client_of: Callable[..., Client], decide: Callable[..., Any], pair: DoubleCount, officer: User, stranger: User
):
    half = UserFactory.create(role=Role.REVIEWER, areas=["TH27"])
    got = {user.username: decide(user).status_code for user in (officer, stranger, half)}
    assert set(got.values()) == {403, 404}
    assert got["officer"] == 403
    assert not client_of(stranger).get("/seizures/doubles/").context["page"].rows


def test_a_reviewer_of_one_side_sees_no_pair(
    client_of: Callable[..., Client], approved: Approved, soi_dao, colleague: User, reviewer: User, director: User
):
    approved(case_number="จบ. 12/2566")
    other = report_with(colleague, soi_dao, case_number="จบ. 12/2566", found_at=at(20, 8))
    approve(other, reviewer=reviewer, director=director)
    one_side = UserFactory.create(role=Role.REVIEWER, areas=["TH2207"])
    pair = DoubleCount.objects.get()
    assert client_of(one_side).get(f"/seizures/doubles/{pair.pk}/").status_code == 404
    said = client_of(one_side).get(f"/seizures/{lot_of(other)}/").content.decode()
    assert "Another record may tell of the same goods" in said
    assert str(pair.first) not in said


def test_the_list_costs_the_same_for_many(
    client_of: Callable[..., Client], approved: Approved, colleague: User, reviewer: User
):
    approved()
    approved(colleague)
    browser, found = client_of(reviewer), []
    for _round in range(2):
        browser.get("/seizures/doubles/")
        with CaptureQueriesContext(connection) as queries:
            browser.get("/seizures/doubles/")
        found.append((len(queries), DoubleCount.objects.count()))
        approved(colleague)
        approved(colleague)
    assert found[0][0] == found[1][0]
    assert found[0][1] < found[1][1]


def test_settled_pairs_stand_on_the_second_tab(
    client_of: Callable[..., Client], decide: Callable[..., Any], reviewer: User
):
    decide(reviewer)
    browser = client_of(reviewer)
    assert not browser.get("/seizures/doubles/").context["page"].rows
    assert len(browser.get("/seizures/doubles/?settled=yes").context["page"].rows) == 1
