"""The drawn map of one place, for pages that need no base map of their own."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from practices.models import Practice
from reports.practice_pdf import mark_of
from reports.vectormap import draw

register = template.Library()


@register.simple_tag
def vector_map(practice: Practice) -> SafeString | str:
    """Where a practice is at home; empty where nobody knows."""
    mark = mark_of(practice)
    return draw([mark] if mark else [], title=_("Where this practice is at home"))
