"""Every write to a report: starting it, saving a section, taking a step of the workflow."""

import datetime
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.access import refuse
from accounts.models import User
from centers.models import Center
from checkpoints.models import Checkpoint
from ui.prepared import Statement
from ui.turns import wait_for
from vault.actions import moved
from visits import permissions, proposals, sections
from visits.models import ReferenceCounter, ReviewComment, SectionSave, Stop, TransitionRecord, Visit
from visits.workflow import EDITABLE_STATES, FIRST_STATES, TRANSITIONS, State, find

# Locks a report and counts one more save of a section, in one statement. No save comes back where the section is no
# longer at the version that was last seen (0: never saved; NULL: counts in any case).
CLAIM = Statement(
    """
    WITH seen AS (
        SELECT %s::integer AS version
    ), report AS (
        SELECT id, reference, author_id, state FROM visits_visit WHERE id = %s FOR NO KEY UPDATE
    ), kept AS (
        INSERT INTO visits_sectionsave AS kept (visit_id, section, version, saved_at, saved_by_id, sent)
        SELECT id, %s, 1, %s, %s, %s FROM report
        ON CONFLICT (visit_id, section) DO UPDATE
        SET version = kept.version + 1, saved_at = EXCLUDED.saved_at, saved_by_id = EXCLUDED.saved_by_id,
            sent = EXCLUDED.sent
        WHERE (SELECT seen.version IS NULL OR kept.version = seen.version FROM seen)
        RETURNING id, version
    )
    SELECT report.*, kept.id, kept.version FROM report LEFT JOIN kept ON true
    """,
    about="claim_section",
    values=6,
)


class Conflict(Exception):
    """Somebody saved meanwhile: `by` and `at` say who and when, `section` what (empty: the report's state)."""

    def __init__(self, *, by: User | None, at: datetime.datetime | None, section: str = "") -> None:
        super().__init__(section)
        self.by, self.at, self.section = by, at, section


class Incomplete(Exception):
    """The report cannot be sent yet: `missing` lists what (section key, message)."""

    def __init__(self, missing: list[tuple[str, str]]) -> None:
        super().__init__(str(missing))
        self.missing = missing


@transaction.atomic
def create_visit(
    *,
    by: User,
    state: State = State.DRAFT,
    client_uuid: uuid.UUID | None = None,
    is_demo: bool = False,
    **fields: Any,
) -> Visit:
    """Start a report of `by`. The same `client_uuid` again answers the report made the first time.

    `fields`: of the section "basics"; `districts` a list of District. `state`: planned or draft.
    """
    if state not in FIRST_STATES:
        raise ValueError(state)
    key = client_uuid or uuid.uuid4()
    if client_uuid:
        wait_for(client_uuid)
    made = Visit.objects.filter(client_uuid=key, author=by).first()
    if made is not None:
        return made
    districts = fields.pop("districts", [])
    visit = Visit.objects.create(
        author=by,
        state=state,
        client_uuid=key,
        is_demo=is_demo,
        reference=ReferenceCounter.draw(fields["date_start"])[0],
        **fields,
    )
    visit.districts.set(districts)
    SectionSave.objects.create(visit=visit, section="basics", saved_by=by)
    TransitionRecord.objects.create(visit=visit, target=state, by=by)
    visit.refresh_from_db()
    return visit


@transaction.atomic
def save_section(
    *, visit: Visit, section: str, by: User, version: int | None, write: Callable[[Visit], None], sent: str = ""
) -> SectionSave:
    """Save one section: `write` is called with the locked report and does the writing.

    `version` is the section's as the writer last saw it (0: never saved; None: `write` overwrites nothing). `sent`: a
    digest of what the writer sent; the same again, because the answer was lost, is the same save.
    Raises Conflict when somebody saved the section meanwhile, Refused when `by` may not edit.
    """
    at = timezone.now()
    locked, saved = _claim(visit, section, by=by, at=at, version=version, sent=sent)
    refuse(permissions.why_not_edit(by, locked))
    if saved and version in (None, saved.version - 1):
        write(locked)
        return saved
    last = None if saved else SectionSave.objects.filter(visit=locked, section=section).first()
    if last and sent and (last.version - 1, last.saved_by_id, last.sent) == (version, by.pk, sent):
        return last
    raise Conflict(by=last.saved_by if last else None, at=last.saved_at if last else None, section=section)


def _claim(
    visit: Visit, section: str, *, by: User, at: datetime.datetime, version: int | None, sent: str
) -> tuple[Visit, SectionSave | None]:
    """Count a save beforehand and lock the report; whatever is raised after this takes the count back.

    Where a save that never was is named, the first one is counted: it is not `version` + 1.
    """
    row = next(iter(CLAIM.rows([version, visit.pk, section, at, by.pk, sent])), None)
    if row is None:
        raise Visit.DoesNotExist
    locked = Visit.from_db(visit._state.db, ["id", "reference", "author_id", "state"], row[:4])
    names = ["id", "visit_id", "section", "version", "saved_at", "saved_by_id", "sent"]
    kept = [row[4], visit.pk, section, row[5], at, by.pk, sent]
    return locked, SectionSave.from_db(visit._state.db, names, kept) if row[4] else None


