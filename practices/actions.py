"""Every write to a practice itself: starting it, saving a part, taking a step of its life."""

import uuid
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.access import refuse
from accounts.models import User
from followups.models import FollowUp
from places.models import District
from practices import permissions
from practices.missing import missing
from practices.models import CodeCounter, PartSave, Practice, PracticeStep
from practices.workflow import STEPS, PracticeState
from ui.turns import wait_for
from visits.actions import Conflict, Incomplete
from visits.workflow import find

__all__ = ["Conflict", "Incomplete", "areas_of", "change", "create", "edit_part", "take_step"]


def areas_of(district: District) -> list[str]:
    """The codes by which areas of responsibility find a site: country, province, district."""
    return ["TH", district.province.area_code, district.area_code]


@transaction.atomic
def create(*, by: User, client_uuid: uuid.UUID | None = None, is_demo: bool = False, **fields: Any) -> Practice:
    """Start a candidate of `by`. The same `client_uuid` again answers the practice made the first time.

    `fields`: at least theme and district, the district in the areas of `by`.
    """
    key = client_uuid or uuid.uuid4()
    wait_for(key)
    made = Practice.objects.filter(client_uuid=key, author=by).first()
    if made is not None:
        return made
    practice = Practice.objects.create(
        author=by,
        updated_by=by,
        client_uuid=key,
        is_demo=is_demo,
        code=CodeCounter.draw(timezone.localdate())[0],
        area_codes=areas_of(fields["district"]),
        **fields,
    )
    PracticeStep.objects.create(practice=practice, target=PracticeState.CANDIDATE, by=by)
    return practice


@transaction.atomic
def change(
    *, practice: Practice, part: str, by: User, version: int | None, write: Callable[[Practice], Any], why_not: Any
) -> Any:
    """Call `write` with the locked practice, count the change of its `part` and answer what it answered.

    `version`: of the part as the writer saw it (0: never saved); None where nothing can be overwritten.
    `why_not(by, practice)`: the reason of a refusal. Raises Conflict when somebody saved the part meanwhile.
    """
    locked = Practice.objects.select_for_update(of=("self",)).select_related("updated_by").get(pk=practice.pk)
    refuse(why_not(by, locked))
    count(locked, part, by=by, version=version)
    answer = write(locked)
    if locked.is_editable:
        locked.ready_at = None if missing(locked) else locked.ready_at or timezone.now()
    locked.version += 1
    locked.updated_by = by
    locked.save(update_fields=["version", "ready_at", "updated_by", "updated_at"])
    return answer


def count(practice: Practice, part: str, *, by: User, version: int | None) -> None:
    """Count one more save of a part of the locked `practice`. Raises Conflict where it is no longer at `version`."""
    saved = PartSave.objects.filter(practice=practice, part=part).select_related("saved_by").first()
    if version is not None and version != (saved.version if saved else 0):
        who, at = (saved.saved_by, saved.saved_at) if saved else (practice.updated_by, practice.updated_at)
        raise Conflict(by=who, at=at, section=part)
    saved = saved or PartSave(practice=practice, part=part)
    saved.version, saved.saved_by, saved.saved_at = saved.version + 1, by, timezone.now()
    saved.save()


def edit_part(*, practice: Practice, part: str, by: User, version: int, write: Callable[[Practice], Any]) -> None:
    """Save one part of a candidate; its actions follow it to another district. Raises Conflict, or Refused."""

    def write_part(locked: Practice) -> None:
        write(locked)
        codes = areas_of(locked.district)
        if codes != locked.area_codes:
            locked.area_codes = codes
            locked.save(update_fields=["area_codes"])
            FollowUp.objects.filter(practice=locked.code).update(area_codes=codes)

    change(practice=practice, part=part, by=by, version=version, write=write_part, why_not=permissions.why_not_edit)


@transaction.atomic
def take_step(*, practice: Practice, to: PracticeState, by: User, version: int, reason: str = "") -> Practice:
    """Take a practice along a step of its life. Raises Conflict, Incomplete, or Refused with the reason."""
    locked = Practice.objects.select_for_update(of=("self",)).select_related("updated_by").get(pk=practice.pk)
    step = find(STEPS, locked.state, to)
    if step is None or locked.version != version:
        raise Conflict(by=locked.updated_by, at=locked.updated_at)
    refuse(permissions.why_not_step(by, locked, step))
    if step.needs_reason and not reason.strip():
        raise ValueError("this step needs a reason")
    if lacks := lacking(locked, to):
        raise Incomplete(lacks)
    for name, value in marks_of(to, by=by, reason=reason).items():
        setattr(locked, name, value)
    locked.state, locked.updated_by, locked.version = to, by, locked.version + 1
    locked.save()
    PracticeStep.objects.create(practice=locked, source=step.source, target=to, by=by, reason=reason)
    return locked


def lacking(practice: Practice, to: PracticeState) -> list[tuple[str, str]]:
    """What is needed before the step to `to`: (key of the part, message)."""
    if to == PracticeState.VALIDATED:
        return missing(practice)
    if to == PracticeState.ADOPTED and not practice.adoptions.exists():
        return [("adoptions", str(permissions.NO_ADOPTION))]
    return []


def marks_of(to: PracticeState, *, by: User, reason: str) -> dict[str, Any]:
    """What a step writes on the practice besides its state. Taken back, it is nobody's validation any more."""
    now = timezone.now()
    marks: dict[PracticeState, dict[str, Any]] = {
        PracticeState.CANDIDATE: {"validated_by": None, "validated_at": None, "published_at": None, "ready_at": None},
        PracticeState.VALIDATED: {"validated_by": by, "validated_at": now},
        PracticeState.PUBLISHED: {"published_at": now},
        PracticeState.RETIRED: {"retire_reason": reason},
    }
    return marks.get(to, {})
