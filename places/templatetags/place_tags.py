"""Parts of places for their templates."""

from typing import Any

from django import template

from places.abstract import Place
from ui import dates
from ui.templatetags.ui import THAI

register = template.Library()


@register.simple_tag
def page_url(place: Place, page: str) -> str:
    return place.page_url(page)


@register.simple_tag
def said(event: Any, field: str) -> str:
    """The source or note of a status, in the reader's language where the starting data has it in both.

    Starting data (recorded by nobody) reads "Thai · English". What a person wrote is shown as it was written.
    """
    text: str = getattr(event, field)
    halves = text.split(" · ")
    if event.recorded_by_id is not None or len(halves) != 2 or THAI.search(halves[1]):
        return text
    return halves[0] if dates.language() == "th" else halves[1]
