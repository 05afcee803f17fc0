"""The outlines that maps are drawn on, all that a browser asks of this room."""

import gzip

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from places import basemap
from ui.access import signed_in

KEEP = "private, max-age=3600"


@signed_in
@require_safe
def base_map(request: HttpRequest) -> HttpResponse:
    """Outlines of countries and provinces as GeoJSON."""
    return outlines(request, basemap.BASE)


@signed_in
@require_safe
def districts(request: HttpRequest) -> HttpResponse:
    """Those of districts, where official ones were imported."""
    return outlines(request, basemap.DISTRICTS)


def outlines(request: HttpRequest, kinds: tuple[str, ...]) -> HttpResponse:
    """Compressed; 304 while the browser's copy is the present one."""
    version = basemap.etag(kinds)
    tag = f'"{version}"'
    if request.headers.get("If-None-Match", "").removeprefix("W/") == tag:
        return HttpResponseNotModified(headers={"ETag": tag, "Cache-Control": KEEP})
    body = basemap.compressed(version, kinds)
    headers = {"ETag": tag, "Cache-Control": KEEP}
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        body = gzip.decompress(body)
    response = HttpResponse(body, content_type="application/geo+json", headers=headers)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
