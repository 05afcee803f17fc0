"""The way from a list to its export."""

from typing import Any

from django import template
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from accounts.roles import Permission
from exports.datasets import DATASETS

register = template.Library()
PAGING = ("after", "before", "filters", "rows")


@register.inclusion_tag("exports/_link.html", takes_context=True)
def export_link(context: template.Context, dataset: str, **more: str) -> dict[str, Any]:
    """A quiet link to the export of what is listed here, for whoever may. `more`: filters beside the address's own."""
    return {"url": way(context["request"], reverse("exports:new", args=[dataset]), DATASETS[dataset].permission, more)}


@register.simple_tag(takes_context=True)
def export_map(context: template.Context, query: str) -> str:
    """The way to the export of the map under the filters in `query`, for whoever may."""
    return way(context["request"], reverse("exports:new", args=["map"]), DATASETS["map"].permission, {}, query)


@register.simple_tag(takes_context=True)
def export_figures(context: template.Context) -> str:
    """The way to the export of the dashboard's figures, for whoever may."""
    return way(context["request"], reverse("exports:figures"), Permission.DASHBOARD, {})


def way(request: HttpRequest, url: str, needs: Permission, more: dict[str, str], query: str | None = None) -> str:
    """`url` with the filters of the page, or with `query`; empty for whoever may not go there."""
    user: Any = request.user
    if not (user.is_authenticated and user.may(Permission.EXPORT) and user.may(needs)):
        return ""
    params = request.GET.copy() if query is None else QueryDict(query, mutable=True)
    for name in PAGING:
        params.pop(name, None)
    for name, value in more.items():
        params[name] = value
    query = params.urlencode()
    return f"{url}?{query}" if query else url


@register.filter
def thousands(number: int) -> str:
    """1234567 as 1,234,567."""
    return f"{number:,}"
