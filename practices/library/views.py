"""The library of best practices: the shelf, one practice, several beside each other, open photographs."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow
from accounts.models import User
from accounts.roles import Permission, Role
from practices.library import geojson, trail
from practices.library.cards import cards, lean
from practices.library.compare import compared, read_codes
from practices.library.filters import LibraryFilters
from practices.library.forms import LibraryForm
from practices.library.photos import serve_open_photo
from practices.library.reading import get_practice, log_restricted, read_practices
from practices.models import Practice, PracticeQuerySet, Theme
from practices.workflow import EDITABLE
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
    readings = read_practices([practice], by=request.user)
    log_restricted(readings, by=request.user, where="practice page")
    context = {
        "practice": practice,
        "reading": readings[0],
        "map": geojson.site_of(practice),
        "is_partner": request.user.role == Role.PARTNER,
        "timeline": trail.timeline(practice, reasons=is_inside(request.user, practice)),
        "may_write": may_write(request.user, practice),
    }
    return render(request, "practices/detail.html", context)


def may_write(user: User, practice: Practice) -> bool:
    """Whether to offer the way to writing; the pages there decide for themselves."""
    if practice.author_id == user.pk and practice.state not in EDITABLE:
        return False
    return user.may(Permission.PRACTICE_WRITE) and is_inside(user, practice)


def is_inside(user: User, practice: Practice) -> bool:
    """Whether `user` is its author, or one of those who decide on it."""
    decides = user.may(Permission.PRACTICE_VALIDATE) or user.may(Permission.PRACTICE_PUBLISH)
    return practice.author_id == user.pk or (decides and user.covers(practice.area_codes))


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
