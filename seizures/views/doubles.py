"""Possible double counts: the list, and one pair side by side."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import AuthedRequest, allow, log_access, refuse
from accounts.models import AccessEntry
from accounts.roles import Permission
from seizures import actions, permissions
from seizures.forms.settling import SettleForm
from seizures.models import DoubleCount, Lot, Seizure
from ui import paging
from visits.actions import Conflict

PAGE = 20


@allow(Permission.VISIT_RESTRICTED)
@require_safe
def doubles(request: AuthedRequest) -> HttpResponse:
    """Open pairs, the oldest first; those settled, on the second tab."""
    settled = request.GET.get("settled") == "yes"
    seen = DoubleCount.objects.visible_to(request.user).with_records()
    rows = seen.settled() if settled else seen.open()
    page = paging.keyset(
        rows,
        order=("found_at", "id"),
        after=request.GET.get("after"),
        before=request.GET.get("before"),
        size=PAGE,
    )
    tabs = [(_("To settle"), "?", not settled), (_("Settled"), "?settled=yes", settled)]
    return render(request, "seizures/doubles.html", {"page": page, "tabs": tabs, "settled": settled})


@allow(Permission.VISIT_RESTRICTED)
@require_http_methods(["GET", "HEAD", "POST"])
def double(request: AuthedRequest, pk: int) -> HttpResponse:
    """Both records side by side, and the form that settles: 422 with what was typed, 409 when it was settled."""
    found = permissions.get_double(request.user, pk)
    why_not = permissions.why_not_settle(request.user, found)
    if request.method != "POST":
        return page_of(request, found, why_not=why_not, form=None if why_not else SettleForm(double=found))
    refuse(why_not)
    form = SettleForm(request.POST, double=found)
    if not form.is_valid():
        return page_of(request, found, status=422, form=form)
    values = form.cleaned_data
    try:
        actions.settle(
            double=found, by=request.user, version=values["version"], counts=form.counts, reason=values["reason"]
        )
    except Conflict as conflict:
        data = request.POST.copy()
        data["version"] = found.version
        return page_of(request, found, status=409, form=SettleForm(data, double=found), conflict=conflict)
    messages.success(request, _("Settled."))
    return redirect("seizures:doubles")


def page_of(request: AuthedRequest, found: DoubleCount, *, status: int = 200, **context: Any) -> HttpResponse:
    """Reading both records with their case numbers is recorded."""
    records = [record_of(found.first), record_of(found.second)]
    for record in records:
        subject = record.activity.stop.visit.reference
        read = AccessEntry.What.RESTRICTED_READ
        log_access(by=request.user, what=read, subject=subject, detail=f"goods {record.lot.code}")
    return render(request, "seizures/double.html", {"double": found, "records": records, **context}, status=status)


def record_of(lot: Lot) -> Seizure:
    """The record in force; `visible_to` has seen to it that there is one."""
    found: Seizure = Seizure.objects.with_names().get(stands_for=lot)
    return found
