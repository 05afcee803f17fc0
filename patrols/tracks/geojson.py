"""GeoJSON (RFC 7946): lines alone, or in features and collections. Heights and properties are not looked at."""

import json
import re
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from patrols.tracks.track import Lines

DEEPEST = 20
# Words in quotes as one piece, also without their end: no bracket in them counts, and none is looked at twice.
PIECES = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.S)


def read(content: bytes, lines: Lines) -> None:
    """Add the lines of a GeoJSON file. Raises ValidationError naming the point."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError(_("The characters of the file cannot be read. Save it as UTF-8.")) from None
    refuse_depth(text)
    try:
        document = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        message = _("The file is no well-formed GeoJSON: line %(line)s, column %(column)s cannot be read.")
        raise ValidationError(message % {"line": error.lineno, "column": error.colno}) from None
    except ValueError:  # a number with thousands of digits
        _no_number("")
    _add(document, lines)


def refuse_depth(text: str) -> None:
    depth = 0
    for found in PIECES.finditer(text):
        sign = found.group()
        depth += (sign in "[{") - (sign in "]}")
        if depth > DEEPEST:
            line = text.count("\n", 0, found.start()) + 1
            raise ValidationError(_("The file is nested too deeply (line %(line)s).") % {"line": line})


def _no_number(text: str) -> NoReturn:
    raise ValidationError(_("A coordinate is not a number (%(typed)s).") % {"typed": text or "…"})


def _add(thing: Any, lines: Lines) -> None:
    kind = thing.get("type") if isinstance(thing, dict) else None
    if isinstance(thing, dict) and "crs" in thing:
        message = _("Remove “crs” from the file: positions are longitude and latitude (WGS 84), nothing else.")
        raise ValidationError(message)
    if kind in INSIDE:
        for one in _list(thing, INSIDE[kind]):
            _add(one, lines)
    elif kind == "Feature":
        _add(thing.get("geometry"), lines)
    elif kind == "LineString":
        _add_line(_list(thing, "coordinates"), lines)
    elif kind == "MultiLineString":
        for line in _list(thing, "coordinates"):
            _add_line(line, lines)
    else:
        shown = kind if isinstance(kind, str) and len(kind) < 40 else "…"
        raise ValidationError(
            _("A route is drawn as lines. The file holds something else: %(kind)s.") % {"kind": shown}
        )


INSIDE = {"FeatureCollection": "features", "GeometryCollection": "geometries"}


def _list(thing: dict[str, Any], name: str) -> list[Any]:
    found = thing.get(name)
    if not isinstance(found, list):
        raise ValidationError(_("“%(name)s” is missing, or is no list.") % {"name": name})
    return found


def _add_line(points: Any, lines: Lines) -> None:
    lines.begin()
    for number, point in enumerate(points if isinstance(points, list) else [None], start=1):
        where = _("Point %(number)s of line %(line)s") % {"number": number, "line": len(lines.lines)}
        if not isinstance(point, list) or len(point) < 2 or not all(map(is_number, point[:2])):
            raise ValidationError(_("%(where)s: longitude and latitude are missing, or no numbers.") % {"where": where})
        lines.add(float(point[0]), float(point[1]), where=where)


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300
