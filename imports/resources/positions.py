"""Where something stands: the columns that everything with a position shares."""

from collections.abc import Iterable
from typing import Any

from django.contrib.gis.geos import Point
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.resources.base import Column, Draft, Values
from imports.resources.widgets import Choice, Number, Words
from places.forms import EAST, NORTH, SOUTH, WEST
from places.models import Confidence

POSITION = ("lat", "lon", "confidence")


def lat_column() -> Column:
    return Column(gettext_lazy("Latitude"), Number(SOUTH, NORTH), example=12.9265)


def lon_column() -> Column:
    return Column(gettext_lazy("Longitude"), Number(WEST, EAST), example=102.4935)


def confidence_column() -> Column:
    hint = gettext_lazy("How sure the position is; low where it is left empty.")
    return Column(gettext_lazy("Confidence"), Choice(Confidence), example="M", hint=hint)


def source_column() -> Column:
    return Column(gettext_lazy("Source of the position"), Words(200), example="GPS")


def of(thing: Any) -> Values:
    """The position of a thing as the columns have it."""
    point = thing.point
    where = {"lat": round(point.y, 6), "lon": round(point.x, 6)} if point else {"lat": None, "lon": None}
    return {**where, "confidence": thing.confidence}


def check_position(draft: Draft) -> Iterable[tuple[str, str]]:
    """Both or neither; nothing said of the confidence is low."""
    after = draft.after
    if (after.get("lat") is None) != (after.get("lon") is None):
        yield ("lon" if after.get("lon") is None else "lat"), _("Enter latitude and longitude, or neither.")
    if not after.get("confidence"):
        draft.values["confidence"] = str(Confidence.LOW)


def point_of(values: Values) -> Point | None:
    return None if values.get("lat") is None else Point(values["lon"], values["lat"], srid=4326)
