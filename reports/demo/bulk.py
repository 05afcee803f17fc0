"""Writes made-up visits in bulk, with the times they would have had.

The workflow's triggers are passed by on purpose: a thousand past months cannot be lived through step by step.
Everything they guard is written as they would have left it. Only for demonstration data.
"""

import datetime
import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pgtrigger
from django.db import models, transaction
from django.utils import timezone

from centers.models import Center
from checkpoints.models import Checkpoint
from followups.models import FollowUp, FollowUpState, FollowUpStep
from labour.models import WorkerCount
from reports import rollups
from reports.demo.bulk_records import Records
from reports.demo.cast import Cast
from reports.demo.plausible import OFFICER_DISTRICTS, TOGETHER, StopPlan, VisitPlan
from visits.models import (
    Activity,
    Assessment,
    Conclusion,
    Level,
    MissionMember,
    Participation,
    ReferenceCounter,
    SectionSave,
    Stop,
    TransitionRecord,
    Visit,
)
from visits.sections import SECTIONS
from visits.workflow import State

PLANNED_BEFORE = 14  # days before a visit that it is planned
BATCH = 2_000
# The way that a report in each state has come, with the days after its last day.
PATHS: dict[State, list[tuple[State, int]]] = {
    State.PLANNED: [],
    State.DRAFT: [],
    State.SUBMITTED: [(State.SUBMITTED, 3)],
    State.RETURNED: [(State.SUBMITTED, 3), (State.RETURNED, 6)],
    State.ENDORSED: [(State.SUBMITTED, 3), (State.ENDORSED, 7)],
    State.APPROVED: [(State.SUBMITTED, 3), (State.ENDORSED, 7), (State.APPROVED, 11)],
    State.PUBLISHED: [(State.SUBMITTED, 3), (State.ENDORSED, 7), (State.APPROVED, 11), (State.PUBLISHED, 15)],
    State.WITHDRAWN: [
        (State.SUBMITTED, 3), (State.ENDORSED, 7), (State.APPROVED, 11), (State.PUBLISHED, 15), (State.WITHDRAWN, 40),
    ],
}  # fmt: skip
RETURN_REASON = "ขอให้ระบุเวลาที่ถึงจริงของแต่ละจุด และเพิ่มที่มาของข้อมูลในการประเมิน"
WITHDRAW_REASON = "พบว่าข้อความบางส่วนต้องตรวจทานก่อนเผยแพร่อีกครั้ง"


@dataclass
class Rows:
    """Unsaved rows of one batch, children after parents."""

    members: list[MissionMember] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    participations: list[Participation] = field(default_factory=list)
    counts: list[WorkerCount] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    conclusions: list[Conclusion] = field(default_factory=list)
    followups: list[FollowUp] = field(default_factory=list)
    steps: list[FollowUpStep] = field(default_factory=list)
    transitions: list[TransitionRecord] = field(default_factory=list)
    saves: list[SectionSave] = field(default_factory=list)
    districts: list[models.Model] = field(default_factory=list)
    records: Records = field(default_factory=Records)


def write_visits(plans: Iterable[VisitPlan], cast: Cast) -> int:
    """Write `plans` in batches; answers how many. One transaction a batch."""
    written = 0
    plans = iter(plans)
    while batch := list(itertools.islice(plans, BATCH)):
        with transaction.atomic(), pgtrigger.ignore():
            _write_batch(batch, cast)
        written += len(batch)
    rollups.rebuild()
    return written


def _write_batch(plans: list[VisitPlan], cast: Cast) -> None:
    references = ReferenceCounter.draw(*(plan.first_day for plan in plans))
    visits = [_visit(plan, reference, cast) for plan, reference in zip(plans, references, strict=True)]
    Visit.objects.bulk_create(visits)
    rows = Rows()
    for plan, visit in zip(plans, visits, strict=True):
        _fill(rows, plan, visit, cast)
    for made in vars(rows).values():
        if isinstance(made, list) and made:
            type(made[0])._default_manager.bulk_create(made, batch_size=BATCH)
    rows.records.write(visits)
    _mark_visited(plans)


def _visit(plan: VisitPlan, reference: str, cast: Cast) -> Visit:
    local = plan.district.code in OFFICER_DISTRICTS
    author = cast.officer if local else cast.authors[plan.number % len(cast.authors)]
    last_day = plan.first_day + datetime.timedelta(days=plan.days - 1)
    deciders = {State.SUBMITTED: author, State.RETURNED: cast.reviewer, State.ENDORSED: cast.reviewer}
    steps: dict[str, Any] = {}
    for state, days in PATHS[plan.state]:
        steps |= {
            f"{state}_at": _moment(last_day, 10, days),
            f"{state}_by": deciders.get(state, cast.director),
        }
    province = plan.district.province
    return Visit(
        **steps, reference=reference, author=author, is_demo=True, kind=plan.kind, state=plan.state,
        title_th=plan.title_th, title_en=plan.title_en, date_start=plan.first_day, date_end=last_day,
        purpose="ติดตามผลการดำเนินโครงการและสถานการณ์ภัยคุกคามรูปแบบใหม่ในพื้นที่", summary_th=plan.conclusion,
        directive_issuer="ผู้อำนวยการสำนัก (สาธิต)", assignee="หัวหน้าคณะ (สาธิต)", project=cast.project,
        funding_source="MKCF", funding_share=100,
        area_codes=[province.country.code, province.area_code, plan.district.area_code],
        return_reason=RETURN_REASON if plan.state == State.RETURNED else "",
        withdraw_reason=WITHDRAW_REASON if plan.state == State.WITHDRAWN else "",
    )  # fmt: skip


