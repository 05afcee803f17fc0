"""What a picture of the map carries within itself: its typeface, the shapes of the places, the hatching."""

import base64
import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from reports.vectormap import COAST, LAND, PAPER

LETTERS = {"thai": "U+0E01-0E5B,U+200C-200D,U+25CC", "latin": "U+0000-00FF,U+2000-206F,U+2212"}


def defs() -> SafeString:
    return face() + glyphs() + hatch()


def hatch() -> SafeString:
    return format_html(
        '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="6" height="6" fill="{}"/><path d="M0 0V6" stroke="{}" stroke-width="1.6"/></pattern>',
        LAND,
        COAST,
    )


@lru_cache(maxsize=1)
def glyphs() -> SafeString:
    """The shapes of the map, with a white edge: a picture knows no style sheet."""
    drawn = (Path(settings.BASE_DIR) / "static" / "img" / "map-glyphs.svg").read_text()
    symbols = "".join(re.findall(r"<symbol.*?</symbol>", drawn, re.DOTALL))
    return mark_safe(symbols.replace("var(--map-halo)", PAPER))  # our own file


@lru_cache(maxsize=1)
def face() -> SafeString:
    """The typeface within the picture, so that a browser that has no Thai one draws it as well."""
    rules = []
    for script, letters in LETTERS.items():
        file = Path(settings.NODE_MODULES) / "@fontsource/sarabun/files" / f"sarabun-{script}-400-normal.woff2"
        source = f"url(data:font/woff2;base64,{base64.b64encode(file.read_bytes()).decode()}) format('woff2')"
        rules.append(f"@font-face{{font-family:Sarabun;unicode-range:{letters};src:{source}}}")
    return format_html("<style>{}</style>", mark_safe("".join(rules)))  # our own files
