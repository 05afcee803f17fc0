"""What other rooms show of the vault."""

import datetime as dt
from typing import Any

from django import template
from django.utils import timezone

from vault.models import How, Opening

register = template.Library()
LATELY = dt.timedelta(days=30)
MOST = 10


@register.inclusion_tag("vault/_alarms.html")
def alarms() -> dict[str, Any]:
    """When the glass was broken of late: for auditors."""
    rows = Opening.objects.filter(how=How.GLASS, at__gt=timezone.now() - LATELY)
    return {"alarms": list(rows.select_related("identity", "user").order_by("-at")[:MOST])}
