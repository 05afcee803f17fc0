"""The page of a place: what is known of one province, district, checkpoint or center over time."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from centers.figures import readiness
from practices.models import Practice
from reports import links
from reports.place import figures
from reports.place.children import children
from reports.place.counting import Side, count
from reports.place.spots import Spot, get_spot, scope_of
from reports.scope import Scope
from ui import periods
from visits.models import Visit

FEW = 3  # practices


@allow(Permission.VISIT_LIST)
@require_safe
def place(request: AuthedRequest, kind: str, code: str) -> HttpResponse:
    spot = get_spot(request.user, kind, code)
    scope = scope_of(spot, request.user, request.GET.get("period"))
    side = Side(spot, scope)
    count([side], request.user)
    last = last_visit(spot, scope)
    context = {
        "spot": spot,
        "scope": scope,
        "periods": periods.choices(scope.today),
        "status": spot.thing.status_events.first() if not spot.is_area else None,
        "last": last,
        "last_days": (scope.today - last).days if last else None,
        "counted": [*side.visits, *side.figures],
        "open_now": figures.open_now(side),
        "chart": figures.over_time(side),
        "said": figures.said_of_categories(side),
        "goods": side.goods,
        "goods_url": links.goods(**side.here),
        "goods_counted_url": links.goods(**side.here, standing="counts"),
        "goods_waiting_url": links.goods(**side.here, standing="waiting"),
        "public": figures.public_reports(spot, scope),
        "readiness": readiness(spot.center_rows.in_use(), timezone.localdate()) if spot.kind != "checkpoint" else None,
        "children": children(side),
        "practices": practices(spot, scope),
        "ways": ways(spot, scope),
        "within": links.within(scope.period),
    }
    return render(request, "reports/place.html", context)


def last_visit(spot: Spot, scope: Scope) -> Any:
    """The day of the last one: of a checkpoint or center as it says itself, of an area as the reader may know."""
    if not spot.is_area:
        return spot.thing.last_visited_on
    rows = Visit.objects.visible_to(scope.user).approved().filter(spot.of_visits)
    rows = rows.filter(date_start__lte=scope.today).order_by("-date_start")
    return rows.values_list("date_start", flat=True).first()


def practices(spot: Spot, scope: Scope) -> dict[str, Any] | None:
    """Those at home in an area, the newest few, and the list of them all."""
    if not spot.is_area or not scope.user.may(Permission.PRACTICE_READ):
        return None
    rows = Practice.objects.visible_to(scope.user).filter(area_codes__contains=[spot.thing.area_code])
    found = list(rows.only("code", "title_th", "title_en").order_by("-pk")[: FEW + 1])
    return {"rows": found[:FEW], "more": len(found) > FEW, "url": links.practices(**{spot.kind: spot.code})}


def ways(spot: Spot, scope: Scope) -> list[tuple[str, str]]:
    """Where else to look at this place: words and address."""
    asked: dict[str, links.Value] = {"period": scope.period.key}
    found = [(_("All visits there"), links.visits(**{spot.kind: spot.code}))]
    if not spot.is_area:
        found.append((_("Its own page"), spot.thing.get_absolute_url()))
    there = spot if spot.is_area else Spot("province", spot.province)
    found.append((_("On the map"), links.address("reports:map", {there.kind: there.code})))
    found.append((_("Compare with other places"), links.address("reports:compare", {"place": spot.key, **asked})))
    found.append(
        (
            _("Compare with the period before"),
            links.address("reports:compare", {"place": spot.key, **asked, "with": "before"}),
        )
    )
    return found
