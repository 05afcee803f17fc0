"""Flat shapes for the illustrations: hills, trees, roofs, people without faces. Coordinates: a sheet of 1600 x 1067."""

import math
from collections.abc import Sequence

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 1067
FINE = 2  # drawn larger, then reduced, so that edges are smooth
Colour = str
PAPER, INK, RIVER, SAFFRON, LEAF, CLAY = "#faf8f4", "#17272b", "#0f4c5c", "#b86e00", "#3c7a45", "#b0452b"
RIVER_LIGHT, RIVER_PALE, LEAF_LIGHT, LEAF_DEEP, EARTH, SAND, STONE, SUN = (
    "#5d93a0", "#cfe0e1", "#7fa96f", "#275c37", "#c9a26b", "#ead9b8", "#b9b3a4", "#f0c77a",
)  # fmt: skip
KHAKI, OLIVE, NAVY, WHITE, SKIN, HAIR = "#9c8b5c", "#5c6b3f", "#274463", "#fffefb", "#b98a5f", "#2d2a28"


class Sheet:
    def __init__(self, ground: Colour = PAPER) -> None:
        self.image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), ground)
        self.pen = ImageDraw.Draw(self.image)

    def poly(self, points: Sequence[tuple[float, float]], fill: Colour) -> None:
        self.pen.polygon([(x * FINE, y * FINE) for x, y in points], fill=fill)

    def box(self, x: float, y: float, w: float, h: float, fill: Colour, radius: float = 0) -> None:
        self.pen.rounded_rectangle([x * FINE, y * FINE, (x + w) * FINE, (y + h) * FINE], radius * FINE, fill=fill)

    def disc(self, x: float, y: float, rx: float, ry: float | None, fill: Colour) -> None:
        ry = rx if ry is None else ry
        self.pen.ellipse([(x - rx) * FINE, (y - ry) * FINE, (x + rx) * FINE, (y + ry) * FINE], fill=fill)

    def line(self, points: Sequence[tuple[float, float]], fill: Colour, width: float) -> None:
        self.pen.line([(x * FINE, y * FINE) for x, y in points], fill=fill, width=round(width * FINE), joint="curve")

    def finished(self) -> Image.Image:
        return self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def hill(s: Sheet, base: float, height: float, period: float, phase: float, fill: Colour) -> None:
    """A rolling line of hills down to the foot of the sheet."""
    top = [
        (x, base - height * (0.6 * math.sin(x / period + phase) + 0.4 * math.sin(x / period * 2.3 + phase * 2)))
        for x in range(-20, WIDTH + 40, 20)
    ]
    s.poly([(-20, HEIGHT), *top, (WIDTH + 20, HEIGHT)], fill)


def landscape(s: Sheet, *, ground: Colour = "#a9c08c", sun: float = 1240) -> None:
    """Morning sky over the border hills; the ground begins at 620."""
    for step in range(12):
        share = step / 11
        mixed = tuple(round(a + (b - a) * share) for a, b in zip((196, 219, 221), (250, 243, 228), strict=True))
        s.box(0, step * 52, WIDTH, 53, "#{:02x}{:02x}{:02x}".format(*mixed))
    s.disc(sun, 210, 74, None, SUN)
    hill(s, 520, 70, 260, 0.4, "#b4cdcf")
    hill(s, 570, 55, 190, 2.1, "#8fb3a8")
    hill(s, 610, 28, 150, 4.0, "#86a878")
    s.box(0, 630, WIDTH, HEIGHT - 630, ground)


def road(
    s: Sheet, *, top: float = 630, at: float = 800, wide: float = 900, narrow: float = 120, fill: Colour = "#8d938f"
) -> None:
    s.poly([(at - narrow / 2, top), (at + narrow / 2, top), (at + wide / 2, 930), (at - wide / 2, 930)], fill)
    for share in (0.12, 0.3, 0.52, 0.78):
        y, w = top + share * 300, 4 + share * 14
        s.poly(
            [
                (at - w / 2, y),
                (at + w / 2, y),
                (at + w * 0.7, y + 14 + 26 * share),
                (at - w * 0.7, y + 14 + 26 * share),
            ],
            WHITE,
        )


def tree(s: Sheet, x: float, foot: float, size: float, *, fruit: Colour = "", dark: bool = False) -> None:
    crown, shade = (LEAF, LEAF_DEEP) if dark else (LEAF_LIGHT, LEAF)
    s.box(x - size * 0.07, foot - size * 0.55, size * 0.14, size * 0.55, "#7b5b3b", size * 0.04)
    for dx, dy, r, tone in (
        (0.0, 0.95, 0.46, shade),
        (-0.32, 0.8, 0.34, shade),
        (0.32, 0.82, 0.34, shade),
        (-0.08, 1.02, 0.36, crown),
    ):
        s.disc(x + dx * size, foot - dy * size, r * size, r * size * 0.9, tone)
    if fruit:
        for dx, dy in ((-0.3, 0.72), (-0.1, 0.86), (0.16, 0.74), (0.32, 0.9), (0.02, 1.1), (-0.26, 1.02), (0.22, 1.12)):
            for ex, ey in ((0, 0), (0.035, 0.03), (-0.035, 0.03)):
                s.disc(x + (dx + ex) * size, foot - (dy - ey) * size, size * 0.026, None, fruit)


