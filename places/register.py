"""Every write to the register of provinces and districts that an administrator makes in the product.

`check(by)` is the rule of who may: it raises where `by` may not.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from places.models import District, Province

Check = Callable[[Any], None]
Row = TypeVar("Row", District, Province)


@transaction.atomic
def add_district(*, by: AbstractBaseUser, check: Check, **fields: Any) -> District:
    """Add a district by its code PPAA, in the province of its first two digits."""
    check(by)
    return District.objects.create(**fields)


@transaction.atomic
def edit_district(*, district: District, by: AbstractBaseUser, check: Check, **fields: Any) -> District:
    """Change names and position of a district; its code and province stay."""
    check(by)
    locked = District.objects.select_for_update(of=("self",)).defer("outline").get(pk=district.pk)
    return _changed(locked, fields)


@transaction.atomic
def remove_district(*, district: District, by: AbstractBaseUser, check: Check) -> None:
    """Take back a district that was added by mistake. Raises ProtectedError where something hangs on it."""
    check(by)
    district.delete()


@transaction.atomic
def edit_province(*, province: Province, by: AbstractBaseUser, check: Check, aliases: str) -> Province:
    """Change the other names of a province; code and official names follow the release."""
    check(by)
    locked = Province.objects.select_for_update(of=("self",)).defer("outline").get(pk=province.pk)
    return _changed(locked, {"aliases": aliases})


def _changed(locked: Row, fields: dict[str, Any]) -> Row:
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(fields))
    return locked
