"""Border points and coordination centers, as their lists show them."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import F, FloatField, Func
from django.db.models.lookups import IsNull
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Permission
from centers import filters as of_centers
from centers.freshness import since
from centers.models import Center, CenterMember, CenterStatus, CenterStatusEvent
from checkpoints import filters as of_checkpoints
from checkpoints.models import Checkpoint, Kind, PointStatus, StatusEvent
from exports.columns import Column, boolean, choice, day, named, number, text
from exports.columns import Kind as CellKind
from exports.datasets.base import Child, Dataset, Rows
from places.abstract import PlaceQuerySet
from places.listing import Chip, Filter, chips, clean_words, found_among, read
from places.models import Confidence

Filters = Callable[[], Iterable[Filter]]


def asked_of(rows: PlaceQuerySet[Any], params: QueryDict, filters: Filters, columns: dict[str, str]) -> Rows:
    return found_among(rows, clean_words(params.get("q", "")), read(params, filters()), columns)


def checkpoints(user: User, params: QueryDict) -> Rows:
    rows = Checkpoint.objects.visible_to(user).annotate(province_code=F("province__code"))
    return asked_of(rows, params, of_checkpoints.filters, of_checkpoints.COLUMNS)


def centers(user: User, params: QueryDict) -> Rows:
    rows = Center.objects.visible_to(user).with_readiness(since(timezone.localdate())).with_area(user)
    rows = rows.annotate(district_code=F("district__code"))
    return asked_of(rows, params, of_centers.filters, of_centers.COLUMNS)


def chips_of(filters: Filters) -> Callable[[User, QueryDict], list[Any]]:
    def found(user: User, params: QueryDict) -> list[Any]:
        words = clean_words(params.get("q", ""))
        searched = [Chip(str(_("Search")), words, "")] if words else []
        return [*searched, *chips(params, read(params, filters()))]

    return found


def names() -> tuple[Column, ...]:
    return (
        text("code", _("code"), hxl="#loc+code"),
        named("name", _("name"), "", hxl="#loc+name"),
        text("name_th", _("name in Thai"), hxl="#loc+name+i_th"),
        text("name_en", _("name in English"), hxl="#loc+name+i_en"),
        text("aliases", _("other names"), hxl="#loc+name+alt"),
    )


def common(statuses: Any) -> tuple[Column, ...]:
    """What border points and centers have in common."""
    return (
        choice("status", _("status now"), statuses, hxl="#status"),
        text("status_code", _("status now (code)"), "status", hxl="#status+code"),
        day("status_on", _("status since"), hxl="#date+status"),
        day("last_visited_on", _("last visited"), hxl="#date+visited"),
        degrees("lat", _("latitude"), "ST_Y"),
        degrees("lon", _("longitude"), "ST_X"),
        choice("confidence", _("confidence of the position"), Confidence.choices, hxl="#meta+confidence"),
        number("position_radius_km", _("uncertainty (km)"), hxl="#geo+radius"),
        text("position_source", _("source of the position"), hxl="#meta+source"),
        boolean("retired", _("retired"), is_retired, hxl="#status+retired"),
    )


def degrees(code: str, label: Any, of_point: str) -> Column:
    """One half of the position, as the import reads it."""
    source = Func(F("point"), function=of_point, output_field=FloatField())
    return Column(code, label, CellKind.DECIMAL, lambda _user: source, hxl=f"#geo+{code}")


def is_retired(user: User) -> Any:
    return IsNull(F("retired_at"), False)


def history(rows: Any, parent: str, statuses: Any) -> Child:
    columns = (
        text("code", _("code"), f"{parent}__code", hxl="#loc+code"),
        choice("status", _("status"), statuses, hxl="#status"),
        text("status_code", _("status (code)"), "status", hxl="#status+code"),
        day("on", _("since"), hxl="#date+status"),
        text("source", _("source"), hxl="#meta+source"),
        text("note", _("note"), hxl="#description"),
    )
    return Child("history", _("History of the status"), columns, lambda user: rows, parent, (parent, "-on", "-pk"))


ROSTER = Child(
    "members",
    _("Roster"),
    (
        text("code", _("code"), "center__code", hxl="#org+code"),
        choice("role", _("role"), CenterMember.Role.choices, hxl="#contact+role"),
        text("name", _("name"), hxl="#contact+name"),
        text("position", _("position"), hxl="#contact+position"),
        named("agency", _("agency"), "agency", hxl="#org+name"),
        day("until", _("until"), hxl="#date+end"),
    ),
    lambda user: CenterMember.objects.all(),
    parent="center",
    order=("center", "role", "pk"),
)
CHECKPOINTS = Dataset(
    key="checkpoints",
    label=_("Checkpoints"),
    permission=Permission.REFERENCE_READ,
    page="checkpoints:list",
    columns=(
        *names(),
        choice("kind", _("kind"), Kind.choices, hxl="#loc+type"),
        text("kind_code", _("kind (code)"), "kind", hxl="#loc+type+code"),
        named("province", _("province"), "province", hxl="#adm1+name"),
        text("province_code", _("province (code)"), "province__code", hxl="#adm1+code"),
        named("district", _("district"), "district", hxl="#adm2+name"),
        text("district_code", _("district (code)"), "district__code", hxl="#adm2+code"),
        text("subdistrict_code", _("tambon code"), hxl="#adm3+code"),
        named("country", _("counterpart country"), "counterpart_country", hxl="#country+name+counterpart"),
        text("counterpart", _("counterpart crossing"), hxl="#loc+name+counterpart"),
        *common(PointStatus.choices),
    ),
    rows=checkpoints,
    chips=chips_of(of_checkpoints.filters),
    order=("province_code", "code"),
    children=(history(StatusEvent.objects.all(), "checkpoint", PointStatus.choices),),
    point=lambda user: F("point"),
)
CENTERS = Dataset(
    key="centers",
    label=_("Centers"),
    permission=Permission.REFERENCE_READ,
    page="centers:list",
    columns=(
        *names(),
        named("province", _("province"), "district__province", hxl="#adm1+name"),
        named("district", _("district"), "district", hxl="#adm2+name"),
        text("district_code", _("district (code)"), "district__code", hxl="#adm2+code"),
        text("address", _("address"), hxl="#loc+address"),
        text("hotline", _("public hotline"), hxl="#contact+phone"),
        day("roster_verified_on", _("roster verified on"), hxl="#date+verified"),
        *common(CenterStatus.choices),
    ),
    rows=centers,
    chips=chips_of(of_centers.filters),
    order=("district_code", "code"),
    children=(ROSTER, history(CenterStatusEvent.objects.all(), "center", CenterStatus.choices)),
    point=lambda user: F("point"),
)
