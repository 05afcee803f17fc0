"""Two to four practices, principle by principle."""

from collections.abc import Iterable

from accounts.models import User
from practices.library.reading import HEAVY, PLACES, Reading, read_practices
from practices.models import Practice

MOST = 4


def read_codes(values: Iterable[str], most: int = MOST) -> tuple[list[str], bool]:
    """The first `most` codes, each once, in the order asked; and whether there were more."""
    codes = [code for code in dict.fromkeys(values) if code and "\x00" not in code]
    return codes[:most], len(codes) > most


def compared(codes: list[str], *, by: User) -> list[Reading]:
    """Those of `codes` that `by` may know of, in the order asked."""
    rows = Practice.objects.visible_to(by).filter(code__in=codes)
    found = {row.code: row for row in rows.select_related("author", *PLACES).defer(*HEAVY)}
    return read_practices([found[code] for code in codes if code in found], by=by)
