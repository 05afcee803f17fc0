"""Questions to the accounts' data."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import AccessEntry, User
from places.codes import PROVINCE, districts_among


def midnight(day: dt.date) -> dt.datetime:
    """When `day` begins where the readers are (the site's time zone)."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def on_days(moment: str, first: dt.date, last: dt.date) -> Q:
    """`moment`, the way to it, lies on a day from `first` to `last`, both included."""
    return Q((f"{moment}__gte", midnight(first)), (f"{moment}__lt", midnight(last + dt.timedelta(days=1))))


def responsible_for(codes: Iterable[str]) -> Q:
    """People with an area of responsibility among `codes`: TH, TH22, TH2204."""
    inside = sorted(codes)
    return (
        Q(areas__country__code__in=[code for code in inside if len(code) == 2])
        | Q(areas__province__code__in=[code[2:] for code in inside if len(code) == PROVINCE])
        | Q(areas__district__code__in=districts_among(inside))
    )


def in_areas_of(user: User, district: str) -> Q:
    """Rows whose district, at the end of the path `district`, lies in the areas of `user`; empty: of districts."""
    if "TH" in user.area_codes:
        return Q()
    codes, path = [code.removeprefix("TH") for code in user.area_codes], f"{district}__" if district else ""
    return Q(**{f"{path}code__in": codes}) | Q(**{f"{path}province__code__in": codes})


def access_entries(
    *,
    person: str = "",
    what: str = "",
    subject: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
    **_rest: Any,
) -> QuerySet[AccessEntry]:
    """The access log as it was written, newest first, narrowed by whatever is given; `until` is inclusive."""
    entries = AccessEntry.objects.select_related("user").order_by("-pk")
    if person:
        named = Q(username__icontains=person) | Q(name_th__icontains=person) | Q(name_en__icontains=person)
        entries = entries.filter(user__in=User.objects.filter(named))
    if what:
        entries = entries.filter(what=what)
    if subject:
        entries = entries.filter(subject__iexact=subject)
    if since:
        entries = entries.filter(at__gte=midnight(since))
    if until:
        entries = entries.filter(at__lt=midnight(until + dt.timedelta(days=1)))
    return entries
