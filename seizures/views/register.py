"""The register of goods: the list with its totals."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from seizures.filters import SeizureFilters
from seizures.forms.filters import FilterForm
from seizures.models import DoubleCount
from ui import paging
from visits.filters import Chip
from visits.forms.finding import day_of

PAGE = 50


@allow(Permission.VISIT_LIST)
@require_safe
def register(request: AuthedRequest) -> HttpResponse:
    filters = SeizureFilters(request.GET, request.user)
    rows = filters.rows()
    page = paging.keyset(
        rows.with_names(),
        order=("-found_at", "-id"),
        after=request.GET.get("after"),
        before=request.GET.get("before"),
        size=PAGE,
    )
    chips = filters.chips()
    context = {
        "page": page,
        "filters": filters,
        "totals": filters.totals(),
        "chips": chips,
        "clear_url": "?",
        "shortcuts": [] if chips else [Chip(_("Waiting to be settled"), "", "?standing=waiting")],
        "words": filters.params.get("q", ""),
        "form": filter_form(filters) if "filters" in request.GET else None,
        "to_settle": DoubleCount.objects.awaiting_decision_of(request.user).count(),
    }
    return render(request, "seizures/list.html", context)


def filter_form(filters: SeizureFilters) -> FilterForm:
    initial: dict[str, Any] = {name: filters.params.get(name) for name in filters.params}
    return FilterForm(initial=initial | {name: day_of(initial[name]) for name in ("from", "to") if name in initial})
