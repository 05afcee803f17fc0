"""One's own exports: the list, one being made, and the file."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import AuthedRequest, allow, refuse
from accounts.models import User
from accounts.roles import Permission
from exports import actions, work
from exports.datasets import DATASETS
from exports.log import note
from exports.models import Export, Failure, Setting
from exports.permissions import get_export, get_setting, why_not_fetch
from exports.wanted import of_export
from ui import paging
from ui.files import serve_file
from visits.store import locate


@allow(Permission.EXPORT)
@require_safe
def index(request: AuthedRequest) -> HttpResponse:
    page = paging.keyset(
        Export.objects.visible_to(request.user),
        order=("-pk",),
        after=request.GET.get("after"),
        before=request.GET.get("before"),
        size=20,
    )
    settings = Setting.objects.filter(owner=request.user, dataset__in=DATASETS)
    context: dict[str, Any] = {
        "page": page,
        "rows": [(export, label_of(export), chips_of(request.user, export)) for export in page.rows],
        "settings": [(setting, label_of(setting)) for setting in settings],
        "datasets": [one for one in DATASETS.values() if request.user.may(one.permission)],
    }
    return render(request, "exports/list.html", context)


def label_of(row: Export | Setting) -> Any:
    return DATASETS[row.dataset].label if row.dataset in DATASETS else row.dataset


def chips_of(user: User, export: Export) -> list[Any]:
    """The filters by which its rows were taken, in words."""
    if export.dataset not in DATASETS:
        return []
    return DATASETS[export.dataset].chips(user, QueryDict(export.params))


@allow(Permission.EXPORT)
@require_safe
def detail(request: AuthedRequest, pk: int) -> HttpResponse:
    """How far it has come. htmx asks for the changing part alone; without scripts the page is loaded anew."""
    export = get_export(request.user, pk)
    context: dict[str, Any] = {"export": export, "table": label_of(export)}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "exports/_progress.html", context)
    context["chips"] = chips_of(request.user, export)
    context["failure"] = Failure(export.failure).label if export.failure else ""
    return render(request, "exports/detail.html", context)


@allow(Permission.EXPORT)
@require_safe
def file(request: AuthedRequest, pk: int) -> HttpResponseBase:
    """The file, to its owner alone, as long as their rights are those by which it was made.

    One that is gone from the disk, as after a restored backup, is told as expired.
    """
    export = get_export(request.user, pk)
    if not export.is_ready:
        raise Http404
    refuse(why_not_fetch(request.user, export))
    name = f"{export.dataset}-{export.created_at:%Y-%m-%d}.{export.format}"
    try:
        found = serve_file(locate(export.path), media_type=export.format_info.media_type, name=name)
    except FileNotFoundError:
        work.give_up(export)
        return redirect(export)
    note(by=request.user, wanted=of_export(export), rows=export.done, how="fetched")
    return found


@allow(Permission.EXPORT)
@require_POST
def cancel(request: AuthedRequest, pk: int) -> HttpResponse:
    export = get_export(request.user, pk)
    if actions.cancel(export=export, by=request.user):
        messages.success(request, _("The export is cancelled."))
    return redirect(export)


@allow(Permission.EXPORT)
@require_POST
def forget(request: AuthedRequest, pk: int) -> HttpResponse:
    setting = get_setting(request.user, pk)
    actions.forget_setting(setting=setting, by=request.user)
    messages.success(request, _("“%(name)s” is no longer kept.") % {"name": setting.name})
    return redirect("exports:list")
