"""How every screen of a practice saves: the lock, the receipt, the conflict, the way on."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import AuthedRequest
from practices import parts
from practices.actions import Conflict
from practices.models import PartSave, Practice
from ui import dates
from visits.views.saving import posted_version, screen_page

__all__ = ["Page", "context_of", "posted_version", "receipt", "save", "screen_page", "version_of", "way_on"]

Page = Callable[..., HttpResponse]


def version_of(practice: Practice, key: str) -> int:
    """The version of a part now; 0 while it was never saved."""
    row = PartSave.objects.filter(practice=practice, part=key).only("version").first()
    return row.version if row else 0


def context_of(practice: Practice, key: str, **extra: Any) -> dict[str, Any]:
    """What every screen of a part shows: where it lies and the way on."""
    return {
        "practice": practice,
        "part": parts.BY_KEY[key],
        "version": partial(version_of, practice, key),
        "write_url": reverse("practices:write", args=[practice.code]),
        "back_url": parts.before(practice, key),
        **extra,
    }


def save(
    request: AuthedRequest,
    form: Any,
    act: Callable[[], Any],
    *,
    again: Page,
    on: str,
    what: Any,
    version: Callable[[], int] = int,
) -> HttpResponse:
    """Judge what was typed, store it by `act`, then go `on`; `again(status=, **context)` shows the screen once more.

    `what`: its name in the receipt. `version`: asks for the present one after a conflict, where there can be any.
    """
    if not form.is_valid():
        return again(status=422, version=posted_version(request))
    try:
        act()
    except Conflict as conflict:
        return again(status=409, version=version(), conflict=conflict, changes=form.differences())
    receipt(request, what)
    return redirect(on)


def receipt(request: AuthedRequest, what: Any) -> None:
    """Say what was saved and when; nothing acknowledged is lost."""
    words = _("Saved %(time)s: %(section)s") % {"time": dates.time_of_day(timezone.now()), "section": what}
    messages.success(request, words)


def way_on(request: AuthedRequest, practice: Practice, key: str) -> str:
    """Where to go after saving: the list of parts when asked for, else the next part."""
    if "leave" in request.POST:
        return reverse("practices:write", args=[practice.code])
    return parts.next_address(practice, key)
