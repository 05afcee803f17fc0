"""Follow-up actions: the list, one action with its state, and the section of a report."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import AuthedRequest, allow, refuse
from accounts.models import User
from accounts.roles import Permission
from followups import actions, evidence, origins, permissions, sources
from followups.filters import FollowUpFilters
from followups.forms import AssignForm, FilterForm, StateForm
from followups.models import FollowUp, FollowUpStep
from followups.models.visible import IN_CHARGE
from followups.reassign import why_not_reassign
from ui import paging
from ui.templatetags.ui import bilingual
from ui.words import nfc
from visits.actions import Conflict
from visits.filters import Chip
from visits.forms.finding import day_of
from visits.models import Visit

PAGE = 50


@dataclass(frozen=True)
class Entry:
    """A step of an action as ui/timeline.html draws it."""

    at: datetime.datetime
    what: str
    by: str
    note: str
    glyph: str
    tone: str


@allow(Permission.FOLLOWUP_LIST)
@require_safe
def followups(request: AuthedRequest) -> HttpResponse:
    filters = FollowUpFilters(request.GET, request.user)
    rows = filters.rows().with_names()
    page = paging.keyset(
        rows, order=("due_on", "id"), after=request.GET.get("after"), before=request.GET.get("before"), size=PAGE
    )
    context = {
        "page": page,
        "open_practices": sources.open_codes(request.user, (row.practice for row in page.rows)),
        "filters": filters,
        **entries(filters),
        "may_reassign": not why_not_reassign(request.user),
        "words": filters.params.get("q", ""),
        "form": filter_form(filters) if "filters" in request.GET else None,
    }
    return render(request, "followups/list.html", context)


def entries(filters: FollowUpFilters) -> dict[str, Any]:
    """The three lists as tabs, the other filters in force, and where there is none, those wanted most often."""
    lists = {"": _("All"), "owner=me": _("My actions"), "area=mine": _("Actions of my area")}
    names = [f"{name}={value}" for name, value, _term in filters.terms]
    here = next((name for name in names if name in lists), "")
    chips = [chip for name, chip in zip(names, filters.chips(), strict=True) if name != here]
    more = {"overdue=yes": _("Overdue"), "finished=yes": _("Finished ones as well")}
    if filters.user.role in IN_CHARGE:
        more["awaiting=me"] = _("Done, to be verified")
    joint = f"?{here}&" if here else "?"
    return {
        "tabs": [(words, f"?{query}", query == here) for query, words in lists.items()],
        "chips": chips,
        "clear_url": f"?{here}",
        "shortcuts": [] if chips else [Chip(words, "", joint + query) for query, words in more.items()],
    }


def filter_form(filters: FollowUpFilters) -> FilterForm:
    initial: dict[str, Any] = {name: filters.params.get(name) for name in filters.params}
    return FilterForm(initial=initial | {name: day_of(initial[name]) for name in ("from", "to") if name in initial})


def page_of(request: AuthedRequest, followup: FollowUp, *, status: int = 200, **context: Any) -> HttpResponse:
    """One action; `context` may carry forms with what was typed, and a conflict."""
    user = request.user
    if "state_form" not in context and permissions.steps_open_to(user, followup):
        context["state_form"] = state_form(user, followup)
    if not permissions.why_not_assign(user, followup):
        assign = AssignForm(instance=followup, initial={"version": followup.version}, prefix="to")
        context.setdefault("assign_form", assign)
    pieces, withheld = evidence.shown(followup, user)
    seen = Visit.objects.visible_to(user)
    visible = followup.visit is not None and seen.filter(pk=followup.visit.pk).exists()
    context |= {
        "followup": followup,
        "visit": followup.visit,
        "may_read_visit": visible,
        "origin": origins.in_words(followup) if visible else "",
        "history": [entry(step) for step in followup.steps.select_related("by").order_by("-at", "-pk")],
        "evidence": pieces,
        "evidence_withheld": withheld,
        "looked": followup.commitments.filter(visit__in=seen).select_related("visit"),
    }
    return render(request, "followups/detail.html", context, status=status)


def state_form(user: User, followup: FollowUp, data: Any = None) -> StateForm:
    """The next step, as far as `user` may take it; evidence is offered where it may be done."""
    steps = permissions.steps_open_to(user, followup)
    closing = any(step.needs_evidence for step in steps)
    offered = evidence.offered(followup, user) if closing else []
    initial = {"version": followup.version}
    return StateForm(data, followup=followup, steps=steps, offered=offered, initial=initial)


def entry(step: FollowUpStep) -> Entry:
    state = step.target_info
    return Entry(step.at, str(state.label), bilingual(step.by), step.words, state.glyph, state.tone)


@allow(Permission.FOLLOWUP_LIST)
@require_safe
def detail(request: AuthedRequest, pk: int) -> HttpResponse:
    return page_of(request, permissions.get_followup(request.user, pk))


@allow(Permission.FOLLOWUP_WRITE)
@require_POST
def change_state(request: AuthedRequest, pk: int) -> HttpResponse:
    """How far the action has come: 422 with what was typed, 409 when somebody changed it meanwhile.

    Sent again because the answer was lost, the step was taken.
    """
    followup = permissions.get_followup_to_change(request.user, pk)
    if is_taken(request, followup):
        return say_saved(request, pk)
    form = state_form(request.user, followup, request.POST)
    if not form.is_valid():
        return page_of(request, followup, status=422, state_form=form, failed=form)
    try:
        actions.change_state(followup=followup, by=request.user, **form.cleaned_data)
    except Conflict as conflict:
        data = request.POST.copy()
        data["version"] = str(followup.version)
        again = state_form(request.user, followup, data)
        return page_of(request, followup, status=409, state_form=again, conflict=conflict)
    return say_saved(request, pk)


def is_taken(request: AuthedRequest, followup: FollowUp) -> bool:
    """Whether the reader took this very step last, on the version that they name."""
    last, sent = followup.steps.last(), request.POST
    if last is None or sent.get("version") != str(followup.version - 1):
        return False
    words = nfc(sent.get("outcome", "")).strip()
    return (last.by, last.target, last.words) == (request.user, sent.get("state"), words)


def say_saved(request: AuthedRequest, pk: int) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("followups:detail", pk)


@allow(Permission.FOLLOWUP_WRITE)
@require_POST
def assign(request: AuthedRequest, pk: int) -> HttpResponse:
    """Another owner or date, by those in charge of the area."""
    followup = permissions.get_followup(request.user, pk)
    refuse(permissions.why_not_assign(request.user, followup))
    stored = permissions.get_followup(request.user, pk)
    form = AssignForm(request.POST, instance=stored, prefix="to")
    if not form.is_valid():
        return page_of(request, followup, status=422, assign_form=form, failed=form)
    try:
        actions.assign(followup=followup, by=request.user, **form.cleaned_data)
    except Conflict as conflict:
        data = request.POST.copy()
        data["to-version"] = str(followup.version)
        renewed = AssignForm(data, instance=stored, prefix="to")
        return page_of(request, followup, status=409, assign_form=renewed, conflict=conflict)
    return say_saved(request, pk)
