"""The course of every page that changes a place: show the form, act, or say who was there first."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.forms import BaseForm, BaseFormSet, ModelForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from places.abstract import Place
from places.changes import Conflict
from places.forms import PositionForm, RetireForm, StatusForm
from ui.templatetags.ui import bilingual

form_page = require_http_methods(["GET", "HEAD", "POST"])


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent, or None where the page is only opened."""
    return request.POST if request.method == "POST" else None


def edit_page(
    request: HttpRequest,
    place: Place,
    *,
    form: BaseForm,
    act: Callable[[], Place],
    done: str,
    template: str = "places/form.html",
    formset: BaseFormSet[Any] | None = None,
    rows_template: str = "",
    **context: Any,
) -> HttpResponse:
    """Answer a form page: 422 with what was typed, 409 with what somebody else saved, or on to the place.

    `place`: without a key where it is still to be made. `formset`: rows that are valid or not together with the form,
    drawn by `rows_template`.
    `context`: heading, submit (words of the button), and what else the template asks.
    """
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() & (formset is None or formset.is_valid()):
            try:
                changed = act()
            except Conflict as conflict:
                context |= meanwhile(form, place, conflict)
                status = 409
            else:
                messages.success(request, done)
                return redirect(changed)
    way = crumbs(place)
    context |= {
        "thing": place,
        "form": form,
        "formset": formset,
        "rows_template": rows_template,
        "crumbs": way,
        "cancel_url": way[-1][1],
    }
    return render(request, template, context, status=status)


def crumbs(place: Place) -> list[tuple[str, str]]:
    """The list that a place stands in, and its own page where it has one."""
    words, room = str(capfirst(place._meta.verbose_name_plural)), place._meta.app_label
    own = [(bilingual(place), place.get_absolute_url())] if place.pk else []
    return [(words, reverse(f"{room}:list")), *own]


def position_page(request: HttpRequest, place: Place, act: Callable[..., Place]) -> HttpResponse:
    """`act`: the room's correct_position."""
    form = PositionForm.opened_on(place, typed(request))
    return edit_page(
        request,
        place,
        form=form,
        act=lambda: act(place=place, by=request.user, **form.facts()),
        done=_("The position is saved with its source."),
        template="places/position.html",
        heading=_("Correct the position"),
        submit=_("Save the position"),
    )


def status_page(request: HttpRequest, place: Place, act: Callable[..., Any]) -> HttpResponse:
    """`act`: the room's record_status."""
    form = StatusForm(typed(request), place=place)

    def record() -> Place:
        act(place=place, by=request.user, **form.facts())
        return place

    return edit_page(
        request,
        place,
        form=form,
        act=record,
        done=_("The status is recorded."),
        template="places/status.html",
        heading=_("Record a status"),
        submit=_("Record the status"),
    )


def retire_page(
    request: HttpRequest, place: Place, act: Callable[..., Place], *, done: str, heading: str, submit: str
) -> HttpResponse:
    """`act`: the room's retire."""
    form = RetireForm(typed(request), initial={"version": place.version})
    return edit_page(
        request,
        place,
        form=form,
        act=lambda: act(place=place, by=request.user, **form.cleaned_data),
        done=done,
        heading=heading,
        submit=submit,
    )


def meanwhile(form: BaseForm, place: Any, conflict: Conflict) -> dict[str, Any]:
    """What the page says about a conflict; the form is brought to the version that stands now, its text kept.

    `place`: or another thing with a `version`.
    """
    place.refresh_from_db()
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["version"] = str(place.version)  # type: ignore[index]
    changes = []
    if isinstance(form, ModelForm):
        typed = form.cleaned_data
        for name in form._meta.fields or ():
            theirs = type(place)._default_manager.values_list(name, flat=True).get(pk=place.pk)
            if theirs != stored(typed.get(name)):
                changes.append((form.fields[name].label, shown(form, name, theirs), shown(form, name, typed.get(name))))
    return {"conflict": conflict, "changes": changes}


def stored(value: Any) -> Any:
    """A value as its column holds it."""
    return value.pk if isinstance(value, Model) else value


def shown(form: BaseForm, name: str, value: Any) -> str:
    """A value in words: the label of a choice, the name of a thing chosen."""
    if value in (None, ""):
        return ""
    if isinstance(value, Model):
        return str(value)
    field = form.fields[name]
    queryset = getattr(field, "queryset", None)
    if queryset is not None:
        return str(queryset.filter(pk=value).first() or value)
    return str(dict(getattr(field, "choices", ())).get(value, value))
