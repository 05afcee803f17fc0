"""The whole practice with what is missing, and the steps open to the reader."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import AuthedRequest, allow, refuse
from accounts.models import User
from accounts.roles import Permission
from practices import actions, parts, permissions
from practices.forms.judging import PlainStepForm, ReasonStepForm
from practices.missing import missing
from practices.models import STORY, ModelSite, Practice
from practices.seen import read_evidence
from practices.standing import standings
from practices.workflow import PracticeState, find

DECIDING = (Permission.PRACTICE_WRITE, Permission.PRACTICE_VALIDATE, Permission.PRACTICE_PUBLISH)


def to_review(user: User, code: str) -> Practice:
    """The practice, for its author and those who decide on it. Raises Http404 or Refused."""
    practice = permissions.get_practice(user, code)
    refuse(permissions.why_not_review(user, practice))
    return practice


@allow(*DECIDING)
@require_safe
def review(request: AuthedRequest, code: str) -> HttpResponse:
    return review_page(request, to_review(request.user, code))


def review_page(
    request: AuthedRequest, practice: Practice, *, status: int = 200, failed: PlainStepForm | None = None, **extra: Any
) -> HttpResponse:
    """The practice as it stands; `failed` keeps what was typed for a step."""
    user, seen = request.user, read_evidence(practice, request.user)
    forms = forms_for(user, practice)
    if failed is not None:
        forms[str(failed.data.get("to", ""))] = failed
    context = {
        "practice": practice,
        "story": story_of(practice),
        "seen": seen,
        "standings": standings(practice, seen),
        "lacks": parts.linked(practice, missing(practice)) if practice.is_editable else [],
        "may_edit": not permissions.why_not_edit(user, practice),
        "may_rate": not permissions.why_not_rate(user, practice),
        "may_recognise": not permissions.why_not_recognise(user, practice),
        "site": ModelSite.objects.filter(practice=practice).first(),
        "steps": practice.steps.select_related("by").order_by("-at", "-pk"),
        "forms": forms,
        "failed": failed,
        **extra,
    }
    return render(request, "practices/writing/review.html", context, status=status)


def story_of(practice: Practice) -> list[tuple[Any, str, str]]:
    """The story as written: (topic, Thai, English); topics without a word are left out."""
    rows = [(label, getattr(practice, f"{name}_th"), getattr(practice, f"{name}_en")) for name, label in STORY]
    return [row for row in rows if row[1] or row[2]]


def forms_for(user: User, practice: Practice) -> dict[str, PlainStepForm]:
    """An empty form for each step open to `user`, by the state it leads to."""
    found = {}
    for step in permissions.steps_open_to(user, practice):
        kind = ReasonStepForm if step.needs_reason else PlainStepForm
        initial = {"version": practice.version, "to": step.target.value}
        found[step.target.value] = kind(initial=initial, auto_id=f"id_{step.target}_%s")
    return found


@allow(*DECIDING)
@require_POST
def step(request: AuthedRequest, code: str) -> HttpResponse:
    """Take one step: 422 with what was typed or lacks, 409 when the practice moved on meanwhile."""
    practice = to_review(request.user, code)
    known = find(practice.state, request.POST.get("to", ""))
    kind = ReasonStepForm if known is None or known.needs_reason else PlainStepForm
    form = kind(request.POST, auto_id=f"id_{request.POST.get('to', '')}_%s")
    if known is not None and not form.is_valid():
        return review_page(request, practice, status=422, failed=form)
    try:
        values = (form.cleaned_data if known else {"version": -1}) | {"to": request.POST.get("to", "")}
        actions.take_step(practice=practice, by=request.user, **values)
    except actions.Conflict as conflict:
        return review_page(request, practice, status=409, conflict=conflict)
    except actions.Incomplete as lack:
        return review_page(request, practice, status=422, refused=parts.linked(practice, lack.missing))
    messages.success(request, done(PracticeState(request.POST["to"])))
    return redirect("practices:review", code)


def done(state: PracticeState) -> str:
    """What a step did, in words."""
    return {
        PracticeState.CANDIDATE: _("Taken back. The author can change it again and reads your reason first."),
        PracticeState.VALIDATED: _("Validated. It can be published now."),
        PracticeState.PUBLISHED: _("Published. It stands in the library now."),
        PracticeState.ADOPTED: _("Marked as adopted elsewhere."),
        PracticeState.RETIRED: _("Retired. It no longer stands in the library."),
    }[state]
