"""What is taken for a route, and what is refused, saying where; nothing of a refused file is stored."""

import json
import math
import time
from io import BytesIO
from typing import Any

import pytest
from django.contrib.gis.geos import GEOSGeometry
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from patrols.models import Route
from patrols.tracks.reading import LARGEST, from_file, from_text
from patrols.tracks.track import MOST_READ

GPX = '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">{}</gpx>'
BOMB = """<?xml version="1.0"?>
<!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<gpx><trk><name>&b;</name><trkseg><trkpt lat="13.04" lon="102.47"/></trkseg></trk></gpx>"""
OUTSIDE = """<?xml version="1.0"?>
<!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/passwd">]><gpx><trk><name>&a;</name></trk></gpx>"""


def gpx(*points: str, inside: str = "") -> str:
    lines = "\n".join(f"<trkpt {point}><ele>120</ele><time>2023-03-13T01:00:00Z</time></trkpt>" for point in points)
    return GPX.format(f"<trk><name>Night watch</name><trkseg>\n{lines}\n</trkseg>{inside}</trk>")


def line(*points) -> str:
    return json.dumps({"type": "LineString", "coordinates": list(points)})


def file(content: str | bytes, name: str = "track.gpx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def deep(inside: str = "1", depth: int = 100_000) -> str:
    return "[" * depth + inside + "]" * depth


EIGHT = ([102.470, 13.040], [102.480, 13.050], [102.480, 13.040], [102.470, 13.050])
A, B = 'lat="13.040" lon="102.470"', 'lat="13.050" lon="102.480"'
MALFORMED: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "neither a GPX nor a GeoJSON"),
    "words": ("A walk in the woods", "neither a GPX nor a GeoJSON"),
    "picture": (b"\xff\xd8\xff\xe0" + b"\x00" * 50, "neither a GPX nor a GeoJSON"),
    "utf-16": (gpx(A, B).encode("utf-16"), "neither a GPX nor a GeoJSON"),
    "another xml": ("<kml><Placemark/></kml>", "no GPX file"),
    "another namespace": ('<gpx xmlns="urn:other"><trk/></gpx>', "no GPX file"),
    "cut off": (gpx(A, B)[:-20], "line 5 cannot be read"),
    "entity bomb": (BOMB, "document type or entities"),
    "outside entity": (OUTSIDE, "document type or entities"),
    "unknown encoding": (gpx(A, B).replace("UTF-8", "klingon"), "cannot be read"),
    "wrong bytes": (gpx(A, B).replace("Night", "\xe9").encode("latin-1"), "line 2 cannot be read"),
    "gpx nested": (GPX.format("<extensions>" + "<a>" * 40 + "</a>" * 40 + "</extensions>"), "nested too deeply"),
    "gpx NaN": (gpx(A, 'lat="NaN" lon="102.47"'), "Line 4: a coordinate is not a number"),
    "gpx infinite": (gpx(A, 'lat="13.04" lon="-inf"'), "Line 4: a coordinate is not a number"),
    "gpx without longitude": (gpx(A, 'lat="13.04"'), "Line 4: a coordinate is not a number"),
    "gpx out of range": (gpx(A, 'lat="91" lon="102.47"'), "Line 4: latitude 91, longitude 102.47 is no place on earth"),
    "gpx far away": (gpx(A, 'lat="48.8" lon="2.35"'), "far from the borders of Thailand"),
    "gpx one point": (gpx(A), "at least two different points"),
    "gpx same point": (gpx(A, A, A), "at least two different points"),
    "gpx waypoints only": (GPX.format(f"<wpt {A}/><wpt {B}/>"), "at least two different points"),
    "gpx point nowhere": (GPX.format(f"<trk><trkpt {A}/></trk>"), "outside of any track"),
    "json cut off": (line([102.47, 13.04], [102.48, 13.05])[:-3], "line 1, column"),
    "json NaN": ('{"type":"LineString","coordinates":[[102.47,NaN],[102.48,13.05]]}', "not a number (NaN)"),
    "json infinite": ('{"type":"LineString","coordinates":[[102.47,1e999],[102.48,13.05]]}', "Point 1 of line 1"),
    "json words": (line(["102.47", "13.04"], [102.48, 13.05]), "Point 1 of line 1"),
    "json yes and no": (line([True, False], [102.48, 13.05]), "Point 1 of line 1"),
    "json half a point": (line([102.47, 13.04], [102.48]), "Point 2 of line 1"),
    "json huge number": ('{"type":"LineString","coordinates":[[' + "9" * 5000 + ",13]]}", "not a number"),
    "json exchanged": (line([13.04, 102.47], [13.05, 102.48]), "Point 1 of line 1"),
    "json exchanged in range": (line([13.04, 52.4], [13.05, 52.5]), "whether the two are exchanged"),
    "json nested": (deep(), "nested too deeply (line 1)"),
    "json nested words": ('{"type":"LineString","coordinates":' + deep('"["', 30) + "}", "nested too deeply"),
    "json quotes without end": ('{"' + '\\"' * 400_000, "line 1, column"),
    "json area": ('{"type":"Polygon","coordinates":[]}', "something else: Polygon"),
    "json of no kind": ("[1, 2]", "something else"),
    "json crs": ('{"type":"LineString","crs":{"type":"name"},"coordinates":[[102.47,13.04]]}', "Remove “crs”"),
    "json no list": ('{"type":"LineString","coordinates":{"a":1}}', "“coordinates” is missing"),
    "json no geometry": ('{"type":"Feature","geometry":null}', "something else"),
    "json crossing": (line(*EIGHT), "crosses itself, or goes back on its own way, near latitude 13.05000, longitude"),
    "json there and back": (line([102.47, 13.04], [102.48, 13.04], [102.47, 13.04], [102.46, 13.04]), "crosses itself"),
    "not utf-8": ('{"type":"é"}'.encode("latin-1"), "Save it as UTF-8"),
    "too many points": (line(*([102 + n % 7 / 10, 13] for n in range(300_000))), "more than 250,000 points"),
    "too large": (b"<" + b" " * LARGEST, "larger than 5 MB"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_track_is_refused_with_what_is_wrong(name):
    content, message = MALFORMED[name]
    begun = time.process_time()
    with pytest.raises(ValidationError) as refused:
        from_file(file(content))
    assert message in refused.value.messages[0]
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("name", ["entity bomb", "json crossing", "json nested", "gpx NaN", "too many points"])
@pytest.mark.parametrize("language", ["th", "en"])
def test_the_page_tells_it_at_the_field_and_stores_nothing(client_of, officer, patrol, name, language):
    content, message = MALFORMED[name]
    page = client_of(officer, language).post(f"/patrols/{patrol.code}/route/", {"file": file(content)})
    assert page.status_code == 422
    (told,) = page.context["form"].errors["file"]
    assert (message in told) is (language == "en")
    assert not Route.objects.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("13.04, 102.47\nhere", "Line 2: write latitude and longitude"),
        ("13.04, 102.47\n102.48, 13.05", "Line 2: latitude 102.48, longitude 13.05 is no place on earth"),
        ("13.04, 102.47", "at least two"),
        ("๑๓.๐๔, ๑๐๒.๔๗\n13.05, 102.48", "Line 1"),
        ("13.04, 102.47\nnan, 102.48", "Line 2"),
        ("1e3, 102.47\n13, 102", "Line 1"),
    ],
)
def test_typed_points_are_told_by_their_line(text, message):
    with pytest.raises(ValidationError) as refused:
        from_text(text)
    assert message in refused.value.messages[0]


