"""Compare two periods of a place, or up to four places in one period. The address says everything."""

from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import AuthedRequest, allow
from accounts.models import User
from accounts.roles import Permission
from centers.models import Center
from checkpoints.models import Checkpoint
from places.models import District
from reports.place.comparing import MOST, compare
from ui import periods
from ui.templatetags.ui import bilingual

Group = tuple[str, list[tuple[str, str]]]


@allow(Permission.VISIT_LIST)
@require_safe
def compare_page(request: AuthedRequest) -> HttpResponse:
    found, today = compare(request.GET, request.user), timezone.localdate()
    chosen = [spot.key for spot in found.spots]
    offered = {one.key: one for one in (*periods.choices(today), *periods.quarters(today))}
    asked = {one.key: one for one in (found.period, found.other) if one and one.key not in offered}
    context = {
        "found": found,
        "slots": [*chosen, *([""] * (MOST - len(chosen)))],
        "choices": choices(request.user),
        "periods": [*asked.values(), *offered.values()],
        "with": request.GET.get("with", "before"),
        "rest": urlencode({"place": chosen}, doseq=True),
    }
    return render(request, "reports/compare.html", context)


def choices(user: User) -> list[Group]:
    """Places in groups: those that are in use. Three queries."""
    names = ("code", "name_th", "name_en")
    points = Checkpoint.objects.visible_to(user).in_use().only(*names)
    centers = Center.objects.visible_to(user).in_use().only(*names, "district")
    is_used = Exists(points.filter(district=OuterRef("pk"))) | Exists(centers.filter(district=OuterRef("pk")))
    districts = District.objects.filter(is_used).select_related("province")
    rows = list(districts.only(*names, *(f"province__{name}" for name in names)).order_by("province__code", "code"))
    provinces = {row.province.code: row.province for row in rows}
    return [
        (_("Provinces"), [(f"province-{row.code}", bilingual(row)) for row in provinces.values()]),
        (_("Districts"), [(f"district-{row.code}", f"{bilingual(row)}, {bilingual(row.province)}") for row in rows]),
        (_("Checkpoints"), [(f"checkpoint-{row.code}", bilingual(row)) for row in points.order_by("code")]),
        (_("Centers"), [(f"center-{row.code}", bilingual(row)) for row in centers.order_by("code")]),
    ]
