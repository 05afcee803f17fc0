"""People seen together, whichever way they were written down: the one shape that figures are made of.

Children are left out here: they appear in the internal edition of the report that counted them, nowhere else.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from labour.disclosure import Cell, protect
from labour.models import Nationality, Route, Sector, WorkerCount

SEXES = ("women", "men", "unrecorded")


@dataclass(frozen=True)
class Group:
    """`sector` is empty where the work was not recorded; `work`: in words."""

    nationality: str
    sector: str
    work: str
    route: str
    women: int
    men: int
    unrecorded: int

    @property
    def people(self) -> int:
        return self.women + self.men + self.unrecorded


@dataclass(frozen=True)
class Margin:
    """The same people by one trait. `cells`: (label, number, percent of the largest), or None: too few people."""

    title: str
    cells: list[tuple[str, Cell, int]] | None


def group_of(row: WorkerCount) -> Group:
    return Group(
        row.nationality, row.sector, row.work_words, row.route, row.women or 0, row.men or 0, row.unrecorded or 0
    )


def sectors(group: Group) -> str:
    return group.sector


def works(group: Group) -> str:
    return group.work


def total(groups: Iterable[Group]) -> Cell:
    return protect({"all": sum(group.people for group in groups)}).total


def margins(groups: list[Group], work: Callable[[Group], str] = works) -> list[Margin]:
    """By nationality, sex, work and permit route, small numbers hidden. `work`: what is told of the work."""
    sexes = {"women": _("women"), "men": _("men"), "unrecorded": _("sex not recorded")}
    by_sex = {name: sum(getattr(group, name) for group in groups) for name in SEXES}
    sector = {**dict(Sector.choices), "": _("work not recorded")}
    return [
        margin(_("Nationality"), tally(groups, lambda group: group.nationality), dict(Nationality.choices)),
        margin(_("Sex"), {name: n for name, n in by_sex.items() if n}, sexes),
        margin(_("Kind of work"), tally(groups, work), {group.work: group.work for group in groups} | sector),
        margin(_("Permit route"), tally(groups, lambda group: group.route), dict(Route.choices)),
    ]


def tally(groups: Iterable[Group], trait: Callable[[Group], str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for group in groups:
        found[trait(group)] = found.get(trait(group), 0) + group.people
    return found


def margin(title: str, parts: dict[str, int], labels: Mapping[str, Any]) -> Margin:
    """The largest first among those that may be shown; the order tells nothing of the others."""
    shown = protect(parts).parts
    if shown is None:
        return Margin(title, None)
    most = max((cell.value or 0 for cell in shown.values()), default=0) or 1
    places = {key: number for number, key in enumerate(labels)}
    keys = sorted(shown, key=lambda key: (-(shown[key].value or 0), places.get(key, 0)))
    return Margin(title, [(str(labels[key]), shown[key], round(100 * (shown[key].value or 0) / most)) for key in keys])
