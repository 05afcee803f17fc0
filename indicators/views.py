"""Indicators: the sheet, one of them with everything it counts, and what people enter."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow, refuse
from accounts.roles import Permission
from indicators import actions, asked, figures
from indicators.counting import COUNTED
from indicators.forms import IndicatorForm, NewIndicatorForm, ReadingForm, TargetForm
from indicators.models import Indicator, Reading, last_change_of_targets
from indicators.permissions import get_indicator, get_reading, why_not_enter
from places.changes import Conflict
from places.editing import form_page, meanwhile, typed
from ui import dates

PAGE = 50


@allow(Permission.INDICATORS)
@require_safe
def index(request: AuthedRequest) -> HttpResponse:
    scope = asked.read(request.GET, request.user)
    sheet = figures.sheet(request.user, scope.period, scope.area)
    year = dates.shown_year(dates.ce_year(dates.fiscal_year(scope.period.end)))
    context = {"asked": scope, "sheet": sheet, "year": year, "may_edit": request.user.may(Permission.INDICATOR_EDIT)}
    return render(request, "indicators/list.html", context)


@allow(Permission.INDICATORS)
@require_safe
def detail(request: AuthedRequest, code: str) -> HttpResponse:
    """One indicator: how it is counted, its course, and every row behind the number."""
    indicator, scope = get_indicator(request.user, code), asked.read(request.GET, request.user)
    targets = figures.targets_of(scope.period, scope.area)
    (figure,) = figures.figures([indicator], request.user, scope.period, scope.area, targets)
    context = {
        "indicator": indicator,
        "asked": scope,
        "figure": figure,
        "chart": figures.draw(figure, scope.period),
        "place": figures.place_of(request.user, scope.area),
        "may_edit": request.user.may(Permission.INDICATOR_EDIT),
        "may_enter": indicator.is_entered and request.user.may(Permission.INDICATOR_ENTER),
        "targets": indicator.targets.select_related("province").defer("province__outline"),
    }
    return render(request, "indicators/detail.html", context | behind(request, figure, scope))


def behind(request: AuthedRequest, figure: figures.Figure, scope: asked.Asked) -> dict[str, Any]:
    """What is counted: readings, or the rows as (words, address)."""
    indicator = figure.indicator
    if indicator.is_entered:
        readings = figures.in_force([indicator], request.user, scope.area)
        readings = readings.select_related("district", "province", "entered_by")
        readings = readings.defer("district__outline", "province__outline")
        own = readings.filter(start__gte=scope.period.start, end__lte=scope.period.end)
        return {"readings": [(row, not why_not_enter(request.user, indicator, row.area_codes)) for row in own]}
    if figure.value is None:
        return {}
    source = COUNTED[indicator.source]
    rows = source.rows(request.user, scope.period, scope.area).order_by("pk")
    pages = Paginator(rows, PAGE)
    pages.count = figure.value  # known already
    page = pages.get_page(request.GET.get("page"))
    return {"page": page, "lines": [(source.line(row), row.get_absolute_url()) for row in page]}


@allow(Permission.INDICATOR_ENTER)
@form_page
def enter(request: AuthedRequest, code: str) -> HttpResponse:
    return reading_page(request, get_indicator(request.user, code), None)


@allow(Permission.INDICATOR_ENTER)
@form_page
def correct(request: AuthedRequest, code: str, pk: int) -> HttpResponse:
    indicator = get_indicator(request.user, code)
    corrects = Reading.objects.visible_to(request.user).filter(indicator=indicator, pk=pk).first()
    if corrects is None or request.method != "POST":
        corrects = get_reading(request.user, indicator, pk)
    return reading_page(request, indicator, corrects)


def reading_page(request: AuthedRequest, indicator: Indicator, corrects: Reading | None) -> HttpResponse:
    refuse(why_not_enter(request.user, indicator, corrects.area_codes if corrects else request.user.area_codes))
    posted = request.method == "POST"
    data = request.POST if posted else None
    form = ReadingForm.opened_on(data, indicator=indicator, by=request.user, corrects=corrects)
    context: dict[str, Any] = {"indicator": indicator, "form": form, "corrects": corrects}
    if not posted or not form.is_valid():
        return render(request, "indicators/reading.html", context, status=422 if posted else 200)
    try:
        actions.enter(indicator=indicator, by=request.user, corrects=corrects, **form.facts())
    except actions.Corrected as corrected:
        return render(request, "indicators/reading.html", context | {"newer": corrected.reading}, status=409)
    messages.success(request, _("The number is recorded with its source."))
    return redirect(indicator)


@allow(Permission.INDICATOR_EDIT)
@form_page
def new(request: AuthedRequest) -> HttpResponse:
    form = NewIndicatorForm(typed(request))
    return definition_page(request, form, lambda: actions.add(by=request.user, **form.facts()))


@allow(Permission.INDICATOR_EDIT)
@form_page
def edit(request: AuthedRequest, code: str) -> HttpResponse:
    indicator = get_indicator(request.user, code)
    form = IndicatorForm(typed(request), instance=indicator)

    def define() -> Indicator:
        version = form.cleaned_data["version"] or 0
        return actions.define(indicator=indicator, by=request.user, version=version, **form.facts())

    return definition_page(request, form, define)


def definition_page(request: AuthedRequest, form: IndicatorForm, act: Callable[[], Indicator]) -> HttpResponse:
    context: dict[str, Any] = {"indicator": form.instance, "form": form}
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            saved = act()
        except Conflict as conflict:
            context |= meanwhile(form, form.instance, conflict)
            status = 409
        else:
            messages.success(request, _("The indicator is saved."))
            return redirect(saved)
    return render(request, "indicators/form.html", context, status=status)


@allow(Permission.INDICATOR_EDIT)
@form_page
def target(request: AuthedRequest, code: str) -> HttpResponse:
    indicator = get_indicator(request.user, code)
    seen = last_change_of_targets(*indicator.targets.values_list("pk", flat=True))
    form = TargetForm(typed(request), seen=seen)
    context: dict[str, Any] = {"indicator": indicator, "form": form}
    status = 422 if form.is_bound else 200
    if form.is_valid():
        said = form.cleaned_data | {"seen": form.cleaned_data["seen"] or 0}
        try:
            actions.promise(indicator=indicator, by=request.user, **said)
        except Conflict as conflict:
            context |= {"conflict": conflict, "changes": form.brought_to(indicator, seen)}
            status = 409
        else:
            messages.success(request, _("The target is set."))
            return redirect(indicator)
    return render(request, "indicators/target.html", context, status=status)
