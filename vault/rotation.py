"""Turning the keys: whatever is not under the newest one is sealed anew, a batch at a time."""

from dataclasses import dataclass, field

from django.db import models, transaction

from vault.box import Unreadable, is_newest, reseal

BATCH = 200


@dataclass
class Turned:
    """What became of the rows of one column: `unreadable` by their numbers."""

    sealed_anew: int = 0
    up_to_date: int = 0
    unreadable: list[int] = field(default_factory=list)


def turn(model: type[models.Model], column: str) -> Turned:
    """Seal a column anew. Each batch is committed by itself: stopped and started again, it goes on where it was."""
    turned, last = Turned(), 0
    while numbers := _batch(model, column, last, turned):
        last = numbers[-1]
    return turned


@transaction.atomic
def _batch(model: type[models.Model], column: str, last: int, turned: Turned) -> list[int]:
    rows = model._default_manager.filter(pk__gt=last, **{f"{column}__isnull": False}).order_by("pk")
    batch = list(rows.select_for_update().values_list("pk", column)[:BATCH])
    for pk, sealed in batch:
        if is_newest(sealed):
            turned.up_to_date += 1
            continue
        try:
            model._default_manager.filter(pk=pk).update(**{column: reseal(sealed)})
            turned.sealed_anew += 1
        except Unreadable:
            turned.unreadable.append(pk)
    return [pk for pk, _sealed in batch]
