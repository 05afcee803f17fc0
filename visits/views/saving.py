"""How every screen of the visit form saves: the lock, the receipt, the conflict, the way on."""

import hashlib
import json
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import AuthedRequest
from ui import dates
from ui.kept import kept_page, words_of
from visits import actions
from visits.models import ReviewComment, SectionSave, Visit
from visits.sections import BY_KEY, neighbours

Page = Callable[..., HttpResponse]


class Screen(Protocol):
    """A form, or several on one screen, that is judged and stored as one."""

    def is_valid(self) -> bool: ...
    def write(self, visit: Visit) -> None: ...
    def differences(self) -> list[tuple[str, str, str]]: ...


def version_of(visit: Visit, key: str) -> int:
    """The section's version now; 0 while it was never saved."""
    row = SectionSave.objects.filter(visit=visit, section=key).only("version").first()
    return row.version if row else 0


def posted_version(request: AuthedRequest) -> int:
    """The section's version as the writer saw it; -1, which is never current, where none came back."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 9 else -1


def context_of(visit: Visit, key: str, **extra: Any) -> dict[str, Any]:
    """What every screen of a section shows: where it lies and the way on."""
    section, before = BY_KEY[key], neighbours(key)[0]
    return {
        "visit": visit,
        "section": section,
        "tasks_url": reverse("visits:tasks", args=[visit.reference]),
        "section_url": section.address(visit),
        "back_url": before.address(visit) if before else "",
        "comments": partial(open_comments, visit, key),
        **extra,
    }


def open_comments(visit: Visit, key: str) -> QuerySet[ReviewComment]:
    """What a reviewer remarked on this section and is not answered yet."""
    return visit.comments.filter(section=key, resolved_at__isnull=True).select_related("by")


def save(
    request: AuthedRequest, visit: Visit, key: str, screen: Screen, *, version: int | None, on: str, again: Page
) -> HttpResponse:
    """Judge and store what was typed, then go `on`; `again(status=, **context)` shows the screen once more.

    `version`: as the writer saw it; None where nothing can be overwritten.
    """
    if not screen.is_valid():
        return again(status=422, version=version or 0)
    sent = digest_of(request)
    try:
        actions.save_section(visit=visit, section=key, by=request.user, version=version, write=screen.write, sent=sent)
    except actions.Conflict as conflict:
        return again(status=409, version=version_of(visit, key), conflict=conflict, changes=screen.differences())
    receipt(request, key)
    return redirect(on)


def digest_of(request: AuthedRequest) -> str:
    """SHA-256 of what was sent, where it was sent to: words as they are, files by name and size."""
    words = sorted((name, request.POST.getlist(name)) for name in request.POST if name != "csrfmiddlewaretoken")
    files = sorted((name, one.name, one.size) for name in request.FILES for one in request.FILES.getlist(name))
    return hashlib.sha256(json.dumps([request.path, words, files]).encode()).hexdigest()


def receipt(request: AuthedRequest, key: str) -> None:
    """Say what was saved and when; nothing acknowledged is lost."""
    when = dates.time_of_day(timezone.now())
    words = _("Saved %(time)s: %(section)s") % {"time": when, "section": BY_KEY[key].title}
    messages.success(request, words)


def way_on(request: AuthedRequest, visit: Visit, key: str) -> str:
    """Where to go after saving: the list of sections when asked for, else the next section."""
    return reverse("visits:tasks", args=[visit.reference]) if "leave" in request.POST else next_url(visit, key)


def next_url(visit: Visit, key: str) -> str:
    """The section after `key`, or checking the answers after the last."""
    after = neighbours(key)[1]
    return after.address(visit) if after else reverse("visits:check", args=[visit.reference])


def screen_page(request: AuthedRequest, template: str, context: Callable[[], dict[str, Any]]) -> Page:
    """A function that renders `template` with `context()` and what is added to it; asked only when shown."""

    def page(*, status: int = 200, **extra: Any) -> HttpResponse:
        return render(request, template, context() | extra, status=status)

    return page


def removed(request: AuthedRequest, action: str = "") -> HttpResponse:
    """What was changed is there no more: 404, but for somebody who sends words about it, who gets them back.

    `action`: where they may be sent instead.
    """
    words = words_of(request)
    if not words:
        raise Http404
    return kept_page(request, words, why="removed", action=action, status=409)
