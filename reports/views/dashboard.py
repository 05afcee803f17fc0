"""The programme's figures on three pages: what needs me, where is trouble and who has not been seen; what was
undertaken; what was found. The address says what they are about."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow
from accounts.models import User
from accounts.roles import Permission
from centers.freshness import VERIFIED_WITHIN_DAYS
from practices.library.scores import HIGHEST
from reports import assessments, coverage, figures, found, public_reports, trends, work
from reports.forms import ScopeForm
from reports.models import Page
from reports.scope import AREAS, Scope
from ui import periods
from visits.filters import Chip

KNOWN = {"areas": AREAS, "places": coverage.PlacesInUse.known}  # filters, by what knows no other


@allow(Permission.DASHBOARD)
@require_safe
def dashboard(request: AuthedRequest) -> HttpResponseBase:
    return answer(request, "reports/dashboard.html", overview)


@allow(Permission.DASHBOARD)
@require_safe
def undertaken(request: AuthedRequest) -> HttpResponseBase:
    return answer(request, "reports/dashboard_work.html", of_work)


@allow(Permission.DASHBOARD)
@require_safe
def found_there(request: AuthedRequest) -> HttpResponseBase:
    return answer(request, "reports/dashboard_found.html", of_findings)


def answer(
    request: AuthedRequest, template: str, contents: Callable[[Scope, bool], dict[str, Any]]
) -> HttpResponseBase:
    """`contents`: the figures of the page, and whether all rows are asked for.

    What the form sends is sent on to the address that says the same in short.
    """
    scope = read_scope(request.GET, request.user)
    if "area" in request.GET:
        return redirect(f"{request.path}{scope.address()}")
    if request.GET.get("filters") == "open":
        context = {"scope": scope, "form": ScopeForm(scope), "cancel_url": f"{request.path}{scope.address()}"}
        return render(request, "reports/dashboard_scope.html", context)
    every = request.GET.get("rows") == "all"
    return render(request, template, {**frame(request, scope), "showing_all": every, **contents(scope, every)})


def read_scope(params: QueryDict, user: User) -> Scope:
    """Of all levels: the dashboard tells them apart itself. `area`: a province or a district, as the form sends it."""
    asked = params.copy()
    asked.pop("level", None)
    if area := asked.get("area"):
        asked["province" if len(area) == 2 else "district"] = area
    return Scope(asked, user)


def frame(request: AuthedRequest, scope: Scope) -> dict[str, Any]:
    """What the figures are about, and the way to others."""
    offered = periods.choices(scope.today)
    chips = scope.chips()
    if scope.period.key not in {one.key for one in offered}:
        chips.insert(0, Chip(_("Period"), scope.period.label, scope.address(period=None)))
    return {
        "scope": scope,
        "period": scope.period,
        "periods": [(one.label, scope.address(period=one.key), one.key == scope.period.key) for one in offered],
        "chips": chips,
        "tabs": tabs(request.path, scope),
        "change_url": f"{scope.address()}&filters=open",
        "views_url": f"{reverse('reports:views')}{scope.address()}&page={page_of(request.path)}",
        "unknown": {name: scope.unknown_to(*known) for name, known in KNOWN.items()},
    }


def page_of(path: str) -> Page:
    return next(page for page in Page if reverse(f"reports:{page}") == path)


def tabs(path: str, scope: Scope) -> list[tuple[str, str, bool]]:
    here = page_of(path)
    indicators = scope.address(category=None, at=None, agency=None, district=None)
    found = [(str(page.label), f"{reverse(f'reports:{page}')}{scope.address()}", page == here) for page in Page]
    return [*found, (_("Indicators"), f"{reverse('indicators:list')}{indicators}", False)]


def overview(scope: Scope, every: bool) -> dict[str, Any]:
    rows = coverage.MANY if every else coverage.FEW
    places = coverage.PlacesInUse(scope)
    in_use, courses = places.count(), trends.courses(scope)
    return {
        "numbers": figures.numbers(scope, approved=courses[0].total, places=in_use),
        "courses": courses,
        "months": list(zip(*(course.bars for course in courses), strict=True)),
        "places": coverage.coverage(scope, places.newest(rows)),
        "place_count": in_use[0],
        "of_category": bool(scope.asks("category")),
        "said": assessments.assessments(scope, rows=rows),
        "levels": assessments.LEVELS,
        "unseen": places.longest_unseen(6),
        "unseen_url": coverage.unseen_url(scope),
        "stale_days": coverage.STALE_DAYS,
        "all_url": f"{scope.address()}&rows=all",
    }


def of_work(scope: Scope, every: bool) -> dict[str, Any]:
    return {
        "followups": work.followups(scope),
        "centers": work.centers(scope),
        "verified_days": VERIFIED_WITHIN_DAYS,
        "public": public_reports.board(scope),
        "patrols": work.patrols(scope),
    }


def of_findings(scope: Scope, every: bool) -> dict[str, Any]:
    return {
        "labour": found.labour(scope),
        "seasons": found.seasons(scope),
        "goods": found.goods(scope),
        "principles": found.principles(scope),
        "highest": HIGHEST,
    }
