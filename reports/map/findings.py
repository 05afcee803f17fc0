"""Minor and major findings by district: from the tallies, so that only those a reader may know of are counted."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.map.filters import MapFilters
from reports.map.place import Position
from reports.map.seen import Told
from reports.map.spots import Spot
from ui.templatetags.ui import bilingual
from visits.filters import FOUND, FOUND_LEVELS
from visits.models import Counted, Level, NtsCategory


def findings(filters: MapFilters, told: Told) -> list[Spot]:
    """One spot a district; a category asked for leaves the others out."""
    if not told.found:
        return []
    at = {key: told.positions.get((Counted.ELSEWHERE, key)) for key in told.found}
    return [spot(where, told.found[key], told.categories, filters) for key, where in at.items() if where]


def spot(at: Position, found: dict[int, dict[str, int]], names: dict[int, NtsCategory], filters: MapFilters) -> Spot:
    lines = []
    for key, levels in sorted(found.items(), key=lambda one: -sum(one[1].values())):
        said = [f"{levels[level]} {Level(level).label}" for level in reversed(FOUND_LEVELS) if levels.get(level)]
        lines.append(f"{bilingual(names[key])}: {', '.join(said)}")
    number = sum(sum(levels.values()) for levels in found.values())
    major = any(levels.get(Level.MAJOR) for levels in found.values())
    return Spot(
        id=f"findings-{at.code}",
        layer="findings",
        glyph="finding",
        point=at.point,
        number=number,
        title=_("Findings in %(district)s") % {"district": at.name},
        url=filters.scope.visits_url(district=at.code, **found_only(filters)),
        lines=[ngettext("%(n)s finding", "%(n)s findings", number) % {"n": number}, *lines],
        tone="clay" if major else "saffron",
    )


def found_only(filters: MapFilters) -> dict[str, str]:
    """The list holds reports with findings, unless a level is asked for already."""
    return {} if filters.whole.asks("level") else {"level": FOUND}
