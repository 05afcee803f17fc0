"""Seasons in words, for pages of every room."""

import datetime as dt
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.translation import gettext as _

from labour import calendar
from labour.calendar import Month, Range
from labour.models import SeasonExpectation, districts_of
from places.models import District
from ui import dates
from visits.models import Photo, Visit
from visits.templatetags.visit_tags import Tile, tile

register = template.Library()


@register.filter
def season_months(season: SeasonExpectation) -> str:
    """ส.ค.–ม.ค. / Aug–Jan; all year where it goes round."""
    if len(season.months) == 12:
        return _("all year")
    first, last = month_name(season.month_from), month_name(season.month_to)
    return first if first == last else f"{first}–{last}"


@register.filter
def season_people(season: SeasonExpectation) -> str:
    return str(Range(season.people_low, season.people_high))


@register.filter
def month_short(first: dt.date) -> str:
    return month_name(first.month)


def month_name(number: int) -> str:
    return dates.SHORT_MONTHS[dates.language()][number - 1]


@register.filter
def month_words(month: Month) -> str:
    """What was expected and observed in a month, and how the two compare."""
    assert month.sight is not None
    said = {"month": dates.month_year(month.first), "seen": month.seen, "day": dates.short_date(month.sight.day)}
    said["expected"] = str(month.expected or "")
    return {
        "fewer": _("%(month)s: expected %(expected)s people, observed %(seen)s on %(day)s: fewer than expected."),
        "more": _("%(month)s: expected %(expected)s people, observed %(seen)s on %(day)s: more than expected."),
        "as_expected": _("%(month)s: expected %(expected)s people, observed %(seen)s on %(day)s: as expected."),
        "unknown": _("%(month)s: a season is expected, observed %(seen)s on %(day)s."),
        "unexpected": _("%(month)s: no season is expected, observed %(seen)s on %(day)s."),
    }[month.verdict] % said


@register.simple_tag
def photo_tiles(photos: list[tuple[Photo, Visit]]) -> list[Tile]:
    """For ui/photos.html."""
    return [tile(photo, visit) for photo, visit in photos]


@register.inclusion_tag("labour/_in_district.html", takes_context=True)
def seasons_in(context: Context, district: District) -> dict[str, Any]:
    """The seasons expected this year in a district; nothing for readers who do not know it."""
    today = timezone.localdate()
    user = context["request"].user
    rows = SeasonExpectation.objects.visible_to(user).filter(district=district).select_related("crop")
    return {
        "district": district,
        "known": districts_of(user).filter(pk=district.pk).exists(),
        "seasons": list(rows.in_year(calendar.year_of(today))),
        "month": today.month,
    }
