"""The map, its list, and the features that it draws."""

from django.db.models import Exists, OuterRef
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from centers.models import Center
from checkpoints.models import Checkpoint, Kind
from places.models import Province
from reports import geojson
from reports.map_filters import MapFilters
from ui import periods
from visits.models import Level, NtsCategory


@allow(Permission.REFERENCE_READ)
@require_safe
def map_page(request: AuthedRequest) -> HttpResponse:
    """The list is complete without scripts; the map is drawn beside it."""
    filters = MapFilters(request.GET, request.user)
    places, more = geojson.places(filters)
    query = filters.params.urlencode()
    context = {
        "places": places,
        "more": more,
        "limit": geojson.MAX_PLACES,
        "query": query,
        "filters": filters,
        "chips": filters.chips(),
        "kinds": Kind,
        "choices": choices(),
    }
    return render(request, "reports/map.html", context)


def choices() -> dict[str, object]:
    """What the filters offer: only provinces that have a place to show."""
    in_use = Exists(Checkpoint.objects.filter(province=OuterRef("pk"))) | Exists(
        Center.objects.filter(district__province=OuterRef("pk"))
    )
    return {
        "provinces": Province.objects.filter(in_use).only("code", "name_th", "name_en"),
        "categories": NtsCategory.objects.all(),
        "levels": Level,
        "periods": periods.choices(timezone.localdate()),
        "days": (90, 180, 365),
    }


@allow(Permission.REFERENCE_READ)
@require_safe
def map_data(request: AuthedRequest) -> JsonResponse:
    places, _more = geojson.places(MapFilters(request.GET, request.user))
    return JsonResponse(geojson.feature_collection(places), content_type="application/geo+json")
