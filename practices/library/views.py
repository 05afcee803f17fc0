"""The library of best practices: the shelf, one practice, several beside each other, open photographs."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission, Role
from practices.library import geojson, trail
from practices.library.cards import cards, lean
from practices.library.compare import compared, read_codes
from practices.library.filters import LibraryFilters
from practices.library.forms import LibraryForm
from practices.library.photos import serve_open_photo
from practices.library.reading import get_practice, log_restricted, read_practices
from practices.models import Practice, PracticeQuerySet, Theme
from practices.permissions import why_not_adopt, why_not_edit, why_not_review
from ui import paging
from visits.filters import Chip

PAGE = 24
ORDER = ("-created_at", "-id")


@allow(Permission.PRACTICE_READ)
@require_safe
def library(request: AuthedRequest) -> HttpResponse:
    filters = LibraryFilters(request.GET, request.user)
    page = shelf(request, filters.apply(lean(Practice.objects.visible_to(request.user))))
    context = {
        "page": page,
        "cards": cards(page.rows, by=request.user),
        "filters": filters,
        "chips": filters.chips(),
        "shortcuts": [] if filters else [Chip(str(theme.label), "", f"?theme={theme}") for theme in Theme],
        "words": filters.params.get("q", ""),
        "form": LibraryForm.from_filters(filters) if "filters" in request.GET else None,
        "may_write": request.user.may(Permission.PRACTICE_WRITE),
    }
    return render(request, "practices/list.html", context)


def shelf(request: Any, rows: PracticeQuerySet) -> paging.Page[Practice]:
    """One page of `rows`, newest first."""
    after, before = request.GET.get("after"), request.GET.get("before")
    return paging.keyset(rows, order=ORDER, after=after, before=before, size=PAGE)


@allow(Permission.PRACTICE_READ)
@require_safe
def detail(request: AuthedRequest, code: str) -> HttpResponse:
    practice = get_practice(request.user, code)
    may_review = not why_not_review(request.user, practice)
    readings = read_practices([practice], by=request.user)
    log_restricted(readings, by=request.user, where="practice page")
    context = {
        "practice": practice,
        "reading": readings[0],
        "map": geojson.site_of(practice),
        "is_partner": request.user.role == Role.PARTNER,
        "timeline": trail.timeline(practice, reasons=may_review),
        "may_edit": not why_not_edit(request.user, practice),
        "may_review": may_review,
        "may_adopt": not why_not_adopt(request.user, practice),
    }
    return render(request, "practices/detail.html", context)


@allow(Permission.PRACTICE_READ)
@require_safe
def compare(request: AuthedRequest) -> HttpResponse:
    """`?code=` two to four times; those that this reader may not know of are left out like unknown ones."""
    codes, too_many = read_codes(request.GET.getlist("code"))
    readings = compared(codes, by=request.user)
    log_restricted(readings, by=request.user, where="practice comparison")
    context = {
        "readings": readings,
        "rows": [list(axes) for axes in zip(*(one.axes for one in readings), strict=True)],
        "too_many": too_many,
        "query": "&".join(f"code={one.practice.code}" for one in readings),
        "library_url": reverse("practices:list"),
    }
    return render(request, "practices/compare.html", context)


@allow(Permission.PRACTICE_READ)
@require_safe
def photo(request: AuthedRequest, code: str, pk: int, size: str) -> HttpResponseBase:
    """A photograph of a practice that is open to everybody; others are asked for at their report."""
    practice = Practice.objects.visible_to(request.user).in_library().filter(code=code).first()
    if practice is None:
        raise Http404
    return serve_open_photo(practice, pk, size)