def _fill(rows: Rows, plan: VisitPlan, visit: Visit, cast: Cast) -> None:
    rows.districts.append(Visit.districts.through(visit=visit, district=plan.district))
    for sort, (role, name, agency) in enumerate(plan.party):
        rows.members.append(MissionMember(visit=visit, name=name, role=role, agency=cast.agencies[agency], sort=sort))
    done = visit.state not in (State.PLANNED, State.DRAFT)
    first = State.PLANNED if visit.state == State.PLANNED else State.DRAFT
    begun = _moment(visit.date_start, 9, -PLANNED_BEFORE) if first == State.PLANNED else _moment(visit.date_end, 9)
    rows.transitions.append(TransitionRecord(visit=visit, target=first, by=visit.author, at=begun))
    source: str = first
    for state, _days in PATHS[plan.state]:
        by, at = getattr(visit, f"{state}_by"), getattr(visit, f"{state}_at")
        rows.transitions.append(TransitionRecord(visit=visit, source=source, target=state, by=by, at=at))
        source = state
    keys = [section.key for section in SECTIONS] if done else ["basics", "assignment"]
    rows.saves += [SectionSave(visit=visit, section=key, saved_by=visit.author) for key in keys]
    for sort, stop_plan in enumerate(plan.stops):
        _fill_stop(rows, stop_plan, visit, sort, cast, done=done)
    if done:
        _fill_findings(rows, plan, visit, cast)


def _fill_stop(rows: Rows, plan: StopPlan, visit: Visit, sort: int, cast: Cast, *, done: bool) -> None:
    key = "center" if isinstance(plan.place, Center) else "checkpoint"
    stop = Stop(visit=visit, sort=sort, planned_at=_moment(visit.date_start, plan.hour), **{key: plan.place})
    rows.stops.append(stop)
    if done:
        stop.arrived_at = _moment(visit.date_start, plan.hour, minutes=10)
        stop.departed_at = _moment(visit.date_start, plan.hour + 1, minutes=20)
        activity = Activity(stop=stop, kind=plan.activity, narrative=plan.narrative, details=plan.details)
        rows.activities.append(activity)
        agencies = [cast.agencies[code] for code in TOGETHER.get(plan.activity, ())]
        rows.participations += [Participation(activity=activity, agency=agency) for agency in agencies]
        rows.counts += [WorkerCount(activity=activity, **one) for one in plan.counts]
        rows.records.find(activity, plan.goods)
        rows.records.patrol(activity, visit, visit.author)


def _fill_findings(rows: Rows, plan: VisitPlan, visit: Visit, cast: Cast) -> None:
    for code, level in plan.levels.items():
        category = cast.categories[code]
        serious = level in (Level.MINOR, Level.MAJOR)
        rows.assessments.append(
            Assessment(
                visit=visit, category=category, level=level,
                basis="" if level == Level.NOT_ASSESSED else plan.basis, said_by="ที่ทำการปกครองอำเภอ",
                period_start=visit.date_start - datetime.timedelta(days=90), period_end=visit.date_start,
                restricted=category.is_sensitive and serious,
            )
        )  # fmt: skip
    rows.conclusions.append(Conclusion(visit=visit, statement=plan.conclusion))
    for title, due, finished in plan.followups:
        _fill_followup(rows, plan, visit, title=title, due=due, finished=finished)


def _fill_followup(rows: Rows, plan: VisitPlan, visit: Visit, *, title: str, due: int, finished: bool) -> None:
    state, outcome = (FollowUpState.DONE, "ดำเนินการแล้วเสร็จตามที่ตกลง") if finished else (FollowUpState.OPEN, "")
    row = FollowUp(
        visit=visit, area_codes=visit.area_codes, title=title,
        owner_name=f"ที่ทำการปกครองอำเภอ{plan.district.name_th.removeprefix('อำเภอ')}",
        due_on=visit.date_end + datetime.timedelta(days=due), created_by=visit.author, state=state, outcome=outcome,
    )  # fmt: skip
    rows.followups.append(row)
    steps = [("", FollowUpState.OPEN, "", 1)]
    steps += [(FollowUpState.OPEN, FollowUpState.DONE, outcome, due)] if finished else []
    for source, target, words, days in steps:
        at = _moment(visit.date_end, 9, days)
        rows.steps.append(FollowUpStep(followup=row, source=source, target=target, words=words, by=visit.author, at=at))


def _mark_visited(plans: list[VisitPlan]) -> None:
    """Bring "last visited" of the places up to date, as an approval would."""
    latest: dict[Checkpoint | Center, datetime.date] = {}
    for plan in plans:
        if plan.state in (State.APPROVED, State.PUBLISHED):
            for stop in plan.stops:
                latest[stop.place] = max(plan.first_day, latest.get(stop.place, plan.first_day))
    for place, day in latest.items():
        rows = type(place).objects.filter(pk=place.pk)
        rows.filter(models.Q(last_visited_on__isnull=True) | models.Q(last_visited_on__lt=day)).update(
            last_visited_on=day
        )


def _moment(day: datetime.date, hour: int, days: int = 0, minutes: int = 0) -> datetime.datetime:
    """That hour in Thailand, `days` after `day`."""
    at = datetime.datetime.combine(day + datetime.timedelta(days=days), datetime.time(hour, minutes))
    return timezone.make_aware(at)
