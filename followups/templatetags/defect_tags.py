"""Open defects on the pages of border points."""

from typing import Any

from django import template
from django.template import Context

from checkpoints.models import Checkpoint
from followups.defects import listed_at

register = template.Library()


@register.inclusion_tag("followups/_defects_at.html", takes_context=True)
def defects_at(context: Context, checkpoint: Checkpoint) -> dict[str, Any]:
    """The open defects of a border point from reports that the reader may read, the worst first."""
    user = context["request"].user
    may_list = user.may("visit.list")
    return {"may_list": may_list, "defects": listed_at(checkpoint, user) if may_list else []}