def test_a_line_of_nothing_but_spaces_is_read_at_once():
    begun = time.process_time()
    with pytest.raises(ValidationError):
        from_text(f"13{' ' * 60_000}x")
    assert time.process_time() - begun < 3


def test_gpx_keeps_the_way_and_nothing_else(client_of, officer, patrol):
    sent = gpx(A, 'lat="13.045" lon="102.478"', B, inside="<extensions><device>Garmin 64</device></extensions>")
    assert client_of(officer).post(f"/patrols/{patrol.code}/route/", {"file": file(sent)}).status_code == 302
    route = Route.objects.get()
    assert (route.source, route.points_read, route.points_kept) == ("gpx", 3, 3)
    stored = str([getattr(route, field.attname) for field in route._meta.concrete_fields])
    for dropped in ("Night watch", "Garmin", "2023-03-13", "120"):
        assert dropped not in stored
    assert not route.geometry.hasz


@pytest.mark.parametrize("space", ["http://www.topografix.com/GPX/1/0", "http://www.topografix.com/GPX/1/1", ""])
def test_both_versions_of_gpx_and_routes_are_read(space):
    track = from_file(file(f'\n<gpx xmlns="{space}"><rte><rtept {A}/><rtept {B}/></rte></gpx>'))
    assert (track.source, track.points_kept) == ("gpx", 2)


