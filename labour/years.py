"""Which fiscal year a page shows, and the ones beside it."""

import datetime as dt

from django.urls import reverse

from labour.calendar import year_of
from places.models import District
from ui import dates

BACK = 2  # years before this one that can be chosen


def read_year(typed: str | None, today: dt.date) -> int:
    """The fiscal year (CE) that an address names in either era; this one where it names none on offer."""
    now = year_of(today)
    year = dates.ce_year(int(typed)) if typed and typed.isdecimal() and len(typed) == 4 else now
    return year if year in offered(now) else now


def offered(now: int) -> range:
    """The coming year first: what is expected then is said before it begins."""
    return range(now + 1, now - BACK - 1, -1)


def year_tabs(district: District, year: int, today: dt.date) -> list[tuple[str, str, bool]]:
    """For ui/tabs.html: (words, address, whether it is the year shown)."""
    page = reverse("labour:district", args=[district.code])
    return [(str(dates.shown_year(one)), f"{page}?year={one}", one == year) for one in offered(year_of(today))]
