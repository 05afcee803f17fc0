"""What the public reports: lists, one report, and each step that it takes."""

import json
import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow, refuse
from accounts.roles import Permission
from centers import public_reports, workflow
from centers.models import Center, PublicReport, Reporter
from centers.permissions import get_center_of_reports, get_report, why_not_record
from centers.report_filters import asked
from centers.report_forms import AnonymityForm, ReportForm, StepForm
from centers.views.answering import answer, crumbs
from centers.workflow import ReportState
from places.editing import form_page, typed
from ui.paging import keyset

PAGE = 50
# When checklist.js asks who reported: the server keeps it under the same condition.
PERSON_IF = json.dumps({"name": "anonymous", "test": "is", "values": ["no"]})
# The words of the button that takes a step, by where it leads.
STEP_WORDS = {
    ReportState.ACKNOWLEDGED: lambda source: (
        _("Acknowledge receipt") if source == ReportState.RECEIVED else _("Take it up again")
    ),
    ReportState.REFERRED: lambda source: _("Refer to an agency"),
    ReportState.RESOLVED: lambda source: _("Record that it is resolved"),
    ReportState.CLOSED: lambda source: _("Close without result"),
}


@allow(Permission.PUBLIC_REPORTS)
@require_safe
def index(request: AuthedRequest) -> HttpResponse:
    """The reports of every center that the reader may read."""
    return list_of(request, None)


@allow(Permission.PUBLIC_REPORTS)
@require_safe
def of_center(request: AuthedRequest, code: str) -> HttpResponse:
    return list_of(request, get_center_of_reports(request.user, code))


def list_of(request: AuthedRequest, center: Center | None) -> HttpResponse:
    search = asked(request.GET, request.user, of_all=center is None)
    rows = search.narrow(PublicReport.objects.visible_to(request.user)).with_places().defer("summary")
    page = keyset(
        rows if center is None else rows.filter(center=center),
        order=("-received_at", "-pk"),
        after=request.GET.get("after"),
        before=request.GET.get("before"),
        size=PAGE,
    )
    context = {
        "center": center,
        "found": search,
        "page": page,
        "crumbs": crumbs(center),
        "may_record": center is not None and not why_not_record(request.user, center),
    }
    return render(request, "centers/reports/list.html", context)


@allow(Permission.PUBLIC_REPORTS)
@sensitive_post_parameters("name", "contact", "note")
@form_page
def new(request: AuthedRequest, code: str) -> HttpResponse:
    center = get_center_of_reports(request.user, code)
    refuse(why_not_record(request.user, center))
    form, who = ReportForm(typed(request), center=center), AnonymityForm(typed(request))

    def act() -> PublicReport:
        facts, person = form.facts(), who.told()
        words = (center.pk, sorted(facts.items(), key=str), person)
        key = uuid.uuid5(who.cleaned_data["client_uuid"], repr(words))
        return public_reports.record(center=center, by=request.user, client_uuid=key, person=person, **facts)

    return answer(
        request,
        "centers/reports/form.html",
        forms=[form, who],
        form=form,
        who=who,
        person_if=PERSON_IF,
        act=act,
        now=dict,
        done=_("The report is recorded. Acknowledge it once somebody has taken it up."),
        center=center,
        crumbs=crumbs(center, way_to_list(center)),
        heading=_("Record a public report"),
        submit=_("Record the report"),
        cancel_url=reverse("centers:reports", args=[center.code]),
    )


@allow(Permission.PUBLIC_REPORTS)
@require_safe
def detail(request: AuthedRequest, code: str, year: int, running: int) -> HttpResponse:
    report = get_report(request.user, code, year, running)
    context = {
        "report": report,
        "center": report.center,
        "crumbs": crumbs(report.center, way_to_list(report.center)),
        "steps": [(step.target, step_words(report, step)) for step in workflow.steps_from(report.state)],
        "history": report.steps.select_related("by"),
        "has_person": Reporter.objects.filter(report=report).exists(),
    }
    return render(request, "centers/reports/detail.html", context)


@allow(Permission.PUBLIC_REPORTS)
@form_page
def edit(request: AuthedRequest, code: str, year: int, running: int) -> HttpResponse:
    report = get_report(request.user, code, year, running)
    form = ReportForm(typed(request), instance=get_report(request.user, code, year, running), center=report.center)
    return about(
        request,
        report,
        form,
        act=lambda: public_reports.correct(
            report=report, by=request.user, version=form.cleaned_data["version"] or 0, **form.facts()
        ),
        done=_("The report is corrected."),
        heading=_("Correct the report"),
        submit=_("Save the report"),
    )


@allow(Permission.PUBLIC_REPORTS)
@form_page
def step(request: AuthedRequest, code: str, year: int, running: int, state: str) -> HttpResponse:
    """One step: which agency, what came of it, on which day."""
    report = get_report(request.user, code, year, running)
    way = workflow.find(report.state, state)
    if way is None:
        return moved_on(request, report, state)
    form = StepForm(typed(request), report=report, step=way, initial={"version": report.version})
    words = step_words(report, way)
    return about(
        request,
        report,
        form,
        act=lambda: public_reports.take_step(report=report, to=state, by=request.user, **form.cleaned_data),
        done=_("Recorded."),
        heading=words,
        submit=words,
    )


def moved_on(request: AuthedRequest, report: PublicReport, state: str) -> HttpResponse:
    """The step cannot be taken from where the report is now. Raises Http404 for a state that there is not."""
    if state not in ReportState.values:
        raise Http404
    context = {"report": report, "center": report.center, "crumbs": crumbs(report.center, way_to_list(report.center))}
    return render(request, "centers/reports/moved_on.html", context, status=409)


def about(request: AuthedRequest, report: PublicReport, form: Any, **context: Any) -> HttpResponse:
    """A page with a form about a report."""

    def now() -> dict[str, Any]:
        report.refresh_from_db(fields=["version"])
        return {"version": report.version}

    return answer(
        request,
        "centers/reports/form.html",
        forms=[form],
        form=form,
        now=now,
        report=report,
        center=report.center,
        crumbs=crumbs(report.center, way_to_list(report.center), (report.number, report.get_absolute_url())),
        cancel_url=report.get_absolute_url(),
        **context,
    )


def way_to_list(center: Center) -> tuple[str, str]:
    return _("Public reports"), reverse("centers:reports", args=[center.code])


def step_words(report: PublicReport, step: workflow.Transition) -> str:
    return STEP_WORDS[step.target](report.state)
