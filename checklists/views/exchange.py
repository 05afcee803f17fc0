"""Checklists in and out as XLSForm."""

import json
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from checklists import actions
from checklists.forms.importing import FileForm, StoreForm
from checklists.models import Checklist
from checklists.permissions import get_version
from checklists.stored import to_json
from checklists.views.outline import outline
from checklists.xlsform.columns import THAI
from checklists.xlsform.reading import Taken, read_xlsform
from checklists.xlsform.workbook import LARGEST, Unreadable
from checklists.xlsform.writing import write_xlsform

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE = "checklists/import.html"


@allow(Permission.CHECKLIST_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_form(request: AuthedRequest) -> HttpResponse:
    """Choose a file; see what would be taken over; then store it as a draft."""
    if "document" in request.POST:
        return store(request)
    posted = request.method == "POST"
    form = FileForm(request.POST if posted else None, request.FILES if posted else None)
    if not posted or not form.is_valid():
        return render(request, PAGE, {"form": form}, status=422 if posted else 200)
    try:
        taken = read_xlsform(form.cleaned_data["file"].read(LARGEST + 1))
    except Unreadable as error:
        form.add_error("file", error.finding.message)
        return render(request, PAGE, {"form": form}, status=422)
    return render(request, PAGE, dry_run(request, taken, form), status=422 if taken.is_fatal else 200)


def dry_run(request: AuthedRequest, taken: Taken, form: FileForm) -> dict[str, object]:
    """What the page shows of a file: each finding, and, where it can be stored, the form that does so."""
    lost = [one for one in taken.findings if not one.fatal]
    context: dict[str, object] = {"form": form, "taken": taken, "lost": lost}
    if taken.is_fatal:
        return context | {"fatal": [one for one in taken.findings if one.fatal]}
    initial = {
        "client_uuid": uuid.uuid4(),
        "document": json.dumps(to_json(taken.document), ensure_ascii=False),
        "code": taken.form_id.lower().replace("_", "-")[:40],
        "name_th" if THAI.search(taken.title) else "name_en": taken.title[:200],
    }
    storing = StoreForm(initial=initial, into=Checklist.objects.visible_to(request.user))
    return context | {"storing": storing, "parts": outline(taken.document)}


def store(request: AuthedRequest) -> HttpResponse:
    """Store what was read: a draft, which nobody is asked before it is published."""
    form = StoreForm(request.POST, into=Checklist.objects.visible_to(request.user))
    if not form.is_valid():
        return render(request, PAGE, {"form": FileForm(), "storing": form}, status=422)
    document, into = form.cleaned_data["document"], form.cleaned_data["into"]
    if into is not None:
        draft = actions.start_draft(checklist=into, by=request.user, document=document)
    else:
        names = form.facts() | {name: form.cleaned_data[name] for name in ("code", "client_uuid")}
        made = actions.create(by=request.user, document=document, **names)
        draft = made.versions.earliest("number")
    messages.success(request, _("The form is stored as a draft. Nobody is asked before you publish it."))
    return redirect(draft)


@allow(Permission.CHECKLIST_EDIT)
@require_safe
def export(request: AuthedRequest, code: str, number: int) -> HttpResponse:
    """A version as .xlsx."""
    version = get_version(request.user, code, number)
    name = f"{version.checklist.code}-{version.number}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(write_xlsform(version), content_type=XLSX, headers=headers)
