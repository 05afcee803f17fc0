"""What somebody reads of reports on the way of a practice, recorded before it is shown. PDPA s.39."""

from typing import Any

from accounts.access import log_access
from accounts.models import AccessEntry, User
from practices.library.pieces import Piece, Shown, add, shown_to
from practices.models import LINKS, Evidence, Practice
from visits.citations import Citations, is_restricted
from visits.models import Activity, Visit

Things = dict[str, dict[int, Any]]


def read_evidence(practice: Practice, *, by: User, where: str) -> Shown:
    """The evidence of `practice` as `by` may read it. `where`: the page, as the access log names it."""
    shown = shown_to([practice], by=by)[practice.pk]
    record(shown, practice, by=by, where=where)
    return shown


def read_piece(row: Evidence, practice: Practice, *, by: User) -> Piece | None:
    """One piece of `practice`, found by `pieces.evidence_of`; None where `by` may not read it (any more)."""
    shown = Shown()
    add(shown, row, Citations(by, [row.visit]), practice.code, public=False)
    record(shown, practice, by=by, where="piece of evidence")
    return shown.pieces[0] if shown.pieces else None


def record(shown: Shown, practice: Practice, *, by: User, where: str) -> None:
    """Record the restricted parts of reports that `shown` holds, one entry a report."""
    for reference, parts in sorted(shown.restricted_of.items()):
        detail = f"{where}, {practice.code}: {', '.join(parts)}"
        log_access(by=by, what=AccessEntry.What.RESTRICTED_READ, subject=reference, detail=detail)


def things_of(visit: Visit, user: User) -> Things:
    """Everything of `visit` that `user` may read and link, by kind and key."""
    rows: dict[str, Any] = {
        "stop": visit.stops.select_related("checkpoint", "center", "district").prefetch_related("activities"),
        "activity": Activity.objects.filter(stop__visit=visit).select_related(
            "stop__checkpoint", "stop__center", "stop__district"
        ),
        "conclusion": visit.conclusions.all(),
        "photo": visit.photos.select_related("activity").prefetch_related("renditions"),
        "document": visit.documents.all(),
    }
    citations = Citations(user, [visit])
    return {kind: {row.pk: row for row in rows[kind] if citations.shows(row)} for kind in LINKS}


def read_to_cite(visit: Visit, practice: Practice, user: User) -> Things:
    """Everything of `visit` that `user` may link to `practice`; restricted parts of it are recorded as read."""
    things = things_of(visit, user)
    if any(is_restricted(row) for rows in things.values() for row in rows.values()):
        detail = f"to cite in {practice.code}"
        log_access(by=user, what=AccessEntry.What.RESTRICTED_READ, subject=visit.reference, detail=detail)
    return things
