"""Evidence of a practice: choose a report, tick things of it, say what they show."""

from functools import partial
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import AuthedRequest, allow, refuse
from accounts.models import User
from accounts.roles import Permission
from practices import permissions, proof
from practices.citing import Things, read_evidence, read_piece, read_to_cite
from practices.forms.citing import PieceForm, PiecesForm
from practices.forms.parts import SearchForm
from practices.library.pieces import evidence_of
from practices.models import LINKS, Evidence, Practice
from practices.writing.saving import context_of, posted_version, receipt, save, screen_page, way_on
from visits.citations import is_restricted
from visits.forms.fields import name_of
from visits.models import Photo, Visit
from visits.permissions import get_visit
from visits.templatetags.visit_tags import tile
from visits.views.saving import removed
from visits.workflow import COUNTED_STATES

SHOWN = 12  # reports offered at a time; the others are found by words


@allow(Permission.PRACTICE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: AuthedRequest, code: str) -> HttpResponse:
    """What is linked, and the reports to link from. Posting says that the list is as it should be, and goes on."""
    practice = permissions.get_practice_to_edit(request.user, code)
    if request.method == "POST":
        return redirect(way_on(request, practice, "evidence"))
    search = SearchForm(request.GET)
    words = search.cleaned_data["q"] if search.is_valid() else ""
    page = screen_page(request, "practices/writing/evidence.html", partial(context_of, practice, "evidence"))
    shown = read_evidence(practice, by=request.user, where="practice evidence")
    return page(shown=shown, search=search, visits=reports_for(request.user, practice, words), words=words)


def reports_for(user: User, practice: Practice, words: str) -> list[Visit]:
    """Approved reports that `user` may read, those of the practice's own district first."""
    rows = Visit.objects.visible_to(user).current().filter(state__in=sorted(COUNTED_STATES)).matching(words)
    here = Q(area_codes__contains=[practice.district.area_code])
    newest = rows.defer("search").order_by("-date_start", "-pk")
    near = list(newest.filter(here)[:SHOWN])
    return near + list(newest.exclude(here)[: SHOWN - len(near)])


@allow(Permission.PRACTICE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def pick(request: AuthedRequest, code: str, reference: str) -> HttpResponse:
    """Tick things of one report and the principles that they show."""
    practice = permissions.get_practice_to_edit(request.user, code)
    visit = get_visit(request.user, reference)
    refuse(proof.why_not_cite(visit))
    things = read_to_cite(visit, practice, request.user)
    form = PiecesForm(request.POST or None, offered=offered(things))
    groups = grouped(form, things, visit, linked(practice, visit))
    context = partial(context_of, practice, "evidence", form=form, visit=visit, groups=groups)
    page = screen_page(request, "practices/writing/pick.html", context)
    if request.method != "POST":
        return page()
    if not form.is_valid():
        return page(status=422)
    chosen = [(kind, int(key)) for kind, _sign, key in (one.partition("-") for one in form.cleaned_data.pop("things"))]
    proof.add_evidence(practice=practice, by=request.user, visit=visit, things=chosen, **form.cleaned_data)
    receipt(request, _("Evidence"))
    return redirect("practices:evidence", code)


def offered(things: Things) -> list[tuple[str, str]]:
    """Everything that can be ticked: ("photo-3", its words)."""
    return [(f"{kind}-{key}", words_of(thing)) for kind in LINKS for key, thing in things[kind].items()]


def words_of(thing: Any) -> str:
    """A thing of a report in a line: an activity with what was found, the others by their name."""
    narrative = getattr(thing, "narrative", "")
    return f"{name_of(thing)}: {narrative}" if narrative else name_of(thing)


def linked(practice: Practice, visit: Visit) -> set[str]:
    """What of `visit` is linked already, as the form names it."""
    rows = Evidence.objects.filter(practice=practice, visit=visit)
    return {f"{row.kind}-{getattr(row, f'{row.kind}_id')}" for row in rows}


def grouped(form: PiecesForm, things: Things, visit: Visit, known: set[str]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The boxes by kind: (heading, boxes); photographs with their picture, linked ones said to be."""
    ticked = set(form["things"].value() or [])
    found = []
    for kind, heading in headings().items():
        boxes = []
        for key, thing in things[kind].items():
            value = f"{kind}-{key}"
            picture = tile(thing, visit) if isinstance(thing, Photo) else None
            box = {"value": value, "words": words_of(thing), "ticked": value in ticked, "tile": picture}
            boxes.append(box | {"linked": value in known, "restricted": is_restricted(thing)})
        if boxes:
            found.append((heading, boxes))
    return found


def headings() -> dict[str, str]:
    return {
        "activity": _("Activities"),
        "conclusion": _("Conclusions"),
        "photo": _("Photographs"),
        "document": _("Documents"),
        "stop": _("Stops"),
    }


def piece_of(practice: Practice, pk: int) -> Evidence:
    """A piece of evidence of `practice`. Raises Http404."""
    return get_object_or_404(evidence_of([practice.pk]), pk=pk)


@allow(Permission.PRACTICE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def piece(request: AuthedRequest, code: str, pk: int) -> HttpResponse:
    """Say anew what a piece of evidence shows: 409 with both where somebody else has, or has removed it."""
    practice = permissions.get_practice_to_edit(request.user, code)
    row = evidence_of([practice.pk]).filter(pk=pk).first()
    if row is None:
        return removed(request)
    initial = {"principles": row.principles.all(), "note_th": row.note_th, "note_en": row.note_en}
    form = PieceForm(request.POST or None, initial=initial)
    seen = partial(read_piece, row, practice, by=request.user)
    context = partial(context_of, practice, "evidence", form=form, version=row.version)
    page = screen_page(request, "practices/writing/piece.html", lambda: context(piece=seen()))
    if request.method != "POST":
        return page()
    posted, now = posted_version(request), practice.evidence.filter(pk=pk).values_list("version", flat=True)

    def act() -> None:
        proof.change_evidence(evidence=row, by=request.user, version=posted, **form.cleaned_data)

    on = reverse("practices:evidence", args=[code])
    try:
        return save(request, form, act, again=page, on=on, what=_("Evidence"), version=now.get)
    except Evidence.DoesNotExist:
        return removed(request)


@allow(Permission.PRACTICE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: AuthedRequest, code: str, pk: int) -> HttpResponse:
    """Ask, then unlink a piece of evidence."""
    practice = permissions.get_practice_to_edit(request.user, code)
    row = piece_of(practice, pk)
    if request.method != "POST":
        context = partial(context_of, practice, "evidence", piece=read_piece(row, practice, by=request.user))
        return screen_page(request, "practices/writing/remove.html", context)()
    proof.remove_evidence(evidence=row, by=request.user)
    receipt(request, _("Evidence"))
    return redirect("practices:evidence", code)


@allow(Permission.PRACTICE_WRITE)
@require_POST
def cover(request: AuthedRequest, code: str, pk: int) -> HttpResponse:
    """Show a photograph of the evidence at the head of the practice."""
    practice = permissions.get_practice_to_edit(request.user, code)
    proof.set_cover(evidence=piece_of(practice, pk), by=request.user)
    receipt(request, _("Cover photograph"))
    return redirect("practices:evidence", code)
