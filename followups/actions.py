"""Every write to follow-up actions: with the report in hand, afterwards, and on a later visit to the place."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.models import User
from followups import commitments, permissions
from followups.evidence import Thing, why_not_cite
from followups.models import Commitment, Evidence, FollowUp, FollowUpState, FollowUpStep, Priority
from followups.workflow import TRANSITIONS, Transition
from ui.turns import wait_for
from visits.actions import Conflict, save_section
from visits.models import Defect, SectionSave, Visit
from visits.workflow import find

SECTION = "followups"
CLOSED = (FollowUpState.DONE, FollowUpState.VERIFIED, FollowUpState.DROPPED)


@transaction.atomic
def add(*, visit: Visit, by: User, version: int, sent: str = "", **fields: Any) -> SectionSave:
    """Add an action to a report in hand. `version`, `sent`: as in save_section. Raises Conflict, Refused."""

    def write(locked: Visit) -> None:
        last = locked.followups.aggregate(last=Max("sort"))["last"]
        sort = 0 if last is None else last + 1
        row = FollowUp.objects.create(visit=locked, created_by=by, sort=sort, **fields)
        FollowUpStep.objects.create(followup=row, target=FollowUpState.OPEN, by=by)

    return save_section(visit=visit, section=SECTION, by=by, version=version, write=write, sent=sent)


@transaction.atomic
def start(*, practice: str, areas: list[str], by: User, client_uuid: uuid.UUID, **fields: Any) -> FollowUp:
    """Ask for an action of the practice of that code. The room of practices says who may, and keeps `areas` right."""
    row = FollowUp(practice=practice, area_codes=areas, created_by=by, client_uuid=client_uuid, **fields)
    row.full_clean(exclude=["created_by"])
    row.save()
    FollowUpStep.objects.create(followup=row, target=FollowUpState.OPEN, by=by)
    return row


@transaction.atomic
def ask(*, defect: Defect, by: User, client_uuid: uuid.UUID, **fields: Any) -> FollowUp:
    """Ask for an action on a defect of an approved report. The same `client_uuid` again asks for nothing.

    Raises Refused, and Conflict where another action on it is unresolved already.
    """
    visit = defect.activity.stop.visit
    refuse(permissions.why_not_ask(by, visit))
    wait_for(defect.lineage)
    rows = FollowUp.objects.filter(defect=defect.lineage)
    made = rows.filter(client_uuid=client_uuid, created_by=by).first()
    if made is not None:
        return made
    other = rows.unresolved().select_related("created_by").first()
    if other is not None:
        raise Conflict(by=other.created_by, at=other.created_at, section=SECTION)
    row = FollowUp(**fields, visit=visit, defect=defect.lineage, created_by=by, client_uuid=client_uuid)
    row.full_clean(exclude=["visit", "created_by"])
    row.save()
    FollowUpStep.objects.create(followup=row, target=FollowUpState.OPEN, by=by)
    return row


@transaction.atomic
def edit(*, followup: FollowUp, by: User, version: int, sent: str = "", **fields: Any) -> SectionSave:
    """Change an action while its report is in hand. `version`, `sent`: as in save_section. Raises Conflict, Refused."""

    def write(locked: Visit) -> None:
        row = locked.followups.select_for_update().get(pk=followup.pk)
        _change(row, fields)

    report = _report_of(followup)
    return save_section(visit=report, section=SECTION, by=by, version=version, write=write, sent=sent)


@transaction.atomic
def remove(*, followup: FollowUp, by: User, version: int) -> SectionSave:
    """Take an action out of a report in hand. `version`: of the section. Raises Conflict, Refused."""

    def write(locked: Visit) -> None:
        row = locked.followups.select_for_update().filter(pk=followup.pk).first()
        if row is None:
            return
        if row.commitments.exists():
            refuse(_("A later visit has looked at this action: it stays."))
        row.delete()

    return save_section(visit=_report_of(followup), section=SECTION, by=by, version=version, write=write)


@transaction.atomic
def settle(*, visit: Visit, by: User, version: int) -> SectionSave:
    """Say that the section is as it should be, also when it is empty."""
    return save_section(visit=visit, section=SECTION, by=by, version=version, write=lambda locked: None)


@transaction.atomic
def change_state(
    *, followup: FollowUp, by: User, version: int, state: str, outcome: str, evidence: Iterable[Thing] = ()
) -> FollowUp:
    """Take an action one step further. `version`: of the action; `outcome`: what was done or seen, or why.

    `evidence`: photographs, documents, stops or activities that `by` may see. Raises Conflict, Refused, and ValueError
    where the step needs words or evidence and has none.
    """
    row = _locked(followup, version)
    step = _step(row, to=state)
    refuse(permissions.why_not_step(by, row, step))
    for thing in evidence:
        refuse(why_not_cite(by, thing))
        _attach(row, thing, by=by)
    _take(row, step, by=by, words=outcome)
    return row


@transaction.atomic
def assign(*, followup: FollowUp, by: User, version: int, **fields: Any) -> FollowUp:
    """Give an action an owner and a date. `version`: of the action. Raises Conflict, Refused."""
    refuse(permissions.why_not_assign(by, followup))
    row = _locked(followup, version)
    _change(row, fields)
    return row


@transaction.atomic
def answer(
    *,
    visit: Visit,
    followup: FollowUp,
    by: User,
    version: int,
    outcome: str,
    words: str,
    due_on: datetime.date | None = None,
) -> Commitment:
    """Say what the visit found of an action of its place: done, carried over (perhaps to another date), or dropped.

    `version`: of the action. `words`: what was seen on site. The action takes the step; where it is done, the visit
    is the evidence. Raises Conflict, Refused, and ValueError where it is no commitment of this visit.
    """
    made: list[Commitment] = []

    def write(locked: Visit) -> None:
        whole = Visit.objects.get(pk=locked.pk)
        row = _locked(followup, version)
        if not commitments.open_to(whole).filter(pk=row.pk).exists():
            raise ValueError("not a commitment of this visit, or answered for good")
        _answer(row, whole, by=by, to=outcome, words=words, due_on=due_on)
        values = {"outcome": outcome, "words": words, "by": by}
        made.append(Commitment.objects.update_or_create(visit=whole, followup=row, defaults=values)[0])

    save_section(visit=visit, section=commitments.SECTION, by=by, version=None, write=write)
    return made[0]


def _report_of(followup: FollowUp) -> Visit:
    """Only actions of a report are changed with it in hand."""
    if followup.visit is None:
        raise ValueError("an action of a practice")
    return followup.visit


def _answer(row: FollowUp, visit: Visit, *, by: User, to: str, words: str, due_on: datetime.date | None) -> None:
    """Who was on the mission saw it and says so; only dropping it asks for more."""
    step = _step(row, to=to)
    if step.target == FollowUpState.DROPPED:
        refuse(permissions.why_not_step(by, row, step))
    if step.target == FollowUpState.DONE:
        _attach(row, visit, by=by)
    moved = {"due_on": due_on} if due_on and step.target == FollowUpState.CARRIED_OVER else {}
    _take(row, step, by=by, words=words, visit=visit, **moved)


def _locked(followup: FollowUp, version: int) -> FollowUp:
    row = FollowUp.objects.select_for_update(of=("self",)).select_related("visit").get(pk=followup.pk)
    if row.version != version:
        raise Conflict(by=None, at=row.updated_at, section=SECTION)
    return row


def _step(row: FollowUp, *, to: str) -> Transition:
    """The step of the workflow to `to`. Raises Conflict: where it was offered, somebody took another meanwhile."""
    step = find(TRANSITIONS, row.state, to)
    if step is None:
        raise Conflict(by=None, at=row.updated_at, section=SECTION)
    return step


def _attach(row: FollowUp, thing: Thing, *, by: User) -> None:
    kind: Any = {thing._meta.model_name or "": thing}
    if not row.evidence.filter(**kind).exists():
        Evidence.objects.create(followup=row, added_by=by, **kind)


def _take(row: FollowUp, step: Transition, *, by: User, words: str, visit: Visit | None = None, **fields: Any) -> None:
    """Take the step and keep a record of it. What was done stays said while it is being verified."""
    words = words.strip()
    if step.needs_words and not words:
        raise ValueError("this step needs words")
    if step.needs_evidence and row.priority == Priority.HIGH and not row.evidence.exists():
        raise ValueError("an action of high priority needs evidence")
    outcome = row.outcome if step.target == FollowUpState.VERIFIED else words if step.target in CLOSED else ""
    _change(row, {"state": step.target, "outcome": outcome, **fields})
    FollowUpStep.objects.create(followup=row, source=step.source, target=step.target, by=by, words=words, visit=visit)


def _change(row: FollowUp, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1
    row.full_clean(exclude=["visit", "created_by"])
    row.save()
