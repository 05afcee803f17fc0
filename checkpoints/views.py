"""Border points: list, page, and what those who know them change."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from checkpoints import actions, geojson
from checkpoints.filters import search
from checkpoints.forms import CheckpointForm
from checkpoints.models import Checkpoint, PointStatus
from checkpoints.permissions import get_checkpoint, get_checkpoint_to_edit, why_not_edit
from places.badges import band
from places.editing import edit_page, typed
from places.forms import PositionForm, RetireForm, StatusForm
from ui.paging import keyset

form_page = require_http_methods(["GET", "HEAD", "POST"])


@allow(Permission.REFERENCE_READ)
@require_safe
def index(request: AuthedRequest) -> HttpResponse:
    found = search(request.GET, request.user)
    page = keyset(
        found.rows,
        order=("province_code", "code"),
        after=request.GET.get("after"),
        before=request.GET.get("before"),
    )
    near = (
        [] if page.rows or not found.words else Checkpoint.objects.visible_to(request.user).resembling(found.words)[:5]
    )
    return render(
        request,
        "checkpoints/list.html",
        {"found": found, "page": page, "near": near, "may_add": request.user.may(Permission.CHECKPOINT_EDIT)},
    )


@allow(Permission.REFERENCE_READ)
@require_safe
def detail(request: AuthedRequest, code: str) -> HttpResponse:
    checkpoint = get_checkpoint(request.user, code)
    events = list(checkpoint.status_events.select_related("recorded_by"))
    context = {
        "checkpoint": checkpoint,
        "events": events,
        "newest": next((event for event in events if event.on == checkpoint.status_on), None),
        "band": band(events, today=timezone.localdate()),
        "features": geojson.features([checkpoint]),
        "why_not": why_not_edit(request.user, checkpoint),
        "may_visit": request.user.may(Permission.VISIT_WRITE) and not checkpoint.is_retired,
    }
    return render(request, "checkpoints/detail.html", context)


@allow(Permission.CHECKPOINT_EDIT)
@form_page
def new(request: AuthedRequest) -> HttpResponse:
    form = CheckpointForm(typed(request))
    return edit_page(
        request,
        "checkpoints/edit.html",
        form=form,
        act=lambda: actions.create(by=request.user, **form.facts()),
        done=_("The checkpoint is added. Its position can be set next."),
        context={"thing": None},
    )


@allow(Permission.CHECKPOINT_EDIT)
@form_page
def edit(request: AuthedRequest, code: str) -> HttpResponse:
    checkpoint = get_checkpoint_to_edit(request.user, code)
    form = CheckpointForm(typed(request), instance=get_checkpoint_to_edit(request.user, code))
    return edit_page(
        request,
        "checkpoints/edit.html",
        form=form,
        act=lambda: actions.edit(checkpoint=checkpoint, by=request.user, **versioned(form), **form.facts()),
        done=_("The checkpoint is saved."),
        context={"thing": checkpoint},
    )


def versioned(form: CheckpointForm) -> dict[str, int]:
    """The version that the form was opened on; 0, which nothing has, where it says none."""
    return {"version": form.cleaned_data["version"] or 0}


@allow(Permission.CHECKPOINT_EDIT)
@form_page
def position(request: AuthedRequest, code: str) -> HttpResponse:
    checkpoint = get_checkpoint_to_edit(request.user, code)
    form = PositionForm.opened_on(checkpoint, typed(request))
    return edit_page(
        request,
        "checkpoints/position.html",
        form=form,
        act=lambda: actions.correct_position(checkpoint=checkpoint, by=request.user, **form.facts()),
        done=_("The position is saved with its source."),
        context={"thing": checkpoint},
    )


@allow(Permission.CHECKPOINT_EDIT)
@form_page
def status(request: AuthedRequest, code: str) -> HttpResponse:
    checkpoint = get_checkpoint_to_edit(request.user, code)
    form = StatusForm(typed(request), choices=list(PointStatus.choices))

    def act() -> Checkpoint:
        actions.record_status(checkpoint=checkpoint, by=request.user, **form.cleaned_data)
        return checkpoint

    return edit_page(
        request,
        "checkpoints/status.html",
        form=form,
        act=act,
        done=_("The status is recorded."),
        context={"thing": checkpoint},
    )


@allow(Permission.CHECKPOINT_EDIT)
@form_page
def retire(request: AuthedRequest, code: str) -> HttpResponse:
    checkpoint = get_checkpoint_to_edit(request.user, code)
    form = RetireForm(typed(request), initial={"version": checkpoint.version})
    return edit_page(
        request,
        "checkpoints/retire.html",
        form=form,
        act=lambda: actions.retire(checkpoint=checkpoint, by=request.user, **form.cleaned_data),
        done=_("The checkpoint is retired."),
        context={"thing": checkpoint},
    )
