"""How the builder's pages save: the lock, the receipt, the conflict."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import AuthedRequest
from checklists.actions import Faulty
from checklists.models import Checklist, ChecklistVersion
from places.changes import Conflict
from ui import dates

Page = Callable[..., HttpResponse]


def posted_revision(request: AuthedRequest) -> int:
    """The revision as the writer saw it; -1, which is never current, where none came back."""
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isdecimal() and len(typed) < 9 else -1


def page_of(request: AuthedRequest, template: str, row: ChecklistVersion | Checklist, **context: Any) -> Page:
    """A function that renders `template` about `row` with what is added to the context."""
    shared = {"version" if isinstance(row, ChecklistVersion) else "checklist": row, "revision": row.revision}
    if isinstance(row, ChecklistVersion):
        shared["checklist"] = row.checklist

    def page(*, status: int = 200, **extra: Any) -> HttpResponse:
        return render(request, template, shared | context | extra, status=status)

    return page


Row = ChecklistVersion | Checklist


def save(request: AuthedRequest, row: Row, form: Any, act: Callable[[], Any], *, again: Page, on: str) -> HttpResponse:
    """Store by `act` what is valid, then go `on`; `again` shows the page once more, with what was typed.

    422: something is wrong, said at its field. 409: somebody changed it meanwhile.
    """
    seen = posted_revision(request)
    if not form.is_valid():
        return again(status=422, revision=seen)
    try:
        act()
    except Faulty as found:
        form.told(found.faults)
        return again(status=422, revision=seen)
    except Conflict as conflict:
        row.refresh_from_db()
        return again(status=409, revision=row.revision, conflict=conflict)
    receipt(request)
    return redirect(on)


def receipt(request: AuthedRequest) -> None:
    """Say that it is saved, and when."""
    messages.success(request, _("Saved %(time)s") % {"time": dates.time_of_day(timezone.now())})
