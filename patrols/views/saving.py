"""What the pages that write an account share: the lock, one more row, the conflict."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from patrols.forms.account import Screen
from ui import dates
from visits.actions import Conflict


def posted_revision(request: HttpRequest) -> int:
    """The revision as the writer saw it; -1, which is never current, where none came back."""
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else -1


def write_page(
    request: HttpRequest,
    template: str,
    make: Callable[[Any], Screen],
    *,
    revision: Callable[[], int],
    act: Callable[[Screen], str],
    context: dict[str, Any],
) -> HttpResponse:
    """Show and save the page of an account. `make`: the page with what was sent, or None; `act`: stores, answers the
    way on; `revision`: of what is stored now. 422: something is wrong. 409: somebody else saved meanwhile.
    """
    if request.method != "POST":
        return render(request, template, context | {"screen": make(None), "revision": revision()})
    screen, seen = make(request.POST), posted_revision(request)
    if "add_row" in request.POST:
        again = screen.with_another_row(request.POST)
        return render(request, template, context | {"screen": again, "revision": seen})
    if not screen.is_valid():
        return render(request, template, context | {"screen": screen, "revision": seen}, status=422)
    try:
        on = act(screen)
    except Conflict as conflict:
        stored = make(request.POST)
        stored.is_valid()
        context |= {"screen": stored, "conflict": conflict, "changes": stored.differences(), "revision": revision()}
        return render(request, template, context, status=409)
    messages.success(request, _("Saved %(time)s") % {"time": dates.time_of_day(timezone.now())})
    return redirect(on)
