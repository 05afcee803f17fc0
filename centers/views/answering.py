"""The course of every form page about a readiness check or a public report."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.access import AuthedRequest
from centers.models import Center
from places.changes import Conflict
from ui.templatetags.ui import bilingual


def answer(
    request: AuthedRequest,
    template: str,
    *,
    forms: list[BaseForm],
    act: Callable[[], Any],
    done: str,
    now: Callable[[], dict[str, Any]],
    **context: Any,
) -> HttpResponse:
    """422 with what was typed, 409 with who was first, or on to what was made.

    `now`: the hidden fields of the first form as they are after a conflict, so that saving again saves on top.
    """
    status = 200
    if request.method == "POST":
        status, valid = 422, [form.is_valid() for form in forms]
        if all(valid):
            try:
                made = act()
            except Conflict as conflict:
                renew(forms[0], now())
                context["conflict"], status = conflict, 409
            else:
                messages.success(request, done)
                return redirect(made)
    context["faulty"] = [form for form in forms[1:] if form.errors]
    return render(request, template, context, status=status)


def renew(form: BaseForm, values: dict[str, Any]) -> None:
    form.data = form.data.copy()  # type: ignore[attr-defined]
    for name, value in values.items():
        form.data[form.add_prefix(name)] = str(value)  # type: ignore[index]


def crumbs(center: Center | None, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page below that of `center`, or of all centers."""
    own = [(bilingual(center), center.get_absolute_url())] if center else []
    return [(str(capfirst(_("coordination centers"))), reverse("centers:list")), *own, *more]