def test_geojson_is_read_whatever_it_is_wrapped_in():
    inside = {"type": "MultiLineString", "coordinates": [[[102.47, 13.04, 120], [102.48, 13.05, 130]], []]}
    feature = {"type": "Feature", "properties": {"crs": "x"}, "geometry": inside}
    wrapped = {"type": "FeatureCollection", "features": [feature]}
    for thing in (inside, feature, wrapped, {"type": "GeometryCollection", "geometries": [inside]}):
        track = from_file(file("\ufeff" + json.dumps(thing), "x.json"))
        assert (len(track.geometry), track.points_kept, track.geometry.hasz) == (1, 2, False)


def test_a_round_that_ends_where_it_began_is_fine():
    track = from_text("13.04, 102.47\n13.05, 102.47\n13.05, 102.48\n13.04, 102.47")
    assert track.points_kept == 4


def test_a_long_track_is_thinned():
    points = ([102 + n / 1e5, 13 + 0.02 * math.sin(n / 4000) + (n % 2) * 1e-6] for n in range(200_000))
    text = '{"type":"LineString","coordinates":[' + ",".join(f"[{x:.6f},{y:.6f}]" for x, y in points) + "]}"
    track = from_file(file(text))
    assert track.points_read == 200_000
    assert 100 < track.points_kept < 10_000
    assert track.geometry.simple


def test_the_worst_zigzag_ends_in_a_refusal_not_in_a_crash():
    """Each tooth a little shorter: the usual thinning would call itself a hundred thousand times."""
    n = 120_000
    points = ((102 + i / n, 13 + (-1) ** i * (1 - i / n)) for i in range(n))
    text = '{"type":"LineString","coordinates":[' + ",".join(f"[{x:.6f},{y:.5f}]" for x, y in points) + "]}"
    assert n < MOST_READ
    with pytest.raises(ValidationError) as refused:
        from_file(file(text))
    assert "Even thinned" in refused.value.messages[0]


def test_the_database_refuses_what_the_readers_would(patrol, officer):
    values = {"patrol": patrol, "source": "drawn", "points_read": 4, "points_kept": 4, "uploaded_by": officer}
    wrong = {
        "route_does_not_cross_itself": "MULTILINESTRING((102.47 13.04,102.48 13.05,102.48 13.04,102.47 13.05))",
        "route_near_the_border": "MULTILINESTRING((2.3 48.8,2.4 48.9))",
        "route_not_too_long": "MULTILINESTRING(({}))".format(",".join(f"{102 + n / 1e5} 13" for n in range(10_001))),
    }
    for name, shape in wrong.items():
        geometry: Any = GEOSGeometry(f"SRID=4326;{shape}")
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Route.objects.create(geometry=geometry, **values)


def test_a_file_or_points_not_both(client_of, officer, patrol):
    address = f"/patrols/{patrol.code}/route/"
    client = client_of(officer, "en")
    points = "13.04, 102.47\n13.05, 102.48"
    assert "not both" in str(client.post(address, {"file": file(gpx(A, B)), "points": points}).context["form"].errors)
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"points": points}).status_code == 302
    client.post(address, {"points": points + "\n13.06, 102.48"})
    assert Route.objects.get().points_kept == 3
    client.post(f"{address}remove/")
    assert not Route.objects.exists()


def test_the_file_is_read_in_bits():
    class Watched(BytesIO):
        most, size = 0, 0

        def read(self, size=-1):
            self.most = max(self.most, size if size >= 0 else 10**9)
            return super().read(size)

    content = gpx(*(f'lat="{13 + n / 1e5:.5f}" lon="102.47"' for n in range(2, 20_000))).encode()
    watched = Watched(content)
    watched.size = len(content)
    from_file(watched)
    assert watched.most <= 64 * 1024
