"""The facts of a report in words, for the page, check-answers and PDF: lists of (label, value)."""

from django.utils.translation import gettext as _

from ui import dates
from ui.templatetags.ui import bilingual
from visits.editions import Report
from visits.models import Visit

Facts = list[tuple[str, str]]


def basics(report: Report) -> Facts:
    """When, where, what kind."""
    visit = report.visit
    facts = [
        (_("Kind of visit"), visit.get_kind_display()),
        (_("Date"), dates.date_range(visit.date_start, visit.date_end)),
    ]
    if was_corrected(visit) and visit.published_start:
        published = dates.date_range(visit.published_start, visit.published_end)
        facts += [(_("Date as published"), published), (_("Why the date was corrected"), visit.date_reason)]
    return [*facts, (_("Districts"), ", ".join(place_words(report)))]


def place_words(report: Report) -> list[str]:
    return [f"{bilingual(district)} ({bilingual(district.province)})" for district in report.districts]


def was_corrected(visit: Visit) -> bool:
    """Whether the dates differ from those that were published elsewhere."""
    if visit.published_start is None:
        return False
    published = (visit.published_start, visit.published_end or visit.published_start)
    return published != (visit.date_start, visit.date_end)


def assignment(report: Report) -> Facts:
    """Who directed the visit, who leads it, who pays. The order itself is internal."""
    visit, facts = report.visit, []
    if not report.is_public:
        order = " ".join(filter(None, [visit.directive_number, day_words(visit)]))
        facts = [
            (_("Directed by"), visit.directive_issuer),
            (_("Order"), order),
            (_("Assigned to lead"), visit.assignee),
        ]
    share = _("%(share)s%%") % {"share": visit.funding_share} if visit.funding_share is not None else ""
    funding = " · ".join(filter(None, [visit.funding_source or bilingual(visit.project, "funder"), share]))
    return [*facts, (_("Project"), bilingual(visit.project)), (_("Funded by"), funding)]


def day_words(visit: Visit) -> str:
    return _("of %(day)s") % {"day": dates.full_date(visit.directive_date)} if visit.directive_date else ""


def purpose(report: Report) -> Facts:
    """Why the team went, as prose under small headings."""
    return prose((_("Background"), report.visit.background), (_("Objectives"), report.visit.purpose))


def outlook(report: Report) -> Facts:
    """What follows. Obstacles, proposals and what is asked of superiors are for the house only."""
    visit = report.visit
    sources = (_("Sources"), visit.sources)
    if report.is_public:
        return prose(sources)
    return prose(
        (_("Problems and obstacles"), visit.obstacles),
        (_("Recommendations"), visit.recommendations),
        (_("For information or decision"), visit.decision_asked),
        sources,
    )


def summary(report: Report) -> Facts:
    """The visit in a few sentences, for the head of the page."""
    return prose((_("Summary"), bilingual(report.visit, "summary")))


def prose(*parts: tuple[str, str]) -> Facts:
    return [(label, text) for label, text in parts if text.strip()]
