"""Coordination centers: list, page, and what those who know them change."""

from copy import copy

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow, refuse
from accounts.roles import Permission
from centers import actions
from centers.filters import COLUMNS, filters
from centers.forms import CenterForm, Seats
from centers.models import Center
from centers.permissions import check_retire, get_center, get_center_to_edit, sees_phones, why_not_create, why_not_edit
from places.detail import detail_page
from places.editing import edit_page, form_page, position_page, retire_page, status_page, typed
from places.forms import VersionForm
from places.listing import list_page


@allow(Permission.REFERENCE_READ)
@require_safe
def index(request: AuthedRequest) -> HttpResponse:
    return list_page(
        request,
        "centers/list.html",
        rows=Center.objects.visible_to(request.user).with_places(),
        filters=filters(),
        columns=COLUMNS,
        order=("district_code", "code"),
        may_add=not why_not_create(request.user),
    )


@allow(Permission.REFERENCE_READ)
@require_safe
def detail(request: AuthedRequest, code: str) -> HttpResponse:
    center = get_center(request.user, code)
    context = {
        "members": center.seats(),
        "sees_phones": sees_phones(request.user, center),
        "why_not": why_not_edit(request.user, center),
        "may_retire": not why_not_create(request.user),
        "may_visit": request.user.may(Permission.VISIT_WRITE) and not center.is_retired,
    }
    return detail_page(request, "centers/detail.html", center, context)


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
        act=act,
        done=_("The roster is saved."),
        template="centers/roster.html",
        heading=_("Roster"),
        submit=_("Save the roster"),
    )


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
