"""Coordination centers: list, page, and what those who know them change."""

import datetime as dt
from copy import copy
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import AuthedRequest, allow, refuse
from accounts.roles import Permission
from centers import actions, figures
from centers.filters import COLUMNS, filters
from centers.forms import CenterForm, Seats
from centers.freshness import VERIFIED_WITHIN_DAYS, Freshness, since
from centers.models import Center, ReportTally
from centers.permissions import (
    check_retire,
    counts_reports,
    get_center,
    get_center_to_edit,
    sees_phones,
    why_not_create,
    why_not_edit,
    why_not_reports,
)
from centers.readiness import readings, scorecard
from places.changes import Conflict
from places.detail import detail_page
from places.editing import edit_page, form_page, position_page, retire_page, status_page, typed
from places.forms import VersionForm
from places.listing import list_page
from ui.fields import shift_years


@allow(Permission.REFERENCE_READ)
@require_safe
def index(request: AuthedRequest) -> HttpResponse:
    return list_page(
        request,
        "centers/list.html",
        rows=Center.objects.visible_to(request.user)
        .with_places()
        .with_readiness(since(timezone.localdate()))
        .with_area(request.user),
        filters=filters(),
        columns=COLUMNS,
        order=("district_code", "code"),
        may_add=not why_not_create(request.user),
    )


@allow(Permission.REFERENCE_READ)
@require_safe
def detail(request: AuthedRequest, code: str) -> HttpResponse:
    return page_of(request, get_center(request.user, code))


def page_of(request: AuthedRequest, center: Center, *, status: int = 200, **context: Any) -> HttpResponse:
    """The page of a center; `context` may carry a conflict."""
    user, today = request.user, timezone.localdate()
    card = scorecard(readings(center, user))
    context |= {
        "members": center.seats(),
        "sees_phones": sees_phones(user, center),
        "roster_fresh": Freshness(center.roster_verified_on, today),
        "stale_days": VERIFIED_WITHIN_DAYS,
        "card": card,
        "card_fresh": Freshness(card.newest.on if card else None, today),
        "received": received_lately(center, today) if counts_reports(user) else None,
        "why_not_reports": why_not_reports(user, center),
        "why_not": why_not_edit(user, center),
        "may_retire": not why_not_create(user),
        "may_visit": user.may(Permission.VISIT_WRITE) and not center.is_retired,
    }
    answer = detail_page(request, "centers/detail.html", center, context)
    answer.status_code = status
    return answer


def received_lately(center: Center, today: dt.date) -> dict[str, Any]:
    """The numbers of the last twelve months, this one not counted, and since when that is."""
    first = shift_years(today, -1).replace(day=1)
    tallies = ReportTally.objects.filter(center=center, month__gte=first)
    return {"first": first, "figures": figures.received(tallies)}


@allow(Permission.CENTER_EDIT)
@form_page
def new(request: AuthedRequest) -> HttpResponse:
    refuse(why_not_create(request.user))
    form = CenterForm(typed(request))
    return edit_page(
        request,
        Center(),
        form=form,
        act=lambda: actions.create(by=request.user, client_uuid=form.key(), **form.facts()),
        done=_("The center is added. Its position can be set next."),
        heading=_("Add a center"),
        submit=_("Add the center"),
    )


@allow(Permission.CENTER_EDIT)
@form_page
def edit(request: AuthedRequest, code: str) -> HttpResponse:
    center = get_center_to_edit(request.user, code)
    form = CenterForm(typed(request), instance=copy(center))
    return edit_page(
        request,
        center,
        form=form,
        act=lambda: actions.edit(place=center, by=request.user, version=form.opened_version(), **form.facts()),
        done=_("The center is saved."),
        heading=_("Edit the center"),
        submit=_("Save the center"),
    )


@allow(Permission.CENTER_EDIT)
@form_page
def position(request: AuthedRequest, code: str) -> HttpResponse:
    return position_page(request, get_center_to_edit(request.user, code), actions.correct_position)


@allow(Permission.CENTER_EDIT)
@form_page
def status(request: AuthedRequest, code: str) -> HttpResponse:
    return status_page(request, get_center_to_edit(request.user, code), actions.record_status)


@allow(Permission.CENTER_EDIT)
@form_page
def roster(request: AuthedRequest, code: str) -> HttpResponse:
    center = get_center_to_edit(request.user, code)
    form = VersionForm(typed(request), initial={"version": center.version})
    seats = Seats(typed(request), instance=center, prefix="seats")

    def act() -> Center:
        changed = seats.save(commit=False)
        return actions.keep_roster(
            center=center, seats=changed, removed=seats.deleted_objects, by=request.user, **form.cleaned_data
        )

    return edit_page(
        request,
        center,
        form=form,
        formset=seats,
        rows_template="centers/_seats.html",
        act=act,
        done=_("The roster is saved."),
        template="centers/roster.html",
        heading=_("Roster"),
        submit=_("Save the roster"),
    )


@allow(Permission.CENTER_EDIT)
@require_POST
def roster_verified(request: AuthedRequest, code: str) -> HttpResponse:
    """The roster as shown is right as of today: 409 where it was changed since it was shown."""
    center = get_center_to_edit(request.user, code)
    form = VersionForm(request.POST)
    if not form.is_valid():
        return page_of(request, center, status=422, failed=form)
    try:
        actions.verify_roster(center=center, by=request.user, **form.cleaned_data)
    except Conflict as conflict:
        return page_of(request, get_center(request.user, code), status=409, conflict=conflict)
    messages.success(request, _("The roster is verified as of today."))
    return redirect(f"{center.get_absolute_url()}#roster")


@allow(Permission.CENTER_EDIT)
@form_page
def retire(request: AuthedRequest, code: str) -> HttpResponse:
    center = get_center_to_edit(request.user, code)
    check_retire(request.user, center)
    return retire_page(
        request,
        center,
        actions.retire,
        done=_("The center is retired."),
        heading=_("Retire this center"),
        submit=_("Retire the center"),
    )
