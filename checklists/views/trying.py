"""Trying a version out: the form as people will meet it; nothing is stored."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from checklists.permissions import get_version
from checklists.reading import read
from checklists.scoring import basis, score
from checklists.sheet_form import SheetForm
from checklists.views.saving import page_of


@allow(Permission.CHECKLIST_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: AuthedRequest, code: str, number: int) -> HttpResponse:
    """The form; filled in correctly, how the sheet will read and what it scores."""
    row = get_version(request.user, code, number)
    posted = request.method == "POST"
    form = SheetForm(row.document, request.POST if posted else None, request.FILES if posted else None)
    page = page_of(request, "checklists/preview.html", row, form=form)
    if not posted:
        return page()
    if not form.is_valid():
        return page(status=422)
    answers = form.answers(photos=form.photos())
    document = row.document
    return page(sections=read(document, answers), score=score(document, answers), basis=basis(document, answers))
