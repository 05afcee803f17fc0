"""Goods found or seized, as their register shows them; case number and custody inside the restricted circle only."""

from typing import Any

from django.db.models import Case, F, TextField, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Permission
from exports.columns import Column, Kind, bilingual, boolean, choice, decimal, in_words, moment, named, text
from exports.datasets.base import Dataset, Rows
from seizures.filters import SeizureFilters
from seizures.models import Basis, Category, Held, Standing
from seizures.models.visible import circle

STOP = "activity__stop"


def rows(user: User, params: QueryDict) -> Rows:
    return SeizureFilters(params, user).rows()


def inside(user: User, expression: Any) -> Any:
    """`expression` for who is in the circle of the report; empty for others."""
    return Case(When(circle(user), then=expression), default=None)


def place(user: User) -> Any:
    named_there = NullIf(F(f"{STOP}__place"), Value(""))
    return Coalesce(
        named_there,
        bilingual(f"{STOP}__checkpoint__name"),
        bilingual(f"{STOP}__center__name"),
        output_field=TextField(),
    )


SEIZURES = Dataset(
    key="seizures",
    label=_("Seized goods"),
    permission=Permission.VISIT_LIST,
    page="seizures:list",
    columns=(
        text("code", _("code"), "lot__code", hxl="#item+code"),
        text("reference", _("report"), f"{STOP}__visit__reference", hxl="#activity+code"),
        named("kind", _("kind of goods"), "kind", hxl="#item+name"),
        text("kind_code", _("kind of goods (code)"), "kind__code", hxl="#item+name+code"),
        choice("category", _("category of goods"), Category.choices, "kind__category", hxl="#item+type"),
        decimal("quantity", _("quantity"), hxl="#item+quantity"),
        named("unit", _("unit of measure"), "unit", hxl="#item+unit"),
        decimal("base_quantity", _("quantity in the base unit"), hxl="#item+quantity+base"),
        named("base_unit", _("base unit"), "kind__base_unit", hxl="#item+unit+base"),
        boolean("approximate", _("approximate"), hxl="#meta+approximate"),
        moment("found_at", _("found"), hxl="#date+found"),
        Column("place", _("place"), Kind.TEXT, place, hxl="#loc+name"),
        named("seized_by", _("agency that found or seized it"), "seized_by", hxl="#org+name+seized"),
        named("held_by", _("agency that holds it"), "held_by", hxl="#org+name+holds"),
        decimal("estimated_value", _("estimated value, baht"), hxl="#value+thb"),
        choice("value_basis", _("basis of the value"), Basis.choices, hxl="#meta+basis"),
        choice("standing", _("counted"), Standing.choices, "lot__standing", hxl="#status+counted"),
        text("standing_code", _("counted (code)"), "lot__standing", hxl="#status+counted+code"),
        Column(
            "held",
            _("custody"),
            Kind.TEXT,
            lambda user: inside(user, in_words("lot__held", Held.choices)),
            hxl="#status+custody",
        ),
        Column(
            "case_number", _("case number"), Kind.TEXT, lambda user: inside(user, F("case_number")), hxl="#meta+case"
        ),
        text("note", _("note"), hxl="#description"),
    ),
    rows=rows,
    chips=lambda user, params: SeizureFilters(params, user).chips(),
    order=("-found_at", "-id"),
)
