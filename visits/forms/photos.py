"""What a photograph shows: the few fields on its card in the list, all of them on its own page."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.gis.geos import Point
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ui import dates
from ui.templatetags.ui import bilingual
from visits.forms.fields import ReportForm
from visits.forms.stops import LATITUDES, LONGITUDES, degrees
from visits.models import Activity, Photo, Visit
from visits.pictures import Suggestion, suggestion
from visits.store import locate


class PhotoCardForm(ReportForm):
    """What a photograph shows: the few fields that every one needs, on its card in the list.

    `places`: choices of `where`, as `places_of` makes them.
    """

    mark_optional = False

    where = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    as_camera = forms.BooleanField(label=gettext_lazy("Take over what the camera noted"), required=False)

    class Meta:
        model = Photo
        fields: tuple[str, ...] = ("caption", "consent", "shows_child", "may_concern_tip")
        widgets = {"caption": forms.Textarea({"rows": 2})}
        labels = {
            "consent": gettext_lazy("People in the picture"),
            "shows_child": gettext_lazy("A child can be seen"),
            "may_concern_tip": gettext_lazy("May concern trafficking in persons"),
        }
        help_texts = {"shows_child": ""}

    field_order: tuple[str, ...] = ("caption", "as_camera", "where", "consent", "shows_child", "may_concern_tip")

    def __init__(self, *args: Any, places: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        photo = self.instance
        self.fields["where"].choices = [("", "—"), *places]  # type: ignore[attr-defined]
        here = f"s{photo.stop_id}" if photo.stop_id else ""
        self.initial["where"] = f"a{photo.activity_id}" if photo.activity_id else here
        self.noted = self.read_camera()
        self.offer_camera()

    def read_camera(self) -> Suggestion:
        """What the camera noted in the original, while nobody has said when and where."""
        if self.instance.taken_at or self.instance.point:
            return Suggestion(None, None)
        try:
            with locate(self.instance.original).open("rb") as original:
                return suggestion(original)
        except OSError:
            return Suggestion(None, None)

    def offer_camera(self) -> None:
        if not self.noted:
            del self.fields["as_camera"]
            return
        self.fields["as_camera"].help_text = said(self.noted)
        self.initial["as_camera"] = not self.instance.caption  # once described, only when asked

    @property
    def is_touched(self) -> bool:
        """Whether saving would change anything."""
        return bool({*self.changed_data} - {"as_camera"} or self.cleaned_data.get("as_camera"))

    def write(self, visit: Visit) -> None:
        photo, values = self.instance, self.cleaned_data
        where = values.get("where", "")
        activity = Activity.objects.get(stop__visit=visit, pk=int(where[1:])) if where.startswith("a") else None
        photo.activity = activity
        photo.stop_id = activity.stop_id if activity else int(where[1:]) if where else None
        photo.restricted |= photo.may_concern_tip or (activity is not None and activity.restricted)
        if values.get("as_camera"):
            photo.taken_at, photo.point = self.noted.taken_at, self.noted.point
        photo.save()


class PhotoForm(PhotoCardForm):
    """Everything that is known of one photograph."""

    lat = degrees(gettext_lazy("Latitude"), LATITUDES, gettext_lazy("For example 12.926500."))
    lon = degrees(gettext_lazy("Longitude"), LONGITUDES, gettext_lazy("For example 102.493500."))

    class Meta(PhotoCardForm.Meta):
        fields = (*PhotoCardForm.Meta.fields, "restricted", "is_illustration", "taken_at")
        labels = {
            **PhotoCardForm.Meta.labels,
            "restricted": gettext_lazy("Only for the mission and those who decide on the report"),
        }

    field_order = (
        "caption", "where", "taken_at", "lat", "lon",
        "consent", "shows_child", "may_concern_tip", "restricted", "is_illustration",
    )  # fmt: skip

    def offer_camera(self) -> None:
        """Here the camera's account is filled in, marked as such, for the person to keep or change."""
        del self.fields["as_camera"]
        point = self.instance.point or self.noted.point
        if point is not None:
            self.initial["lat"], self.initial["lon"] = round(point.y, 6), round(point.x, 6)
        if self.noted.taken_at is not None:
            self.initial["taken_at"] = self.noted.taken_at
        if self.noted:
            self.fields["taken_at"].help_text = gettext_lazy(
                "Filled in from the camera, which may be wrong: please check."
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if (values.get("lat") is None) != (values.get("lon") is None):
            self.add_error(
                "lon" if values.get("lon") is None else "lat", _("Enter latitude and longitude, or neither.")
            )
        return values

    def write(self, visit: Visit) -> None:
        lat, lon = self.cleaned_data["lat"], self.cleaned_data["lon"]
        self.instance.point = None if lat is None else Point(float(lon), float(lat), srid=4326)
        super().write(visit)


class PhotoCards:
    """All photographs of a report on one screen, judged and stored as one. `refused`: see media.Added."""

    def __init__(self, visit: Visit, data: "MultiValueDict[str, str] | None" = None) -> None:
        places = places_of(visit)
        self.forms = []
        for photo in visit.photos.prefetch_related("renditions"):
            prefix = f"p{photo.pk}"
            sent = data if data is not None and f"{prefix}-consent" in data else None
            self.forms.append(PhotoCardForm(sent, instance=photo, prefix=prefix, places=places))

    @property
    def sent(self) -> list[PhotoCardForm]:
        return [form for form in self.forms if form.is_bound]

    def is_valid(self) -> bool:
        judged = [form.is_valid() for form in self.sent]  # every one, so that each shows its errors
        return all(judged)

    @property
    def total_error_count(self) -> int:
        return sum(len(form.errors) for form in self.sent)

    @property
    def is_touched(self) -> bool:
        return any(form.is_touched for form in self.sent)

    def write(self, visit: Visit) -> None:
        for form in self.sent:
            if form.is_touched:
                form.write(visit)

    def differences(self) -> list[tuple[str, str, str]]:
        return [row for form in self.sent for row in form.differences()]


def places_of(visit: Visit) -> list[tuple[str, list[tuple[str, str]]]]:
    """The stops of a report, each with its activities, as grouped choices."""
    stops = visit.stops.select_related("checkpoint", "center").prefetch_related("activities")
    return [(bilingual(stop), list(_within(stop))) for stop in stops]


def _within(stop: Any) -> Iterable[tuple[str, str]]:
    yield f"s{stop.pk}", _("%(place)s, in general") % {"place": bilingual(stop)}
    for activity in stop.activities.all():
        yield f"a{activity.pk}", f"{bilingual(stop)} · {activity.get_kind_display()}"


def said(noted: Suggestion) -> str:
    """What a camera noted, in words."""
    parts = [dates.full_datetime(noted.taken_at)] if noted.taken_at else []
    if noted.point:
        parts.append(f"{noted.point.y:.5f}, {noted.point.x:.5f}")
    return " · ".join(parts)
