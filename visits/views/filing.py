"""The visit form: start a report, its list of sections, the plain sections, check answers, send."""

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from places.models import District
from visits import actions, editions, task_list
from visits.forms.basics import (
    AssignmentForm,
    BasicsForm,
    NewVisitForm,
    OutlookForm,
    PurposeForm,
    SectionForm,
    districts_open_to,
)
from visits.forms.collections import COLLECTIONS
from visits.forms.fields import key_of
from visits.forms.findings import AssessmentsForm
from visits.models import Visit
from visits.permissions import get_visit, get_visit_to_edit
from visits.sections import missing
from visits.views import items
from visits.views.saving import context_of, posted_version, save, screen_page, version_of, way_on
from visits.workflow import State

PLAIN: dict[str, type[SectionForm]] = {
    "basics": BasicsForm,
    "assignment": AssignmentForm,
    "purpose": PurposeForm,
    "outlook": OutlookForm,
}


@allow(Permission.VISIT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AuthedRequest) -> HttpResponse:
    """Start a report. Planned where it lies ahead; sent twice, it is one report."""
    initial = {"client_uuid": uuid.uuid4(), "districts": district_asked(request)}
    form = NewVisitForm(request.POST or None, by=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data | {"client_uuid": key_of(request.POST, scope=f"by {request.user.pk}")}
        planned = values["date_start"] > timezone.localdate()
        visit = actions.create_visit(by=request.user, state=State.PLANNED if planned else State.DRAFT, **values)
        messages.success(request, _("Report %(reference)s is started and saved.") % {"reference": visit.reference})
        return redirect("visits:tasks", visit.reference)
    status = 422 if request.method == "POST" else 200
    return render(request, "visits/filing/new.html", {"form": form}, status=status)


def district_asked(request: AuthedRequest) -> list[District]:
    """The district that the page of a place names (?district=2204), where it is one of the reader's areas."""
    code = request.GET.get("district", "")
    return list(districts_open_to(request.user).filter(code=code)) if code.isdecimal() else []


@allow(Permission.VISIT_WRITE)
@require_safe
def tasks(request: AuthedRequest, reference: str) -> HttpResponse:
    """The sections of a report, each with its state and what it lacks."""
    visit = get_visit_to_edit(request.user, reference)
    return render(request, "visits/filing/tasks.html", {"visit": visit, "list": task_list.read(visit)})


@allow(Permission.VISIT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: AuthedRequest, reference: str, key: str) -> HttpResponse:
    """One section: plain fields, the assessment of all categories, or a list of things with pages of their own."""
    visit = get_visit_to_edit(request.user, reference)
    if key in COLLECTIONS:
        return items.collection(request, visit, COLLECTIONS[key])
    if key == "assessment":
        return edit(request, visit, key, AssessmentsForm(visit, request.POST if request.method == "POST" else None))
    if key in PLAIN:
        return edit(request, visit, key, PLAIN[key](request.POST or None, instance=visit, by=request.user))
    raise Http404


def edit(request: AuthedRequest, visit: Visit, key: str, form: Any) -> HttpResponse:
    template = "visits/filing/assessment.html" if key == "assessment" else "visits/filing/section.html"
    page = screen_page(request, template, partial(context_of, visit, key, form=form))
    if request.method != "POST":
        return page(version=version_of(visit, key))
    return save(request, visit, key, form, version=posted_version(request), on=way_on(request, visit, key), again=page)


@allow(Permission.VISIT_WRITE)
@require_safe
def check(request: AuthedRequest, reference: str) -> HttpResponse:
    """The answers, read as the finished report, before it is sent."""
    visit = get_visit_to_edit(request.user, reference)
    return answers(request, visit)


def answers(request: AuthedRequest, visit: Visit, *, status: int = 200, **extra: Any) -> HttpResponse:
    context = {
        "visit": visit,
        "report": editions.read_report(visit, edition=editions.Edition.INTERNAL, by=request.user),
        "lacks": task_list.linked(visit, missing(visit)),
        "change_links": task_list.addresses(visit),
        "may_send": visit.author_id == request.user.pk and visit.state != State.PLANNED,
        **extra,
    }
    return render(request, "visits/filing/check.html", context, status=status)


@allow(Permission.VISIT_WRITE)
@require_POST
def submit(request: AuthedRequest, reference: str) -> HttpResponse:
    """Send the report for review. Sent again because the answer was lost, it was sent."""
    visit = get_visit(request.user, reference)
    if visit.state == State.SUBMITTED and visit.submitted_by == request.user and is_repeated(request, visit):
        return say_sent(request, visit)
    visit = get_visit_to_edit(request.user, reference)
    try:
        actions.submit(visit=visit, by=request.user, version=posted_version(request))
    except actions.Incomplete:
        return answers(request, visit, status=422, refused=True)
    except actions.Conflict as conflict:
        visit.refresh_from_db()
        return answers(request, visit, status=409, conflict=conflict)
    return say_sent(request, visit)


def is_repeated(request: AuthedRequest, visit: Visit) -> bool:
    """Whether the step that brought the report to its version is the one that was sent."""
    return posted_version(request) == visit.version - 1


def say_sent(request: AuthedRequest, visit: Visit) -> HttpResponse:
    messages.success(request, _("Report %(reference)s was sent for review.") % {"reference": visit.reference})
    return redirect(visit)
