"""What somebody wants exported: which rows, which columns, in which format and language."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.gis.db.models.functions import AsGeoJSON, AsWKB
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from exports.columns import Column, rows_above
from exports.datasets import DATASETS, Child, Dataset
from exports.datasets.base import Rows
from exports.formats import Format
from exports.models import Choices, Export
from exports.selecting import Question, batches, keys_of, question
from ui import dates


@dataclass(frozen=True)
class Wanted:
    """`params`: the filters of the list, as in its address. `codes`, `hxl`: rows that stand below the names."""

    dataset: Dataset
    user: User
    params: QueryDict
    format: Format
    columns: tuple[Column, ...]
    language: str
    codes: bool = False
    hxl: bool = False

    @property
    def name(self) -> str:
        """Of the file: visits-2026-11-23.csv."""
        return f"{self.dataset.key}-{timezone.localdate().isoformat()}.{self.format.value}"

    @property
    def parts(self) -> "list[Wanted]":
        """The tables of the file: one, or one a layer, of which CSV holds the first."""
        if not self.dataset.is_layered:
            return [self]
        found = self.dataset.tables(self.user, self.params)
        found = found[:1] if self.format == Format.CSV else found
        return [replace(self, dataset=one, columns=one.columns) for one in found]

    def filled(self) -> "Parts":
        """The same, each with the keys of its rows."""
        return [(part, part.keys()) for part in self.parts]

    def rows(self) -> Rows:
        return self.dataset.rows(self.user, self.params)

    def keys(self, most: int | None = None) -> "array[int]":
        """The keys of the rows in the order of the list; of the first `most` of them."""
        return keys_of(self.rows(), self.dataset.order, most)

    def still(self, keys: "array[int]") -> list[int]:
        """Those of `keys` that the reader may know of by now: tables that hang on rows ask for nothing themselves.

        Without such tables all of `keys`: `question` asks for itself.
        """
        if not self.dataset.children:
            return list(keys)
        return list(self.rows().order_by().filter(pk__in=keys).values_list("pk", flat=True))

    def answers(
        self, keys: "array[int]", tables: Sequence[Question]
    ) -> Iterator[tuple[int, list[list[tuple[Any, ...]]]]]:
        """Of one batch of `keys` after another: how many they are, and the cells of their rows in each of `tables`."""
        for batch in batches(keys):
            still = self.still(batch)
            yield len(batch), [asked.ask(still) for asked in tables]

    def count(self, *, most: int) -> int:
        """How many rows there are, of each table counted no further than `most`."""
        return sum(part.dataset.count(self.user, self.params, most=most) for part in self.parts)

    def question(self) -> Question:
        """For the cells of the main table, and the position behind them where the format has one."""
        more: dict[str, Any] = {}
        if self.dataset.point and self.format.has_points:
            point = self.dataset.point(self.user)
            more["position"] = AsGeoJSON(point, precision=5) if self.format == Format.GEOJSON else AsWKB(point)
        return question(self.rows(), self.columns, self.user, order=self.dataset.order, **more)

    def of(self, child: Child) -> Question:
        """For the cells of a table that hangs on the rows."""
        return question(child.rows(self.user), child.columns, self.user, order=child.order, key=child.parent)

    def about(self) -> list[tuple[str, str]]:
        """What the file holds, by whose rights and when, in the language in force: a file outlives the page it came
        from."""
        filters = [(str(chip.label), str(chip.value)) for chip in self.dataset.chips(self.user, self.params)]
        held = _("What %(who)s may read, %(when)s.") % {"who": self.user, "when": dates.full_datetime(timezone.now())}
        return [*(filters or [(_("Filters"), _("none"))]), (_("Source"), held)]

    def heads(self, columns: tuple[Column, ...]) -> list[list[str]]:
        return rows_above(columns, codes=self.codes, hxl=self.hxl)


Parts = Sequence[tuple[Wanted, "array[int]"]]  # the tables of a file, each with the keys of its rows


def of_export(export: Export) -> Wanted:
    """What its owner asked for. Its rows go by the rights that the owner has now."""
    return of_choices(export, user=export.owner, params=QueryDict(export.params))


def of_choices(chosen: Choices, *, user: User, params: QueryDict) -> Wanted:
    dataset = DATASETS[chosen.dataset]
    return Wanted(
        dataset=dataset,
        user=user,
        params=params,
        format=chosen.format_info,
        columns=dataset.chosen(chosen.columns),
        language=chosen.language,
        codes=chosen.codes,
        hxl=chosen.hxl,
    )
