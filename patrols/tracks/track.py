"""What a reader makes of a file or of points drawn: lines of points, judged and thinned, with nothing else of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

from django.contrib.gis.geos import LineString, MultiLineString
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from patrols.models.route import BORDERS, MOST_POINTS, Source
from patrols.tracks.thinning import thinned

MOST_READ = 250_000
SRID = 4326  # never from the file
Point = tuple[float, float]  # longitude, latitude


@dataclass(frozen=True)
class Track:
    geometry: MultiLineString
    source: Source
    points_read: int
    points_kept: int


class Lines:
    """Collects points line by line; each is judged as it comes, so that a bad file is refused at its first fault.

    Raises ValidationError, which says where: by the `where` that the reader gives.
    """

    def __init__(self) -> None:
        self.lines: list[list[Point]] = []
        self.read = 0

    def begin(self) -> None:
        self.lines.append([])

    def add(self, lon: float, lat: float, *, where: str) -> None:
        self.read += 1
        if self.read > MOST_READ:
            message = _("There are more than %(most)s points. Send a shorter track, or one with fewer points.")
            raise ValidationError(message % {"most": f"{MOST_READ:,}"})
        check(lon, lat, where)
        line = self.lines[-1]
        if not line or line[-1] != (lon, lat):  # standing still is no way
            line.append((lon, lat))

    def as_track(self, source: Source) -> Track:
        """The lines thinned, as a track. Raises ValidationError for too few points, too many, or a crossing."""
        lines = [line for line in self.lines if len(line) > 1]
        if not lines:
            raise ValidationError(_("A route needs at least two different points."))
        kept = thinned(lines)
        count = sum(map(len, kept))
        if count > MOST_POINTS:
            message = _("Even thinned, more than %(most)s points are left. Send a shorter part.")
            raise ValidationError(message % {"most": f"{MOST_POINTS:,}"})
        refuse_crossing(kept)
        geometry = MultiLineString([LineString(line) for line in kept], srid=SRID)
        return Track(geometry, source, self.read, count)


def check(lon: float, lat: float, where: str) -> None:
    """Raises ValidationError unless it is a place on earth, near the borders of Thailand."""
    if not (isfinite(lon) and isfinite(lat)):
        raise ValidationError(_("%(where)s: a coordinate is not a number.") % {"where": where})
    said = {"where": where, "lat": f"{lat:.6g}", "lon": f"{lon:.6g}"}
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        message = _("%(where)s: latitude %(lat)s, longitude %(lon)s is no place on earth.")
        raise ValidationError(message % said)
    west, south, east, north = BORDERS
    if not (west < lon < east and south < lat < north):
        message = _(
            "%(where)s: latitude %(lat)s, longitude %(lon)s lies far from the borders of Thailand. "
            "Check whether the two are exchanged."
        )
        raise ValidationError(message % said)


def refuse_crossing(lines: list[list[Point]]) -> None:
    """Raises ValidationError naming the place where the route first crosses or repeats itself."""
    if MultiLineString([LineString(line) for line in lines]).simple:
        return
    lon, lat = crossing(lines)
    message = _(
        "The route crosses itself, or goes back on its own way, near latitude %(lat)s, longitude %(lon)s. "
        "Cut it there and send one part: out, or back."
    )
    raise ValidationError(message % {"lat": f"{lat:.5f}", "lon": f"{lon:.5f}"})


def crossing(lines: list[list[Point]]) -> Point:
    """The first point at which what came so far is no simple line any more, by halving: what crosses once, crosses."""
    ends = list(_ends(lines))
    low, high = 0, len(ends) - 1
    while low < high:
        middle = (low + high) // 2
        number, point = ends[middle]
        so_far = [*lines[:number], lines[number][: point + 1]]
        if MultiLineString([LineString(line) for line in so_far]).simple:
            low = middle + 1
        else:
            high = middle
    number, point = ends[low]
    return lines[number][point]


def _ends(lines: list[list[Point]]) -> Iterator[tuple[int, int]]:
    """Where lines may be cut, in their order: (line, last point), each with two points at least."""
    for number, line in enumerate(lines):
        for point in range(1, len(line)):
            yield number, point
