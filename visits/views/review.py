"""Deciding on a report: remarks by section, return, endorse, approve, publish, withdraw; amendments."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import AuthedRequest, allow, refuse
from accounts.roles import Permission
from visits import actions, geojson, mending, permissions
from visits.amend import amend as start_amendment
from visits.forms.deciding import CommentForm, PublishForm, ReturnForm, StepForm, WithdrawForm, partners_before
from visits.models import ReviewComment, Visit
from visits.permissions import get_visit
from visits.sections import BY_KEY
from visits.views.reading import read
from visits.workflow import State, Transition

REVIEWING = (Permission.VISIT_COMMENT, Permission.VISIT_ENDORSE, Permission.VISIT_APPROVE, Permission.VISIT_PUBLISH)
FORMS: dict[State, type[StepForm]] = {
    State.RETURNED: ReturnForm,
    State.ENDORSED: StepForm,
    State.APPROVED: StepForm,
    State.PUBLISHED: PublishForm,
    State.WITHDRAWN: WithdrawForm,
}


@dataclass
class Review:
    """What the page of a review needs beside the report. `section`: whose remark is being mended."""

    may_comment: bool
    comments: dict[str, list[ReviewComment]] = field(default_factory=dict)
    form: CommentForm | None = None
    section: str = ""


def to_review(request: AuthedRequest, reference: str) -> Visit:
    """The report, where the reader has a part in its review; `?revision=` names another than the newest.

    So a published revision can be withdrawn while its amendment is under way. Raises Http404 or Refused.
    """
    asked = request.GET.get("revision", "")
    revision = int(asked) if asked.isdecimal() and len(asked) < 5 else None
    visit = get_visit(request.user, reference, revision=revision)
    refuse(permissions.why_not_review(request.user, visit))
    return visit


def review_page(
    request: AuthedRequest,
    visit: Visit,
    *,
    status: int = 200,
    remark: CommentForm | None = None,
    typed: dict[State, StepForm] | None = None,
    conflict: actions.Conflict | None = None,
    in_vain: str = "",
) -> HttpResponse:
    """The report with remarks and the forms of the steps open to the reader; `typed` keeps what was typed.

    `in_vain`: typed for a step that cannot be taken any more.
    """
    review = Review(may_comment=not permissions.why_not_comment(request.user, visit), form=remark)
    review.section = str(remark.data.get("section", "")) if remark else ""
    since = mending.since(visit)
    remarks = list(visit.comments.select_related("by", "resolved_by"))
    for row in remarks:
        review.comments.setdefault(row.section, []).append(row)
    report = read(request.user, visit, detail=f"review, revision {visit.revision}")
    context: dict[str, Any] = {
        "visit": visit,
        "report": report,
        "map": geojson.stops_of(report),
        "review": review,
        "remarks": remarks,
        "open_remarks": sum(row.resolved_at is None for row in remarks),
        "since": since,
        "saved": mending.saved_after(visit, since) if since else [],
        "forms": forms_for(permissions.steps_open_to(request.user, visit), visit)
        | {state.value: form for state, form in (typed or {}).items()},
        "failed": next(iter((typed or {}).values()), None) or remark,
        "conflict": conflict,
        "legible": [in_vain] if in_vain else [],
    }
    return render(request, "visits/review.html", context, status=status)


def forms_for(steps: list[Transition], visit: Visit) -> dict[str, StepForm]:
    """An empty form for each step, by the state it leads to."""
    if not steps:
        return {}
    initial: dict[str, Any] = {"version": visit.version}
    if any(step.target == State.PUBLISHED for step in steps):
        initial["released_to"] = partners_before(visit)
    names = [step.target for step in steps]
    return {name.value: FORMS[name](initial=initial, auto_id=f"id_{name.value}_%s") for name in names}


@allow(*REVIEWING)
@require_safe
def page(request: AuthedRequest, reference: str) -> HttpResponse:
    return review_page(request, to_review(request, reference))


def decide(request: AuthedRequest, reference: str, target: State, act: Callable[..., Visit], done: str) -> HttpResponse:
    """Take one step: 422 with what was typed, 409 when the report moved on meanwhile, otherwise to the report.

    Sent again because the answer was lost, it was taken.
    """
    visit = to_review(request, reference)
    form = FORMS[target](request.POST, auto_id=f"id_{target.value}_%s")
    if not form.is_valid():
        return review_page(request, visit, status=422, typed={target: form})
    try:
        act(visit=visit, by=request.user, **form.cleaned_data)
    except actions.Conflict as conflict:
        if not is_taken(request, visit, form, target):
            return overtaken(request, reference, form, target, conflict)
    messages.success(request, done)
    return redirect(visit)


def is_taken(request: AuthedRequest, visit: Visit, form: StepForm, target: State) -> bool:
    """Whether the reader took this very step last, on the version that they name."""
    last, said = visit.transitions.latest("at", "pk"), form.cleaned_data
    same = (last.target, last.by, last.reason) == (target, request.user, said.get("reason", ""))
    return same and said["version"] == visit.version - 1


def overtaken(
    request: AuthedRequest, reference: str, form: StepForm, target: State, conflict: actions.Conflict
) -> HttpResponse:
    """409 with the report as it stands now: the step may be taken on it again, or what was typed for it is shown."""
    visit = to_review(request, reference)
    is_open = any(step.target == target for step in permissions.steps_open_to(request.user, visit))
    typed = {target: renewed(form, request, visit)} if is_open else {}
    reason = "" if is_open else form.cleaned_data.get("reason", "")
    return review_page(request, visit, status=409, typed=typed, conflict=conflict, in_vain=reason)


def renewed(form: StepForm, request: AuthedRequest, visit: Visit) -> StepForm:
    """The same form with what was typed, and the version that stands now: sending it again is a decision."""
    data = request.POST.copy()
    data["version"] = str(visit.version)
    return type(form)(data, auto_id=form.auto_id)


@allow(Permission.VISIT_ENDORSE)
@require_POST
def endorse(request: AuthedRequest, reference: str) -> HttpResponse:
    return decide(request, reference, State.ENDORSED, actions.endorse, _("Endorsed. It now awaits the director."))


@allow(Permission.VISIT_ENDORSE, Permission.VISIT_APPROVE)
@require_POST
def send_back(request: AuthedRequest, reference: str) -> HttpResponse:
    return decide(
        request, reference, State.RETURNED, actions.send_back, _("Returned. The author sees your reason first.")
    )


@allow(Permission.VISIT_APPROVE)
@require_POST
def approve(request: AuthedRequest, reference: str) -> HttpResponse:
    return decide(request, reference, State.APPROVED, actions.approve, _("Approved. The report counts from now on."))


@allow(Permission.VISIT_PUBLISH)
@require_POST
def publish(request: AuthedRequest, reference: str) -> HttpResponse:
    return decide(request, reference, State.PUBLISHED, actions.publish, _("Published."))


@allow(Permission.VISIT_PUBLISH)
@require_POST
def withdraw(request: AuthedRequest, reference: str) -> HttpResponse:
    return decide(request, reference, State.WITHDRAWN, actions.withdraw, _("Withdrawn. Partners no longer read it."))


@allow(Permission.VISIT_COMMENT)
@require_POST
def comment(request: AuthedRequest, reference: str) -> HttpResponse:
    visit = to_review(request, reference)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return review_page(request, visit, status=422, remark=form)
    actions.comment(visit=visit, by=request.user, **form.cleaned_data)
    return redirect(f"{visit.get_absolute_url()}review/#section-{form.cleaned_data['section']}")


@allow(Permission.VISIT_COMMENT, Permission.VISIT_WRITE)
@require_POST
def resolve(request: AuthedRequest, reference: str, pk: int) -> HttpResponse:
    visit = get_visit(request.user, reference)
    remark = get_object_or_404(ReviewComment.objects.select_related("visit"), pk=pk, visit=visit)
    actions.resolve_comment(comment=remark, by=request.user)
    messages.success(request, _("The remark is marked as answered."))
    if not permissions.why_not_edit(request.user, visit):
        return redirect(BY_KEY[remark.section].address(visit))
    return redirect(f"{visit.get_absolute_url()}review/#section-{remark.section}")


@allow(Permission.VISIT_WRITE)
@require_POST
def start(request: AuthedRequest, reference: str) -> HttpResponse:
    """Take a planned visit in hand."""
    visit = get_visit(request.user, reference)
    refuse(permissions.why_not_edit(request.user, visit))
    try:
        actions.start_filing(visit=visit, by=request.user, version=visit.version)
    except actions.Conflict:
        messages.info(request, _("The report was started already."))
    return redirect("visits:tasks", visit.reference)


@allow(Permission.VISIT_WRITE)
@require_POST
def amend(request: AuthedRequest, reference: str) -> HttpResponse:
    """Start the next revision of an approved report."""
    visit = get_visit(request.user, reference)
    start_amendment(visit=visit, by=request.user)
    messages.success(
        request, _("The amendment is a new revision. The approved one stays readable until yours is approved.")
    )
    return redirect("visits:tasks", visit.reference)
