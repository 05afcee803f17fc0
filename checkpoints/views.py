"""Border points: list, page, and what those who know them change."""

from copy import copy

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from checkpoints import actions
from checkpoints.filters import COLUMNS, filters
from checkpoints.forms import CheckpointForm
from checkpoints.models import Checkpoint, StatusProposal
from checkpoints.permissions import get_checkpoint, get_checkpoint_to_edit, why_not_edit
from places.detail import detail_page
from places.editing import edit_page, form_page, position_page, retire_page, status_page, typed
from places.listing import list_page


@allow(Permission.REFERENCE_READ)
@require_safe
def index(request: AuthedRequest) -> HttpResponse:
    return list_page(
        request,
        "checkpoints/list.html",
        rows=Checkpoint.objects.visible_to(request.user).with_places(),
        filters=filters(),
        columns=COLUMNS,
        order=("province_code", "code"),
        may_add=request.user.may(Permission.CHECKPOINT_EDIT),
    )


@allow(Permission.REFERENCE_READ)
@require_safe
def detail(request: AuthedRequest, code: str) -> HttpResponse:
    checkpoint = get_checkpoint(request.user, code)
    why_not = why_not_edit(request.user, checkpoint)
    proposals = StatusProposal.objects.visible_to(request.user).waiting().filter(checkpoint=checkpoint)
    context = {
        "why_not": why_not,
        "proposals": [] if why_not else list(proposals),
        "may_retire": True,
        "may_visit": request.user.may(Permission.VISIT_WRITE) and not checkpoint.is_retired,
    }
    return detail_page(request, "checkpoints/detail.html", checkpoint, context)


@allow(Permission.CHECKPOINT_EDIT)
@form_page
def new(request: AuthedRequest) -> HttpResponse:
    form = CheckpointForm(typed(request))
    return edit_page(
        request,
        Checkpoint(),
        form=form,
        act=lambda: actions.create(by=request.user, client_uuid=form.key(), **form.facts()),
        done=_("The checkpoint is added. Its position can be set next."),
        heading=_("Add a checkpoint"),
        submit=_("Add the checkpoint"),
    )


@allow(Permission.CHECKPOINT_EDIT)
@form_page
def edit(request: AuthedRequest, code: str) -> HttpResponse:
    checkpoint = get_checkpoint_to_edit(request.user, code)
    form = CheckpointForm(typed(request), instance=copy(checkpoint))
    return edit_page(
        request,
        checkpoint,
        form=form,
        act=lambda: actions.edit(place=checkpoint, by=request.user, version=form.opened_version(), **form.facts()),
        done=_("The checkpoint is saved."),
        heading=_("Edit the checkpoint"),
        submit=_("Save the checkpoint"),
    )


@allow(Permission.CHECKPOINT_EDIT)
@form_page
def position(request: AuthedRequest, code: str) -> HttpResponse:
    return position_page(request, get_checkpoint_to_edit(request.user, code), actions.correct_position)


@allow(Permission.CHECKPOINT_EDIT)
@form_page
def status(request: AuthedRequest, code: str) -> HttpResponse:
    return status_page(request, get_checkpoint_to_edit(request.user, code), actions.record_status)


@allow(Permission.CHECKPOINT_EDIT)
@form_page
def retire(request: AuthedRequest, code: str) -> HttpResponse:
    return retire_page(
        request,
        get_checkpoint_to_edit(request.user, code),
        actions.retire,
        done=_("The checkpoint is retired."),
        heading=_("Retire this checkpoint"),
        submit=_("Retire the checkpoint"),
    )