@transaction.atomic
def start_filing(*, visit: Visit, by: User, version: int) -> Visit:
    """Take a planned visit in hand."""
    return _advance(visit, to=State.DRAFT, by=by, version=version)


@transaction.atomic
def submit(*, visit: Visit, by: User, version: int) -> Visit:
    """Send a report for review. Raises Incomplete with what is missing."""
    missing = sections.missing(visit)
    if missing:
        raise Incomplete(missing)
    moved(reference=visit.reference, area_codes=visit.area_codes)
    return _advance(visit, to=State.SUBMITTED, by=by, version=version)


@transaction.atomic
def send_back(*, visit: Visit, by: User, version: int, reason: str) -> Visit:
    """Return a report to its author, who sees `reason` first thing."""
    return _advance(visit, to=State.RETURNED, by=by, version=version, reason=reason, return_reason=reason)


@transaction.atomic
def endorse(*, visit: Visit, by: User, version: int) -> Visit:
    """Move a submitted report on to the director."""
    return _advance(visit, to=State.ENDORSED, by=by, version=version)


@transaction.atomic
def approve(*, visit: Visit, by: User, version: int) -> Visit:
    """Approve a report: it counts from now on, replaces the revision it amends, and marks its places visited."""
    visit = _advance(visit, to=State.APPROVED, by=by, version=version)
    if visit.amends_id is not None:
        Visit.objects.filter(pk=visit.amends_id).update(superseded_at=timezone.now())
    mark_places_visited([visit])
    proposals.pass_on(visit)
    return visit


@transaction.atomic
def publish(*, visit: Visit, by: User, version: int, released_to: list[User]) -> Visit:
    """Publish the public edition, and release it to the partners named."""
    visit = _advance(visit, to=State.PUBLISHED, by=by, version=version)
    visit.released_to.set(released_to)
    return visit


@transaction.atomic
def withdraw(*, visit: Visit, by: User, version: int, reason: str) -> Visit:
    """Take a published report back."""
    return _advance(visit, to=State.WITHDRAWN, by=by, version=version, reason=reason, withdraw_reason=reason)


@transaction.atomic
def comment(*, visit: Visit, by: User, section: str, text: str) -> ReviewComment:
    """Remark on one section of a report."""
    refuse(permissions.why_not_comment(by, visit))
    return ReviewComment.objects.create(visit=visit, section=section, text=text, by=by)


@transaction.atomic
def resolve_comment(*, comment: ReviewComment, by: User) -> None:
    """Mark a remark as answered. A remark answered already stays as it is."""
    refuse(permissions.why_not_resolve(by, comment.visit))
    if comment.resolved_at is not None:
        return
    comment.resolved_at, comment.resolved_by = timezone.now(), by
    comment.save(update_fields=["resolved_at", "resolved_by"])


def _advance(visit: Visit, *, to: State, by: User, version: int, reason: str = "", **fields: Any) -> Visit:
    """Take the step from the report's state to `to`, as the table in `visits.workflow` says."""
    # But for its key, which who adds a row to it asks for last, after the lock of figures that this step waits for.
    locked = Visit.objects.select_for_update(of=("self",), no_key=True).get(pk=visit.pk)
    step = find(TRANSITIONS, locked.state, to)
    if step is None or locked.version != version:
        raise _moved_on(locked)
    refuse(permissions.why_not_step(by, locked, step))
    if step.needs_reason and not reason.strip():
        raise ValueError("this step needs a reason")
    now = timezone.now()
    if to not in EDITABLE_STATES or to == State.RETURNED:
        fields |= {f"{to}_at": now, f"{to}_by": by}
    fields["state"] = to
    Visit.objects.filter(pk=locked.pk).update(**fields)
    TransitionRecord.objects.create(visit=locked, source=step.source, target=to, by=by, at=now, reason=reason)
    locked.refresh_from_db()
    return locked


def _moved_on(visit: Visit) -> Conflict:
    """Who saved or took a step last, and when."""
    save = visit.section_saves.select_related("saved_by").order_by("-saved_at").first()
    step = visit.transitions.select_related("by").order_by("-at").first()
    if save is not None and (step is None or step.at < save.saved_at):
        return Conflict(by=save.saved_by, at=save.saved_at)
    return Conflict(by=step.by if step else None, at=step.at if step else None)


def mark_places_visited(visits: Sequence[Visit]) -> None:
    """Move the last visit of each place that the reports stopped at, where it is later."""
    seen = Stop.objects.filter(visit__in=visits, arrived_at__isnull=False)
    for model, place in ((Checkpoint, "checkpoint"), (Center, "center")):
        rows = model.objects.filter(pk__in=seen.values(place)).annotate(day=last_day(seen, place))
        earlier = Q(last_visited_on__isnull=True) | Q(last_visited_on__lt=F("day"))
        rows.filter(earlier).update(last_visited_on=F("day"))


def last_day(stops: QuerySet[Stop], place: str) -> Subquery:
    """Of each row of checkpoints or centers (`place` says which) the last day of the latest visit with such a stop."""
    days = stops.filter(**{place: OuterRef("pk")}).order_by().values(place)
    return Subquery(days.annotate(day=Max("visit__date_end")).values("day"))
