"""WCAG 2.2 AA, computed from the tokens themselves: words 4.5:1, glyphs and edges of inputs 3:1 (1.4.3, 1.4.11)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = (Path(settings.BASE_DIR) / "static" / "css" / "tokens.css").read_text()
GROUNDS = ["ground", "sheet", "well"]
WORDS = [
    *[(ink, ground) for ink in ("ink", "soft", "river", "river-deep", "saffron-ink", "clay-ink") for ground in GROUNDS],
    *[("ink", f"{hue}-wash") for hue in ("neutral", "river", "saffron", "leaf", "clay")],
    *[(f"{hue}-ink", f"{hue}-wash") for hue in ("saffron", "leaf", "clay")],
    ("river-deep", "river-wash"),
    ("river", "river-wash"),
    ("on-river", "river"),
    ("on-river", "river-deep"),
    ("leaf-ink", "ground"),
]
MARKS = [
    *[
        (mark, ground)
        for mark in ("edge", "focus", "saffron", "leaf", "clay", "river")
        for ground in ("ground", "sheet")
    ],
    *[(hue, f"{hue}-wash") for hue in ("river", "saffron", "leaf", "clay")],
]


def colours(scheme: str) -> dict[str, str]:
    light, dark = TOKENS.split("@media", 1)
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light))
    return found if scheme == "light" else found | dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", dark))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(scheme: str, one: str, other: str) -> float:
    tokens = colours(scheme)
    dark, light = sorted((luminance(tokens[one]), luminance(tokens[other])))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), WORDS)
def test_words_are_legible(scheme: str, ink: str, ground: str) -> None:
    assert contrast(scheme, ink, ground) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_marks_are_visible(scheme: str, mark: str, ground: str) -> None:
    assert contrast(scheme, mark, ground) >= 3