def person(
    s: Sheet,
    x: float,
    foot: float,
    tall: float,
    shirt: Colour,
    *,
    legs: Colour = "#3b4a4f",
    hat: Colour = "",
    brim: bool = False,
) -> None:
    """Somebody seen from a distance or from behind: never a face."""
    head, w = tall * 0.085, tall * 0.13
    s.box(x - w * 0.72, foot - tall * 0.48, w * 0.62, tall * 0.48, legs, w * 0.2)
    s.box(x + w * 0.1, foot - tall * 0.48, w * 0.62, tall * 0.48, legs, w * 0.2)
    s.box(x - w * 1.42, foot - tall * 0.8, w * 0.5, tall * 0.36, shirt, w * 0.25)
    s.box(x + w * 0.92, foot - tall * 0.8, w * 0.5, tall * 0.36, shirt, w * 0.25)
    s.box(x - w, foot - tall * 0.82, w * 2, tall * 0.42, shirt, w * 0.5)
    s.box(x - head * 0.4, foot - tall * 0.87, head * 0.8, tall * 0.07, SKIN)
    s.disc(x, foot - tall * 0.91, head, head * 1.1, HAIR)
    if hat:
        s.disc(x, foot - tall * 0.95, head * 1.12, head * 0.8, hat)
    if brim:
        s.poly(
            [(x - head * 2, foot - tall * 0.93), (x, foot - tall * 1.05), (x + head * 2, foot - tall * 0.93)],
            hat or SAND,
        )


def seated(s: Sheet, x: float, foot: float, tall: float, shirt: Colour) -> None:
    """Somebody seated, from behind, in a chair."""
    s.disc(x, foot - tall * 0.82, tall * 0.14, tall * 0.17, HAIR)
    s.box(x - tall * 0.24, foot - tall * 0.66, tall * 0.48, tall * 0.66, shirt, tall * 0.14)
    s.box(x - tall * 0.2, foot - tall * 0.34, tall * 0.4, tall * 0.34, "#5a4632", tall * 0.05)


def gable(s: Sheet, x: float, y: float, w: float, h: float, roof: Colour, *, eaves: float = 40) -> None:
    """A two-tiered roof over a wall of width `w` whose top is at `y`."""
    s.poly([(x - eaves, y), (x + w + eaves, y), (x + w * 0.8, y - h * 0.55), (x + w * 0.2, y - h * 0.55)], roof)
    s.poly([(x + w * 0.14, y - h * 0.5), (x + w * 0.86, y - h * 0.5), (x + w * 0.5, y - h)], roof)
    s.line([(x - eaves, y), (x + w + eaves, y)], SAFFRON, 8)
    s.line([(x + w * 0.14, y - h * 0.5), (x + w * 0.86, y - h * 0.5)], SAFFRON, 5)


def barrier(s: Sheet, x: float, y: float, length: float, lift: float = 0) -> None:
    """A red and white bar on a post at `x`, its far end raised by `lift`."""
    s.box(x - 16, y - 10, 32, 100, INK, 6)
    for part in range(8):
        a, b = part / 8, (part + 1) / 8
        ends = [(x + length * a, y - lift * a), (x + length * b, y - lift * b)]
        s.line(ends, CLAY if part % 2 == 0 else WHITE, 16)


def truck(s: Sheet, x: float, foot: float, size: float, cab: Colour, load: Colour = SAND) -> None:
    s.box(x, foot - size * 0.52, size * 0.66, size * 0.42, load, 8)
    s.box(x + size * 0.68, foot - size * 0.42, size * 0.3, size * 0.32, cab, 14)
    s.box(x + size * 0.8, foot - size * 0.38, size * 0.14, size * 0.13, RIVER_PALE, 6)
    for wheel in (0.14, 0.46, 0.82):
        s.disc(x + size * wheel, foot - size * 0.06, size * 0.075, None, INK)
        s.disc(x + size * wheel, foot - size * 0.06, size * 0.032, None, STONE)


def table(s: Sheet, x: float, y: float, w: float, h: float, fill: Colour = "#a9794a") -> None:
    s.box(x + w * 0.06, y + 14, 16, h, "#7b5b3b")
    s.box(x + w * 0.94 - 16, y + 14, 16, h, "#7b5b3b")
    s.box(x, y, w, 22, fill, 6)


def awning(s: Sheet, x: float, y: float, w: float, h: float, stripe: Colour) -> None:
    for post in (x + 14, x + w - 22):
        s.box(post, y, 10, h, "#7b5b3b")
    parts = 8
    for part in range(parts):
        left, right = x + w * part / parts, x + w * (part + 1) / parts
        top = 0.08 * w
        inner = [left + top * (1 - 2 * part / parts), right + top * (1 - 2 * (part + 1) / parts)]
        s.poly([(inner[0], y - 70), (inner[1], y - 70), (right, y), (left, y)], stripe if part % 2 == 0 else WHITE)
        s.disc((left + right) / 2, y, w / parts / 2, 12, stripe if part % 2 == 0 else WHITE)


def basket(s: Sheet, x: float, foot: float, size: float, fruit: Colour) -> None:
    for dx in (-0.3, -0.1, 0.1, 0.3, -0.2, 0.0, 0.2):
        s.disc(x + dx * size, foot - size * (0.62 if abs(dx) in (0.3, 0.1) else 0.76), size * 0.15, None, fruit)
    s.poly(
        [
            (x - size / 2, foot - size * 0.55),
            (x + size / 2, foot - size * 0.55),
            (x + size * 0.38, foot),
            (x - size * 0.38, foot),
        ],
        EARTH,
    )
    s.line([(x - size / 2, foot - size * 0.55), (x + size / 2, foot - size * 0.55)], "#8a6a3d", size * 0.06)
