"""Numbers that observations told before they had counts: fields in the details, answers of a checklist, by one name."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from labour.groups import Group
from labour.models import MOST, Crop, Nationality, Route, Sector

NUMBERS = ["women", "men"]
SECTORS = {"household": Sector.DOMESTIC.value}  # as the first shipped checklist called it


def groups(said: Mapping[str, Any], crops: Iterable[Crop] = ()) -> list[Group]:
    """The people of one observation: none or one group; of several origins it is not told who came from where."""
    women, men = (number(said.get(name)) for name in NUMBERS)
    if not women + men:
        return []
    sector, work = worked(said, crops)
    return [Group(nationality(said.get("origin")), sector, work, route(said.get("permit_route")), women, men, 0)]


def number(value: Any) -> int:
    """What a checklist of somebody's own asks under this name may be anything."""
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MOST else 0


def nationality(origins: Any) -> str:
    one = origins[0] if isinstance(origins, list) and len(origins) == 1 else ""
    return one if one in Nationality.values else Nationality.UNKNOWN.value


def route(value: Any) -> str:
    return value if value in Route.values else Route.UNKNOWN.value


def worked(said: Mapping[str, Any], crops: Iterable[Crop]) -> tuple[str, str]:
    """The sector, chosen or told by the crop that is named, and the work in words."""
    text = str(said.get("crop") or "")
    chosen = str(said.get("sector") or "")
    sector = Sector.AGRICULTURE.value if crop_in(text, crops) else SECTORS.get(chosen, chosen)
    known = sector if sector in Sector.values else ""
    return known, text or (str(Sector(known).label) if known else _("work not recorded"))


def crop_in(text: str, crops: Iterable[Crop]) -> Crop | None:
    """The crop named in `text`; the longer name where one lies in the other (ข้าวโพด, ข้าว)."""
    said = text.casefold()
    named = [(len(name), crop) for crop in crops for name in (crop.name_th, crop.name_en) if name.casefold() in said]
    return max(named, key=lambda one: one[0])[1] if named else None
