"""The one page of this room: for load balancers and monitors."""

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jobs.health import examine
from ui.access import public


@public
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    health = examine()
    body = {"status": "ok" if health.ok else "failing", **asdict(health)}
    return JsonResponse(body, status=200 if health.ok else 503)
