"""GeoPackage 1.3 (OGC 12-128r17), written with SQLite: the rows as features, what hangs on them as tables beside."""

import datetime as dt
import sqlite3
import struct
from collections.abc import Sequence
from contextlib import closing
from decimal import Decimal
from typing import Any

from exports.columns import Column, Kind
from exports.selecting import Question
from exports.sheets import Tick
from exports.wanted import Parts, Wanted

APPLICATION, VERSION, WGS84 = 0x47504B47, 10300, 4326
HEADER = struct.pack("<2sBBi", b"GP", 0, 1, WGS84)  # little endian, no envelope
TYPES = {
    Kind.TEXT: "TEXT",
    Kind.NUMBER: "INTEGER",
    Kind.DECIMAL: "DOUBLE",
    Kind.DATE: "DATE",
    Kind.MOMENT: "DATETIME",
    Kind.BOOLEAN: "BOOLEAN",
}
WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],'
    'UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'
)
SCHEMA = f"""
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', NULL),
    ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL),
    ('WGS 84 geodetic', {WGS84}, 'EPSG', {WGS84}, '{WKT}', NULL);
"""  # noqa: S608 - constants of the standard


def write(parts: Parts, path: str, tick: Tick) -> None:
    """The file at `path`. `tick` hears how many rows are written, after each batch."""
    done = 0
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        for wanted, keys in parts:
            tables = tables_of(wanted, base)
            for count, answers in wanted.answers(keys, [asked for _insert, asked in tables]):
                base.execute("BEGIN")
                for (insert, _asked), rows in zip(tables, answers, strict=True):
                    base.executemany(insert, [[stored(value) for value in row] for row in rows])
                base.execute("COMMIT")
                done += count
                tick(done)


def tables_of(wanted: Wanted, base: sqlite3.Connection) -> list[tuple[str, Question]]:
    """The statement that fills each table, and the question for its cells."""
    dataset = wanted.dataset
    tables = [(table(base, dataset.key, str(dataset.label), wanted.columns, features=True), wanted.question())]
    for child in dataset.children:
        name = f"{dataset.key}_{child.code}"
        tables.append((table(base, name, f"{dataset.label}: {child.label}", child.columns), wanted.of(child)))
    return tables


def table(base: sqlite3.Connection, key: str, label: str, columns: Sequence[Column], *, features: bool = False) -> str:
    """Make one table and name it among the contents; answers the statement that fills it, the position last."""
    name = key.replace("-", "_")
    kinds = [f'"{column.code}" {TYPES[column.kind]}' for column in columns]
    kinds += ["geom GEOMETRY"] if features else []
    base.execute(f'CREATE TABLE "{name}" (fid INTEGER PRIMARY KEY AUTOINCREMENT, {", ".join(kinds)})')
    kind, system = ("features", WGS84) if features else ("attributes", 0)
    contents = "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?, ?, ?, ?)"
    base.execute(contents, (name, kind, label, system))
    if features:
        base.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'GEOMETRY', ?, 0, 0)", (name, WGS84))
    return f'INSERT INTO "{name}" VALUES (NULL{", ?" * len(kinds)})'  # noqa: S608 - names of our own


def stored(value: Any) -> Any:
    """A value as GeoPackage keeps it: moments in UTC, positions as binary with a header."""
    if isinstance(value, dt.datetime):
        return f"{value.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S.000Z}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return HEADER + bytes(value) if isinstance(value, memoryview) else value
