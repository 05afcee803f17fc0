"""Drawings of ratings: attributes carry the colours of paper, style sheets those of the screen."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from practices.library.cards import place_of
from practices.library.scores import HIGHEST
from practices.models import Adoption, AdoptionResult, Practice, Rating
from ui import dates
from ui.templatetags.ui import bilingual
from visits.store import locate

register = template.Library()
GROUND, INK, GRID, PAPER = "#e2edee", "#0f4c5c", "#857f70", "#ffffff"
STEP, THICK = 60, 14  # drawing units: of one point of a rating, of a bar
WIDE, HIGH, EDGE = 132, 44, 6

register.filter("place_of", place_of)


def said(score: int | None) -> str:
    """A rating in words: what a screen reader says of a bar."""
    return _("not rated") if score is None else _("%(score)s of %(most)s") % {"score": score, "most": HIGHEST}


register.filter("score_words", said)


@register.simple_tag
def score_bar(score: int | None, name: str = "") -> SafeString:
    """A bar of 0 to 4 with its marks; empty and dashed where there is no rating. `name`: said before the rating."""
    words = f"{name}: {said(score)}" if name else said(score)
    marks = format_html_join(
        "",
        '<path class="score-bar-mark" d="M{} 0V{}" stroke="{}" stroke-width="1.5"/>',
        ((at * STEP, THICK, PAPER) for at in range(1, HIGHEST)),
    )
    return format_html(
        '<svg class="score-bar{empty}" viewBox="0 0 {w} {h}" width="{w}" height="{h}" preserveAspectRatio="none"'
        ' role="img" aria-label="{words}" alt="{words}"><rect class="score-bar-ground" width="{w}" height="{h}"'
        ' fill="{ground}"/>'
        '<rect class="score-bar-fill" width="{filled}" height="{h}" fill="{ink}"/>{marks}</svg>',
        empty=" score-bar-empty" if score is None else "",
        w=HIGHEST * STEP,
        h=THICK,
        words=words,
        ground=GROUND,
        filled=max((score or 0) * STEP, 0 if score is None else 4),
        ink=INK,
        marks=marks,
    )


@register.simple_tag
def trend(history: Sequence[Rating]) -> SafeString | str:
    """The ratings of one principle over the years as a small line; nothing where there is only one."""
    if len(history) < 2:
        return ""
    spots = places_of(history)
    words = "; ".join(f"{dates.short_date(row.rated_on)}: {row.score}" for row in history)
    line = " ".join(f"{x},{y}" for x, y in spots)
    dots = format_html_join("", '<circle class="trend-dot" cx="{}" cy="{}" r="3" fill="{}"/>', trios(spots))
    return format_html(
        '<svg class="trend" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" aria-label="{words}"'
        ' alt="{words}"><path class="trend-grid" d="M0 {top}H{w}M0 {bottom}H{w}" stroke="{grid}" stroke-width="0.5"/>'
        '<polyline class="trend-line" points="{line}" fill="none" stroke="{ink}" stroke-width="2"/>{dots}</svg>',
        w=WIDE,
        h=HIGH,
        top=EDGE,
        bottom=HIGH - EDGE,
        words=words,
        grid=GRID,
        ink=INK,
        line=line,
        dots=dots,
    )


def trios(spots: list[tuple[float, float]]) -> list[tuple[float, float, str]]:
    return [(x, y, INK) for x, y in spots]


def places_of(history: Sequence[Rating]) -> list[tuple[float, float]]:
    """Where each rating stands in the drawing: days across, points up."""
    first, last = history[0].rated_on, history[-1].rated_on
    span = max((last - first).days, 1)
    across, up = WIDE - 2 * EDGE, HIGH - 2 * EDGE
    return [
        (round(EDGE + (row.rated_on - first).days * across / span, 1), round(HIGH - EDGE - row.score * up / HIGHEST, 1))
        for row in history
    ]


@register.filter
def site_kind(practice: Practice) -> str:
    """What the site is: the kind of checkpoint, a center, a community; empty for a district."""
    if practice.checkpoint:
        return practice.checkpoint.get_kind_display()
    if practice.center:
        return _("coordination center")
    return _("community") if practice.community else ""


@register.filter
def adopted_at(adoption: Adoption) -> str:
    """Where a practice was tried: the point or center, the district, the province."""
    site = adoption.checkpoint or adoption.center
    names = [bilingual(site) if site else "", bilingual(adoption.district), bilingual(adoption.district.province)]
    return ", ".join(filter(None, names))


@register.filter
def result_of(adoption: Adoption) -> AdoptionResult:
    """The result as an object with `label`, `tone` and `glyph`, for the badge."""
    return AdoptionResult(adoption.result)


@register.filter
def nth(rows: Sequence[Any], at: int) -> Any:
    return rows[at]


@register.filter
def is_stored(path: str) -> bool:
    """Whether the file of a photograph is there: a PDF cannot be made with one that is not."""
    return locate(path).is_file()
