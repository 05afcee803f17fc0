"""Texts that are asked for in Thai and in English, side by side."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LANGUAGES = (("th", _("in Thai")), ("en", _("in English")))


def areas(*names: str, rows: int = 4) -> dict[str, type[forms.Widget] | forms.Widget]:
    """Room for the texts `names` in each language, by column; a screen reader and the keyboard know the language."""
    return {
        f"{name}_{code}": forms.Textarea({"rows": rows, "lang": code}) for name in names for code, _words in LANGUAGES
    }


def lines(*names: str) -> dict[str, type[forms.Widget] | forms.Widget]:
    """A line for each of `names` in each language, by column."""
    return {f"{name}_{code}": forms.TextInput({"lang": code}) for name in names for code, _words in LANGUAGES}


class Paired:
    """A form whose screen lays a text in Thai beside the same in English."""

    def topics(self) -> list[tuple[Any, list[Any]]]:
        """The fields as the screen lays them out: (heading or "", fields)."""
        found: list[tuple[Any, list[Any]]] = []
        for field in self.visible_fields():  # type: ignore[attr-defined]
            last = found[-1][1] if found else []
            if last and field.name == last[0].name.removesuffix("_th") + "_en":
                last.append(field)
            else:
                found.append(("", [field]))
        return found
