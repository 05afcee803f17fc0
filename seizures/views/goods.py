"""One lot of goods: what is recorded of it, and its custody."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import AuthedRequest, allow, log_access, refuse
from accounts.models import AccessEntry
from accounts.roles import Permission
from seizures import actions, permissions
from seizures.forms.custody import CustodyForm
from seizures.models import CustodyEvent, DoubleCount, Seizure
from seizures.templatetags.goods_tags import party
from ui.templatetags.ui import bilingual
from visits.actions import Conflict


@dataclass(frozen=True)
class Entry:
    """A step of custody as ui/timeline.html draws it."""

    at: datetime.datetime
    what: str
    by: str
    note: str
    glyph: str
    tone: str


def entry(event: CustodyEvent) -> Entry:
    step = event.step_info
    said = f"{step.label}: {party(event, 'from')} → {party(event, 'to')}"
    person = bilingual(event.recorded_by) or event.recorded_by.username
    signed = _("signed by %(name)s, entered by %(person)s") % {"name": event.signed_by, "person": person}
    return Entry(event.at, said, signed, event.note, step.glyph, step.tone)


def page_of(request: AuthedRequest, record: Seizure, *, status: int = 200, **context: Any) -> HttpResponse:
    """One lot; `context` may carry the form with what was typed, and a conflict. Reading in the circle is recorded."""
    user, lot = request.user, record.lot
    inside = permissions.in_circle(user, record)
    events = list(lot.events.select_related("from_agency", "to_agency", "recorded_by")) if inside else []
    if inside and (events or record.case_number):
        subject, read = record.activity.stop.visit.reference, AccessEntry.What.RESTRICTED_READ
        log_access(by=user, what=read, subject=subject, detail=f"goods {lot.code}")
    why_not = permissions.why_not_record(user, record)
    if not why_not:
        context.setdefault("form", CustodyForm(record=record, before=events[-1] if events else None))
    context |= {
        "record": record,
        "visit": record.activity.stop.visit,
        "inside": inside,
        "why_not": why_not,
        "last": events[-1] if events else None,
        "history": [entry(event) for event in reversed(events)],
        "doubles": list(DoubleCount.objects.visible_to(user).of(lot)),
    }
    return render(request, "seizures/detail.html", context, status=status)


@allow(Permission.VISIT_LIST)
@require_safe
def detail(request: AuthedRequest, code: str) -> HttpResponse:
    return page_of(request, permissions.get_record(request.user, code))


@allow(Permission.VISIT_WRITE, Permission.VISIT_RESTRICTED)
@require_POST
def custody(request: AuthedRequest, code: str) -> HttpResponse:
    """The next step: 422 with what was typed, 409 when somebody recorded one meanwhile."""
    record = permissions.get_record(request.user, code)
    refuse(permissions.why_not_record(request.user, record))
    form = CustodyForm(request.POST, record=record, before=record.lot.events.last())
    if not form.is_repeated:
        if form.is_stale:
            return page_of(request, record, status=409, form=form.renewed(), conflict=form.overtaken)
        if not form.is_valid():
            return page_of(request, record, status=422, form=form)
        try:
            actions.record_step(record=record, by=request.user, **form.cleaned_data)
        except Conflict as conflict:
            return page_of(request, record, status=409, form=form.renewed(), conflict=conflict)
    messages.success(request, _("Saved."))
    return redirect(record.lot)
