"""Forms that everything with a position or a dated status shares."""

import uuid
from typing import Any

from django import forms
from django.contrib.gis.geos import Point
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from places.abstract import Place
from places.models import Confidence
from ui.forms import DateField, Form, ModelForm

# Where the programme works, with a margin: Thailand and its neighbours (degrees).
SOUTH, NORTH, WEST, EAST = 4.0, 24.0, 92.0, 110.0


class VersionForm(Form):
    """A form that knows which version it was opened on."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class PlaceForm(ModelForm):
    """What is known of a place; each room adds its fields."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    client_uuid = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        if self.instance.pk is not None:
            del self.fields["client_uuid"]

    def facts(self) -> dict[str, Any]:
        """The fields of the place, as the actions take them."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

    def key(self) -> uuid.UUID | None:
        """The key of a new place; other words under the browser's key are another place."""
        own = self.cleaned_data["client_uuid"]
        return own and uuid.uuid5(own, repr(sorted(self.facts().items())))

    def opened_version(self) -> int:
        """The version that it was opened on; 0, which nothing has, where none was sent."""
        return self.cleaned_data["version"] or 0


class PositionForm(VersionForm):
    lat = forms.FloatField(
        label=_("Latitude"),
        min_value=SOUTH,
        max_value=NORTH,
        help_text=_("Degrees north, such as 12.9265."),
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
    )
    lon = forms.FloatField(
        label=_("Longitude"),
        min_value=WEST,
        max_value=EAST,
        help_text=_("Degrees east, such as 102.4935."),
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
    )
    confidence = forms.ChoiceField(
        label=_("How sure is this position?"), choices=Confidence.choices, widget=forms.RadioSelect
    )
    radius_km = forms.IntegerField(
        label=_("Uncertainty (km)"),
        min_value=1,
        max_value=100,
        required=False,
        help_text=_("The true place is within this distance. Leave empty for a measured position."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        help_text=_("Who says so, or how it was measured: “GPS on site, 12 March 2566”."),
    )

    @classmethod
    def opened_on(cls, place: Place, data: Any = None) -> "PositionForm":
        initial: dict[str, Any] = {
            "version": place.version,
            "confidence": place.confidence,
            "radius_km": place.position_radius_km,
        }
        if place.point is not None:
            initial |= {"lat": round(place.point.y, 6), "lon": round(place.point.x, 6)}
        return cls(data, initial=initial)

    def facts(self) -> dict[str, Any]:
        """What was typed, as the actions take it."""
        data = dict(self.cleaned_data)
        return {"point": Point(data.pop("lon"), data.pop("lat"), srid=4326), **data}


class RetireForm(VersionForm):
    reason = forms.CharField(
        label=_("Why is it retired?"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("It stays in reports and history, and leaves lists and maps."),
    )


class StatusForm(Form):
    """A dated status with its source. The day may lie in the past, never in the future. Sent twice, it is one."""

    status = forms.ChoiceField(label=_("Status"), widget=forms.RadioSelect)
    on = DateField(label=_("Since, or as seen on"))
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("An order, a notice, or who saw it on site.")
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False, widget=forms.Textarea({"rows": 2}))
    client_uuid = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place
        self.fields["status"].choices = place._meta.get_field("status").choices  # type: ignore[attr-defined]
        self.fields["on"].latest = timezone.localdate()  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """What was typed, as the actions take it; other words under the browser's key are another status."""
        data = dict(self.cleaned_data)
        own = data.pop("client_uuid")
        return {**data, "client_uuid": own and uuid.uuid5(own, repr((self.place.pk, sorted(data.items()))))}
