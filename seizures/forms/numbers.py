"""Quantities and sums as people write them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class Amount(forms.DecimalField):
    """A number above zero, thousands separated or not, Thai or Arabic digits; a text input, as `visits.kinds.Count`."""

    def __init__(self, *, decimal_places: int, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "short"}
        kwargs.setdefault("widget", forms.TextInput(attrs))
        kwargs.setdefault("required", False)
        kwargs.setdefault("error_messages", {"invalid": _("Write a number, such as 1,250 or 2.5.")})
        super().__init__(max_digits=12 + decimal_places, decimal_places=decimal_places, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        found: Decimal | None = super().to_python(value.replace(",", "") if isinstance(value, str) else value)
        return found

    def prepare_value(self, value: Any) -> Any:
        """Without the zeros that only the database needs."""
        return plain(value) if isinstance(value, Decimal) else value


def plain(value: Decimal) -> str:
    """2.500 as 2.5, 1200.000 as 1200."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
