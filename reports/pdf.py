"""The PDF of a visit report, in either language and either edition."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from followups.commitments import answered
from followups.models import FollowUp
from reports.vectormap import Mark, draw
from ui.pdf import render_pdf
from visits.editions import Edition, Report, StopView, read_report
from visits.models import Visit


@dataclass(frozen=True)
class Printed:
    """A finished document: its bytes and the name to save it under."""

    content: bytes
    name: str


def print_visit(visit: Visit, *, edition: Edition, language: str, by: User) -> Printed:
    """`visit` as a PDF, as `by` may read it."""
    report = read_report(visit, edition=edition, by=by)
    with translation.override(language):
        drawing = draw(marks(report), title=_("Map of the stops in order"))
    context = {
        "report": report,
        "visit": visit,
        "map": drawing,
        "printed_at": timezone.now(),
        "donor_credit": settings.DONOR_CREDIT,
        "followups": followups_of(report, by),
        "commitments": [] if report.is_public else answered(visit, by),
    }
    content = render_pdf("print/visit.html", context, language=language)
    return Printed(content, f"{visit.reference}-r{visit.revision}-{edition}-{language}.pdf")


def followups_of(report: Report, by: User) -> list[FollowUp]:
    """The actions of every revision that `by` may know of; they are no part of the public edition."""
    if report.is_public:
        return []
    rows = FollowUp.objects.visible_to(by).filter(visit__reference=report.visit.reference)
    return list(rows.with_names())


def marks(report: Report) -> list[Mark]:
    """The stops that have a known place, numbered as in the itinerary."""
    return [mark for view in report.stops if (mark := _mark(view)) is not None]


def _mark(view: StopView) -> Mark | None:
    where = view.stop.where
    if where is None or where.point is None:
        return None
    return Mark(view.number, where.point.x, where.point.y, is_sure=where.confidence != "L")
