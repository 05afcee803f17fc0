"""Reading one report: the page, its public edition, its history, the positions of its stops."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow, log_access
from accounts.models import AccessEntry, User
from accounts.roles import Permission
from visits import geojson, permissions, trail
from visits.editions import Edition, Report, read_report
from visits.models import Visit
from visits.next_step import next_step
from visits.permissions import get_edition, get_visit
from visits.queries import revisions_of
from visits.workflow import State

IN_FORCE = (State.APPROVED, State.PUBLISHED)


def read(user: User, visit: Visit, *, detail: str) -> Report:
    """The internal edition; reading its restricted parts is recorded before it is shown. PDPA s.39."""
    report = read_report(visit, edition=Edition.INTERNAL, by=user)
    if report.shows_restricted and report.has_restricted:
        log_access(by=user, what=AccessEntry.What.RESTRICTED_READ, subject=visit.reference, detail=detail)
    return report


@allow(Permission.VISIT_LIST)
@require_safe
def detail(request: AuthedRequest, reference: str, revision: int | None = None) -> HttpResponse:
    user = request.user
    visit = get_visit(user, reference, revision=revision)
    report = read(user, visit, detail=f"page, revision {visit.revision}")
    context = {
        "visit": visit,
        "report": report,
        "map": geojson.stops_of(report),
        "timeline": trail.timeline(visit, reasons=permissions.may_read_restricted(user, visit)),
        "step": next_step(user, visit),
        "may_amend": not permissions.why_not_amend(user, visit),
        "may_withdraw": visit.is_published and bool(permissions.steps_open_to(user, visit)),
        "may_preview": not permissions.why_not_edition(user, visit),
        "is_author": visit.author_id == user.pk,
        **revision_context(user, visit),
    }
    return render(request, "visits/detail.html", context)


def revision_context(user: User, visit: Visit) -> dict[str, Any]:
    """Where this revision stands among those that the reader may know of."""
    others = [row for row in revisions_of(visit, user=user) if row.pk != visit.pk]
    return {
        "revisions": others,
        "newer": next((row for row in others if row.revision > visit.revision), None),
        "in_force": next((row for row in others if row.state in IN_FORCE and row.revision < visit.revision), None),
    }


@allow(Permission.EDITION_READ)
@require_safe
def edition(request: AuthedRequest, reference: str) -> HttpResponse:
    """The public edition: for readers once published, before that for those who may publish it."""
    visit = get_edition(request.user, reference)
    report = read_report(visit, edition=Edition.PUBLIC, by=request.user)
    context = {
        "visit": visit,
        "report": report,
        "map": geojson.stops_of(report),
        "is_preview": not visit.is_published,
        "may_list": request.user.may(Permission.VISIT_LIST),
    }
    return render(request, "visits/edition.html", context)


@allow(Permission.VISIT_LIST)
@require_safe
def history(request: AuthedRequest, reference: str) -> HttpResponse:
    visit = get_visit(request.user, reference)
    entries = trail.changes(visit, restricted=permissions.may_read_restricted(request.user, visit))
    return render(request, "visits/history.html", {"visit": visit, "entries": entries})
