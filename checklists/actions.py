"""Every write to a checklist and its versions."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import Refused
from accounts.models import User
from checklists.document import Document
from checklists.faults import Fault, faults, gaps
from checklists.models import Checklist, ChecklistVersion, VersionState
from checklists.stored import to_json
from places.changes import Conflict
from ui.turns import wait_for


class Incomplete(Exception):
    """The version cannot be published yet: `gaps` says what is missing where."""

    def __init__(self, gaps: list[Fault]) -> None:
        super().__init__(str(gaps))
        self.gaps = gaps


class Faulty(Exception):
    """The change would make the document impossible: `faults` says why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(str(faults))
        self.faults = faults


@transaction.atomic
def create(*, by: User, client_uuid: uuid.UUID, document: Document | None = None, **fields: Any) -> Checklist:
    """A checklist with its first version, a draft. Sent twice, it is one."""
    wait_for(client_uuid)
    made = Checklist.objects.filter(client_uuid=client_uuid).first()
    if made is not None:
        return made
    checklist = Checklist.objects.create(client_uuid=client_uuid, updated_by=by, **fields)
    _draft(checklist, document or Document(), by=by)
    return checklist


@transaction.atomic
def rename(*, checklist: Checklist, by: User, revision: int, **fields: Any) -> Checklist:
    """Change names or purpose. Raises Conflict when somebody did so meanwhile."""
    locked = Checklist.objects.select_for_update(of=("self",)).select_related("updated_by").get(pk=checklist.pk)
    _same(locked, revision)
    for name, value in fields.items():
        setattr(locked, name, value)
    _save(locked, by=by)
    return locked


@transaction.atomic
def start_draft(*, checklist: Checklist, by: User, document: Document | None = None) -> ChecklistVersion:
    """The open draft, or a new one: with the questions of the newest version, or with `document`.

    Raises Refused where `document` would have to overwrite an open draft.
    """
    Checklist.objects.select_for_update().get(pk=checklist.pk)
    draft = checklist.versions.filter(state=VersionState.DRAFT).first()
    if draft is not None and document is not None:
        raise Refused(_("The checklist has a draft already. Publish or discard it first."))
    if draft is not None:
        return draft
    newest = checklist.versions.exclude(state=VersionState.DRAFT).order_by("-number").first()
    return _draft(checklist, document or (newest.document if newest else Document()), by=by)


@transaction.atomic
def replace(
    *, version: ChecklistVersion, by: User, revision: int, edit: Callable[[Document], Document]
) -> ChecklistVersion:
    """Store what `edit` makes of the draft's questions. Raises Conflict, Faulty, or Refused where it is no draft."""
    locked = _locked(version, revision, VersionState.DRAFT)
    document = edit(locked.document)
    if found := faults(document):
        raise Faulty(found)
    locked.questions = to_json(document)
    _save(locked, by=by)
    return locked


@transaction.atomic
def publish(*, version: ChecklistVersion, by: User, revision: int) -> ChecklistVersion:
    """Put a draft into use; the version in use before is retired. Raises Conflict, Incomplete, Refused."""
    Checklist.objects.select_for_update().get(pk=version.checklist_id)
    locked = _locked(version, revision, VersionState.DRAFT)
    if found := gaps(locked.document):
        raise Incomplete(found)
    now = timezone.now()
    for former in locked.checklist.versions.filter(state=VersionState.PUBLISHED).exclude(pk=locked.pk):
        _retire(former, by=by, at=now)
    locked.state, locked.published_at = VersionState.PUBLISHED, now
    _save(locked, by=by)
    return locked


@transaction.atomic
def retire(*, version: ChecklistVersion, by: User, revision: int) -> ChecklistVersion:
    """Take a version out of use; the sheets that were answered stay. Raises Conflict, Refused."""
    locked = _locked(version, revision, VersionState.PUBLISHED)
    _retire(locked, by=by, at=timezone.now())
    return locked


@transaction.atomic
def discard(*, version: ChecklistVersion, by: User, revision: int) -> None:
    """Throw a draft away; a checklist that never had another version goes with it. Raises Conflict, Refused."""
    locked = _locked(version, revision, VersionState.DRAFT)
    if locked.checklist.versions.exclude(pk=locked.pk).exists():
        locked.delete()
    else:
        locked.checklist.delete()


def _locked(version: ChecklistVersion, revision: int, state: VersionState) -> ChecklistVersion:
    """The version, locked, in `state` and as the writer saw it."""
    rows = ChecklistVersion.objects.select_for_update(of=("self",)).select_related("checklist", "updated_by")
    locked = rows.get(pk=version.pk)
    if locked.state != state:
        raise Refused(_("Version %(number)s is %(state)s.") % {"number": locked.number, "state": locked.status.label})
    _same(locked, revision)
    return locked


def _same(row: Checklist | ChecklistVersion, revision: int) -> None:
    if row.revision != revision:
        raise Conflict(by=row.updated_by, at=row.updated_at)


def _save(row: Checklist | ChecklistVersion, *, by: User) -> None:
    row.revision, row.updated_by = row.revision + 1, by
    row.save()


def _retire(version: ChecklistVersion, *, by: User, at: dt.datetime) -> None:
    version.state, version.retired_at = VersionState.RETIRED, at
    _save(version, by=by)


def _draft(checklist: Checklist, document: Document, *, by: User) -> ChecklistVersion:
    highest = checklist.versions.aggregate(highest=Max("number"))["highest"] or 0
    return ChecklistVersion.objects.create(
        checklist=checklist, number=highest + 1, questions=to_json(document), updated_by=by
    )
