"""A link for the counterpart, the route, the delay."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from patrols.invitations import DAYS, MOST_DAYS
from patrols.models import Language
from patrols.tracks import reading
from patrols.tracks.track import Track
from ui.forms import DateField, Form, Upload
from visits.kinds.base import Count


class InviteForm(Form):
    language = forms.ChoiceField(
        label=_("What the counterpart speaks"),
        choices=Language.choices,
        initial=Language.KHMER,
        help_text=_("The page is in English, for those who read Thai in Thai. They may write in their own language."),
    )
    days = Count(
        label=_("Valid for how many days"), min_value=1, max_value=MOST_DAYS, initial=DAYS,
        help_text=_("1 to 30. After that the link leads nowhere."), required=True,
    )  # fmt: skip


class OneFile(Upload):
    allow_multiple_selected = False


class RouteForm(Form):
    """A file, or points: one of the two."""

    mark_optional = False
    track: Track

    file = forms.FileField(
        label=_("GPX or GeoJSON file"),
        required=False,
        widget=OneFile({"accept": ".gpx,.geojson,.json"}),
        help_text=_("At most 5 MB. Times, heights, names and the device are not kept, nor is the file."),
    )
    points = forms.CharField(
        label=_("Or points in their order"),
        required=False,
        max_length=400_000,
        widget=forms.Textarea({"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_("Press on the map, or write one point a line: latitude, longitude. For example 13.0412, 102.4716."),
    )

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        file, points = values.get("file"), values.get("points")
        if self.errors:
            return values
        if file and points:
            self.add_error("points", _("Send a file or points, not both. Empty one of the two."))
        elif file:
            self.read("file", reading.from_file, file)
        elif points:
            self.read("points", reading.from_text, points)
        else:
            self.add_error("file", _("Choose a file, or draw the route on the map."))
        return values

    def read(self, name: str, reader: Any, sent: Any) -> None:
        try:
            self.track = reader(sent)
        except ValidationError as error:
            self.add_error(name, error)


class DelayForm(Form):
    publish_after = DateField(
        label=_("Stays closed until"),
        required=False,
        help_text=_("From this day on readers of the internal report see the route. Empty: it stays closed for good."),
    )
