"""Small numbers of people are hidden outside the report that counts them, so that nobody is recognised.

The threshold rule of official statistics (Glossary of Statistical Disclosure Control, UNECE and Eurostat, 2005): a
number below SMALLEST is shown as "fewer than 5" only, and so many others are held back that no total gives it back.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

SMALLEST = 5  # people: the usual minimum cell size
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Cell:
    """A number as it may be shown. `value` is None where it is hidden; `few`: because it is small itself."""

    value: int | None
    few: bool = False

    def __str__(self) -> str:
        if self.value is not None:
            return f"{self.value:,}"
        return _("fewer than %(n)s") % {"n": SMALLEST} if self.few else _("not shown")


@dataclass(frozen=True)
class Breakdown(Generic[Key]):
    """A total and its parts as they may be shown. `parts` is None where there are too few people to break down."""

    total: Cell
    parts: dict[Key, Cell] | None


def cell(number: int) -> Cell:
    """A number that stands alone. Nobody is nobody: 0 is shown."""
    return Cell(None, few=True) if 0 < number < SMALLEST else Cell(number)


def protect(parts: Mapping[Key, int]) -> Breakdown[Key]:
    """The parts of one whole.

    Whatever is shown, each number below SMALLEST could still be any from 1 to SMALLEST - 1. Several breakdowns of the
    same people may stand side by side: their totals are shown or hidden alike, and where parts cannot be shown
    beside the total, none of them is.
    """
    total = sum(parts.values())
    if 0 < total < SMALLEST:
        return Breakdown(cell(total), None)
    hidden = _hidden(parts)
    if hidden is None:
        return Breakdown(Cell(total), None)
    shown = {key: cell(n) if key not in hidden or n < SMALLEST else Cell(None) for key, n in parts.items()}
    return Breakdown(Cell(total), shown)


def _hidden(parts: Mapping[Key, int]) -> set[Key] | None:
    """The parts to hide: the small ones, and the smallest others until the rest of the total tells none of them."""
    hidden = {key for key, n in parts.items() if 0 < n < SMALLEST}
    few = len(hidden)
    others = sorted((n, number, key) for number, (key, n) in enumerate(parts.items()) if n >= SMALLEST)
    if not few:
        return hidden
    while not _is_open(sum(parts[key] for key in hidden), few, len(hidden) - few):
        if not others:
            return None
        hidden.add(others.pop(0)[2])
    return hidden


def _is_open(rest: int, few: int, others: int) -> bool:
    """Whether numbers that add up to `rest` leave every one of the `few` small ones any value.

    The reader knows that a small one lies between 1 and SMALLEST - 1, and another is at least SMALLEST.
    """
    most = SMALLEST - 1
    room_for_most = rest - most >= (few - 1) + SMALLEST * others
    room_for_one = bool(others) or rest - 1 <= most * (few - 1)
    return room_for_most and room_for_one
