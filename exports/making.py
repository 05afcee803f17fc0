"""Files of every format: in pieces for an answer that begins at once, or written to a place on the disk."""

from collections.abc import Iterator
from pathlib import Path

from django.utils import translation

from exports import csvs, geojson, geopackage, sheets
from exports.formats import Format
from exports.selecting import BATCH, FIRST
from exports.sheets import Tick
from exports.wanted import Parts, Wanted


def pieces(wanted: Wanted, parts: Parts = ()) -> Iterator[bytes]:
    """The file in pieces, of a format that is streamed; the first before any row is asked for."""
    known = {part.dataset.key: keys for part, keys in parts}
    with translation.override(wanted.language):
        if wanted.format == Format.CSV:
            only = wanted.parts[0]
            return csvs.pieces(only, known.get(only.dataset.key))
        return geojson.pieces(wanted, known)


def write(wanted: Wanted, parts: Parts, path: Path, tick: Tick) -> None:
    """The whole file at `path`. `tick` hears how many rows are done; what it raises ends the work. Raises TooLong."""
    with translation.override(wanted.language):
        if wanted.format == Format.XLSX:
            sheets.write(parts, str(path), tick, wanted.about())
        elif wanted.format == Format.GPKG:
            geopackage.write(parts, str(path), tick)
        else:
            in_pieces(wanted, parts, path, tick)


def in_pieces(wanted: Wanted, parts: Parts, path: Path, tick: Tick) -> None:
    done, rows = 0, sum(len(keys) for _part, keys in parts)
    with path.open("wb") as file:
        for number, piece in enumerate(pieces(wanted, parts)):
            file.write(piece)
            if number:  # the first stands above the rows
                done = min(rows, done + (FIRST if number == 1 else BATCH))
                tick(done)
