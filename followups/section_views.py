"""The section "follow-up actions" of a report in hand: cards, each added, changed and removed on its own."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from followups import actions, defects
from followups.forms import FollowUpForm
from followups.models import FollowUp
from visits.actions import Conflict
from visits.models import SectionSave, Visit
from visits.permissions import get_visit_to_edit
from visits.sections import neighbours
from visits.views.saving import digest_of, open_comments


def section_version(visit: Visit) -> int:
    saved = SectionSave.objects.filter(visit=visit, section=actions.SECTION).first()
    return saved.version if saved else 0


def posted_version(request: AuthedRequest) -> int:
    """The section's version as the writer last saw it; what cannot be read counts as never seen."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


def section_page(
    request: AuthedRequest, visit: Visit, *, status: int = 200, form: FollowUpForm | None = None, **context: Any
) -> HttpResponse:
    """The actions of the report, those of earlier revisions, and the form for one more or for `editing`."""
    rows = FollowUp.objects.filter(visit__reference=visit.reference).with_names()
    context |= {
        "visit": visit,
        "rows": [row for row in rows if row.visit_id == visit.pk],
        "earlier": [row for row in rows if row.visit and row.visit.revision < visit.revision],
        "form": form or FollowUpForm(visit=visit, instance=start(request, visit)),
        "unasked": defects.unasked(visit),
        "version": section_version(visit),
        "comments": open_comments(visit, actions.SECTION),
    }
    return render(request, "followups/section.html", context, status=status)


def start(request: AuthedRequest, visit: Visit) -> FollowUp | None:
    """What a new action starts from: the defect that the address names, or nothing."""
    defect = defects.of_report(visit, request.GET.get("defect", ""))
    return defects.proposed_action(defect, visit) if defect else None


def own_followup(visit: Visit, pk: int) -> FollowUp:
    found = FollowUp.objects.with_names().filter(visit=visit, pk=pk).first()
    if found is None:
        raise Http404
    return found


@allow(Permission.VISIT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: AuthedRequest, reference: str) -> HttpResponse:
    """The section; a POST adds an action."""
    visit = get_visit_to_edit(request.user, reference)
    if request.method != "POST":
        return section_page(request, visit)
    form = FollowUpForm(request.POST, visit=visit)
    if not form.is_valid():
        return section_page(request, visit, status=422, form=form)
    try:
        version, sent = posted_version(request), digest_of(request)
        actions.add(visit=visit, by=request.user, version=version, sent=sent, **form.values())
    except Conflict as conflict:
        return section_page(request, visit, status=409, form=form, conflict=conflict)
    messages.success(request, _("The action is added."))
    return redirect("followups:section", reference)


@allow(Permission.VISIT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: AuthedRequest, reference: str, pk: int) -> HttpResponse:
    """One action of the report, open for changing."""
    visit = get_visit_to_edit(request.user, reference)
    followup = own_followup(visit, pk)
    if request.method != "POST":
        form = FollowUpForm(instance=followup, visit=visit)
        return section_page(request, visit, form=form, editing=followup)
    form = FollowUpForm(request.POST, instance=own_followup(visit, pk), visit=visit)
    if not form.is_valid():
        return section_page(request, visit, status=422, form=form, editing=followup)
    try:
        version, sent = posted_version(request), digest_of(request)
        actions.edit(followup=followup, by=request.user, version=version, sent=sent, **form.values())
    except Conflict as conflict:
        return section_page(request, visit, status=409, form=form, editing=followup, conflict=conflict)
    messages.success(request, _("Saved."))
    return redirect("followups:section", reference)


@allow(Permission.VISIT_WRITE)
@require_POST
def remove(request: AuthedRequest, reference: str, pk: int) -> HttpResponse:
    visit = get_visit_to_edit(request.user, reference)
    try:
        actions.remove(followup=own_followup(visit, pk), by=request.user, version=posted_version(request))
    except Conflict as conflict:
        return section_page(request, visit, status=409, conflict=conflict)
    messages.success(request, _("The action is removed."))
    return redirect("followups:section", reference)


@allow(Permission.VISIT_WRITE)
@require_POST
def settle(request: AuthedRequest, reference: str) -> HttpResponse:
    """The section is as it should be, also when it is empty: on to the next one."""
    visit = get_visit_to_edit(request.user, reference)
    try:
        actions.settle(visit=visit, by=request.user, version=posted_version(request))
    except Conflict as conflict:
        return section_page(request, visit, status=409, conflict=conflict)
    _before, after = neighbours(actions.SECTION)
    return redirect(after.address(visit) if after else reverse("visits:tasks", args=[reference]))
