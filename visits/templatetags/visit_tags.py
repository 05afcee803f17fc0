"""Parts of reports for pages of every room."""

import logging
from dataclasses import dataclass
from typing import Any

from django import template
from django.db.models import Exists, OuterRef
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from visits import cover, lines, sections
from visits.editions import EvidenceView, Report
from visits.geojson import name_of
from visits.lines import Words, lean
from visits.models import Document, Level, Photo, Rendition, Stop, Visit, VisitQuerySet
from visits.store import locate

register = template.Library()
logger = logging.getLogger(__name__)
LAST = 5
FACTS = {
    "basics": cover.basics,
    "assignment": cover.assignment,
    "purpose": cover.purpose,
    "summary": cover.summary,
    "outlook": cover.outlook,
}


@register.simple_tag
def facts_of(report: Report, section: str) -> cover.Facts:
    """The facts of one section: basics, assignment, purpose, summary or outlook."""
    return FACTS[section](report)


@register.inclusion_tag("visits/_section_head.html", takes_context=True)
def section_head(context: Context, key: str) -> dict[str, Any]:
    """The heading of a section of the report; with "Change" where the page has `change_links`."""
    section = sections.BY_KEY[key]
    url = section_url(context["report"].visit, key) if context.get("change_links") else ""
    return {"key": key, "title": section.title, "change_url": url}


def section_url(visit: Visit, key: str) -> str:
    """The address that edits a section."""
    name = sections.BY_KEY[key].url
    return reverse(name, args=[visit.reference]) if name else reverse("visits:section", args=[visit.reference, key])


@register.inclusion_tag("visits/_section_comments.html", takes_context=True)
def section_comments(context: Context, key: str) -> dict[str, Any]:
    """Remarks on a section, and the form for another, where the page is a review."""
    review = context.get("review")
    if review is None:
        return {"review": None}
    return {
        "review": review,
        "key": key,
        "title": sections.BY_KEY[key].title,
        "visit": context["report"].visit,
        "comments": review.comments.get(key, []),
        "form": review.form if review.section == key else None,
        "csrf_token": context.get("csrf_token"),
    }


@dataclass(frozen=True)
class Tile:
    """A photograph on a contact sheet, as ui/photos.html draws it; of the first two one is empty."""

    thumb_url: str
    pending_url: str
    url: str
    alt: str
    caption: str
    when: Any
    note: str


@register.simple_tag
def tiles(photos: list[Photo], visit: Visit) -> list[Tile]:
    """`photos` (with their renditions fetched) as tiles; the small picture only once it is ready."""
    return [tile(photo, visit) for photo in photos]


def tile(photo: Photo, visit: Visit) -> Tile:
    caption, drawn = photo.caption, _("illustration")
    thumb = photo_url(visit, photo, "thumb")
    return Tile(
        thumb_url=thumb if photo.is_ready else "",
        pending_url="" if photo.is_ready else thumb,
        url=photo_url(visit, photo, "screen"),
        alt=photo.caption or _("Photograph without a caption"),
        caption=f"{caption} ({drawn})" if photo.is_illustration else caption,
        when=photo.taken_at,
        note=_("restricted") if photo.restricted else "",
    )


def photo_url(visit: Visit, photo: Photo, size: str) -> str:
    return reverse("visits:photo", args=[visit.reference, photo.pk, size])


@register.filter
def is_on_disk(rendition: Rendition) -> bool:
    """Whether the file of a served size is there: a PDF cannot be made with one that is not."""
    found = locate(rendition.path).is_file()
    if not found:
        logger.error("The file of photo %s, %s, is missing: %s", rendition.photo_id, rendition.name, rendition.path)
    return found


@register.simple_tag
def document_url(visit: Visit, document: Document) -> str:
    return reverse("visits:document", args=[visit.reference, document.pk])


@register.simple_tag(takes_context=True)
def report_named(context: Context, reference: str) -> Visit | None:
    """The newest revision of `reference`, where the reader may know of it."""
    rows = Visit.objects.visible_to(context["request"].user).filter(reference=reference)
    return rows.order_by("-revision").first()


@register.simple_tag(takes_context=True)
def report_url(context: Context, reference: str) -> str:
    """Where the report of that reference is read; empty where the reader may not."""
    found = report_named(context, reference)
    return found.get_absolute_url() if found else ""


@register.filter
def stop_name(stop: Stop) -> str:
    return name_of(stop)


@register.inclusion_tag("visits/_evidence.html")
def evidence_links(report: Report, view: EvidenceView) -> dict[str, Any]:
    """Where the evidence of a conclusion or factor stands in the same report."""
    where = {row.activity.pk: stop.number for stop in report.stops for row in stop.activities}
    links = [(row, where[row.pk]) for row in view.activities if row.pk in where]
    return {"links": links, "photos": tiles(view.photos, report.visit)}


@register.simple_tag
def levels() -> list[Level]:
    """The columns of the assessment grid."""
    return list(Level)


register.filter("drawn", lines.drawn)


@register.inclusion_tag("visits/_visits_at.html", takes_context=True)
def visits_at(context: Context, **place: Any) -> dict[str, Any]:
    """The last visits to a place that the reader may know of: `checkpoint=`, `center=` or `district=`."""
    ((kind, where),) = place.items()
    user = context["request"].user
    rows = lean(at(Visit.objects.visible_to(user).current(), kind, where))[:LAST]
    return {
        "rows": Words().rows(list(rows)),
        "kind": kind,
        "code": where.code,
        "url": f"{reverse('visits:list')}?{kind}={where.code}",
        "may_list": user.may("visit.list"),
    }


def at(rows: VisitQuerySet, kind: str, where: Any) -> VisitQuerySet:
    if kind == "district":
        return rows.filter(area_codes__contains=[where.area_code])
    return rows.filter(Exists(Stop.objects.filter(visit=OuterRef("pk"), **{kind: where})))
