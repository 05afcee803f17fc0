"""The map with many places against the same with few, and against the bare SQL that its groups need."""

import gzip

import psycopg2

from bench.figures import tell
from bench.load import Request, press
from bench.person import Person, sign_in
from bench.site import fetch, manage, scratch_database, served

SMALL, LARGE = 10_000, 1_000_000
ROUNDS = 5
REQUESTS = 20  # of a second each, where a million places are grouped
CONCURRENCY = 4
VIEWS = {
    "country": "bbox=97,5,106,21&zoom=6",
    "province": "bbox=101,12,105,15&zoom=9",
    "district": "bbox=102,12.6,103,13.4&zoom=11",
}
LAYERS = ("checkpoints", "centers", "visits", "findings", "goods", "patrols", "practices")
MOST_BYTES = 60 * 1024

# All over the country, of every kind and status. Their history is nobody's, and their words are not searched.
FILL = """
DO $$ DECLARE history TEXT; BEGIN
    SELECT tgname INTO history FROM pg_trigger
    WHERE tgrelid = 'checkpoints_checkpoint'::regclass AND tgname LIKE 'pgtrigger_insert_insert_%%';
    EXECUTE format('ALTER TABLE checkpoints_checkpoint DISABLE TRIGGER %%I', history);
END $$;
DROP INDEX checkpoint_search;
INSERT INTO checkpoints_checkpoint (
    point, confidence, position_source, code, kind, name_th, name_en, aliases, subdistrict_code, counterpart, status,
    retired_reason, version, province_id, district_id
)
SELECT ST_SetSRID(ST_MakePoint(97.5 + 8 * random(), 6 + 14 * random()), 4326), 'H', '', 'made-' || n,
       (ARRAY['PERMANENT', 'TEMPORARY', 'TRADE', 'SPECIAL', 'TOURISM', 'NATURAL', 'INLAND_JOINT'])[1 + n %% 7],
       'จุดตรวจ ' || n, 'Point ' || n, '', '', '', (ARRAY['open', 'restricted', 'closed', 'unknown'])[1 + n %% 4],
       '', 1, d.province_id, d.id
FROM generate_series(1, %s) n
JOIN (SELECT id, province_id, row_number() OVER () - 1 AS i, count(*) OVER () AS all FROM places_district) d
ON d.i = n %% d.all;
ANALYZE;
"""


def run(size: int | None) -> None:
    with scratch_database("map") as few, scratch_database("map_large") as many:
        fill(few, SMALL)
        fill(many, size or LARGE)
        compare(few, many)


def fill(database: str, places: int) -> None:
    """Demonstration people and visits, and that many checkpoints besides; the cells are kept as ever."""
    manage("migrate", "--noinput", "--verbosity", "0", database=database)
    manage("load_reference", database=database)
    manage("make_data", "--visits", "1000", database=database)
    with psycopg2.connect(database.replace("postgis://", "postgresql://")) as connection, connection.cursor() as cursor:
        cursor.execute(FILL, [places])


def compare(few: str, many: str) -> None:
    with served(few) as little, served(many) as big, served(many, app="bench.bare") as bare:
        people = {site.port: sign_in(site.port, "director") for site in (little, big)}
        for name, view in VIEWS.items():
            small: list[float] = []
            large: list[float] = []
            plain: list[float] = []
            for round_ in range(ROUNDS + 1):
                times = [seconds(port, f"/map/data/?{view}", person) for port, person in people.items()]
                times.append(seconds(bare.port, f"/places?{view}"))
                if round_:  # the first warms all
                    for rows, value in zip((small, large, plain), times, strict=True):
                        rows.append(value)
            tell(f"map.{name}.growth", large, "s", against=small)
            tell(f"map.{name}.bare", large, "s", against=plain)
            tell(f"map.{name}.answer", [weight(big.port, view, people[big.port])], "bytes", against=MOST_BYTES)


def seconds(port: int, path: str, person: Person | None = None) -> float:
    """Of one request among as many as the site serves at a time."""
    request = Request(path, headers=person.headers if person else {})
    return 1 / press(port, lambda _number: request, requests=REQUESTS, concurrency=CONCURRENCY).per_second


def weight(port: int, view: str, person: Person) -> float:
    """Bytes of the answer with every layer, gzipped."""
    layers = "&".join(f"layer={layer}" for layer in LAYERS)
    return len(gzip.compress(fetch(port, f"/map/data/?{view}&{layers}", person.headers).encode()))
