"""Groups of fields that fold: how much of each is answered, and which stands open at first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import BoundField


@dataclass(frozen=True)
class Fold:
    """`lacking`: of the fields that are needed, those without an answer."""

    asked: int
    answered: int
    lacking: int
    opens: bool = False


def folds(groups: Sequence[Sequence[BoundField]]) -> list[Fold | None]:
    """One for each group; None where there is only one, which does not fold.

    Open is what has an error; else the first that lacks what is needed; else the first of a form that nobody began.
    """
    if len(groups) < 2:
        return [None for _group in groups]
    counted = [[is_answered(field) for field in group] for group in groups]
    lacking = [
        sum(is_needed(field) and not answered for field, answered in zip(group, given, strict=True))
        for group, given in zip(groups, counted, strict=True)
    ]
    faulty = {n for n, group in enumerate(groups) if any(field.errors for field in group)}
    first = next((n for n, lacks in enumerate(lacking) if lacks), -1 if any(map(any, counted)) else 0)
    return [
        Fold(len(given), sum(given), lacks, n in (faulty or {first}))
        for n, (given, lacks) in enumerate(zip(counted, lacking, strict=True))
    ]


def is_answered(field: BoundField) -> bool:
    value = field.value()
    return any(value) if isinstance(value, list | tuple) else value is not False and value not in (None, "")


def is_needed(field: BoundField) -> bool:
    return field.field.required or field.name in getattr(field.form, "needed", ())
