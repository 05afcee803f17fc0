"""From what was sent to a track: which format it is in is seen from its content, not from its name."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from patrols.models.route import Source
from patrols.tracks import drawn, geojson, gpx
from patrols.tracks.track import Lines, Track

LARGEST = 5 * 1024 * 1024
BOM = b"\xef\xbb\xbf"


def from_file(file: Any) -> Track:
    """An uploaded file as a track. Raises ValidationError; nothing of the file is kept."""
    if file.size > LARGEST:
        message = _("The file is larger than %(most)s MB. Send a shorter track, or one with fewer points.")
        raise ValidationError(message % {"most": LARGEST // 1024 // 1024})
    head = file.read(256).removeprefix(BOM).lstrip()
    file.seek(0)
    lines = Lines()
    if head.startswith(b"<"):
        gpx.read(file, lines)
        return lines.as_track(Source.GPX)
    if head.startswith((b"{", b"[")):
        geojson.read(file.read(), lines)
        return lines.as_track(Source.GEOJSON)
    raise ValidationError(_("This is neither a GPX nor a GeoJSON file. Export the track in one of these, as UTF-8."))


def from_text(text: str) -> Track:
    """Points as they were drawn or typed. Raises ValidationError."""
    lines = Lines()
    drawn.read(text, lines)
    return lines.as_track(Source.DRAWN)
