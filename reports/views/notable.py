"""Notable changes of a month, each with its history and the records behind it."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from reports.notable import HISTORY, LEAST, SCORE, SHORTEST, find, last_full_month
from reports.notable_words import draw
from ui import periods
from ui.periods import add_months

MOST = 20


@allow(Permission.DASHBOARD)
@require_safe
def notable(request: AuthedRequest) -> HttpResponse:
    latest = last_full_month(timezone.localdate())
    month = read_month(request.GET.get("month"), latest)
    found = find(request.user, month)
    context = {
        "found": found,
        "month": month,
        "tellings": [draw(one, number) for number, one in enumerate(found.notable[:MOST])],
        "before": add_months(month, -1),
        "after": add_months(month, 1) if month < latest else None,
        "method": {"history": HISTORY, "shortest": SHORTEST, "score": f"{SCORE:g}", "least": LEAST},
    }
    return render(request, "reports/notable.html", context)


def read_month(text: str | None, latest: dt.date) -> dt.date:
    """The month that an address names; the latest where it names none, or one that is not over."""
    found = periods.parse(text or "", latest)
    return min(found.start, latest) if found and len(found.months) == 1 else latest
