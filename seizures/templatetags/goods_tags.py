"""Quantities of goods in words."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _

from seizures.forms.numbers import plain
from seizures.models import Seizure
from ui.templatetags.ui import bilingual

register = template.Library()


@register.filter
def amount(value: Decimal | None) -> str:
    """1200.000 as 1,200; 2.500 as 2.5; at most three decimals."""
    if value is None:
        return ""
    whole, _point, rest = plain(value.quantize(Decimal("0.001"), ROUND_HALF_UP)).partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "")


@register.simple_tag
def measured(quantity: Decimal, unit: str, approximate: bool = False) -> str:
    """“about 2,000 pills”; the unit as it is named in the reader's language."""
    words = f"{amount(quantity)} {unit}"
    return _("about %(quantity)s") % {"quantity": words} if approximate else words


@register.filter
def as_entered(row: Seizure) -> str:
    """The quantity in the unit that it was entered in."""
    return f"{amount(row.quantity)} {bilingual(row.unit)}"


@register.filter
def in_base_unit(row: Seizure) -> str:
    """The same in the base unit of its kind; empty where that is how it was entered."""
    if row.unit_id == row.kind.base_unit_id:
        return ""
    return measured(row.base_quantity, bilingual(row.kind.base_unit), row.approximate)


@register.filter
def party(event: Any, side: str) -> str:
    """Who gave (`from`) or has (`to`) the goods: agency, person or office, or both."""
    return " · ".join(filter(None, (bilingual(getattr(event, f"{side}_agency")), getattr(event, f"{side}_office"))))
