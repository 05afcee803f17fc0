"""What was done at a stop: the narrative, the kind's own fields, who took part, photographs."""

import copy
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import ManagementForm
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from ui.forms import Upload
from ui.prepared import Prepared
from ui.templatetags.ui import bilingual
from visits import kinds, media, parts, uploads
from visits.forms.fields import ItemForm, compare
from visits.forms.rows import RowForm, Rows
from visits.forms.sheets import AskedSheet
from visits.kinds.base import Count
from visits.models import Activity, Participation, Stop, Visit

MOST_PHOTOS = 20  # at once
STOP_KEYS = Prepared(lambda visit, pk: Stop.objects.order_by().only("visit").filter(visit=visit, pk=pk), -1, -2)


class PhotosField(forms.FileField):
    """Several photographs at once; each is checked and safe on the disk before the row is written."""

    widget = Upload

    def clean(self, data: Any, initial: Any = None) -> list[media.ReceivedPhoto]:
        files: Sequence[Any] = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > MOST_PHOTOS:
            raise ValidationError(_("Send at most %(most)s photographs at once."), params={"most": MOST_PHOTOS})
        received = []
        for file in files:
            try:
                received.append(media.receive_photo(file))
            except uploads.UploadRefused as refused:
                raise ValidationError(f"{file.name}: {refused}") from None
        return received


class ManyPhotos(Upload):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class ParticipationForm(RowForm):
    """One agency or unit."""

    given = frozenset({"side"})

    side = forms.ChoiceField(label=_("Side"), choices=Participation.Side.choices, initial="own", required=False)
    agency = forms.TypedChoiceField(label=_("Agency"), coerce=int, empty_value=None, required=False)
    unit = forms.CharField(
        label=_("Unit"), max_length=200, required=False, help_text=_("Counterpart units: as they call themselves.")
    )
    role = forms.CharField(label=_("Role"), max_length=150, required=False, help_text=_("For example: lead, support."))
    head_count = Count(label=_("People"), max_value=10_000)

    def __init__(self, *args: Any, agencies: Callable[[], list[tuple[Any, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"] = own = copy.deepcopy(self.fields["agency"])
        own.choices = agencies  # type: ignore[attr-defined]

    def clean_side(self) -> str:
        return self.cleaned_data["side"] or Participation.Side.OWN

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if not values.get("agency") and not values.get("unit") and not {"agency", "unit"} & set(self.errors):
            self.add_error("unit", _("Choose an agency, or write the unit."))
        return values


class Parties(Rows):
    model, form, prefix, always = Participation, ParticipationForm, "p", True
    columns = {
        "side": "side", "agency": "agency_id", "unit": "unit", "role": "role", "head_count": "head_count",
    }  # fmt: skip
    title, add_words = _("Who took part"), _("Add another agency")
    row_template = "visits/filing/_party.html"


def agency_choices() -> list[tuple[Any, str]]:
    """Asked once for all rows of a form, and not at all where none names an agency."""
    rows = Agency.objects.only("name_th", "name_en")
    return [("", "—"), *((row.pk, bilingual(row)) for row in rows)]


class ActivityForm(ItemForm):
    """An activity of one kind. `details` and `parts` are forms of their own, judged and stored together with it.

    `sheet`: the one among `parts` that is asked in place of the details; one of the two is None.
    """

    new_words, edit_words = _("Add an activity"), _("Change an activity")
    needed = ("narrative",)
    shares_fields = True

    photos = PhotosField(
        label=_("Photographs"),
        required=False,
        widget=ManyPhotos({"multiple": True, "accept": "image/jpeg,image/png,image/webp,image/heic"}),
        help_text=_("Several at once. Caption and consent are asked for in the section “Photographs”."),
    )

    class Meta:
        model = Activity
        fields = ("narrative", "photos", "may_concern_tip", "restricted")
        widgets = {"narrative": forms.Textarea({"rows": 5})}
        help_texts = {
            "narrative": _("For example: inspected lanes and queue with the customs post; signs only in Thai."),
            "restricted": _("Only the mission and those who decide on the report read it."),
        }

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        row: Activity = self.instance
        self.kind = row.kind_info
        asking = parts.Asking(row, self.visit, self.by, data, files)
        self.parts = [*parts.forms(asking), Parties(row, data, agencies=cache(agency_choices))]
        self.sheet = next((part for part in self.parts if isinstance(part, AskedSheet)), None)
        self.details = None if self.sheet else kinds.details_form(row.kind, data, stored=row.details)

    @property
    def inner(self) -> list[forms.BaseForm]:
        """The forms on the page besides this one."""
        own = [self.details] if self.details else []
        return [*own, *(form for part in self.parts for form in part.inner)]

    @property
    def faulty(self) -> list[forms.BaseForm]:
        return [form for form in self.inner if form.errors]

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        values["restricted"] = values.get("restricted") or values.get("may_concern_tip") or False  # TIP Act s.56
        return values

    def is_valid(self) -> bool:
        own = self.details.is_valid() if self.details else True
        fine = all([super().is_valid(), own, *(part.is_valid() for part in self.parts)])
        if not fine and self.files and "photos" not in self.errors:
            self.add_error("photos", _("Nothing was saved: choose the photographs once more."))
        return fine

    def with_another_row(self) -> "ActivityForm":
        """The same form, everything typed kept and nothing judged yet, with one more row in the list asked for."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        for part in self.parts:
            if isinstance(part, Rows) and part.prefix == data["add_row"]:
                part.one_more(data)
        again = ActivityForm(data, by=self.by, visit=self.visit, instance=self.instance)
        for form in (again, *again.inner):
            if not isinstance(form, ManagementForm):
                form._errors = ErrorDict()  # type: ignore[attr-defined]
                form.cleaned_data = {}
        return again

    def differences(self) -> list[tuple[str, str, str]]:
        own = [*super().differences(), *(compare(self.details) if self.details else [])]
        return [*own, *(line for part in self.parts for line in part.differences())]

    def attach(self, visit: Visit) -> None:
        pass  # the stop was chosen before the form

    def write(self, visit: Visit) -> None:
        if self.details:
            self.instance.details = self.details.as_json()
        elif self.sheet:
            self.instance.details = self.sheet.details()
        super().write(visit)
        for part in self.parts:
            part.write(self.instance)
        for received in self.cleaned_data["photos"]:
            media.store_photo(
                visit=visit, by=self.by, upload=received, stop=self.instance.stop, activity=self.instance,
                may_concern_tip=self.instance.may_concern_tip, restricted=self.instance.restricted,
            )  # fmt: skip


def stop_of(visit: Visit, pk: str, *, lean: bool = False) -> Stop | None:
    """The stop `pk` of `visit`, or None for a key of another report or no key at all.

    `lean`: only the keys, for a save that shows nothing of it.
    """
    if not pk.isdecimal() or len(pk) > 18:
        return None
    return STOP_KEYS.first(visit.pk, int(pk)) if lean else Stop.objects.filter(visit=visit, pk=pk).order_by().first()
