"""The annexes of a report: adding and removing them."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from visits import media
from visits.forms.media import DocumentForm
from visits.models import Visit
from visits.permissions import get_visit_to_edit
from visits.views.saving import context_of, receipt, screen_page, way_on

KEY = "documents"


@allow(Permission.VISIT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: AuthedRequest, reference: str) -> HttpResponse:
    """The annexes, and a form for one more. Posting without one says that the list is as it should be."""
    visit = get_visit_to_edit(request.user, reference)
    if request.method == "POST" and "add" not in request.POST:
        media.append(visit=visit, section=KEY, by=request.user, write=lambda _visit: None)
        receipt(request, KEY)
        return redirect(way_on(request, visit, KEY))
    form = DocumentForm(request.POST, request.FILES) if request.method == "POST" else DocumentForm()
    if form.is_bound and form.is_valid():
        add(request, visit, form)
        return redirect(request.path)
    context = partial(context_of, visit, KEY, rows=visit.documents.all())
    page = screen_page(request, "visits/media/documents.html", context)
    return page(form=form, status=422 if form.is_bound else 200)


def add(request: AuthedRequest, visit: Visit, form: DocumentForm) -> None:
    values = form.cleaned_data
    received = media.receive_document(values["file"])
    key = uuid.uuid5(values["client_uuid"], f"{visit.pk} {received.file.sha256} {values['title']}")
    fields = {"title": values["title"], "restricted": values["restricted"], "client_uuid": key}

    def write(locked: Visit) -> None:
        media.store_document(visit=locked, by=request.user, upload=received, **fields)

    media.append(visit=visit, section=KEY, by=request.user, write=write)
    messages.success(request, _("The document is stored safely."))


@allow(Permission.VISIT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: AuthedRequest, reference: str, pk: int) -> HttpResponse:
    """Ask, then take an annex out of the report; the file stays, the history may name it."""
    visit = get_visit_to_edit(request.user, reference)
    document = get_object_or_404(visit.documents, pk=pk)
    if request.method != "POST":
        context = partial(context_of, visit, KEY, row=document)
        return screen_page(request, "visits/media/remove.html", context)()
    media.append(visit=visit, section=KEY, by=request.user, write=lambda _visit: document.delete())
    receipt(request, KEY)
    return redirect("visits:documents", reference)
