"""Writes about what shows that a practice is good: evidence linked from visits, and ratings by principle."""

import datetime
import uuid
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from accounts.access import Refused
from accounts.models import User
from practices import permissions
from practices.actions import Conflict, change
from practices.citing import things_of
from practices.library.pieces import may_be_cover
from practices.models import LINKS, Evidence, Practice, Principle, Rating
from visits.models import Visit
from visits.workflow import COUNTED_STATES

# Evidence is added and taken away; a piece that is changed has a version of its own.
mend = partial(change, part="evidence", version=None, why_not=permissions.why_not_edit)


def why_not_cite(visit: Visit) -> str:
    """Why nothing of `visit` can be evidence: a report that may still change would change what is judged."""
    return "" if visit.state in COUNTED_STATES else _("Evidence is taken from approved reports.")


def add_evidence(
    *,
    practice: Practice,
    by: User,
    things: Iterable[tuple[str, int]],
    visit: Visit,
    principles: Iterable[Principle] = (),
    **notes: str,
) -> list[Evidence]:
    """Link things of one visit, each (kind of LINKS, key). What is linked already stays, and shows more principles.

    `notes`: what they show, as `note_th` and `note_en`; a piece that says so already keeps its own words.
    Raises Refused for what `by` may not read: it is looked for in the report as they may read it.
    """
    wanted, shows = list(things), list(principles)

    def write(locked: Practice) -> list[Evidence]:
        refuse_unreadable(by, visit, wanted)
        return [link(locked, by, visit, kind, key, shows, notes) for kind, key in wanted]

    added: list[Evidence] = mend(practice=practice, by=by, write=write)
    return added


def refuse_unreadable(by: User, visit: Visit, things: list[tuple[str, int]]) -> None:
    if why_not := why_not_cite(visit):
        raise Refused(why_not)
    readable = things_of(visit, by)
    if any(kind not in LINKS or key not in readable[kind] for kind, key in things):
        raise Refused(_("This evidence is not yours to read."))


def link(
    practice: Practice, by: User, visit: Visit, kind: str, key: int, principles: list[Principle], notes: dict[str, str]
) -> Evidence:
    known: dict[str, Any] = {"practice": practice, f"{kind}_id": key}
    row = Evidence.objects.filter(**known).first()
    if row is None:
        row = Evidence.objects.create(**known, visit=visit, added_by=by, **notes)
        row.principles.add(*principles)
        return row
    row.principles.add(*principles)
    for name, words in notes.items():
        setattr(row, name, getattr(row, name) or words)
    count(row, by)
    return row


def count(evidence: Evidence, by: User) -> None:
    """Store one more change of a piece of evidence."""
    evidence.version, evidence.updated_by = evidence.version + 1, by
    evidence.save()


def change_evidence(
    *, evidence: Evidence, by: User, version: int, principles: Iterable[Principle], note_th: str, note_en: str
) -> None:
    """Say anew what a piece of evidence shows. Raises Conflict, or DoesNotExist where it was removed."""

    def write(_locked: Practice) -> None:
        now = Evidence.objects.select_related("updated_by", "added_by").get(pk=evidence.pk)
        if now.version != version:
            raise Conflict(by=now.updated_by or now.added_by, at=now.updated_at)
        now.note_th, now.note_en = note_th, note_en
        now.principles.set(principles)
        count(now, by)

    mend(practice=evidence.practice, by=by, write=write)


def remove_evidence(*, evidence: Evidence, by: User) -> None:
    """Unlink it; what the visit holds stays where it is."""

    def write(locked: Practice) -> None:
        if evidence.photo_id and locked.cover_id == evidence.photo_id:
            locked.cover = None
            locked.save(update_fields=["cover"])
        evidence.delete()

    mend(practice=evidence.practice, by=by, write=write)


def set_cover(*, evidence: Evidence, by: User) -> None:
    """Show a photograph of the evidence first. Only one that may leave in a public edition. Raises Refused."""

    def write(locked: Practice) -> None:
        photo = evidence.photo
        if photo is None or not may_be_cover(photo):
            raise Refused(_("Only a photograph that may be published stands at the head of a practice."))
        locked.cover = photo
        locked.save(update_fields=["cover"])

    mend(practice=evidence.practice, by=by, write=write)


def rate(
    *,
    practice: Practice,
    principle: Principle,
    by: User,
    score: int,
    rated_on: datetime.date,
    justification_th: str = "",
    justification_en: str = "",
    client_uuid: uuid.UUID | None = None,
) -> Rating:
    """Add a rating; earlier ones stay as the site's history. The same `client_uuid` again adds nothing."""
    key = client_uuid or uuid.uuid4()

    def write(locked: Practice) -> Rating:
        made = Rating.objects.filter(client_uuid=key, practice=locked).first()
        return made or Rating.objects.create(
            practice=locked,
            principle=principle,
            client_uuid=key,
            score=score,
            justification_th=justification_th,
            justification_en=justification_en,
            rated_on=rated_on,
            rated_by=by,
        )

    rating: Rating = change(
        practice=practice, part="ratings", by=by, version=None, write=write, why_not=permissions.why_not_rate
    )
    return rating
