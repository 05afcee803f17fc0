"""Counts as observations told them before they had rows of their own: fields in the activity's details."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from labour.groups import Group
from labour.models import Crop, Nationality, Route, Sector

NUMBERS = ["women", "men"]


def groups(details: Mapping[str, Any], crops: Iterable[Crop] = ()) -> list[Group]:
    """The people of one observation: none or one group; of several origins it is not told who came from where."""
    women, men = (number(details.get(name)) for name in NUMBERS)
    if not women + men:
        return []
    sector, work = worked(str(details.get("crop") or ""), crops)
    return [Group(nationality(details.get("origin")), sector, work, route(details.get("permit_route")), women, men, 0)]


def number(value: Any) -> int:
    return value if isinstance(value, int) else 0


def nationality(origins: Any) -> str:
    one = origins[0] if isinstance(origins, list) and len(origins) == 1 else ""
    return one if one in Nationality.values else Nationality.UNKNOWN.value


def route(value: Any) -> str:
    return value if value in Route.values else Route.UNKNOWN.value


def worked(text: str, crops: Iterable[Crop]) -> tuple[str, str]:
    """The sector and the work in words, where the words of an observation name a crop of ours."""
    crop = crop_in(text, crops)
    return (Sector.AGRICULTURE.value, text) if crop else ("", text or _("work not recorded"))


def crop_in(text: str, crops: Iterable[Crop]) -> Crop | None:
    """The crop named in `text`; the longer name where one lies in the other (ข้าวโพด, ข้าว)."""
    said = text.casefold()
    named = [(len(name), crop) for crop in crops for name in (crop.name_th, crop.name_en) if name.casefold() in said]
    return max(named, key=lambda one: one[0])[1] if named else None
