"""The rows behind each layer of the map: those that it counts for its reader, under its filters and in its window."""

from typing import Any

from django.contrib.gis.db.models import PointField
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.http import QueryDict

from accounts.models import User
from exports.datasets.base import Rows
from places.models import District
from reports.map import goods, model_sites, patrols
from reports.map.features import lying_in
from reports.map.filters import MapFilters
from reports.map.rows import center_rows, checkpoint_rows
from reports.map.seen import Told
from reports.map.window import read, rectangle
from visits.models import Stop
from visits.queries import assessments_readable_by


def checkpoints(user: User, params: QueryDict) -> Rows:
    filters = MapFilters(params, user)
    return places(checkpoint_rows(filters), filters, "checkpoint", params)


def centers(user: User, params: QueryDict) -> Rows:
    filters = MapFilters(params, user)
    return places(center_rows(filters), filters, "center", params)


def places(rows: Rows, filters: MapFilters, kind: str, params: QueryDict) -> Rows:
    if not filters.draws(f"{kind}s"):
        return rows.none()
    if filters.only_visited:
        rows = rows.filter(Exists(Stop.objects.filter(**{kind: OuterRef("pk")}, visit__in=reports(filters))))
    found: Rows = lying_in(rows, read(params))
    return found


def visits(user: User, params: QueryDict) -> Rows:
    """The reports of stops at the places that have a number on the map."""
    filters = MapFilters(params, user)
    at = Q(checkpoint__in=keys(shown(checkpoint_rows(filters), params)))
    at |= Q(center__in=keys(shown(center_rows(filters), params)))
    if filters.wants_all_places:
        at |= Q(checkpoint=None, center=None, district__in=districts(filters, params))
    rows = filters.scope.visits().filter(Exists(Stop.objects.filter(at, visit=OuterRef("pk"))))
    return rows if filters.draws("visits") else rows.none()


def findings(user: User, params: QueryDict) -> Rows:
    filters = MapFilters(params, user)
    told = Told(filters)
    there = District.objects.filter(visits=OuterRef("visit"), pk__in=districts(filters, params))
    rows = assessments_readable_by(user).filter(
        Exists(there),
        visit__in=reports(filters),
        level__in=told.levels,
        category__in=list(told.categories),
    )
    return rows if filters.draws("findings") else rows.none()


def seizures(user: User, params: QueryDict) -> Rows:
    filters = MapFilters(params, user)
    rows: Rows = shown(goods.records(filters), params, "at")
    return rows if filters.draws("goods") else rows.none()


def joint_patrols(user: User, params: QueryDict) -> Rows:
    filters = MapFilters(params, user)
    rows = patrols.dated(filters).filter(checkpoint__in=keys(shown(patrols.near(filters), params)))
    return rows if filters.draws("patrols") else rows.none()


def sites(user: User, params: QueryDict) -> Rows:
    filters = MapFilters(params, user)
    at = Coalesce("checkpoint__point", "center__point", "district__point", output_field=PointField())
    rows: Rows = shown(model_sites.sites(filters).annotate(at=at), params, "at")
    if filters.within:
        rows = rows.filter(at__bboverlaps=rectangle(filters.within))
    return rows if filters.draws("practices") else rows.none()


def reports(filters: MapFilters) -> Any:
    return keys(filters.scope.visits())


def districts(filters: MapFilters, params: QueryDict) -> Any:
    return keys(shown(filters.lying(District.objects.all()), params))


def shown(rows: Any, params: QueryDict, point: str = "point") -> Any:
    """Of `rows` those with a position, in the window where the address has one."""
    window, rows = read(params), rows.filter(**{f"{point}__isnull": False})
    return rows.filter(**{f"{point}__bboverlaps": rectangle(window.box)}) if window else rows


def keys(rows: Any) -> Any:
    return rows.order_by().values("pk")
