"""The builder: the outline of a version, its sections and questions."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from checklists import actions, edits
from checklists.document import Document, Kind, Question, Section
from checklists.faults import gaps
from checklists.forms.parts import QuestionForm, SectionForm
from checklists.models import ChecklistVersion
from checklists.permissions import get_draft, get_version
from checklists.views.outline import outline, places_of
from checklists.views.saving import page_of, posted_revision, save
from places.changes import Conflict

Part = TypeVar("Part", Section, Question)


@allow(Permission.CHECKLIST_EDIT)
@require_safe
def version(request: AuthedRequest, code: str, number: int) -> HttpResponse:
    """The questions of a version; of a draft with everything to change it, and what it lacks."""
    return version_page(request, get_version(request.user, code, number))


def version_page(
    request: AuthedRequest, row: ChecklistVersion, *, status: int = 200, **context: object
) -> HttpResponse:
    document = row.document
    lacks = places_of(document, gaps(document)) if row.is_draft else []
    page = page_of(request, "checklists/version.html", row, parts=outline(document), gaps=lacks, kinds=list(Kind))
    return page(status=status, **context)


@allow(Permission.CHECKLIST_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def section_new(request: AuthedRequest, code: str, number: int) -> HttpResponse:
    row = get_draft(request.user, code, number)
    form = SectionForm(row.document, None, request.POST or None)
    return part_page(request, row, form, lambda old: edits.add_section(old, form.section()))


@allow(Permission.CHECKLIST_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: AuthedRequest, code: str, number: int, key: str) -> HttpResponse:
    row = get_draft(request.user, code, number)
    form = SectionForm(row.document, found(row.document.section(key)), request.POST or None)
    return part_page(request, row, form, lambda old: edits.change_section(old, form.section()))


@allow(Permission.CHECKLIST_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def question_new(request: AuthedRequest, code: str, number: int) -> HttpResponse:
    """Add a question: `?section=` says where, `&kind=` of which kind."""
    row = get_draft(request.user, code, number)
    home = found(row.document.section(request.GET.get("section", "")))
    if request.GET.get("kind") not in Kind.values:
        raise Http404
    form = QuestionForm(row.document, None, Kind(request.GET["kind"]), request.POST or None)
    return part_page(request, row, form, lambda old: edits.add_question(old, home.code, form.question()))


@allow(Permission.CHECKLIST_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: AuthedRequest, code: str, number: int, key: str) -> HttpResponse:
    row = get_draft(request.user, code, number)
    one = found(row.document.question(key))
    form = QuestionForm(row.document, one, one.kind, request.POST or None)
    return part_page(request, row, form, lambda old: edits.change_question(old, form.question()))


def part_page(
    request: AuthedRequest,
    row: ChecklistVersion,
    form: SectionForm | QuestionForm,
    edit: Callable[[Document], Document],
) -> HttpResponse:
    """Show the form of a section or question, or store what was typed."""
    page = page_of(request, "checklists/part.html", row, form=form, formset=getattr(form, "choices", None))
    if request.method != "POST":
        return page()
    if "add_row" in request.POST:
        return page(revision=posted_revision(request))
    if form.one is None and form.is_valid() and was_added(row, form, posted_revision(request)):
        return redirect(row)
    act = partial(actions.replace, version=row, by=request.user, revision=posted_revision(request), edit=edit)
    return save(request, row, form, act, again=page, on=row.get_absolute_url())


def was_added(row: ChecklistVersion, form: SectionForm | QuestionForm, seen: int) -> bool:
    """Whether the same form, which saw revision `seen`, has added its part before: pressed twice, it is one."""
    if row.revision == seen:
        return False
    added = form.section() if isinstance(form, SectionForm) else form.question()
    known: list[Section | Question] = [replace(one, questions=()) for one in row.document.sections]
    known += row.document.questions
    return any(replace(one, code=added.code) == added for one in known if type(one) is type(added))


@allow(Permission.CHECKLIST_EDIT)
@require_POST
def move(request: AuthedRequest, code: str, number: int, key: str) -> HttpResponse:
    """One place further up or down. Moving overwrites nothing, but from an old page it would surprise."""
    row = get_draft(request.user, code, number)
    if key not in row.document.codes:
        raise Http404
    up = request.POST.get("to") == "up"
    try:
        actions.replace(
            version=row,
            by=request.user,
            revision=posted_revision(request),
            edit=lambda old: edits.move(old, key, up=up),
        )
    except Conflict as conflict:
        row.refresh_from_db()
        return version_page(request, row, status=409, conflict=conflict)
    return redirect(f"{row.get_absolute_url()}#part-{key}")


@allow(Permission.CHECKLIST_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: AuthedRequest, code: str, number: int, key: str) -> HttpResponse:
    """Ask, then remove a section with its questions, or a question; refused while others depend on it."""
    row = get_draft(request.user, code, number)
    document = row.document
    if key not in document.codes:
        raise Http404
    one = document.question(key) or document.section(key)
    hindrances = places_of(document, edits.hindrances(document, key))
    page = page_of(request, "checklists/remove.html", row, one=one, hindrances=hindrances)
    if request.method != "POST" or hindrances:
        return page(status=422 if request.method == "POST" else 200)
    try:
        actions.replace(
            version=row, by=request.user, revision=posted_revision(request), edit=lambda old: edits.remove(old, key)
        )
    except Conflict as conflict:
        row.refresh_from_db()
        return page(status=409, conflict=conflict, revision=row.revision)
    messages.success(request, _("Removed from the draft."))
    return redirect(row)


def found(part: Part | None) -> Part:
    """Raises Http404 where the draft has no such part."""
    if part is None:
        raise Http404
    return part
