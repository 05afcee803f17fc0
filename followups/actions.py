"""Every write to follow-up actions: with the report in hand, and afterwards."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.access import refuse
from accounts.models import User
from followups import permissions
from followups.models import FollowUp
from visits.actions import Conflict, save_section
from visits.models import SectionSave, Visit

SECTION = "followups"


@transaction.atomic
def add(*, visit: Visit, by: User, version: int, **fields: Any) -> SectionSave:
    """Add an action to a report in hand. `version`: of the section. Raises Conflict, Refused."""

    def write(locked: Visit) -> None:
        last = locked.followups.aggregate(last=Max("sort"))["last"]
        FollowUp.objects.create(visit=locked, created_by=by, sort=0 if last is None else last + 1, **fields)

    return save_section(visit=visit, section=SECTION, by=by, version=version, write=write)


@transaction.atomic
def edit(*, followup: FollowUp, by: User, version: int, **fields: Any) -> SectionSave:
    """Change an action while its report is in hand. `version`: of the section. Raises Conflict, Refused."""

    def write(locked: Visit) -> None:
        row = locked.followups.select_for_update().get(pk=followup.pk)
        _change(row, fields)

    return save_section(visit=followup.visit, section=SECTION, by=by, version=version, write=write)


@transaction.atomic
def remove(*, followup: FollowUp, by: User, version: int) -> SectionSave:
    """Take an action out of a report in hand. `version`: of the section. Raises Conflict, Refused."""

    def write(locked: Visit) -> None:
        locked.followups.filter(pk=followup.pk).delete()

    return save_section(visit=followup.visit, section=SECTION, by=by, version=version, write=write)


@transaction.atomic
def settle(*, visit: Visit, by: User, version: int) -> SectionSave:
    """Say that the section is as it should be, also when it is empty."""
    return save_section(visit=visit, section=SECTION, by=by, version=version, write=lambda locked: None)


@transaction.atomic
def change_state(*, followup: FollowUp, by: User, version: int, state: str, outcome: str) -> FollowUp:
    """Say how far an action has come. `version`: of the action. Raises Conflict, Refused."""
    refuse(permissions.why_not_change(by, followup))
    row = _locked(followup, version)
    _change(row, {"state": state, "outcome": outcome})
    return row


@transaction.atomic
def assign(*, followup: FollowUp, by: User, version: int, **fields: Any) -> FollowUp:
    """Give an action an owner and a date. `version`: of the action. Raises Conflict, Refused."""
    refuse(permissions.why_not_assign(by, followup))
    row = _locked(followup, version)
    _change(row, fields)
    return row


def _locked(followup: FollowUp, version: int) -> FollowUp:
    row = FollowUp.objects.select_for_update(of=("self",)).get(pk=followup.pk)
    if row.version != version:
        raise Conflict(by=None, at=row.updated_at, section=SECTION)
    return row


def _change(row: FollowUp, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1
    row.full_clean(exclude=["visit", "created_by"])
    row.save()
