"""The base map: outlines of countries and provinces as one small GeoJSON, and those of districts as another, kept ready
in memory.

Simplified to about 250 m, districts to 500; Thailand is drawn by its provinces. The memory is renewed when an outline
changes.
"""

import gzip
import hashlib
import json
from functools import lru_cache

from django.db import connection
from django.db.models import F, FloatField, Func, IntegerField, TextField, Value

from places.models import Country, District, Province

FORM = 2  # of what is answered: a new one reaches browsers that hold the one before
TOLERANCE = 0.0025  # degrees
OF_DISTRICTS = 0.005
DIGITS = 4
BASE, DISTRICTS = ("country", "province"), ("district",)
MODELS = {"country": Country, "province": Province, "district": District}
# Where a row lies and which transaction wrote it: any change changes this, without reading the outlines.
FINGERPRINT = "SELECT count(*), coalesce(sum(hashtext(xmin::text || ctid::text)), 0) FROM {}"


def etag(kinds: tuple[str, ...] = BASE) -> str:
    """Names the present state of the outlines, for a conditional request."""
    parts = [str(FORM), *kinds]
    with connection.cursor() as cursor:
        for kind in kinds:
            cursor.execute(FINGERPRINT.format(connection.ops.quote_name(MODELS[kind]._meta.db_table)))
            parts.append(str(cursor.fetchone()))
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16]


@lru_cache(maxsize=2)
def compressed(version: str, kinds: tuple[str, ...] = BASE) -> bytes:
    """The outlines as gzipped GeoJSON; `version` is what `etag()` said."""
    tolerance = OF_DISTRICTS if kinds == DISTRICTS else TOLERANCE
    features = [
        {
            "type": "Feature",
            "geometry": json.loads(shape),
            "properties": {"kind": kind, "code": code, "name_th": th, "name_en": en},
        }
        for kind in kinds
        for code, th, en, shape in MODELS[kind]
        ._default_manager.filter(outline__isnull=False)
        .exclude(code="TH")
        .order_by("code")
        .values_list("code", "name_th", "name_en", simplified(tolerance, DIGITS))
    ]
    whole = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(whole.encode(), mtime=0)


def simplified(tolerance: float, digits: int) -> Func:
    """`outline` as GeoJSON text, simplified by `tolerance` degrees."""
    simple = Func(
        F("outline"),
        Value(tolerance, output_field=FloatField()),
        function="ST_SimplifyPreserveTopology",
        output_field=TextField(),
    )
    return Func(simple, Value(digits, output_field=IntegerField()), function="ST_AsGeoJSON", output_field=TextField())
