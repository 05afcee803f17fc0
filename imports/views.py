"""Importing a file: choose what, see what it would do, do it, undo it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from accounts.access import AuthedRequest, allow
from accounts.models import User
from accounts.roles import Permission
from imports import actions, running
from imports.forms import ConfirmForm, FileForm
from imports.kinds import RESOURCES, get_kind, kinds_of
from imports.models import Batch, BatchState, Failure, Kind, Run, What
from imports.permissions import get_batch
from imports.planning import Plan, make_plan
from imports.reading.grid import LARGEST, Unreadable
from imports.running import AT_ONCE
from imports.shown import MOST, Preview, done_lines
from imports.template import write_template
from imports.undoing import ChangedSince
from visits.uploads import safe_name

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RECENT = 20


@allow(Permission.IMPORT)
@require_safe
def index(request: AuthedRequest) -> HttpResponse:
    recent = Batch.objects.visible_to(request.user).defer("content").select_related("created_by")[:RECENT]
    return render(request, "imports/list.html", {"kinds": kinds_of(request.user), "batches": list(recent)})


@allow(Permission.IMPORT)
@require_safe
def template(request: AuthedRequest, kind: str) -> HttpResponse:
    """The workbook to fill in."""
    found = get_kind(request.user, kind)
    headers = {"Content-Disposition": f'attachment; filename="{found}.xlsx"', "Cache-Control": "private, no-store"}
    return HttpResponse(write_template(found), content_type=XLSX, headers=headers)


@allow(Permission.IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AuthedRequest, kind: str) -> HttpResponse:
    """Choose a file; what it would do is shown on a page of its own."""
    found, posted = get_kind(request.user, kind), request.method == "POST"
    form = FileForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        upload = form.cleaned_data["file"]
        content = upload.read(LARGEST + 1)
        name = safe_name(upload.name, extension="xlsx" if content.startswith(b"PK") else "csv")
        try:
            batch = actions.take_in(kind=found, name=name, content=content, by=request.user)
        except Unreadable as error:
            form.add_error("file", error.message)
        else:
            return in_background(request, batch, What.TRY) if batch.size > AT_ONCE else redirect(batch)
    return render(request, "imports/new.html", {"kind": found, "form": form}, status=422 if posted else 200)


@allow(Permission.IMPORT)
@require_safe
def batch(request: AuthedRequest, pk: int) -> HttpResponse:
    """What a file would do or did. While it is worked on: how far it has come; htmx asks for that part alone."""
    found = get_batch(request.user, pk)
    run = found.runs.first()
    if request.htmx and run is not None:  # type: ignore[attr-defined]
        answer = render(request, "imports/_progress.html", {"batch": found, "run": run})
        return answer if run.is_under_way else HttpResponseClientRefresh()
    return batch_page(request, found)


def batch_page(request: AuthedRequest, found: Batch, *, status: int = 200, **context: Any) -> HttpResponse:
    """Before it is decided on, what a file would do; then what it did; how far it is while it is worked on."""
    run = found.runs.select_related("by").first()
    context |= {"batch": found, "most": MOST, "run": run}
    if run is not None and run.is_under_way:
        return render(request, "imports/batch.html", context, status=status)
    if run is not None and run.failure and "meanwhile" not in context:
        context |= failed(found, run)
    if found.state == BatchState.READ:
        context |= would_do(found, request.user, context.pop("plan", None))
    else:
        context |= did(found)
    return render(request, "imports/batch.html", context, status=status)


def would_do(found: Batch, by: User, plan: Plan | None) -> dict[str, Any]:
    """Looked at now; of a large file, as it was told when it was checked. Nothing where that is still to be done."""
    told = found.runs.filter(told__isnull=False).first()
    if plan is None and found.size > AT_ONCE:
        preview = Preview.told(told.told) if told and told.told else None
    else:
        preview = Preview.of(plan or make_plan(found, by), Kind(found.kind))
    return {"preview": preview, "form": ConfirmForm(initial={"digest": preview.digest if preview else ""})}


def did(found: Batch) -> dict[str, Any]:
    rows, model = list(found.rows.all()[:MOST]), RESOURCES[Kind(found.kind)].model
    things = model._default_manager.in_bulk([row.key for row in rows]) if hasattr(model, "get_absolute_url") else {}
    pages = {key: thing.get_absolute_url() for key, thing in things.items()}
    new_rows, written = found.rows.filter(is_new=True).count(), found.rows.count()
    counts = [(_("New"), new_rows, "leaf"), (_("Changed"), written - new_rows, "river"),
              (_("Unchanged"), found.unchanged, "neutral")]  # fmt: skip
    return {"lines": done_lines(rows, pages), "counts": counts, "written": written}


def failed(found: Batch, run: Run) -> dict[str, Any]:
    """Why nothing was done."""
    if run.failure == Failure.USED:
        return {"changed": done_lines(list(found.rows.filter(number__in=run.rows[:MOST])), {})}
    return {"meanwhile": Failure(run.failure).label}


@allow(Permission.IMPORT)
@require_POST
def check(request: AuthedRequest, pk: int) -> HttpResponse:
    """Look once more at what a large file would do."""
    found = get_batch(request.user, pk)
    return in_background(request, found, What.TRY)


def in_background(request: AuthedRequest, found: Batch, what: What, digest: str = "") -> HttpResponse:
    try:
        running.start(batch=found, what=what, by=request.user, digest=digest)
    except actions.Conflict:
        return overtaken(request, found, None)
    return redirect(found)


@allow(Permission.IMPORT)
@require_POST
def stop(request: AuthedRequest, pk: int) -> HttpResponse:
    found = get_batch(request.user, pk)
    if running.stop(batch=found, by=request.user):
        messages.success(request, _("It is stopped. Nothing of it was done."))
    return redirect(found)


@allow(Permission.IMPORT)
@require_POST
def carry_out(request: AuthedRequest, pk: int) -> HttpResponse:
    found, form = get_batch(request.user, pk), ConfirmForm(request.POST)
    digest = form.cleaned_data["digest"] if form.is_valid() else ""
    if found.state == BatchState.READ and running.is_for_later(found):
        return in_background(request, found, What.CARRY_OUT, digest)
    try:
        done = actions.carry_out(batch=found, digest=digest, by=request.user)
    except actions.Conflict as conflict:
        return overtaken(request, found, conflict.plan)
    count = done.rows.count()
    messages.success(request, ngettext("%(n)s row is imported.", "%(n)s rows are imported.", count) % {"n": count})
    return redirect(done)


def overtaken(request: AuthedRequest, found: Batch, plan: Plan | None) -> HttpResponse:
    """409: what was seen is no longer what would happen, or has happened already."""
    found.refresh_from_db()
    why = Failure.DECIDED if plan is None else Failure.OVERTAKEN
    return batch_page(request, found, status=409, plan=plan, meanwhile=why.label)


@allow(Permission.IMPORT)
@require_POST
def discard(request: AuthedRequest, pk: int) -> HttpResponse:
    found = get_batch(request.user, pk)
    try:
        actions.discard(batch=found, by=request.user)
    except actions.Conflict:
        return overtaken(request, found, None)
    messages.success(request, _("The file is discarded. Nothing was imported."))
    return redirect("imports:list")


@allow(Permission.IMPORT)
@require_POST
def undo(request: AuthedRequest, pk: int) -> HttpResponse:
    found = get_batch(request.user, pk)
    if found.state == BatchState.IMPORTED and running.is_for_later(found):
        return in_background(request, found, What.UNDO)
    try:
        undone = actions.undo(batch=found, by=request.user)
    except ChangedSince as changed:
        return batch_page(request, found, status=409, changed=done_lines(changed.rows[:MOST], {}))
    except actions.Conflict:
        return overtaken(request, found, None)
    messages.success(request, _("The import is undone: everything is what it was before."))
    return redirect(undone)
