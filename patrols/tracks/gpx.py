"""GPX 1.0 and 1.1: the points of tracks and routes; times, heights, names and devices are not looked at.

Read in bits by defusedxml: no DTD, no entity, nothing from outside.
"""

from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from patrols.tracks.track import Lines

DEEPEST = 20
BIT = 64 * 1024
SPACES = ("", "http://www.topografix.com/GPX/1/1", "http://www.topografix.com/GPX/1/0")
LINES, POINTS = {"trkseg", "rte"}, {"trkpt", "rtept"}


def read(file: BinaryIO, lines: Lines) -> None:
    """Add the lines of a GPX file. Raises ValidationError naming the line of the file."""
    target = Target(lines)
    parser: Any = DefusedXMLParser(target=target, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    target.expat = parser.parser
    try:
        while bit := file.read(BIT):
            parser.feed(bit)
        parser.close()
    except DefusedXmlException:
        raise ValidationError(
            _("The file declares a document type or entities. Export it anew as plain GPX.")
        ) from None
    except ParseError as error:
        message = _("The file is no well-formed GPX: line %(line)s cannot be read.")
        raise ValidationError(message % {"line": error.position[0]}) from None
    except (LookupError, ValueError):  # an encoding that there is not
        raise ValidationError(_("The characters of the file cannot be read. Save it as UTF-8.")) from None


class Target:
    """Told by the parser of each element, in their order."""

    def __init__(self, lines: Lines) -> None:
        self.lines, self.depth, self.expat = lines, 0, None
        self.is_open = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _brace, name = tag.rpartition("}")
        if self.depth == 0 and (name != "gpx" or space.lstrip("{") not in SPACES):
            raise ValidationError(_("This is XML, but no GPX file."))
        self.depth += 1
        if self.depth > DEEPEST:
            raise ValidationError(_("The file is nested too deeply (line %(line)s).") % {"line": self.line})
        if space.lstrip("{") not in SPACES:
            return
        if name in LINES:
            self.lines.begin()
            self.is_open = True
        elif name in POINTS:
            self.point(attributes)

    def point(self, attributes: dict[str, str]) -> None:
        where = _("Line %(line)s") % {"line": self.line}
        if not self.is_open:
            raise ValidationError(_("%(where)s: a point lies outside of any track or route.") % {"where": where})
        try:
            lat, lon = (float(attributes[name]) for name in ("lat", "lon"))
        except (KeyError, ValueError):
            raise ValidationError(_("%(where)s: a coordinate is not a number.") % {"where": where}) from None
        self.lines.add(lon, lat, where=where)

    def end(self, tag: str) -> None:
        self.depth -= 1
        if tag.rpartition("}")[2] in LINES:
            self.is_open = False

    def data(self, data: str) -> None:
        """What stands between the tags: times, heights, names. None of it is kept."""

    def close(self) -> None:
        pass

    @property
    def line(self) -> int:
        expat: Any = self.expat
        return int(expat.CurrentLineNumber)
