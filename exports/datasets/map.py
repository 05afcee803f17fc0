"""The map: a table for each layer that is drawn, side by side in one file."""

from dataclasses import replace
from typing import Any

from django.contrib.gis.db.models import GeometryField
from django.db.models import F, Func, OuterRef, QuerySet, Subquery, Value
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.roles import Permission
from checkpoints.models import Checkpoint
from exports.columns import Column, Kind, bilingual, listed, pcode
from exports.datasets import map_rows
from exports.datasets.base import Dataset
from exports.datasets.patrols import PATROLS
from exports.datasets.places import CENTERS, CHECKPOINTS
from exports.datasets.practices import PRACTICES
from exports.datasets.seizures import SEIZURES
from exports.datasets.visit_parts import ASSESSMENTS
from exports.datasets.visits import VISITS
from places.models import District
from reports.map.filters import LAYERS, MapFilters
from reports.map.window import read
from visits.filters import Chip


def districts(user: User) -> QuerySet[Any]:
    return District.objects.filter(visits=OuterRef("visit"))


def where_found(user: User) -> Any:
    """The districts of the visit, where its findings stand."""
    gathered = Func(F("point"), function="ST_Collect", output_field=GeometryField())
    return Subquery(districts(user).order_by().annotate(one=Value(1)).values("one").annotate(at=gathered).values("at"))


def near(user: User) -> QuerySet[Any]:
    return Checkpoint.objects.filter(pk=OuterRef("checkpoint"))


def layers(user: User, params: QueryDict) -> list[Dataset]:
    """Those that the address asks for and `user` may read, in the order of the map."""
    asked = MapFilters(params, user).layers
    found = (TABLES[layer] for layer in LAYERS if layer in asked)
    return [replace(one, page="reports:map", chips=chips, children=()) for one in found if user.may(one.permission)]


def chips(user: User, params: QueryDict) -> list[Any]:
    filters = MapFilters(params, user)
    found = [Chip(_("Period"), filters.scope.period.label, ""), *filters.chips()]
    return [*found, Chip(_("Area"), _("the part of the map that was shown"), "")] if read(params) else found


FOUND_IN = (
    listed("districts", gettext_lazy("districts visited"), districts, lambda: bilingual("name"), "#adm2+name+list"),
    listed("district_codes", gettext_lazy("districts (P-codes)"), districts, lambda: pcode("code"), "#adm2+code+list"),
)
TABLES = {
    "checkpoints": replace(CHECKPOINTS, rows=map_rows.checkpoints, order=("province__code", "code")),
    "centers": replace(CENTERS, rows=map_rows.centers, order=("district__code", "code")),
    "visits": replace(VISITS, rows=map_rows.visits),
    "findings": Dataset(
        key="findings",
        label=gettext_lazy("Findings"),
        permission=Permission.VISIT_LIST,
        page="reports:map",
        columns=(
            *ASSESSMENTS.columns,
            *FOUND_IN,
        ),
        rows=map_rows.findings,
        chips=chips,
        order=("-visit__date_start", "visit", "category__sort", "pk"),
        point=where_found,
    ),
    "goods": replace(SEIZURES, key="goods", rows=map_rows.seizures, point=lambda user: F("at")),
    "patrols": replace(
        PATROLS,
        rows=map_rows.joint_patrols,
        columns=(
            *PATROLS.columns,
            Column(
                "checkpoint",
                gettext_lazy("nearest checkpoint"),
                Kind.TEXT,
                lambda user: Subquery(near(user).annotate(said=bilingual("name")).values("said")[:1]),
                hxl="#loc+name",
            ),
        ),
        point=lambda user: Subquery(near(user).values("point")[:1]),
    ),
    "practices": replace(PRACTICES, label=LAYERS["practices"], rows=map_rows.sites, point=lambda user: F("at")),
}
MAP = Dataset(
    key="map",
    label=gettext_lazy("Map"),
    permission=Permission.REFERENCE_READ,
    page="reports:map",
    chips=chips,
    layers=layers,
)
