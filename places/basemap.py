"""The base map: outlines of countries and provinces as one small GeoJSON, kept ready in memory.

Simplified to about 250 m; Thailand is drawn by its provinces. The memory is renewed when an outline changes.
"""

import gzip
import hashlib
import json
from functools import lru_cache

from django.db import connection
from django.db.models import F, FloatField, Func, IntegerField, TextField, Value

from places.models import Country, Province

TOLERANCE = 0.0025  # degrees
DIGITS = 4
# Where a row lies and which transaction wrote it: any change changes this, without reading the outlines.
FINGERPRINT = "SELECT count(*), coalesce(sum(hashtext(xmin::text || ctid::text)), 0) FROM {}"


def etag() -> str:
    """Names the present state of the outlines, for a conditional request."""
    parts = []
    with connection.cursor() as cursor:
        for model in (Country, Province):
            cursor.execute(FINGERPRINT.format(connection.ops.quote_name(model._meta.db_table)))
            parts.append(str(cursor.fetchone()))
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def compressed(version: str) -> bytes:
    """The map as gzipped GeoJSON; `version` is what `etag()` said."""
    features = [
        {"type": "Feature", "geometry": json.loads(shape), "properties": {"kind": kind, "name_th": th, "name_en": en}}
        for kind, model in (("country", Country), ("province", Province))
        for th, en, shape in model._default_manager.filter(outline__isnull=False)
        .exclude(code="TH")
        .order_by("code")
        .values_list("name_th", "name_en", simplified(TOLERANCE, DIGITS))
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
