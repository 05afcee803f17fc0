"""Whatever there is and whoever reads: every number on the dashboard that leads to a list is as long as the list."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from followups.models import FollowUp
from patrols.models import Account, Patrol
from practices.models import Principle, Rating
from tests.centers.factories import make_public_report
from tests.factories import AgencyFactory, DistrictFactory, UserFactory
from tests.patrols.factories import make_patrol_activity
from tests.practices.factories import make_practice
from tests.reports.test_tallies import approve
from tests.seizures.factories import make_goods
from tests.visits.factories import CenterFactory, CheckpointFactory, NtsCategoryFactory, make_visit
from visits.models import Activity, Assessment, MissionMember, Participation, Stop, Visit

AREAS = {"reviewer": ["TH22"], "director": ["TH"], "local": ["TH2207"], "guest": ["TH23"], "nobody": []}
PAGES = ["dashboard", "dashboard_work", "dashboard_found"]
MANY = 10  # numbers of a page that are followed
ASKING = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
WORLDS = settings(ASKING, max_examples=2, phases=[Phase.generate])  # a smaller world would take minutes to find
SCOPES = st.fixed_dictionaries(
    {},
    optional={
        "province": st.sampled_from(["22", "23"]),
        "district": st.sampled_from(["2204", "2207"]),
        "category": st.just("DRUG"),
        "at": st.just("PERMANENT"),
        "agency": st.just("customs"),
        "period": st.sampled_from(["24m", "fy2570", "2026-06_2026-11"]),
    },
)
LEVELS = st.sampled_from(["none", "minor", "major", "not_assessed"])
REPORTS = st.fixed_dictionaries(
    {
        "districts": st.sampled_from([("2204",), ("2207",), ("2204", "2207"), ("2207", "2301")]),
        "months_ago": st.integers(0, 13),
        "state": st.sampled_from(["approved", "approved", "approved", "draft", "submitted", "replaced"]),
        "levels": st.dictionaries(st.sampled_from(["DRUG", "TIP"]), st.tuples(LEVELS, st.booleans())),
        "stop": st.sampled_from(["ban-laem", "suan-som", "center", "market"]),
        "customs": st.booleans(),
        "guest": st.booleans(),
        "restricted": st.booleans(),
        "goods": st.integers(0, 2),
        "patrol": st.sampled_from(["", "open", "ours", "both"]),
        "due": st.lists(st.tuples(st.integers(-60, 60), st.sampled_from(["open", "done", "dropped"])), max_size=2),
    }
)
REST = st.fixed_dictionaries(
    {
        "called": st.lists(st.tuples(st.sampled_from(["nts-2204", "nts-2207"]), st.integers(0, 400)), max_size=4),
        "scores": st.lists(st.integers(1, 4), max_size=3),
    }
)


@pytest.fixture
def stage(officer, center_staff):
    """People, places and categories: what stays the same."""
    people = {name: UserFactory.create(role="reviewer", areas=areas) for name, areas in AREAS.items()}
    people["director"].role = "director"
    people["director"].save()
    districts = {code: DistrictFactory.create(code=code) for code in ("2204", "2207", "2301")}
    ban_laem = CheckpointFactory.create(code="ban-laem", district=districts["2204"], kind="PERMANENT")
    suan_som = CheckpointFactory.create(code="suan-som", district=districts["2207"], kind="TRADE")
    for code in ("2204", "2207"):
        CenterFactory.create(code=f"nts-{code}", district=districts[code])
    return {
        "people": people | {"officer": officer},
        "districts": districts,
        "categories": {code: NtsCategoryFactory.create(code=code) for code in ("DRUG", "TIP")},
        "customs": AgencyFactory.create(code="customs"),
        "places": {"ban-laem": {"checkpoint": ban_laem}, "suan-som": {"checkpoint": suan_som}},
    }


def make_report(stage, said):
    officer, people = stage["people"]["officer"], stage["people"]
    day = timezone.localdate() - dt.timedelta(days=30 * said["months_ago"])
    visit = make_visit(officer, *(stage["districts"][code] for code in said["districts"]), date_start=day, date_end=day)
    center = {"center": CenterFactory.create(code="nts-2204")}
    where = stage["places"].get(said["stop"]) or (center if said["stop"] == "center" else {"place": "Market"})
    stop = Stop.objects.create(visit=visit, **where)
    activity = Activity.objects.create(stop=stop, kind="inspection", restricted=said["restricted"])
    if said["customs"]:
        Participation.objects.create(activity=activity, agency=stage["customs"])
    for code, (level, restricted) in said["levels"].items():
        about = {"category": stage["categories"][code], "level": level, "restricted": restricted}
        Assessment.objects.create(visit=visit, basis="" if level == "not_assessed" else "seen", **about)
    if said["guest"]:
        MissionMember.objects.create(visit=visit, name="Guest", user=people["guest"])
    for _number in range(said["goods"]):
        make_goods(activity, found_at=dt.datetime.combine(day, dt.time(9), timezone.get_current_timezone()))
    if said["patrol"]:
        add_patrol(visit, officer, said["patrol"])
    for days, state in said["due"]:
        add_action(visit, officer, days, state)
    move(visit, said["state"], people)


def add_patrol(visit, officer, state):
    activity = make_patrol_activity(visit)
    code = f"JP-2566-{activity.pk:04d}"
    patrol = Patrol.objects.create(code=code, lineage=activity.lineage, reference=visit.reference, created_by=officer)
    for side in {"open": (), "ours": ("own",), "both": ("own", "counterpart")}[state]:
        sign(patrol, side, officer)


def sign(patrol, side, officer):
    how = "own_officer" if side == "own" else "liaison"
    by = {"recorded_by": officer, "signed_by": officer, "signer_name": "Somchai", "signed_off_at": timezone.now()}
    Account.objects.create(patrol=patrol, side=side, how=how, version=1, **by)


def add_action(visit, officer, days, state):
    due = timezone.localdate() + dt.timedelta(days=days)
    made = FollowUp.objects.create(visit=visit, title="Lamps", due_on=due, owner=officer, created_by=officer)
    if state != "open":
        made.steps.create(source="open", target=state, by=officer, words="Seen.")
        FollowUp.objects.filter(pk=made.pk).update(state=state, outcome="Seen.")


def move(visit, state, people):
    rows = Visit.objects.filter(pk=visit.pk)
    if state == "submitted":
        rows.update(state=state, submitted_at=timezone.now(), submitted_by=visit.author)
    elif state != "draft":
        approve(visit, people)
    if state == "replaced":
        rows.update(superseded_at=timezone.now())


def make_rest(stage, said, staff):
    for center_code, days in said["called"]:
        center = CenterFactory.create(code=center_code)
        center.staff.add(staff)
        make_public_report(center, staff, received_at=timezone.now() - dt.timedelta(days=days))
    principle = Principle.objects.create(code="trust", name_th="ไว้ใจ", name_en="Trust")
    for score in said["scores"]:
        practice = make_practice(stage["people"]["officer"], stage["districts"]["2207"])
        by = {"rated_by": stage["people"]["officer"], "justification_en": "Seen."}
        Rating.objects.create(practice=practice, principle=principle, score=score, rated_on=timezone.localdate(), **by)


def numbers_of(page):
    """(value, address) of every number that a page shows and that leads somewhere."""
    context = page.context
    if "said" in context:
        said, courses = context["said"], context["courses"]
        found = [*context["numbers"]]
        yield from ((one.total, one.url) for one in courses)
        yield from ((bar.value, bar.url) for one in courses for bar in one.bars if bar.value)
        yield from ((cell.visits, cell.url) for row in context["places"] for cell in row.months if cell.url)
        yield from ((row.visits, row.url) for row in said.rows)
        yield from ((cell.visits, cell.url) for row in (*said.rows, *said.totals) for cell in row.cells if cell.url)
    elif "followups" in context:
        centers, public = context["centers"], context["public"]
        found = [*context["followups"].numbers, *context["followups"].parts, *context["patrols"], *centers.by_status]
        found += [*public.numbers, *public.categories, *public.channels] if public.categories else []
        if centers.total:
            yield from ((centers.readiness.checked, centers.checked_url), (centers.readiness.stale, centers.stale_url))
        yield from ((row.received, row.url) for row in public.centers)
        yield from ((row.waiting, row.waiting_url) for row in public.centers)
        yield from ((row.resolved, row.resolved_url) for row in public.centers)
    else:
        goods, found = context["goods"], []
        yield from ((line.records, f"{goods.counted_url}&kind={line.code}") for line in goods.totals.lines)
        yield goods.totals.waiting, goods.waiting_url
        yield from ((row.found.rated, row.url) for row in context["principles"])
        yield from ((row.found.well, row.well_url) for row in context["principles"])
    yield from ((one.value, one.url) for one in found)


def rows_behind(browser, url):
    context = browser.get(url).context
    return len(context["listed"].places if "listed" in context else context["page"].rows)


def few(numbers, chance):
    """MANY of the numbers that lead somewhere, whichever they are."""
    found = sorted({(value, url) for value, url in numbers if url})
    return chance.sample(found, min(MANY, len(found)))


@WORLDS
@given(reports=st.lists(REPORTS, min_size=4, max_size=8), rest=REST)
def test_every_number_is_as_long_as_its_list(client_of, stage, center_staff, reports, rest):
    """In each of two worlds somebody asks for a page of the dashboard about something, twenty times."""

    @ASKING
    @given(
        page=st.sampled_from(PAGES),
        reader=st.sampled_from(sorted(AREAS)),
        asked=SCOPES,
        chance=st.randoms(use_true_random=False),
    )
    def somebody_asks(page, reader, asked, chance):
        browser = browsers[reader]
        for value, url in few(numbers_of(browser.get(reverse(f"reports:{page}"), asked)), chance):
            assert rows_behind(browser, url) == value, url

    with transaction.atomic():
        for said in reports:
            make_report(stage, said)
        make_rest(stage, rest, center_staff)
        browsers = {name: client_of(person) for name, person in stage["people"].items()}
        somebody_asks()
        transaction.set_rollback(True)
