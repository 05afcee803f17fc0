"""Parts of best practices for pages of every room."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.roles import Permission
from practices.library.scores import HIGHEST
from practices.models import Criterion, Practice
from practices.permissions import why_not_ask
from practices.proof import why_not_cite
from practices.workflow import PracticeState
from ui.templatetags.ui import bilingual, glyph
from visits.models import Stop, Visit

register = template.Library()


@register.inclusion_tag("practices/writing/_start.html", takes_context=True)
def start_practice(
    context: Context, visit: Visit, stop: Stop | None = None, *, as_item: bool = False
) -> dict[str, Any]:
    """The way to start a practice from a report or one of its stops, for those who write practices."""
    if not context["request"].user.may(Permission.PRACTICE_WRITE) or (stop and why_not_cite(visit)):
        return {"url": ""}
    query = f"?visit={visit.reference}" + (f"&stop={stop.pk}" if stop else "")
    return {"url": reverse("practices:new") + query, "as_item": as_item, "stop": stop}


@register.simple_tag
def score(value: int) -> SafeString:
    """A rating as filled and empty dots; the number and the word stand beside them."""
    dots = ((glyph("●" if place < value else "○"),) for place in range(HIGHEST))
    return format_html_join("", "{}", dots)


@register.simple_tag(takes_context=True)
def practice_named(context: Context, code: str) -> Practice | None:
    """The practice of that code with its titles, where the reader may know of it."""
    known = Practice.objects.visible_to(context["request"].user)
    return known.filter(code=code).only("code", "title_th", "title_en").first()


@register.simple_tag(takes_context=True)
def ask_url(context: Context, practice: Practice) -> str:
    """Where the reader may ask for an action that follows from the practice; empty where they may not."""
    refused = why_not_ask(context["request"].user, practice)
    return "" if refused else reverse("practices:action_new", args=[practice.code])


@register.simple_tag
def practice_facts(practice: Practice) -> list[tuple[Any, Any]]:
    """What a practice is about, where, and which criteria it meets, as label and value."""
    place = f"{bilingual(practice.district)}, {bilingual(practice.district.province)}"
    criteria = ", ".join(str(Criterion(one).label) for one in practice.criteria)
    return [
        (_("Title in Thai"), practice.title_th),
        (_("Title in English"), practice.title_en),
        (_("Theme"), practice.get_theme_display()),
        (_("NTS categories"), ", ".join(bilingual(row) for row in practice.categories.all())),
        (_("District"), place),
        (_("Site"), practice.community or bilingual(practice.site)),
        (_("Border with"), ", ".join(bilingual(row) for row in practice.borders.all())),
        (_("Criteria"), criteria),
        (_("Contact in Thai"), practice.contact_th),
        (_("Contact in English"), practice.contact_en),
    ]


@register.simple_tag
def step_words(practice: Practice, to: str) -> dict[str, str]:
    """How a step is asked for: label, icon, and optional hint and class of the button."""
    back = {"label": _("Take back to a candidate"), "icon": "undo-2", "tone": "secondary"}
    return {
        PracticeState.CANDIDATE: back,
        PracticeState.VALIDATED: {
            "label": _("Validate the practice"),
            "icon": "badge-check",
            "hint": _("Its evidence bears out its ratings. Its content is fixed from now on."),
        },
        PracticeState.PUBLISHED: {
            "label": _("Publish the practice"),
            "icon": "globe",
            "hint": _("Everybody who reads the library sees it from now on."),
        },
        PracticeState.ADOPTED: {"label": _("Mark as adopted elsewhere"), "icon": "sprout"},
        PracticeState.RETIRED: {"label": _("Retire the practice"), "icon": "archive", "tone": "danger"},
    }[PracticeState(to)]
