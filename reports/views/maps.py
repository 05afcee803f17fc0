"""The map, its list, and the features that it draws."""

from django.db.models import Exists, OuterRef
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow, log_access
from accounts.models import AccessEntry
from accounts.roles import Permission
from centers.models import Center
from checkpoints.models import Checkpoint, Kind
from places.models import Province
from reports.map import areas, geojson, window
from reports.map.features import draw
from reports.map.filters import LAYERS, MapFilters
from reports.map.legend import keys
from reports.map.listing import MOST_LISTED, listed
from reports.map.picture import picture
from ui import periods
from visits.filters import FOUND, levels_of
from visits.models import Level, NtsCategory


@allow(Permission.REFERENCE_READ)
@require_safe
def map_page(request: AuthedRequest) -> HttpResponse:
    """The list is complete without scripts; the map is drawn beside it."""
    filters = MapFilters(request.GET, request.user)
    context = {
        "listed": listed(filters, window.read(request.GET)),
        "limit": MOST_LISTED,
        "shading": areas.shading(filters),
        "shades": areas.choices(),
        "query": filters.params.urlencode(),
        "filters": filters,
        "chips": filters.chips(),
        "legend": keys(filters),
        "kinds": Kind,
        "layers": LAYERS,
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
        "levels": [(FOUND, levels_of(FOUND)[1]), *Level.choices],
        "periods": periods.choices(timezone.localdate()),
        "days": (90, 180, 365),
    }


@allow(Permission.REFERENCE_READ)
@require_safe
def map_data(request: AuthedRequest) -> JsonResponse:
    drawn = draw(MapFilters(request.GET, request.user), window.read(request.GET))
    return JsonResponse(geojson.collection(drawn), content_type="application/geo+json")


@allow(Permission.REFERENCE_READ)
@require_safe
def map_picture(request: AuthedRequest) -> HttpResponse:
    """What the address shows, as SVG. It leaves the house like any export, and stands in the access log."""
    filters = MapFilters(request.GET, request.user)
    said = " ".join(["at once svg", *(f"{name}={value}" for name, value in filters.kept if "\0" not in value)])
    log_access(by=request.user, what=AccessEntry.What.EXPORT_DATA, subject="map", detail=said)
    drawn = picture(filters, window.read(request.GET))
    headers = {"Content-Disposition": 'attachment; filename="map.svg"'}
    return HttpResponse(drawn, content_type="image/svg+xml", headers=headers)
