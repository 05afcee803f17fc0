"""Notable changes: what is told, what is not, and that it leads to its records."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from reports import notable
from tests.factories import UserFactory
from tests.visits.factories import NtsCategoryFactory, make_visit
from ui.periods import add_months
from visits.models import Assessment, NtsCategory, Visit
from visits.workflow import State

PAGE = reverse("reports:notable")


@pytest.fixture
def month():
    return notable.last_full_month(timezone.localdate())


@pytest.fixture
def history(officer, reviewer, director, pong_nam_ron):
    """Makes approved visits of Pong Nam Ron: how many in each of the months before and in the last full one."""
    drugs, now = NtsCategoryFactory.create(code="DRUG"), timezone.now()

    def make(*numbers, level="none", restricted=False):
        last = notable.last_full_month(timezone.localdate())
        for back, number in enumerate(reversed(numbers)):
            for _row in range(number):
                day = add_months(last, -back)
                visit = make_visit(officer, pong_nam_ron, date_start=day, date_end=day)
                said = {"level": level, "basis": "seen", "restricted": restricted}
                Assessment.objects.update_or_create(visit=visit, category=drugs, defaults=said)
                rows = Visit.objects.filter(pk=visit.pk)
                rows.update(state=State.SUBMITTED, submitted_at=now, submitted_by=officer)
                rows.update(state=State.ENDORSED, endorsed_at=now, endorsed_by=reviewer)
                rows.update(state=State.APPROVED, approved_at=now, approved_by=director)

    return make


@pytest.mark.parametrize(
    ("before", "value", "told"),
    [
        ([2, 3, 4] * 4, 4, False),
        ([2, 3, 4] * 4, 8, False),  # chance brings eight where three are usual
        ([2, 3, 4] * 4, 14, True),
        ([0] * 12, 2, False),  # fewer than three more
        ([0] * 12, 5, True),  # a history that never varied has no deviation of its own
        ([3] * 12, 5, False),
        ([10, 30] * 6, 45, False),  # it varies that much
        ([20] * 12, 2, True),
        ([1] * 11 + [500], 2, False),  # one outlier moves neither middle nor deviation
    ],
)
def test_what_departs_from_its_history(before, value, told):
    assert notable.judge(before, value).tells(value) is told


def test_usual_is_between_what_eight_of_ten_months_had():
    verdict = notable.judge([0, 2, 2, 2, 3, 3, 3, 4, 4, 40], 4)
    assert (verdict.median, round(verdict.low), round(verdict.high)) == (3, 2, 8)


def test_change_is_told_with_its_history_and_leads_to_its_visits(client_of, director, history, month):
    history(*[1] * 12, 9)
    (one,) = notable.find(director, month).notable
    assert (one.subject, one.value, one.values) == ("visits", 9, [1] * 12 + [9])
    assert len(client_of(director).get(one.url).context["page"].rows) == 9
    page = client_of(director).get(PAGE)
    assert "Pong Nam Ron: more visits" in page.content.decode()
    assert page.context["tellings"][0].chart.rows[0].cells == [("1", one.url_of(one.months[0]))]


def test_issues_of_a_category_are_told(client_of, director, history, month):
    history(*[1] * 12, 1)
    history(7, level="major")
    found = {one.subject: one for one in notable.find(director, month).notable}
    assert set(found) == {"visits", "troubled", "issues"}
    assert str(found["issues"].category) == str(NtsCategory.objects.get(code="DRUG"))
    for one in found.values():
        assert len(client_of(director).get(one.url).context["page"].rows) == one.value
    assert {name: one.value for name, one in found.items()} == {"visits": 8, "troubled": 7, "issues": 7}


def test_short_history_is_not_judged_and_said(client_of, director, history, month):
    history(*[1] * 10, 9)
    found = notable.find(director, month)
    assert (found.notable, found.judged, found.short) == ([], 0, 1)
    assert (
        "Not judged, because the first visit is less than 12 months ago: 1."
        in client_of(director).get(PAGE).content.decode()
    )


def test_nobody_is_told_of_what_lies_elsewhere(history, month):
    history(*[1] * 12, 9)
    stranger = UserFactory.create(role="director", areas=["TH23"])
    assert notable.find(stranger, month) == notable.Found(month, [], judged=0, short=0)


def test_cost_does_not_grow(client_of, director, history, django_assert_max_num_queries):
    history(*[1] * 12, 9)
    history(7, level="major")
    browser = client_of(director)
    browser.get(PAGE)
    with django_assert_max_num_queries(9):
        browser.get(PAGE)


@pytest.mark.parametrize("text", ["", "x", "2026-13", "9999-01", "12m", "fy2569", "\x00"])
def test_nonsense_is_the_last_full_month(client_of, director, month, text):
    assert client_of(director).get(PAGE, {"month": text}).context["month"] == month


def test_last_full_month():
    assert notable.last_full_month(dt.date(2026, 1, 31)) == dt.date(2025, 12, 1)
