"""Publishing, retiring and discarding a version."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from checklists import actions
from checklists.models import ChecklistVersion
from checklists.permissions import get_draft, get_version
from checklists.views.building import version_page
from checklists.views.saving import page_of, posted_revision
from places.changes import Conflict


@allow(Permission.CHECKLIST_EDIT)
@require_POST
def publish(request: AuthedRequest, code: str, number: int) -> HttpResponse:
    """Put the draft into use; where something is missing, the page says what."""
    row = get_draft(request.user, code, number)
    try:
        actions.publish(version=row, by=request.user, revision=posted_revision(request))
    except actions.Incomplete:
        return version_page(request, row, status=422, refused=True)
    except Conflict as conflict:
        row.refresh_from_db()
        return version_page(request, row, status=409, conflict=conflict)
    messages.success(request, _("Version %(number)s is in use. From now on it never changes.") % {"number": number})
    return redirect(row)


@allow(Permission.CHECKLIST_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def retire(request: AuthedRequest, code: str, number: int) -> HttpResponse:
    row = get_version(request.user, code, number)
    done = _("Version %(number)s is retired. Sheets answered with it stay.") % {"number": number}
    return asked_first(request, row, actions.retire, "checklists/retire.html", done, row.get_absolute_url())


@allow(Permission.CHECKLIST_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: AuthedRequest, code: str, number: int) -> HttpResponse:
    row = get_draft(request.user, code, number)
    others = row.checklist.versions.exclude(pk=row.pk).exists()
    on = row.checklist.get_absolute_url() if others else ""
    done = _("The draft is discarded.")
    return asked_first(request, row, actions.discard, "checklists/discard.html", done, on or "checklists:list")


def asked_first(
    request: AuthedRequest, row: ChecklistVersion, act: Callable[..., Any], template: str, done: str, on: str
) -> HttpResponse:
    """Ask by `template`, then `act`, say that it is `done` and go `on`."""
    page = page_of(request, template, row)
    if request.method != "POST":
        return page()
    try:
        act(version=row, by=request.user, revision=posted_revision(request))
    except Conflict as conflict:
        row.refresh_from_db()
        return page(status=409, conflict=conflict, revision=row.revision)
    messages.success(request, done)
    return redirect(on)
