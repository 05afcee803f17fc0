"""The dashboard's figures as tables: the same measures over the same scope, counted as the pages count them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exports.columns import Column, Kind
from labour.disclosure import Cell
from labour.figures import figures as labour_figures
from places.models import District, Province
from reports import coverage
from reports.measures import MEASURES, By
from reports.scope import Scope
from ui import dates
from ui.templatetags.ui import bilingual
from visits.models import Counted, Level, NtsCategory


@dataclass(frozen=True)
class Grid:
    """A table whose cells are known."""

    columns: tuple[Column, ...]
    rows: list[list[Any]]


def head(code: str, label: Any, kind: Kind = Kind.TEXT, hxl: str = "") -> Column:
    """A column whose cells no question to the database answers."""
    return Column(code, label, kind, lambda _user: None, hxl)


def measured() -> tuple[Column, ...]:
    return tuple(head(one.key, one.label, Kind.DECIMAL, f"#indicator+{one.key}") for one in MEASURES)


def months(scope: Scope) -> Grid:
    counts = [one.values(scope, By.MONTH) for one in MEASURES]
    rows = [[month, *(count.get(month, 0) for count in counts)] for month in scope.period.months]
    return Grid((head("month", _("Month"), Kind.DATE, "#date+month"), *measured()), rows)


def areas(scope: Scope, by: By) -> Grid:
    """Every area that something is counted in, by its code."""
    counts = [one.values(scope, by) for one in MEASURES]
    codes = sorted({code for count in counts for code in count})
    model: Any = Province if by is By.PROVINCE else District
    names = {row.area_code: bilingual(row) for row in model.objects.filter(code__in=plain(codes)).defer("outline")}
    rows = [[code, names.get(code, ""), *(count.get(code, 0) for count in counts)] for code in codes]
    level = "adm1" if by is By.PROVINCE else "adm2"
    columns = (head("code", _("P-code"), hxl=f"#{level}+code"), head("name", _("Name"), hxl=f"#{level}+name"))
    return Grid((*columns, *measured()), rows)


def plain(codes: Iterable[str]) -> list[str]:
    return [code.removeprefix("TH") for code in codes]


def assessments(scope: Scope) -> Grid:
    """How many reports said what of which category in which district; nil, minor, major and not assessed apart."""
    counts = scope.tallies.count(Counted.LEVEL, by=("subject", "category", "level"))
    districts = District.objects.defer("outline").in_bulk({district for district, _category, _level in counts})
    categories = NtsCategory.objects.in_bulk({category for _district, category, _level in counts})
    rows = [
        [
            *(districts[d].area_code, bilingual(districts[d])),
            *(categories[c].code, bilingual(categories[c])),
            *(level, str(Level(level).label), count.visits),
        ]
        for (d, c, level), count in counts.items()
    ]
    columns = (
        head("district_code", _("P-code"), hxl="#adm2+code"),
        head("district", _("District"), hxl="#adm2+name"),
        head("category_code", _("NTS category (code)"), hxl="#indicator+code"),
        head("category", _("NTS category"), hxl="#indicator+name"),
        head("level_code", _("assessment (code)"), hxl="#severity+code"),
        head("level", _("Assessment"), hxl="#severity"),
        head("visits", _("Visits"), Kind.NUMBER, "#meta+visits"),
    )
    return Grid(columns, sorted(rows, key=lambda row: (row[0], row[2], row[4])))


def places(scope: Scope) -> Grid:
    """Visited with findings, visited and nothing found, not visited: three marks, never one empty cell."""
    said = {"found": _("visited, issue found"), "nothing": _("visited, nothing found"), "unvisited": _("not visited")}
    rows = [
        [place.title, month.month, said[month.mark], month.mark, month.visits, month.troubled]
        for place in coverage.coverage(scope, coverage.PlacesInUse(scope).newest(coverage.MANY))
        for month in place.months
    ]
    columns = (
        head("place", _("Place"), hxl="#loc+name"),
        head("month", _("Month"), Kind.DATE, "#date+month"),
        head("coverage", _("Coverage"), hxl="#status"),
        head("coverage_code", _("coverage (code)"), hxl="#status+code"),
        head("visits", _("Visits"), Kind.NUMBER, "#meta+visits"),
        head("found", _("Visits with a minor or major issue"), Kind.NUMBER, "#meta+visits+found"),
    )
    return Grid(columns, rows)


def labour(scope: Scope) -> Grid:
    """People seen at work, as the dashboard shows them: a word where a small number would tell of somebody."""
    found = labour_figures(scope.user, first=scope.period.start, last=scope.period.end, areas=scope.area_codes)
    rows = [[_("All"), "", told(found.total)]] if found else []
    for one in found.margins if found else ():
        rows += [[one.title, label, told(cell)] for label, cell, _share in one.cells or ()]
    columns = (head("trait", _("By")), head("value", _("Value")), head("people", _("People"), hxl="#reached+people"))
    return Grid(columns, rows)


def told(people: Cell) -> int | str:
    """The number, with which a reader can go on counting, or the word in its place."""
    return str(people) if people.value is None else people.value


def about(scope: Scope) -> Grid:
    """What the other tables are about, and for whom they were counted: a file outlives the page it came from."""
    said = Scope(scope.params, scope.user)  # once more, in the language of the file
    days = f"{dates.full_date(said.period.start)} – {dates.full_date(said.period.end)}"
    counted = _("Counted from what %(who)s may read, %(when)s.") % {
        "who": scope.user,
        "when": dates.full_datetime(timezone.now()),
    }
    rows = [[_("Period"), f"{said.period.label} ({days})"], *([str(one.label), str(one.value)] for one in said.chips())]
    return Grid((head("about", _("About this file")), head("said", "")), [*rows, [_("Source"), counted]])


TABLES: dict[str, tuple[Any, Callable[[Scope], Grid]]] = {
    "months": (gettext_lazy("By month"), months),
    "provinces": (gettext_lazy("By province"), partial(areas, by=By.PROVINCE)),
    "districts": (gettext_lazy("By district"), partial(areas, by=By.DISTRICT)),
    "assessments": (gettext_lazy("Assessments"), assessments),
    "coverage": (gettext_lazy("Coverage"), places),
    "labour": (gettext_lazy("People seen at work"), labour),
}


def tables(scope: Scope) -> dict[str, Any]:
    """The names of the tables, by their key. Figures of people at work know of areas alone."""
    return {key: label for key, (label, _make) in TABLES.items() if not (scope.is_narrowed and key == "labour")}
