"""Coordination centers: list, page, and what those who know them change."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from centers import actions, geojson
from centers.filters import search
from centers.forms import CenterForm, Seats
from centers.models import Center, CenterStatus
from centers.permissions import get_center, get_center_to_edit, refuse, sees_phones, why_not_create, why_not_edit
from places.badges import band
from places.editing import edit_page, typed
from places.forms import PositionForm, RetireForm, StatusForm, VersionForm
from ui.paging import keyset

form_page = require_http_methods(["GET", "HEAD", "POST"])


@allow(Permission.REFERENCE_READ)
@require_safe
def index(request: AuthedRequest) -> HttpResponse:
    found = search(request.GET, request.user)
    page = keyset(
        found.rows,
        order=("district_code", "code"),
        after=request.GET.get("after"),
        before=request.GET.get("before"),
    )
    near = [] if page.rows or not found.words else Center.objects.visible_to(request.user).resembling(found.words)[:5]
    return render(
        request,
        "centers/list.html",
        {"found": found, "page": page, "near": near, "may_add": not why_not_create(request.user)},
    )


@allow(Permission.REFERENCE_READ)
@require_safe
def detail(request: AuthedRequest, code: str) -> HttpResponse:
    center = get_center(request.user, code)
    events = list(center.status_events.select_related("recorded_by"))
    context = {
        "center": center,
        "events": events,
        "newest": next((event for event in events if event.on == center.status_on), None),
        "band": band(events, today=timezone.localdate()),
        "features": geojson.features([center]),
        "members": center.seats(),
        "sees_phones": sees_phones(request.user, center),
        "why_not": why_not_edit(request.user, center),
        "may_retire": not why_not_create(request.user),
        "may_visit": request.user.may(Permission.VISIT_WRITE) and not center.is_retired,
    }
    return render(request, "centers/detail.html", context)


@allow(Permission.CENTER_EDIT)
@form_page
def new(request: AuthedRequest) -> HttpResponse:
    refuse(why_not_create(request.user))
    form = CenterForm(typed(request))
    return edit_page(
        request,
        "centers/edit.html",
        form=form,
        act=lambda: actions.create(by=request.user, **form.facts()),
        done=_("The center is added. Its position can be set next."),
        context={"thing": None},
    )


@allow(Permission.CENTER_EDIT)
@form_page
def edit(request: AuthedRequest, code: str) -> HttpResponse:
    center = get_center_to_edit(request.user, code)
    form = CenterForm(typed(request), instance=get_center_to_edit(request.user, code))
    return edit_page(
        request,
        "centers/edit.html",
        form=form,
        act=lambda: actions.edit(center=center, by=request.user, **versioned(form), **form.facts()),
        done=_("The center is saved."),
        context={"thing": center},
    )


def versioned(form: CenterForm) -> dict[str, int]:
    """The version that the form was opened on; 0, which nothing has, where it says none."""
    return {"version": form.cleaned_data["version"] or 0}


@allow(Permission.CENTER_EDIT)
@form_page
def position(request: AuthedRequest, code: str) -> HttpResponse:
    center = get_center_to_edit(request.user, code)
    form = PositionForm.opened_on(center, typed(request))
    return edit_page(
        request,
        "centers/position.html",
        form=form,
        act=lambda: actions.correct_position(center=center, by=request.user, **form.facts()),
        done=_("The position is saved with its source."),
        context={"thing": center},
    )


@allow(Permission.CENTER_EDIT)
@form_page
def status(request: AuthedRequest, code: str) -> HttpResponse:
    center = get_center_to_edit(request.user, code)
    form = StatusForm(typed(request), choices=list(CenterStatus.choices))

    def act() -> Center:
        actions.record_status(center=center, by=request.user, **form.cleaned_data)
        return center

    return edit_page(
        request,
        "centers/status.html",
        form=form,
        act=act,
        done=_("The status is recorded."),
        context={"thing": center},
    )


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
        "centers/roster.html",
        form=form,
        also=seats,
        act=act,
        done=_("The roster is saved."),
        context={"thing": center, "seats": seats},
    )


@allow(Permission.CENTER_EDIT)
@form_page
def retire(request: AuthedRequest, code: str) -> HttpResponse:
    center = get_center_to_edit(request.user, code)
    refuse(why_not_create(request.user))
    form = RetireForm(typed(request), initial={"version": center.version})
    return edit_page(
        request,
        "centers/retire.html",
        form=form,
        act=lambda: actions.retire(center=center, by=request.user, **form.cleaned_data),
        done=_("The center is retired."),
        context={"thing": center},
    )
