"""Scope and measures: every figure equals its list, for every reader and whatever is asked."""

import datetime as dt
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from reports.figures import count_visits
from reports.measures import MEASURES, By
from reports.scope import Scope
from tests.factories import AgencyFactory, DistrictFactory, ProvinceFactory, UserFactory
from tests.reports.test_tallies import approve
from tests.visits.factories import CenterFactory, NtsCategoryFactory, make_visit
from visits.models import Activity, Assessment, MissionMember, Participation, Stop, Tally, Visit
from visits.workflow import State

TODAY = dt.date(2026, 11, 22)
WHY = {"withdraw_reason": "Names a witness"}
ASKED = [
    {},
    {"province": "22"},
    {"district": "2207"},
    {"category": "DRUG"},
    {"at": "PERMANENT"},
    {"agency": "customs"},
    {"checkpoint": "ban-laem"},
    {"category": "GOODS"},
    {"category": "DRUG", "level": "found"},
    {"level": "found"},
    {"category": "GOODS", "district": "2204"},
    {"category": "DRUG", "at": "PERMANENT"},
    {"checkpoint": "ban-laem", "at": "PERMANENT"},
    {"center": "nts-2204"},
    {"agency": "customs", "province": "22"},
    {"agency": "customs", "category": "DRUG"},
    {"at": "PERMANENT", "agency": "customs"},
    {"district": "2204", "category": "DRUG", "at": "PERMANENT", "agency": "customs"},
    {"checkpoint": "ban-laem", "agency": "customs"},
]
FORM = {"province", "district", "category", "at", "agency"}
KEPT = [asked for asked in ASKED if asked.keys() <= FORM or (len(asked) == 1 and "level" not in asked)]


def scope_of(user, **asked):
    params = QueryDict(mutable=True)
    params.update(asked)
    return Scope(params, user, TODAY)


@pytest.fixture
def readers(officer, reviewer, director, pong_nam_ron, soi_dao, ban_laem):
    """Eight approved reports in two districts and three months; what they tell differs, also whom they tell it."""
    trat = DistrictFactory.create(code="2301", province=ProvinceFactory.create(code="23"))
    people = {"reviewer": reviewer, "director": director}
    people["guest"] = UserFactory.create(role="reviewer", areas=["TH23"])  # on missions outside the own area
    people["nobody"] = UserFactory.create(role="reviewer", areas=[])
    drugs, goods = NtsCategoryFactory.create(code="DRUG"), NtsCategoryFactory.create(code="GOODS")
    customs = AgencyFactory.create(code="customs")
    for row in range(8):
        day = dt.date(2026, 9 + row % 3, 3)
        visit = make_visit(
            officer, *[(pong_nam_ron,), (soi_dao,), (soi_dao, trat)][row % 3], date_start=day, date_end=day
        )
        stop = Stop.objects.create(visit=visit, **({"checkpoint": ban_laem} if row % 2 else {"place": "Market"}))
        if row in (2, 5):
            Stop.objects.create(visit=visit, center=CenterFactory.create())
        activity = Activity.objects.create(stop=stop, kind="inspection", restricted=row % 4 == 1)
        if row < 6:
            Participation.objects.create(activity=activity, agency=customs)
        level, restricted = ("none", "minor", "major")[row // 2 % 3], row % 4 > 1
        Assessment.objects.create(visit=visit, category=drugs, level=level, basis="seen", restricted=restricted)
        if row in (0, 6):
            Assessment.objects.create(visit=visit, category=goods, level="major", basis="seen")
        if row % 3 == 0:
            agency = customs if row == 6 else None
            MissionMember.objects.create(visit=visit, name="Guest", user=people["guest"], agency=agency)
        approve(visit, people)
    return people


@pytest.fixture
def withdrawn(readers, officer):
    """As many again that were approved once."""
    earlier = list(Visit.objects.values_list("pk", flat=True))
    for visit in Visit.objects.filter(pk__in=earlier).order_by("pk"):
        copied = make_visit(officer, *visit.districts.all(), date_start=visit.date_start, date_end=visit.date_end)
        for stop in visit.stops.all():
            again = Stop.objects.create(visit=copied, checkpoint=stop.checkpoint, center=stop.center, place=stop.place)
            for activity in stop.activities.all():
                said = Activity.objects.create(stop=again, kind=activity.kind, restricted=activity.restricted)
                for part in activity.participations.all():
                    Participation.objects.create(activity=said, agency=part.agency)
        for one in visit.assessments.all():
            one.pk, one.visit = None, copied
            one.save(force_insert=True)
        for member in visit.members.all():
            MissionMember.objects.create(visit=copied, name="Guest", user=member.user, agency=member.agency)
        approve(copied, readers)
    rows, now = Visit.objects.exclude(pk__in=earlier), timezone.now()
    rows.update(state=State.PUBLISHED, published_at=now, published_by=readers["director"])
    rows.update(state=State.WITHDRAWN, withdrawn_at=now, withdrawn_by=readers["director"], **WHY)
    assert Tally.differing() == 0
    return readers


def listed(client_of, user, url):
    """How many rows the list behind a figure holds."""
    assert urlsplit(url).path == reverse("visits:list")
    return len(client_of(user).get(url).context["page"].rows)


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: "+".join(asked) or "all")
@pytest.mark.parametrize("reader", ["reviewer", "director", "guest", "nobody"])
def test_every_measure_is_as_long_as_its_list(client_of, readers, reader, asked):
    user = readers[reader]
    scope = scope_of(user, **asked)
    for measure in MEASURES:
        assert measure.whole(scope) == listed(client_of, user, measure.url(scope)), measure.key
        for by, name in ((By.PROVINCE, "province"), (By.DISTRICT, "district")):
            for code, value in measure.values(scope, by).items():
                narrower = measure.url(scope.where(**{name: code.removeprefix("TH")}))
                assert value == listed(client_of, user, narrower), (measure.key, code)


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: "+".join(asked) or "all")
@pytest.mark.parametrize("reader", ["officer", "reviewer", "director", "guest", "nobody"])
def test_reports_dated_within_the_period_are_all_that_the_reader_may_know_of(withdrawn, officer, reader, asked):
    user = withdrawn.get(reader, officer)
    scope = scope_of(user, **asked)
    seen = scope.filters.apply(Visit.objects.visible_to(user).current())
    seen = seen.filter(date_start__range=(scope.period.start, scope.period.end))
    approved = scope.visits().count()
    assert count_visits(scope, approved=approved)["dated"] == seen.count()
    assert seen.count() > approved or reader == "nobody" or (reader == "guest" and asked)


