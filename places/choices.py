"""Places to choose from in forms: named in the reader's language, never with their outlines."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet

from places.models import Country, District, Province
from ui.templatetags.ui import bilingual


def provinces() -> QuerySet[Province]:
    return Province.objects.defer("outline")


def districts() -> QuerySet[District]:
    return District.objects.select_related("province").defer("outline", "province__outline")


def neighbours() -> QuerySet[Country]:
    """Countries that a Thai province borders."""
    return Country.objects.filter(bordering__isnull=False).distinct().only("code", "name_th", "name_en")


def district_label(district: District) -> str:
    """จันทบุรี – โป่งน้ำร้อน: districts of one province stand together."""
    return f"{bilingual(district.province)} – {bilingual(district)}"


def offer(field: forms.Field, rows: QuerySet[Any], label: Callable[[Any], str]) -> None:
    """Let a choice field of a model form offer `rows`, each called `label(row)`."""
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
    field.empty_label = "—"
    field.label_from_instance = label  # type: ignore[method-assign, assignment]
