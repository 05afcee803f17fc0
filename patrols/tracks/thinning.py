"""Thinning by Douglas and Peucker: points that no map here could show are left out."""

from typing import Any

from django.contrib.gis.geos import LineString

from patrols.models.route import MOST_POINTS

Point = tuple[float, float]
METRE = 1 / 111_320  # degrees of latitude
FINEST, COARSEST = 5, 160  # metres
PIECE = 250  # points at once: the library calls itself for each point of a bad line, and its stack is not endless


def thinned(lines: list[list[Point]]) -> list[list[Point]]:
    """`lines` with every point off by more than a few metres; coarser until MOST_POINTS are left, at most COARSEST."""
    metres = FINEST
    kept = [thin(line, metres) for line in lines]
    while sum(map(len, kept)) > MOST_POINTS and metres < COARSEST:
        metres *= 2
        kept = [thin(line, metres) for line in kept]
    return kept


def thin(line: list[Point], metres: int) -> list[Point]:
    """Without points nearer than `metres` to the way between those kept; first and last always stay."""
    kept: list[Point] = []
    for start in range(0, max(len(line) - 1, 1), PIECE):
        piece: Any = LineString(line[start : start + PIECE + 1]).simplify(metres * METRE)
        points = [(point[0], point[1]) for point in piece.coords]
        kept += points[1:] if kept else points
    return kept
