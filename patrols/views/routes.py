"""Where a patrol went: drawn or sent as a file, looked at by the mission, taken away again."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from patrols import actions
from patrols.forms.others import RouteForm
from patrols.models import Patrol, Route
from patrols.permissions import get_patrol_to_write
from places.detail import feature
from visits.models import Stop, Visit


@allow(Permission.VISIT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def route(request: AuthedRequest, code: str) -> HttpResponse:
    patrol, visit = get_patrol_to_write(request.user, code)
    form = RouteForm(*((request.POST, request.FILES) if request.method == "POST" else (None, None)))
    if request.method == "POST" and form.is_valid():
        kept = actions.keep_route(patrol=patrol, by=request.user, track=form.track)
        words = ngettext("The route is kept: %(n)s point.", "The route is kept: %(n)s points.", kept.points_kept)
        messages.success(request, words % {"n": f"{kept.points_kept:,}"})
        return redirect(patrol)
    context = {
        "patrol": patrol,
        "visit": visit,
        "form": form,
        **map_of(patrol, visit),
        "kept": Route.objects.filter(patrol=patrol).exists(),
    }
    return render(request, "patrols/route.html", context, status=422 if request.method == "POST" else 200)


def map_of(patrol: Patrol, visit: Visit) -> dict[str, Any]:
    """Where the map opens: at the stop at which the activity was, with its place to go by, as far as that is known."""
    stop = Stop.objects.filter(visit=visit, activities__lineage=patrol.lineage).first()
    place = stop and (stop.checkpoint or stop.center)
    point = stop and (stop.point or getattr(stop.where, "point", None))
    shown = [feature(place)] if place and place.point else []
    return {"where": point, "features": {"type": "FeatureCollection", "features": shown}}


@allow(Permission.VISIT_WRITE)
@require_POST
def remove(request: AuthedRequest, code: str) -> HttpResponse:
    patrol, _visit = get_patrol_to_write(request.user, code)
    actions.drop_route(patrol=patrol, by=request.user)
    messages.success(request, _("The route is removed."))
    return redirect(patrol)
