"""One account in words, as a list of label and value."""

from django.utils.translation import gettext as _

from patrols.comparing import ASKED, lines_of
from patrols.models import Account, Side, Unit
from ui.templatetags.ui import bilingual

Facts = list[tuple[str, str]]


def told(account: Account, *, restricted: bool = True) -> Facts:
    """What the account says, without what it leaves open; what only its circle reads where `restricted`."""
    authority, *rest = besides(account)
    rows = [authority]
    for asked in ASKED:
        value = asked.read(account)
        if value not in (None, "") and (restricted or not asked.restricted):
            rows.append((str(asked.label), asked.words(value)))
    rows += [*rest, (_("Points agreed"), "\n".join(lines_of(account)))]
    return [(label, value) for label, value in rows if value]


def besides(account: Account) -> Facts:
    """What is not compared: authority, what happened, the units of each side."""
    return [
        (_("Authority"), account.authority),
        (_("What happened"), account.incidents),
        (_("Units of the Thai side"), units(account, Side.OWN)),
        (_("Units of the counterpart"), units(account, Side.COUNTERPART)),
    ]


def units(account: Account, side: Side) -> str:
    """A unit a line."""
    return "\n".join(called(unit) for unit in account.units.all() if unit.of_side == side)


def called(unit: Unit) -> str:
    name = " · ".join(filter(None, (unit.unit, bilingual(unit.agency))))
    return name if unit.head_count is None else f"{name}: {unit.head_count:,}"
