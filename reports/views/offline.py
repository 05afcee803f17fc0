"""What the map still shows without a network: its base map, and nothing of anybody's reports."""

import json
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import public

WORKER = Path(settings.BASE_DIR) / "static" / "js" / "map-worker.js"


@public
@require_safe
def offline_page(request: HttpRequest) -> HttpResponse:
    """The same for everybody: a browser keeps it."""
    return render(request, "reports/map/offline.html")


@public
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker; it stands beside the map, for it rules what lies below its own address."""
    names = {"STATIC": settings.STATIC_URL, "BASE": reverse("places:basemap"), "PAGE": reverse("reports:map_offline")}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in names.items())
    text = head + WORKER.read_text(encoding="utf-8")
    return HttpResponse(text, content_type="text/javascript", headers={"Cache-Control": "no-cache"})
