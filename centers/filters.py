"""Filters of the list of centers, so that every figure can link to what it counts.

q=words             every word in a name, another name, the district or the code
status=functional   status last heard
district=2204       DOPA code
area=mine           in the reader's areas of responsibility
readiness=stale     not checked for longer than centers.freshness allows; or checked
and those of places.listing.common_filters
"""

from django.utils.translation import gettext as _

from centers.freshness import VERIFIED_WITHIN_DAYS
from centers.models import CenterStatus
from places.listing import Filter, common_filters, of_places
from places.models import Country, District, Province

COLUMNS = {
    "district": "district__code",
    "province": "district__province__code",
    "border": "district__province__borders__code",
}


def filters() -> list[Filter]:
    """Every filter with what can be chosen, for places that have centers."""
    provinces = Province.objects.filter(districts__centers__isnull=False)
    countries = Country.objects.filter(bordering__districts__centers__isnull=False)
    days = {"days": VERIFIED_WITHIN_DAYS}
    readiness = [("checked", _("within %(days)s days") % days), ("stale", _("not within %(days)s days") % days)]
    return [
        Filter("status", _("Status"), list(CenterStatus.choices)),
        Filter("readiness", _("Readiness checked"), readiness),
        of_places("district", _("District"), District.objects.filter(centers__isnull=False)),
        Filter("area", _("Area"), [("mine", _("mine"))]),
        *common_filters(provinces, countries),
    ]
