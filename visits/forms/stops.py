"""A stop on the way: where, when planned, when really."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.gis.geos import Point
from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from centers.models import Center
from checkpoints.models import Checkpoint
from places.models import District
from ui import dates
from visits.forms.fields import ItemForm, Pick
from visits.models import Stop, Visit

LATITUDES, LONGITUDES = (0, 30), (90, 112)  # degrees: Thailand and its neighbours, generously


def degrees(label: Any, bounds: tuple[int, int], hint: Any) -> forms.DecimalField:
    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "class": "short"})
    low, high = (Decimal(bound) for bound in bounds)
    return forms.DecimalField(
        label=label, help_text=hint, required=False, min_value=low, max_value=high, max_digits=9, decimal_places=6,
        widget=widget,
    )  # fmt: skip


class StopForm(ItemForm):
    new_words, edit_words = _("Add a stop"), _("Change a stop")
    empty_words = _("No stops yet")
    mark_optional = False

    checkpoint = Pick(Checkpoint.objects.none(), label=_("Checkpoint"))
    center = Pick(Center.objects.none(), label=_("Coordination center"))
    district = Pick(District.objects.none(), label=_("District"))
    lat = degrees(_("Latitude"), LATITUDES, _("For example 12.926500."))
    lon = degrees(_("Longitude"), LONGITUDES, _("For example 102.493500."))

    class Meta:
        model = Stop
        fields = ("checkpoint", "center", "place", "district", "planned_at", "arrived_at", "departed_at", "note")
        widgets = {"note": forms.Textarea({"rows": 3})}
        labels = {"place": _("Another place")}
        help_texts = {
            "place": _("Where it is neither: for example a longan orchard in Thap Sai."),
            "arrived_at": _("Left empty while the stop is only planned."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = [code.removeprefix("TH") for code in self.visit.area_codes]
        choices: dict[str, QuerySet[Any]] = {
            "checkpoint": nearest(Checkpoint.objects.filter(kept(self.instance.checkpoint_id)), "province", near),
            "center": nearest(Center.objects.filter(kept(self.instance.center_id)), "district__province", near),
            "district": nearest(District.objects.defer("outline"), "province", near),
        }
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        point = self.instance.point
        if point is not None:
            self.initial["lat"], self.initial["lon"] = round(Decimal(point.y), 6), round(Decimal(point.x), 6)

    def clean(self) -> dict[str, Any]:
        self.one_place()
        self.in_order("arrived_at", "departed_at", _("You cannot leave before you arrive."))
        values = self.cleaned_data
        if values.get("departed_at") and not values.get("arrived_at") and "arrived_at" not in self.errors:
            self.add_error("arrived_at", _("Enter when you arrived as well."))
        self.within_visit("arrived_at")
        self.within_visit("departed_at")
        if not {"lat", "lon"} & set(self.errors) and (values.get("lat") is None) != (values.get("lon") is None):
            empty = "lon" if values.get("lon") is None else "lat"
            self.add_error(empty, _("Enter latitude and longitude, or neither."))
        return values

    def one_place(self) -> None:
        values = self.cleaned_data
        if values.get("checkpoint") and values.get("center"):
            self.add_error("center", _("Choose a checkpoint or a center, not both: each is a stop of its own."))
        named = any(values.get(name) or name in self.errors for name in ("checkpoint", "center", "place"))
        if not named:
            self.add_error("place", _("Choose a checkpoint or a center, or write the place."))

    def within_visit(self, name: str) -> None:
        when, visit = self.cleaned_data.get(name), self.visit
        if when and not visit.date_start <= timezone.localdate(when) <= visit.date_end:
            days = dates.date_range(visit.date_start, visit.date_end)
            message = _("The visit lasted: %(days)s. Correct this, or the dates of the visit.")
            self.add_error(name, message % {"days": days})

    def write(self, visit: Visit) -> None:
        lat, lon = self.cleaned_data.get("lat"), self.cleaned_data.get("lon")
        self.instance.point = None if lat is None or lon is None else Point(float(lon), float(lat), srid=4326)
        super().write(visit)


def kept(chosen: int | None) -> Q:
    """Places in use, and the one chosen before it was retired."""
    return Q(retired_at__isnull=True) | Q(pk=chosen)


def nearest(rows: QuerySet[Any], province: str, near: list[str]) -> QuerySet[Any]:
    """`rows` with those in the provinces of the visit first."""
    first = Case(When(**{f"{province}__code__in": near}, then=Value(0)), default=Value(1))
    return rows.order_by(first, f"{province}__code", "code")
