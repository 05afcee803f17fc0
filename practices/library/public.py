"""The library for everybody, without signing in: published practices, where the site is set to show them.

Of evidence nothing is shown but photographs that are open to everybody; contacts and accounts stay inside.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import public
from practices.library import geojson
from practices.library.cards import cards, lean
from practices.library.filters import PublicFilters
from practices.library.photos import serve_open_photo
from practices.library.reading import HEAVY, PLACES, read_practices
from practices.library.views import shelf
from practices.models import Practice, Theme
from visits.filters import Chip

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def where_open(view: View[P]) -> View[P]:
    """404 unless the site shows its library to everybody."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not settings.PUBLIC_LIBRARY:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@public
@require_safe
@where_open
def library(request: HttpRequest) -> HttpResponse:
    filters = PublicFilters(request.GET)
    page = shelf(request, filters.apply(lean(Practice.objects.in_library())))
    context = {
        "page": page,
        "cards": cards(page.rows, by=None),
        "filters": filters,
        "chips": filters.chips(),
        "shortcuts": [] if filters else [Chip(str(theme.label), "", f"?theme={theme}") for theme in Theme],
        "words": filters.params.get("q", ""),
    }
    return render(request, "practices/public_list.html", context)


@public
@require_safe
@where_open
def detail(request: HttpRequest, code: str) -> HttpResponse:
    rows = Practice.objects.in_library().select_related(*PLACES).defer(*HEAVY)
    practice = get_object_or_404(rows, code=code)
    reading = read_practices([practice], by=None)[0]
    context = {"practice": practice, "reading": reading, "map": geojson.site_of(practice)}
    return render(request, "practices/public_detail.html", context)


@public
@require_safe
@where_open
def photo(request: HttpRequest, code: str, pk: int, size: str) -> HttpResponseBase:
    return serve_open_photo(get_object_or_404(Practice.objects.in_library(), code=code), pk, size)
