"""Files of every format: in pieces for an answer that begins at once, or written to a place on the disk."""

from array import array
from collections.abc import Iterator
from pathlib import Path

from django.utils import translation

from exports import csvs, geojson, geopackage, sheets
from exports.formats import Format
from exports.selecting import BATCH, FIRST
from exports.sheets import Tick
from exports.wanted import Wanted


def pieces(wanted: Wanted, keys: "array[int] | None" = None) -> Iterator[bytes]:
    """The file in pieces, of a format that is streamed; the first before any row is asked for."""
    with translation.override(wanted.language):
        return csvs.pieces(wanted, keys) if wanted.format == Format.CSV else geojson.pieces(wanted, keys)


def write(wanted: Wanted, keys: "array[int]", path: Path, tick: Tick) -> None:
    """The whole file at `path`. `tick` hears how many rows are done; what it raises ends the work. Raises TooLong."""
    with translation.override(wanted.language):
        if wanted.format == Format.XLSX:
            sheets.write(wanted, keys, str(path), tick)
        elif wanted.format == Format.GPKG:
            geopackage.write(wanted, keys, str(path), tick)
        else:
            in_pieces(wanted, keys, path, tick)


def in_pieces(wanted: Wanted, keys: "array[int]", path: Path, tick: Tick) -> None:
    done = 0
    with path.open("wb") as file:
        for number, piece in enumerate(pieces(wanted, keys)):
            file.write(piece)
            if number:  # the first stands above the rows
                done = min(len(keys), done + (FIRST if number == 1 else BATCH))
                tick(done)
