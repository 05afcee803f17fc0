"""Reading: the list, one record with both accounts beside each other, a version that was signed off earlier."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow, log_access
from accounts.models import AccessEntry
from accounts.roles import Permission
from patrols.facts import told
from patrols.filters import PatrolFilters, shortcuts
from patrols.models import Side
from patrols.page import Page
from patrols.permissions import get_patrol, report_of
from patrols.rows import rows_of
from patrols.tallies import counts
from ui import paging

PAGE = 50


@allow(Permission.VISIT_LIST)
@require_safe
def patrols(request: AuthedRequest) -> HttpResponse:
    filters = PatrolFilters(request.GET, request.user)
    page = paging.keyset(
        filters.rows(), order=("-id",), after=request.GET.get("after"), before=request.GET.get("before"), size=PAGE
    )
    context = {
        "page": page,
        "rows": rows_of(page.rows),
        "filters": filters,
        "chips": filters.chips(),
        "shortcuts": shortcuts(),
        "words": filters.params.get("q", ""),
        "counts": counts(filters),
    }
    return render(request, "patrols/list.html", context)


@allow(Permission.VISIT_LIST)
@require_safe
def detail(request: AuthedRequest, code: str) -> HttpResponse:
    """Both accounts beside each other. That the restricted circle read it is recorded before it is shown. PDPA s.39."""
    patrol = get_patrol(request.user, code)
    visit = report_of(request.user, patrol)
    page = Page(patrol, visit, request.user)
    if patrol.in_circle or page.route:
        log(request, visit.reference, f"patrol record {code}")
    return render(request, "patrols/detail.html", {"patrol": patrol, "visit": visit, "record": page})


@allow(Permission.VISIT_LIST)
@require_safe
def version(request: AuthedRequest, code: str, side: Side, version: int) -> HttpResponse:
    """An account as it was signed off."""
    patrol = get_patrol(request.user, code)
    visit = report_of(request.user, patrol)
    found = next((row for row in patrol.accounts.all() if (row.side, row.version) == (side, version)), None)
    if found is None:
        raise Http404
    if patrol.in_circle:
        log(request, visit.reference, f"patrol record {code}, {side} {version}")
    context: dict[str, Any] = {"patrol": patrol, "visit": visit, "side": side, "account": found}
    context["facts"] = told(found, restricted=patrol.in_circle)
    context["signer"] = found.signer(named=patrol.in_circle)
    context["is_in_force"] = found == patrol.signed(side)
    return render(request, "patrols/version.html", context)


def log(request: AuthedRequest, reference: str, detail: str) -> None:
    log_access(by=request.user, what=AccessEntry.What.RESTRICTED_READ, subject=reference, detail=detail)
