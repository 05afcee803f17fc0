"""Filters of the list of border points, so that every figure can link to what it counts.

q=words             every word in a name, another spelling, the counterpart or the code
kind=PERMANENT      kind of point
status=closed       status last heard
and those of places.listing.common_filters
"""

from django.utils.translation import gettext_lazy as _

from checkpoints.models import Kind, PointStatus
from places.listing import Filter, common_filters
from places.models import Country, Province

COLUMNS = {"province": "province__code", "border": "counterpart_country__code"}


def filters() -> list[Filter]:
    """Every filter with what can be chosen, for places that have points."""
    provinces = Province.objects.filter(checkpoints__isnull=False)
    countries = Country.objects.filter(checkpoints__isnull=False)
    return [
        Filter("kind", _("Kind"), list(Kind.choices)),
        Filter("status", _("Status"), list(PointStatus.choices)),
        *common_filters(provinces, countries),
    ]
