"""The course of every page that changes a place: show the form, act, or say who was there first."""

from collections.abc import Callable
from typing import Any, Protocol

from django.contrib import messages
from django.db.models import Model
from django.forms import BaseForm, BaseFormSet, ModelForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from places.changes import Conflict


class HasPage(Protocol):
    """Something that has a page of its own."""

    def get_absolute_url(self) -> str: ...


Act = Callable[[], HasPage]


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent, or None where the page is only opened."""
    return request.POST if request.method == "POST" else None


def edit_page(
    request: HttpRequest,
    template: str,
    *,
    form: BaseForm,
    act: Act,
    done: str,
    context: dict[str, Any],
    also: BaseFormSet[Any] | None = None,
) -> HttpResponse:
    """Answer a form page: 422 with what was typed, 409 with what somebody else saved, or on to the thing itself.

    `also`: rows that are valid or not together with the form.
    """
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() & (also is None or also.is_valid()):
            try:
                thing = act()
            except Conflict as conflict:
                context = {**context, **meanwhile(form, context["thing"], conflict)}
                status = 409
            else:
                messages.success(request, done)
                return redirect(thing.get_absolute_url())
    return render(request, template, {**context, "form": form}, status=status)


def meanwhile(form: BaseForm, thing: Model, conflict: Conflict) -> dict[str, Any]:
    """What the page says about a conflict; the form is brought to the version that stands now, its text kept."""
    thing.refresh_from_db()
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["version"] = str(thing.version)  # type: ignore[index, attr-defined]
    changes = []
    if isinstance(form, ModelForm):
        typed = form.cleaned_data
        for name in form._meta.fields or ():
            theirs = type(thing)._default_manager.values_list(name, flat=True).get(pk=thing.pk)
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
