"""Readiness checks of a center: all of them, one as it was answered, a new one, one corrected on its day."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow, refuse
from accounts.roles import Permission
from centers import actions
from centers.models import ReadinessCheck
from centers.permissions import get_center, get_center_to_edit, get_check, why_not_correct, why_not_edit
from centers.readiness_forms import CheckForm, without_photos
from centers.views.answering import answer, crumbs
from checklists import sheets
from checklists.models import ChecklistVersion, Purpose, Sheet, VersionState
from checklists.reading import read
from checklists.scoring import basis
from checklists.sheet_form import SheetForm
from places.editing import form_page, typed
from ui.paging import keyset

PAGE = 50


@allow(Permission.REFERENCE_READ)
@require_safe
def index(request: AuthedRequest, code: str) -> HttpResponse:
    """Every check that the center made, newest first."""
    center = get_center(request.user, code)
    rows = ReadinessCheck.objects.visible_to(request.user).filter(center=center)
    page = keyset(
        rows.select_related("center", "sheet", "recorded_by").defer("sheet__questions", "sheet__answers"),
        order=("-on", "-pk"),
        after=request.GET.get("after"),
        before=request.GET.get("before"),
        size=PAGE,
    )
    context = {"center": center, "page": page, "crumbs": crumbs(center), "why_not": why_not_edit(request.user, center)}
    return render(request, "centers/readiness/list.html", context)


@allow(Permission.REFERENCE_READ)
@require_safe
def detail(request: AuthedRequest, code: str, pk: int) -> HttpResponse:
    check = get_check(request.user, code, pk)
    document, answers = without_photos(check.sheet.document), check.sheet.answers
    context = {
        "center": check.center,
        "check": check,
        "sections": read(document, answers),
        "score": check.sheet.score,
        "basis": basis(document, answers),
        "crumbs": crumbs(check.center),
        "may_correct": not why_not_correct(request.user, check),
    }
    return render(request, "centers/readiness/detail.html", context)


@allow(Permission.CENTER_EDIT)
@form_page
def new(request: AuthedRequest, code: str) -> HttpResponse:
    center = get_center_to_edit(request.user, code)
    form = CheckForm(typed(request), initial={"on": timezone.localdate()})
    version = version_asked(request)
    if version is None:
        return render(request, "centers/readiness/none.html", {"center": center, "crumbs": crumbs(center)})
    form.initial["asked"] = version.pk
    questions = SheetForm(without_photos(version.document), typed(request))

    def act() -> ReadinessCheck:
        answers = questions.answers()
        said = {"on": form.cleaned_data["on"], "with_whom": form.cleaned_data["with_whom"]}
        key = uuid.uuid5(form.key(), repr((center.pk, version.pk, sorted(said.items()), sorted(answers.items()))))
        return actions.check_readiness(
            center=center, version=version, answers=answers, by=request.user, client_uuid=key, **said
        )

    others = [one for one in sheets.in_use(Purpose.READINESS) if one.pk != version.pk]
    return page_of(request, center, form, questions, act, others=others, version=version)


@allow(Permission.CENTER_EDIT)
@form_page
def edit(request: AuthedRequest, code: str, pk: int) -> HttpResponse:
    check = get_check(request.user, code, pk)
    refuse(why_not_correct(request.user, check))
    initial = {"on": check.on, "with_whom": check.with_whom, "revision": check.sheet.revision}
    form = CheckForm(typed(request), initial=initial)
    questions = SheetForm(without_photos(check.sheet.document), typed(request), stored=check.sheet.answers)

    def act() -> ReadinessCheck:
        return actions.correct_readiness(
            check=check,
            answers=questions.answers(),
            on=form.cleaned_data["on"],
            with_whom=form.cleaned_data["with_whom"],
            by=request.user,
            revision=form.cleaned_data["revision"] or 0,
        )

    return page_of(request, check.center, form, questions, act, check=check)


def page_of(
    request: AuthedRequest, center: Any, form: CheckForm, questions: SheetForm, act: Any, **context: Any
) -> HttpResponse:
    check: ReadinessCheck | None = context.get("check")

    def now() -> dict[str, Any]:
        assert check is not None  # only a correction can meet another one
        return {"revision": Sheet.objects.values_list("revision", flat=True).get(pk=check.sheet_id)}

    return answer(
        request,
        "centers/readiness/form.html",
        forms=[form, questions],
        form=form,
        questions=questions,
        act=act,
        now=now,
        done=_("The readiness check is recorded."),
        center=center,
        crumbs=crumbs(center),
        cancel_url=check.get_absolute_url() if check else center.get_absolute_url(),
        **context,
    )


def version_asked(request: AuthedRequest) -> ChecklistVersion | None:
    """The checklist whose questions are asked: the one the page was opened with, the one chosen, or the first in use.

    A version retired meanwhile still stands: what was typed is kept. Raises Http404 for one that is not asked here.
    """
    number, chosen = request.POST.get("asked", ""), request.GET.get("checklist", "")
    if number:
        rows = ChecklistVersion.objects.filter(checklist__purpose=Purpose.READINESS).exclude(state=VersionState.DRAFT)
        found = rows.filter(pk=number).select_related("checklist").first() if number.isdecimal() else None
        if found is None:
            raise Http404
        return found
    offered = sheets.in_use(Purpose.READINESS)
    return next((one for one in offered if one.checklist.code == chosen), offered[0] if offered else None)
