"""Places in use counted by cells of a grid, so that a map of any number of them asks for a few rows (ADR 27).

A cell of level L is 360 / 2^L degrees wide and high; `x` and `y` count from 180° W and 90° S. The levels nest:
x >> 1 is the column of level L - 1. Written by the database alone: triggers of the rooms that keep places.
"""

import pgtrigger
from django.db import models

LEVELS = (6, 8, 10, 12, 14, 16)

# One statement's places come and go as signed sums, so that a change of many is one pass, and nothing is read again.
COUNT = """
    WITH change AS MATERIALIZED (
        SELECT l.level, floor((ST_X(r.point) + 180) * (1 << l.level) / 360)::integer AS x,
               floor((ST_Y(r.point) + 90) * (1 << l.level) / 360)::integer AS y, {kind} AS kind, r.status,
               sum(r.sign) AS places, sum(r.sign * round(ST_X(r.point) * 1e5)::bigint) AS lon,
               sum(r.sign * round(ST_Y(r.point) * 1e5)::bigint) AS lat, sum(r.sign * r.id) AS key
        FROM ({rows}) r CROSS JOIN unnest(ARRAY[{levels}]) AS l(level)
        WHERE r.point IS NOT NULL AND r.retired_at IS NULL
        GROUP BY 1, 2, 3, 4, 5
    ), less AS (
        UPDATE places_cell c
        SET places = c.places + d.places, lon = c.lon + d.lon, lat = c.lat + d.lat, key = c.key + d.key
        FROM change d
        WHERE d.places < 0 AND c.layer = '{layer}'
        AND (c.level, c.x, c.y, c.kind, c.status) = (d.level, d.x, d.y, d.kind, d.status)
    )
    INSERT INTO places_cell AS c (level, x, y, layer, kind, status, places, lon, lat, key)
    SELECT level, x, y, '{layer}', kind, status, places, lon, lat, key FROM change
    WHERE places > 0 OR (places = 0 AND (lon, lat, key) <> (0, 0, 0))
    ORDER BY level, x, y, kind, status
    ON CONFLICT (level, x, y, layer, kind, status) DO UPDATE
    SET places = c.places + EXCLUDED.places, lon = c.lon + EXCLUDED.lon, lat = c.lat + EXCLUDED.lat,
        key = c.key + EXCLUDED.key;
"""
COME, GO = "SELECT 1 AS sign, t.* FROM new_rows t", "SELECT -1 AS sign, t.* FROM old_rows t"


class Cell(models.Model):
    """How many places of one layer, kind and status lie in a cell.

    `lon`, `lat`, `key`: sums of longitudes and latitudes in 1e-5 degrees and of primary keys; so a cell with one
    place names it. A cell that all have left stays behind with nothing in it.
    """

    level = models.SmallIntegerField()
    x = models.IntegerField()
    y = models.IntegerField()
    layer = models.CharField(max_length=10)
    kind = models.CharField(max_length=12, blank=True)
    status = models.CharField(max_length=12)
    places = models.IntegerField()
    lon = models.BigIntegerField()
    lat = models.BigIntegerField()
    key = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["level", "x", "y", "layer", "kind", "status"], name="cell_once"),
            models.CheckConstraint(condition=models.Q(places__gte=0), name="cell_counts_no_less_than_none"),
        ]

    def __str__(self) -> str:
        return f"{self.layer} {self.level}/{self.x}/{self.y}: {self.places}"


def keep_cells(layer: str, *, kind: str = "''") -> list[pgtrigger.Trigger]:
    """Triggers of a table of places that keep its cells, once a statement; `kind`: its column, as r.kind."""
    ways = {
        "insert": (pgtrigger.Insert, {"new": "new_rows"}, COME),
        "update": (pgtrigger.Update, {"old": "old_rows", "new": "new_rows"}, f"{COME} UNION ALL {GO}"),
        "delete": (pgtrigger.Delete, {"old": "old_rows"}, GO),
    }
    return [
        pgtrigger.Trigger(
            name=f"cells_{name}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=pgtrigger.Referencing(**seen),  # type: ignore[no-untyped-call]
            func=COUNT.format(layer=layer, kind=kind, rows=rows, levels=", ".join(map(str, LEVELS))) + " RETURN NULL;",
        )
        for name, (operation, seen, rows) in ways.items()
    ]
