"""The way from a list to its export."""

from typing import Any

from django import template
from django.urls import reverse

from accounts.roles import Permission
from exports.datasets import DATASETS

register = template.Library()
PAGING = ("after", "before", "filters", "rows")


@register.inclusion_tag("exports/_link.html", takes_context=True)
def export_link(context: template.Context, dataset: str, **more: str) -> dict[str, Any]:
    """A quiet link to the export of what is listed here, for whoever may. `more`: filters beside the address's own."""
    request = context["request"]
    may = request.user.is_authenticated and request.user.may(Permission.EXPORT)
    if not may or not request.user.may(DATASETS[dataset].permission):
        return {"url": ""}
    params = request.GET.copy()
    for name in PAGING:
        params.pop(name, None)
    for name, value in more.items():
        params[name] = value
    query = params.urlencode()
    url = reverse("exports:new", args=[dataset])
    return {"url": f"{url}?{query}" if query else url}


@register.filter
def thousands(number: int) -> str:
    """1234567 as 1,234,567."""
    return f"{number:,}"
