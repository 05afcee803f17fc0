"""What inspections found, on the pages of border points."""

from typing import Any

from django import template
from django.template import Context

from checkpoints.models import Checkpoint
from visits.inspections import COLUMNS, charts, inspections_of, newest_facts

register = template.Library()


@register.inclusion_tag("visits/_inspections_at.html", takes_context=True)
def inspections_at(context: Context, checkpoint: Checkpoint) -> dict[str, Any]:
    """The newest inspection, and the course of ratings and counts, from reports that the reader may read."""
    user = context["request"].user
    may_list = user.may("visit.list")
    found = inspections_of(checkpoint, user) if may_list else []
    return {
        "may_list": may_list,
        "newest": found[0] if found else None,
        "facts": newest_facts(found[0]) if found else [],
        "charts": charts(found),
        "inspections": [row for row in found if row.has_figures],
        "columns": [label for _code, label in COLUMNS],
    }
