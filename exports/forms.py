"""What is chosen on the page of an export."""

import uuid
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from exports.datasets import Dataset
from exports.formats import Format
from exports.models import Choices
from exports.wanted import Wanted
from ui.dates import language
from ui.forms import Form

SIDE_BY_SIDE: dict[Format, Any] = {  # words for a file of several tables
    Format.CSV: _("CSV: one table"),
    Format.XLSX: _("Excel: every table on a sheet of its own"),
}


class ExportForm(Form):
    """`tables`: of the dataset; `data` as sent, or nothing; `kept`: the choices that stand there first."""

    mark_optional = False

    format = forms.ChoiceField(label=_("File"), widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("Language of names and words"),
        choices=[("th", "ไทย"), ("en", "English")],
        widget=forms.RadioSelect({"class": "row"}),
    )
    codes = forms.BooleanField(
        label=_("A row of codes below the names"),
        required=False,
        help_text=_("They stay the same in both languages and from year to year: for programs that read the file."),
    )
    hxl = forms.BooleanField(
        label=_("A row of HXL hashtags"), required=False, help_text=_("For tools of humanitarian partners.")
    )
    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one column.")},
    )
    layer = forms.ChoiceField(label=_("Layer"), required=False, help_text=_("Which one, for CSV: it holds one table."))
    name = forms.CharField(
        label=_("Keep these choices as"),
        required=False,
        max_length=80,
        help_text=_("For example: Monthly table for the province."),
    )
    client_uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        dataset: Dataset,
        tables: list[Dataset],
        data: QueryDict | None = None,
        kept: Choices | None = None,
    ) -> None:
        self.dataset = dataset
        every = [(column.code, capfirst(str(column.label))) for column in dataset.columns]
        initial: dict[str, Any] = {"format": Format.XLSX, "language": language(), "client_uuid": uuid.uuid4()}
        initial |= chosen_in(kept) if kept else {}
        initial["columns"] = initial.get("columns") or [code for code, _label in every]
        super().__init__(data, initial=initial)
        words = SIDE_BY_SIDE if dataset.is_layered else {}
        offered = [one for one in Format if dataset.has_points or not one.has_points]
        choices = [(one.value, words.get(one, one.label)) for one in offered]
        self.fields["format"].choices = choices  # type: ignore[attr-defined]
        self.fields["columns"].choices = every  # type: ignore[attr-defined]
        self.fields["layer"].choices = [(table.key, table.label) for table in tables]  # type: ignore[attr-defined]
        del self.fields["columns" if dataset.is_layered else "layer"]

    def wanted(self, *, user: User, params: QueryDict) -> Wanted:
        said = self.cleaned_data
        if said["format"] == Format.CSV and said.get("layer"):
            params = params.copy()
            params["layer"] = said["layer"]
        return Wanted(
            dataset=self.dataset,
            user=user,
            params=params,
            format=Format(said["format"]),
            columns=self.dataset.chosen(said.get("columns", [])),
            language=said["language"],
            codes=said["codes"],
            hxl=said["hxl"],
        )

    def key(self) -> uuid.UUID:
        """Of what is asked for: sent twice it is one export, with other choices another."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("client_uuid", "name")}
        return uuid.uuid5(self.cleaned_data["client_uuid"] or uuid.uuid4(), repr(sorted(said.items())))

    @property
    def all_columns(self) -> bool:
        """Whether every column is chosen: then the long list of them stays shut."""
        return self.dataset.is_layered or len(self["columns"].value() or ()) == len(self.dataset.columns)


def chosen_in(kept: Choices) -> dict[str, Any]:
    return {name: getattr(kept, name) for name in ("format", "language", "codes", "hxl", "columns")}


class FiguresForm(Form):
    """How the dashboard's figures are wanted."""

    mark_optional = False

    format = forms.ChoiceField(
        label=_("File"),
        choices=[(one.value, SIDE_BY_SIDE[one]) for one in (Format.XLSX, Format.CSV)],
        widget=forms.RadioSelect,
    )
    table = forms.ChoiceField(label=_("Table"), help_text=_("Which one, for CSV."))
    language = forms.ChoiceField(
        label=_("Language of names and words"),
        choices=[("th", "ไทย"), ("en", "English")],
        widget=forms.RadioSelect({"class": "row"}),
    )
    codes = forms.BooleanField(label=_("A row of codes below the names"), required=False)
    hxl = forms.BooleanField(label=_("A row of HXL hashtags"), required=False)

    def __init__(self, tables: list[tuple[str, Any]], data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"format": Format.XLSX, "language": language(), "table": tables[0][0]})
        self.fields["table"].choices = tables  # type: ignore[attr-defined]
