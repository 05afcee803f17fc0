"""A value is the number of the rows behind it, for whoever asks; nobody is told more than they may read."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.queries import midnight
from centers import actions as center_actions
from centers.models import CenterStatus
from centers.workflow import ReportState
from followups.models import FollowUp, FollowUpStep
from indicators import actions, figures
from indicators.counting import COUNTED
from places.models import District
from places.reference import read
from tests.visits.factories import CenterFactory
from tests.world import build
from ui import periods
from ui.templatetags.ui import bilingual

MONTHS = st.integers(0, 60).map(lambda n: periods.add_months(dt.date(2022, 10, 1), n))


@pytest.fixture
def world(db, tmp_path, settings):
    """With every action done: by the day it was due, but for one."""
    settings.MEDIA_ROOT = tmp_path
    found = build()
    rows = FollowUp.objects.exclude(visit__state="draft").order_by("pk")
    for number, row in enumerate(rows):
        at = midnight(row.due_on + dt.timedelta(days=int(number == 0)))
        FollowUp.objects.filter(pk=row.pk).update(state="done", outcome="Done")
        FollowUpStep.objects.create(followup=row, source=row.state, target="done", by=row.owner, words="Done", at=at)
    return found


def value_of(indicator, user, period, area=""):
    (found,) = figures.figures([indicator], user, period, area, {})
    return found.value


@pytest.mark.parametrize("name", ["officer", "center", "director", "stranger"])
def test_each_value_is_the_number_of_rows_that_its_page_lists(world, indicators, client_of, name):
    user, browser = world.people[name], client_of(world.people[name], "en")
    today = timezone.localdate()
    for key in ("fy2566", f"fy{today.year + 544 if today.month > 9 else today.year + 543}"):
        period = periods.read(key, today)
        for indicator in indicators.values():
            if indicator.is_entered:
                continue
            page = browser.get(f"/indicators/{indicator.code}/?period={key}")
            assert page.status_code == 200
            source = COUNTED[indicator.source]
            counted = source.rows(user, period, "").count() if user.may(source.needs) else None
            assert page.context["figure"].value == counted
            assert len(page.context.get("lines", [])) == (counted or 0)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(first=MONTHS, length=st.integers(0, 30), cut=st.integers(0, 30))
def test_what_flows_adds_up_over_any_division_of_a_period(world, indicators, first, length, cut):
    whole = periods.between(first, periods.add_months(first, length))
    middle = periods.add_months(first, min(cut, length))
    parts = [periods.between(first, middle)]
    if middle < periods.add_months(first, length):
        parts.append(periods.between(periods.add_months(middle, 1), whole.end))
    user = world.people["director"]
    for source in ("reports_received", "reports_resolved", "joint_patrols", "practices_published", "followups_on_time"):
        rows, counts = COUNTED[source].rows, COUNTED[source].counts
        total, *divided = (rows(user, one, "").count() for one in (whole, *parts))
        assert counts(user, [whole, *parts], "") == [total, *divided]
        assert total == sum(divided)
        assert rows(user, whole, "TH22").count() <= rows(user, whole, "").count()
        assert rows(user, whole, "TH27").count() == 0


def test_something_is_counted_at_all(world, indicators):
    today = timezone.localdate()
    whole = periods.between(dt.date(2022, 10, 1), today)
    values = {source: one.rows(world.people["director"], whole, "").count() for source, one in COUNTED.items()}
    assert values["reports_received"] == 1
    assert values["joint_patrols"] == 1
    assert values["practices_published"] == 1
    assert values["followups_on_time"] > 1


def test_a_district_counts_what_lies_in_it_and_has_no_targets(world, indicators):
    director, whole = world.people["director"], periods.between(dt.date(2022, 10, 1), timezone.localdate())
    received = COUNTED["reports_received"].rows
    counts = {area: received(director, whole, area).count() for area in ("", "TH22", "TH2204", "TH2207")}
    assert counts == {"": 1, "TH22": 1, "TH2204": 1, "TH2207": 0}
    assert figures.targets_of(whole, "TH2204") == {}
    assert figures.place_of(director, "TH2204") == bilingual(District.objects.get(code="2204"))


def test_centers_count_by_what_they_were_at_the_end_of_the_period(indicators, reviewer, pong_nam_ron):
    center = CenterFactory.create()
    for status, day in (("established", dt.date(2022, 11, 1)), ("functional", dt.date(2023, 5, 1))):
        center_actions.record_status(place=center, status=status, on=day, source="order", by=reviewer)
    today = timezone.localdate()

    def value(code, key):
        return value_of(indicators[code], reviewer, periods.read(key, today))

    assert [value("centers-established", key) for key in ("fy2565", "fy2566q1", "fy2566")] == [0, 1, 1]
    assert [value("centers-functional", key) for key in ("fy2566q2", "fy2566q3")] == [0, 1]


def test_what_is_not_for_a_role_is_not_told_rather_than_nought(world, indicators, client_of):
    page = client_of(world.people["officer"], "en").get("/indicators/").content.decode()
    assert "not told to your role" in page
    assert 'class="is-bare" data-label="The last eight quarters"' in page  # no empty line on a phone
    period = periods.read("fy2566", dt.date(2023, 1, 1))
    assert value_of(indicators["reports-received"], world.people["admin"], period) is None


def test_the_sheet_asks_as_much_for_many_rows_as_for_few(indicators, reviewer, client_of, pong_nam_ron):
    browser, counts = client_of(reviewer, "en"), []
    where = {"start": dt.date(2023, 1, 1), "end": dt.date(2023, 3, 31), "district": pong_nam_ron, "province": None}
    for size in (1, 12):
        for number in range(size):
            center = CenterFactory.create(code=f"center-{size}-{number}")
            said: dict[str, Any] = {"status": "established", "on": dt.date(2022, 11, 1), "source": "order"}
            center_actions.record_status(place=center, by=reviewer, **said)
            actions.enter(indicator=indicators["meetings"], by=reviewer, value=1, source="minutes", **where)
        browser.get("/indicators/?period=fy2566")
        with CaptureQueriesContext(connection) as found:
            browser.get("/indicators/?period=fy2566")
        counts.append(len(found))
    assert counts[0] == counts[1] <= 25


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize(
    ("code", "state"), [("centers-functional", CenterStatus.FUNCTIONAL), ("reports-resolved", ReportState.RESOLVED)]
)
def test_an_indicator_calls_a_state_by_its_name(language: str, code: str, state: Any) -> None:
    said = next(one for one in read("indicators", "indicators") if one["code"] == code)
    with override(language):
        assert str(state.label) in said[f"name_{language}"].casefold()
        assert str(state.label) in said[f"definition_{language}"].casefold()
