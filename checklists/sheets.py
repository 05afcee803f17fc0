"""What higher rooms do with checklists: find the one in use, store a sheet, change it.

Who may fill in or read a sheet is theirs to say; a sheet hangs on one of their things.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from checklists.models import ChecklistVersion, Sheet, VersionState
from checklists.scoring import score
from places.changes import Conflict
from ui.turns import wait_for


def in_use(purpose: str) -> list[ChecklistVersion]:
    """The versions in use for a purpose, each with its checklist, by code."""
    rows = ChecklistVersion.objects.filter(state=VersionState.PUBLISHED, checklist__purpose=purpose)
    return list(rows.select_related("checklist").order_by("checklist__code"))


@transaction.atomic
def fill(*, version: ChecklistVersion, answers: Mapping[str, Any], by: User, client_uuid: uuid.UUID) -> Sheet:
    """Store the answers to `version` with a copy of what it asks; sent twice, it is one sheet.

    `answers`: of a valid SheetForm. Raises ValueError for a draft, which nobody is asked.
    """
    if version.is_draft:
        raise ValueError("a draft is not answered")
    wait_for(client_uuid)
    made = Sheet.objects.filter(client_uuid=client_uuid, filled_by=by).first()
    return made or Sheet.objects.create(
        client_uuid=client_uuid,
        version=version,
        questions=version.questions,
        answers=dict(answers),
        score=score(version.document, answers),
        filled_by=by,
        changed_by=by,
    )


@transaction.atomic
def change(*, sheet: Sheet, answers: Mapping[str, Any], by: User, revision: int) -> Sheet:
    """Replace the answers; the questions stay those that were asked. Raises places.changes.Conflict."""
    locked = Sheet.objects.select_for_update(of=("self",)).select_related("changed_by").get(pk=sheet.pk)
    if locked.revision != revision:
        raise Conflict(by=locked.changed_by, at=locked.changed_at)
    locked.answers, locked.score = dict(answers), score(locked.document, answers)
    locked.revision, locked.changed_by = locked.revision + 1, by
    locked.save(update_fields=["answers", "score", "revision", "changed_by", "changed_at"])
    return locked


def copy(sheet: Sheet) -> Sheet:
    """Another sheet with the same questions and answers: of the next revision of what it hangs on."""
    names = ("version_id", "questions", "answers", "score", "filled_by_id", "changed_by_id")
    return Sheet.objects.create(**{name: getattr(sheet, name) for name in names})
