"""Saved views of the dashboard: kept under a name, shared, set as the page to start with."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import AuthedRequest, allow, signed_in
from accounts.roles import Permission
from reports import saved
from reports.forms import ViewForm
from reports.models import Page, SavedView
from reports.views.dashboard import read_scope


@signed_in
@require_safe
def start(request: AuthedRequest) -> HttpResponseBase:
    """Where signing in leads."""
    return redirect(saved.start_of(request.user) or "reports:home")


@allow(Permission.DASHBOARD)
@require_http_methods(["GET", "HEAD", "POST"])
def views(request: AuthedRequest) -> HttpResponseBase:
    """The reader's views and those shared with them; what the address asks can be saved."""
    scope = read_scope(request.GET, request.user)
    page = request.GET.get("page", "")
    page = page if page in Page.values else Page.OVERVIEW.value
    form = ViewForm(request.POST if request.method == "POST" else None)

    def act(**facts: Any) -> SavedView:
        return saved.save(scope=scope, page=page, by=request.user, **facts)

    if request.method == "POST" and (view := written(form, act)):
        messages.success(request, _("The view is saved."))
        return redirect(view)
    rows = list(SavedView.objects.visible_to(request.user).select_related("owner"))
    context = {
        "form": form,
        "scope": scope,
        "page": Page(page),
        "own": [row for row in rows if row.owner_id == request.user.pk],
        "shared": [row for row in rows if row.owner_id != request.user.pk],
    }
    return render(request, "reports/views.html", context, status=422 if request.method == "POST" else 200)


def written(form: ViewForm, act: Callable[..., SavedView]) -> SavedView | None:
    """The view as `act` wrote it; None where the form now says why not."""
    if not form.is_valid():
        return None
    try:
        return act(name=form.cleaned_data["name"], is_shared=form.cleaned_data["is_shared"])
    except saved.NameTaken:
        form.taken()
        return None


@allow(Permission.DASHBOARD)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: AuthedRequest, pk: int) -> HttpResponse:
    view = saved.get_view(request.user, pk)
    form = ViewForm(request.POST or None, instance=view, initial={"version": view.version})

    def act(**facts: Any) -> SavedView:
        version = form.cleaned_data["version"] or 0
        return saved.change(view=view, version=version, by=request.user, **facts)

    status = 200
    if request.method == "POST":
        try:
            if written(form, act):
                messages.success(request, _("The view is saved."))
                return redirect("reports:views")
            status = 422
        except saved.Changed:
            status = 409
    return render(request, "reports/view.html", {"form": form, "view": view, "conflict": status == 409}, status=status)


@allow(Permission.DASHBOARD)
@require_POST
def start_here(request: AuthedRequest, pk: int) -> HttpResponse:
    """`start`: empty takes it back."""
    is_start = bool(request.POST.get("start"))
    saved.start_with(view=saved.get_view(request.user, pk), is_start=is_start, by=request.user)
    said = _("Signing in now leads to this view.") if is_start else _("Signing in now leads home.")
    messages.success(request, said)
    return redirect("reports:views")


@allow(Permission.DASHBOARD)
@require_POST
def remove(request: AuthedRequest, pk: int) -> HttpResponse:
    saved.remove(view=saved.get_view(request.user, pk), by=request.user)
    messages.success(request, _("The view is removed. No figure was lost."))
    return redirect("reports:views")
