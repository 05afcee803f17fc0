"""The evidence of a practice as a reader may read it: the only way from links to a page.

Each report behind it is read through `visits.editions.read_report`; what that leaves out is left out here. A reader is
told how many pieces are withheld, and nothing else about them: neither kind nor visit, neither note nor principles.
"""

from dataclasses import dataclass, field
from typing import Any

from accounts.access import log_access
from accounts.models import AccessEntry, User
from accounts.roles import Role
from practices.models import LINKS, Evidence, Practice, Principle
from visits.editions import Edition, Report, read_report
from visits.models import Visit

Things = dict[str, dict[int, Any]]


@dataclass
class Piece:
    """A piece of evidence with the thing that it links to. `kind`: one of LINKS."""

    evidence: Evidence
    visit: Visit
    kind: str
    thing: Any
    principles: list[Principle]
    is_restricted: bool = False


@dataclass
class Seen:
    """`pieces` that the reader may read; `withheld`: how many others there are."""

    pieces: list[Piece] = field(default_factory=list)
    withheld: int = 0

    def showing(self, principle: Principle) -> list[Piece]:
        return [piece for piece in self.pieces if principle in piece.principles]


class Reader:
    """Reads the reports behind evidence once each, as `user` may read them."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.reports: dict[int, Things] = {}

    def things(self, visit: Visit) -> Things:
        """What `user` may read of `visit`, by kind and key; empty where they may not know of it."""
        if visit.pk not in self.reports:
            known = Visit.objects.visible_to(self.user).filter(pk=visit.pk).exists()
            self.reports[visit.pk] = things_of(self.read(visit)) if known else {}
        return self.reports[visit.pk]

    def read(self, visit: Visit) -> Report:
        partner = self.user.role == Role.PARTNER
        return read_report(visit, edition=Edition.PUBLIC if partner else Edition.INTERNAL, by=self.user)

    def evidence(self, practice: Practice) -> Seen:
        """The evidence of `practice`; a fixed number of queries for each visit behind it."""
        seen = Seen()
        for row in practice.evidence.select_related("visit").prefetch_related("principles"):
            piece = self.one(row)
            if piece is None:
                seen.withheld += 1
            else:
                seen.pieces.append(piece)
        return seen

    def one(self, row: Evidence) -> Piece | None:
        """A single piece; None where `user` may not read it."""
        thing = self.things(row.visit).get(row.kind, {}).get(getattr(row, f"{row.kind}_id"))
        return None if thing is None else self.piece(row, thing)

    def piece(self, row: Evidence, thing: Any) -> Piece:
        """What shows a restricted activity is as restricted as the activity."""
        activity = self.things(row.visit)["activity"].get(getattr(thing, "activity_id", None) or 0)
        closed = any(getattr(one, "restricted", False) for one in (thing, activity))
        return Piece(row, row.visit, row.kind, thing, list(row.principles.all()), closed)


def things_of(report: Report) -> Things:
    """Everything of a report that can be evidence, by kind and key."""
    activities = [view.activity for stop in report.stops for view in stop.activities]
    rows: dict[str, list[Any]] = {
        "stop": [view.stop for view in report.stops],
        "activity": activities,
        "conclusion": [view.item for view in report.conclusions],
        "photo": report.photos,
        "document": report.documents,
    }
    return {kind: {row.pk: row for row in rows[kind]} for kind in LINKS}


def read_evidence(practice: Practice, user: User) -> Seen:
    """The evidence of `practice` as `user` may read it; what is restricted in it is recorded as read."""
    seen = Reader(user).evidence(practice)
    for piece in seen.pieces:
        record(piece, practice, user)
    return seen


def read_piece(row: Evidence, user: User) -> Piece | None:
    """One piece as `user` may read it, recorded where it is restricted; None where they may not (any more)."""
    piece = Reader(user).one(row)
    if piece is not None:
        record(piece, row.practice, user)
    return piece


def read_to_cite(visit: Visit, practice: Practice, user: User) -> Things:
    """Everything of `visit` that `user` may link to `practice`; restricted parts of it are recorded as read."""
    things = Reader(user).things(visit)
    if any(getattr(row, "restricted", False) for rows in things.values() for row in rows.values()):
        detail = f"to cite in {practice.code}"
        log_access(by=user, what=AccessEntry.What.RESTRICTED_READ, subject=visit.reference, detail=detail)
    return things


def record(piece: Piece, practice: Practice, user: User) -> None:
    """Record that a restricted piece is read, before it is shown."""
    if piece.is_restricted:
        detail = f"evidence of {practice.code}: {piece.kind} {piece.thing.pk}"
        log_access(by=user, what=AccessEntry.What.RESTRICTED_READ, subject=piece.visit.reference, detail=detail)
