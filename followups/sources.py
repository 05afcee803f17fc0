"""Which best practices somebody may know of: told by the room of practices, which stands above this one."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.lookups import IsNull

if TYPE_CHECKING:
    from accounts.models import User

_told: list[Callable[["User"], models.QuerySet[Any]]] = []


def tell_practices(visible_to: Callable[["User"], models.QuerySet[Any]]) -> None:
    """Called once, when the room of practices is ready. `visible_to(user)`: practices, each with its `code`."""
    _told[:] = [visible_to]


def practices(user: "User") -> models.QuerySet[Any]:
    """The practices that `user` may know of."""
    return _told[0](user)


def of_practice(user: "User") -> Q:
    """Actions of a practice that `user` may know of, asked for each action by the code of the practice."""
    practice = practices(user).filter(code=OuterRef("practice")).order_by().values("pk")
    return Q(practice__isnull=False) & Q(IsNull(Subquery(practice), False))


def open_codes(user: "User", codes: Iterable[str | None]) -> set[str]:
    """Those of `codes` whose practice `user` may read: they are shown as links."""
    return set(practices(user).filter(code__in=[code for code in codes if code]).values_list("code", flat=True))
