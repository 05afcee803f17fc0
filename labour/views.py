"""Seasonal labour: which seasons are expected where, one district's year, and those who say what is expected."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from labour import actions, calendar
from labour.forms.seasons import SeasonForm
from labour.models import Crop, SeasonExpectation, districts_of
from labour.permissions import get_district, get_season_to_edit, why_not_edit
from labour.profile import profile
from labour.seen import newest, sights
from labour.years import read_year, year_tabs
from places.changes import Conflict
from places.choices import district_label
from places.editing import form_page, typed
from places.models import District
from ui.templatetags.ui import bilingual


@allow(Permission.REFERENCE_READ)
@require_safe
def index(request: AuthedRequest) -> HttpResponse:
    """Also the way to a district: /labour/?district=2204."""
    districts = list(districts_of(request.user))
    if chosen := next((row for row in districts if row.code == request.GET.get("district")), None):
        return redirect("labour:district", chosen.code)
    year = calendar.year_of(timezone.localdate())
    seasons = SeasonExpectation.objects.visible_to(request.user).in_year(year).select_related("crop")
    expected: dict[int, list[SeasonExpectation]] = {}
    for season in seasons:
        expected.setdefault(season.district_id, []).append(season)
    context = {
        "choices": [(row.code, district_label(row)) for row in districts],
        "rows": [(row, expected[row.pk]) for row in districts if row.pk in expected],
        "year": year,
        "month": timezone.localdate().month,
    }
    return render(request, "labour/list.html", context)


@allow(Permission.REFERENCE_READ)
@require_safe
def district(request: AuthedRequest, code: str) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    where = get_district(user, code)
    year = read_year(request.GET.get("year"), today)
    months = calendar.months_of(year)
    crops = list(Crop.objects.all())
    last = calendar.last_day(year)
    seen = sights(user, where, first=months[0], last=last, crops=crops)
    seasons = SeasonExpectation.objects.filter(district=where).in_year(year).select_related("crop")
    observed = newest(user, where, first=calendar.months_of(year - 4)[0], last=last)
    context = {
        "district": where,
        "year": year,
        "tabs": year_tabs(where, year, today),
        "lines": calendar.lines(seasons, seen, crops, year=year, today=today),
        "profile": profile(user, observed),
        "may_edit": not why_not_edit(user),
    }
    return render(request, "labour/district.html", context)


@allow(Permission.SEASON_EDIT)
@form_page
def new(request: AuthedRequest, code: str) -> HttpResponse:
    where = get_district(request.user, code)
    form = SeasonForm(typed(request))

    def act() -> SeasonExpectation:
        return actions.add(district=where, by=request.user, client_uuid=form.key(), **form.facts())

    return season_page(request, where, form, act)


@allow(Permission.SEASON_EDIT)
@form_page
def edit(request: AuthedRequest, pk: int) -> HttpResponse:
    season = get_season_to_edit(request.user, pk)
    form = SeasonForm(typed(request), season=season)

    def act() -> SeasonExpectation:
        version = form.cleaned_data["version"] or 0
        return actions.edit(season=season, by=request.user, version=version, **form.facts())

    return season_page(request, season.district, form, act, season)


def season_page(
    request: AuthedRequest,
    where: District,
    form: SeasonForm,
    act: Callable[[], SeasonExpectation],
    season: SeasonExpectation | None = None,
) -> HttpResponse:
    """The form; 422 with what was typed, 409 with what somebody else saved, or on to the district."""
    page = reverse("labour:district", args=[where.code])
    context = {"district": where, "form": form, "season": season, "cancel_url": page}
    context["crumbs"] = [(_("Seasonal labour"), reverse("labour:list")), (bilingual(where), page)]
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                act()
            except actions.Taken:
                form.taken()
            except Conflict as conflict:
                assert season is not None
                season.refresh_from_db()
                context |= {"conflict": conflict, "changes": form.brought_to(season)}
                status = 409
            else:
                messages.success(request, _("The expected season is saved."))
                return redirect(page)
    return render(request, "labour/season.html", context, status=status)
