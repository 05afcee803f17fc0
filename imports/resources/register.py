"""Provinces and districts."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import refuse
from accounts.models import User
from accounts.roles import Permission
from imports.resources import positions
from imports.resources.base import BulkResource, Column, Draft, Values, needed
from imports.resources.widgets import Words
from places import register
from places.models import District, Province

NAMES = ("name_th", "name_en", "aliases")


def aliases_column() -> Column:
    hint = gettext_lazy("Several are divided by semicolons.")
    return Column(gettext_lazy("Other names"), Words(2000, lines=True), example="ชื่อตัวอย่าง; Example name", hint=hint)


def name_column(label: Any, example: str, longest: int = 100) -> Column:
    return Column(label, Words(longest), example=example, needed=True)


def check_keeper(by: User) -> None:
    """Raise Refused for who is no administrator: the register is theirs."""
    refuse("" if by.may(Permission.USERS) else _("Only administrators change the register of provinces and districts."))


class DistrictResource(BulkResource):
    model = District
    code = Column(
        gettext_lazy("Code"),
        Words(4, pattern=r"\d{4}", example="2204"),
        example=2299,
        hint=gettext_lazy("Four digits (DOPA), such as 2204."),
        needed=True,
    )
    name_th = name_column(gettext_lazy("Name in Thai"), "ตัวอย่าง")
    name_en = name_column(gettext_lazy("Name in English"), "Example district")
    aliases = aliases_column()
    lat = positions.lat_column()
    lon = positions.lon_column()
    confidence = positions.confidence_column()

    def look_up(self, keys: set[str]) -> dict[str, Any]:
        self.provinces = {row.code: row for row in Province.objects.only("code")}
        return {row.code: row for row in District.objects.filter(code__in=keys).defer("outline", "search")}

    def present(self, thing: Any) -> Values:
        return {"code": thing.code, **{one: getattr(thing, one) for one in NAMES}, **positions.of(thing)}

    def check(self, draft: Draft) -> Iterable[tuple[str, str]]:
        yield from needed(draft, "code", "name_th", "name_en")
        if draft.values.get("name_th", "").startswith("อำเภอ"):
            yield "name_th", _("Write the name alone, without “อำเภอ”.")
        yield from positions.check_position(draft)
        if draft.thing is None and draft.after["code"][:2] not in self.provinces:
            yield "code", _("There is no province %(code)s.") % {"code": draft.after["code"][:2]}

    def act(self, draft: Draft) -> tuple[Any, Any]:
        facts = {one: draft.after.get(one, "") for one in NAMES}
        facts |= {"point": positions.point_of(draft.after), "confidence": draft.after["confidence"]}
        if draft.thing is not None:
            return register.edit_district(district=draft.thing, by=self.by, check=check_keeper, **facts), None
        code = draft.after["code"]
        place = {"code": code, "province": self.provinces[code[:2]]}
        return register.add_district(by=self.by, check=check_keeper, **place, **facts), None

    def restore(self, thing: Any, before: Values, own: Any) -> None:
        facts = {one: before[one] for one in (*NAMES, "confidence")} | {"point": positions.point_of(before)}
        register.edit_district(district=thing, by=self.by, check=check_keeper, **facts)

    def remove(self, things: Sequence[Any]) -> None:
        for district in things:
            register.remove_district(district=district, by=self.by, check=check_keeper)


class ProvinceResource(BulkResource):
    """Code and official names follow the release; the other names are the administrator's."""

    model = Province
    code = Column(
        gettext_lazy("Code"),
        Words(2, pattern=r"\d{2}", example="22"),
        example=22,
        hint=gettext_lazy("Two digits (DOPA), such as 22."),
        needed=True,
    )
    name_th = Column(gettext_lazy("Name in Thai"), Words(100), example="จันทบุรี")
    name_en = Column(gettext_lazy("Name in English"), Words(100), example="Chanthaburi")
    aliases = aliases_column()

    def look_up(self, keys: set[str]) -> dict[str, Any]:
        return {row.code: row for row in Province.objects.filter(code__in=keys).defer("outline")}

    def present(self, thing: Any) -> Values:
        return {"code": thing.code, **{one: getattr(thing, one) for one in NAMES}}

    def check(self, draft: Draft) -> Iterable[tuple[str, str]]:
        if draft.thing is None:
            yield (
                "code",
                _("There is no such province: provinces come with the release. Only other names change here."),
            )
            return
        for one in ("name_th", "name_en"):
            if one in draft.changed():
                yield (
                    one,
                    _("The official name is %(name)s. Write a different one among the other names.")
                    % {"name": draft.before[one]},
                )

    def act(self, draft: Draft) -> tuple[Any, Any]:
        changed = register.edit_province(
            province=draft.thing, by=self.by, check=check_keeper, aliases=draft.after["aliases"]
        )
        return changed, None

    def restore(self, thing: Any, before: Values, own: Any) -> None:
        register.edit_province(province=thing, by=self.by, check=check_keeper, aliases=before["aliases"])
