"""Points drawn on the map or typed: one a line, latitude first, as people say them."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from patrols.tracks.track import Lines

PAIR = re.compile(r"([+-]?\d{1,3}(?:\.\d{1,12})?) ?[,; ] ?([+-]?\d{1,3}(?:\.\d{1,12})?)", re.ASCII)


def read(text: str, lines: Lines) -> None:
    """Add one line. Raises ValidationError naming the line of the text."""
    lines.begin()
    for number, typed in enumerate(text.splitlines(), start=1):
        if not typed.strip():
            continue
        where = _("Line %(line)s") % {"line": number}
        found = PAIR.fullmatch(" ".join(typed.split()))
        if found is None:
            message = _("%(where)s: write latitude and longitude, such as 13.0412, 102.4716.")
            raise ValidationError(message % {"where": where})
        lines.add(float(found[2]), float(found[1]), where=where)