@pytest.mark.parametrize("asked", KEPT, ids=lambda asked: "+".join(asked) or "all")
def test_what_the_form_asks_is_counted_from_what_is_kept(readers, asked):
    """Whatever of an area, a category, a kind of checkpoint and an agency is asked together."""
    scope = scope_of(readers["director"], **asked)
    with CaptureQueriesContext(connection) as queries:
        MEASURES[0].whole(scope)
        count_visits(scope, approved=0)
    asked_live = ("visits_tally_lines", '"visits_visit"."state" = \'withdrawn\'')
    assert [one["sql"] for one in queries if any(words in one["sql"] for words in asked_live)] == []


def test_there_is_something_to_count(readers):
    told = {measure.key: measure.whole(scope_of(readers["director"])) for measure in MEASURES}
    assert told == {"visits": 8, "troubled": 6, "major": 4}
    assert [MEASURES[0].whole(scope_of(readers["director"], **asked)) for asked in ASKED] == [
        8, 8, 5, 8, 4, 7, 4, 2, 4, 6, 2, 4, 4, 2, 7, 7, 3, 1, 3,
    ]  # fmt: skip


def test_months_are_those_of_the_first_days(readers):
    values = MEASURES[0].values(scope_of(readers["director"]), By.MONTH)
    assert values == {dt.date(2026, 9, 1): 3, dt.date(2026, 10, 1): 3, dt.date(2026, 11, 1): 2}


def test_areas_lie_within_the_area_asked_for(readers):
    scope = scope_of(readers["director"], province="22")
    assert set(MEASURES[0].values(scope, By.DISTRICT)) == {"TH2204", "TH2207"}
    assert set(MEASURES[0].values(scope, By.PROVINCE)) == {"TH22"}


def test_scope_is_its_address(readers):
    asked = {"period": "fy2569q4", "district": "2207", "category": "DRUG", "level": "found", "agency": "customs"}
    with override("en"):
        scope = scope_of(readers["director"], **asked)
        assert [chip.label for chip in scope.chips()] == ["District", "Assessment", "Agency"]
    assert scope.params.dict() == asked
    assert scope.where(category=None, period="12m").params.dict() == {
        "period": "12m", "district": "2207", "level": "found", "agency": "customs",
    }  # fmt: skip


@pytest.mark.parametrize("nonsense", [{"province": "99"}, {"agency": "\x00"}, {"level": "worst"}, {"at": "%"}])
def test_nonsense_is_left_out(readers, nonsense):
    assert MEASURES[0].whole(scope_of(readers["director"], **nonsense)) == 8
