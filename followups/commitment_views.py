"""The section "commitments of these places" of a report in hand: each action left there is answered on its own."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import AuthedRequest, allow
from accounts.models import User
from accounts.roles import Permission
from followups import actions
from followups import commitments as asked
from followups.forms import AnswerForm
from followups.models import Commitment, FollowUp
from followups.permissions import why_not_change
from visits.actions import Conflict
from visits.models import Visit
from visits.permissions import get_visit_to_edit
from visits.sections import neighbours
from visits.views.saving import open_comments


@dataclass(frozen=True)
class Question:
    """An action of the place with what was answered, and the form where it may still be answered."""

    followup: FollowUp
    answer: Commitment | None
    form: AnswerForm | None


def questions(visit: Visit, by: User, typed: AnswerForm | None = None) -> list[Question]:
    """What is to be answered first, then what any revision answered. `typed`: the form to show again as typed."""
    revisions = Commitment.objects.filter(visit__reference=visit.reference, visit__revision__lte=visit.revision)
    answered = {row.followup_id: row for row in revisions.select_related("by")}
    open_now = {row.pk: row for row in asked.open_to(visit).with_names()}
    rows = list(open_now.values())
    rows += FollowUp.objects.with_names().filter(pk__in=answered.keys() - open_now.keys())
    made = []
    for row in sorted(rows, key=lambda row: (row.pk in answered, row.due_on, row.pk)):
        answer = answered.get(row.pk)
        form = form_of(row, by, answer=answer) if row.pk in open_now else None
        made.append(Question(row, answer, typed if typed and typed.prefix == prefix_of(row) else form))
    return made


def prefix_of(followup: FollowUp) -> str:
    return f"c{followup.pk}"


def form_of(followup: FollowUp, by: User, data: Any = None, answer: Commitment | None = None) -> AnswerForm:
    initial: dict[str, Any] = {"version": followup.version}
    if answer is not None:
        initial |= {"outcome": answer.outcome, "words": answer.words}
    may_drop = not why_not_change(by, followup)
    return AnswerForm(data, prefix=prefix_of(followup), initial=initial, may_drop=may_drop)


def page_of(
    request: AuthedRequest, visit: Visit, *, status: int = 200, typed: AnswerForm | None = None, **context: Any
) -> HttpResponse:
    before, after = neighbours(asked.SECTION)
    rows = questions(visit, request.user, typed)
    tasks = reverse("visits:tasks", args=[visit.reference])
    context |= {
        "visit": visit,
        "questions": rows,
        "comments": open_comments(visit, asked.SECTION),
        "left": sum(row.answer is None for row in rows),
        "failed": typed if typed and typed.errors else None,
        "next_url": after.address(visit) if after else tasks,
        "before_url": before.address(visit) if before else tasks,
    }
    return render(request, "followups/commitments.html", context, status=status)


@allow(Permission.VISIT_WRITE)
@require_safe
def commitments(request: AuthedRequest, reference: str) -> HttpResponse:
    return page_of(request, get_visit_to_edit(request.user, reference))


@allow(Permission.VISIT_WRITE)
@require_POST
def answer(request: AuthedRequest, reference: str, pk: int) -> HttpResponse:
    """What was seen of one action: 422 with what was typed, 409 when somebody changed the action meanwhile.

    Sent again because the answer was lost, it was saved.
    """
    visit = get_visit_to_edit(request.user, reference)
    if is_answered(request, visit, pk):
        return say_saved(request, reference)
    followup = asked.open_to(visit).with_names().filter(pk=pk).first()
    if followup is None:
        raise Http404
    form = form_of(followup, request.user, request.POST)
    if not form.is_valid():
        return page_of(request, visit, status=422, typed=form)
    try:
        actions.answer(visit=visit, followup=followup, by=request.user, **form.cleaned_data)
    except Conflict as conflict:
        data = request.POST.copy()
        data[form.add_prefix("version")] = str(followup.version)
        again = form_of(followup, request.user, data)
        return page_of(request, visit, status=409, typed=again, conflict=conflict)
    return say_saved(request, reference)


def is_answered(request: AuthedRequest, visit: Visit, pk: int) -> bool:
    """Whether the reader gave this very answer before."""
    row = visit.commitments.filter(followup=pk, by=request.user).select_related("followup").first()
    form = AnswerForm(request.POST, prefix=f"c{pk}", may_drop=True)
    if row is None or not form.is_valid():
        return False
    said, due = form.cleaned_data, form.cleaned_data["due_on"] or row.followup.due_on
    return (row.outcome, row.words, row.followup.due_on) == (said["outcome"], said["words"], due)


def say_saved(request: AuthedRequest, reference: str) -> HttpResponse:
    messages.success(request, _("The answer is saved."))
    return redirect("followups:commitments", reference)
