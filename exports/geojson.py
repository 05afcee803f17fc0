"""GeoJSON (RFC 7946): a feature for each row, its stable codes as names; without a position where none is known."""

import datetime as dt
import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import Any

from django.utils import translation

from exports.selecting import batches
from exports.sheets import BANGKOK
from exports.wanted import Wanted

HEAD, TAIL = b'{"type":"FeatureCollection","features":[\n', b"\n]}\n"


def pieces(wanted: Wanted, known: "Mapping[str, array[int]]") -> Iterator[bytes]:
    """`known`: the keys of the rows by the table, where they are asked for already."""
    return chain([HEAD], features(wanted, known), [TAIL])


def features(wanted: Wanted, known: "Mapping[str, array[int]]") -> Iterator[bytes]:
    """A feature of a layer names it."""
    between = ""
    for part in wanted.parts:
        with translation.override(wanted.language):
            asked, names = part.question(), [column.code for column in part.columns]
        layer = {"layer": part.dataset.key} if wanted.dataset.is_layered else {}
        for batch in batches(known[part.dataset.key] if known else part.keys()):
            found = ",\n".join(feature(row, names, layer) for row in asked.ask(batch))
            yield (between + found if found else "").encode()
            between = ",\n" if found else between


def feature(row: Sequence[Any], names: Sequence[str], layer: dict[str, str]) -> str:
    """`row`: the cells, then the position as GeoJSON."""
    *cells, position = row
    known = layer | {name: value for name, value in zip(names, cells, strict=True) if value not in (None, "")}
    said = json.dumps(known, ensure_ascii=False, default=plain)
    return f'{{"type":"Feature","geometry":{position or "null"},"properties":{said}}}'


def plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(BANGKOK).isoformat(timespec="seconds")
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat()
