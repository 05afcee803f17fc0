"""Whatever there is and whoever reads: the rows of an exported map are those that the map counts."""

from collections import Counter
from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from centers.models import Center
from checkpoints.models import Checkpoint
from exports.datasets import DATASETS
from exports.formats import Format
from exports.wanted import Wanted
from patrols.models import Account, Patrol
from places.models import District
from reports.map import window
from reports.map.features import draw
from reports.map.filters import LAYERS, MapFilters
from reports.map.listing import listed
from tests.reports.test_equal import AREAS, REPORTS, make_report, stage
from visits.models import Stop

__all__ = ["stage"]
EVERY = "&".join(["period=24m", *(f"layer={name}" for name in LAYERS)])
QUERIES = ["", "province=22", "district=2204", "level=found", "level=major", "category=DRUG", "at=PERMANENT",
           "agency=customs", "unvisited=30", "within=102,12,103,13", "bbox=102,12,103,12.95&zoom=9"]  # fmt: skip


@pytest.fixture
def placed(stage: Any) -> Any:
    """Everything has a position; the trade checkpoint and its district lie apart."""
    for model in (Checkpoint, Center, District):
        for number, row in enumerate(model.objects.order_by("code")):
            model.objects.filter(pk=row.pk).update(point=Point(102.2 + number, 12.9 + number / 10, srid=4326))
    return stage


def add_where_patrols_were() -> None:
    """Our own account, signed off anew, names the checkpoint; the delay is over."""
    now = timezone.now()
    for patrol in Patrol.objects.filter(accounts__side="own").distinct():
        by = {
            "recorded_by": patrol.created_by,
            "signed_by": patrol.created_by,
            "signer_name": "S",
            "signed_off_at": now,
        }
        where = {"checkpoint": Checkpoint.objects.get(code="ban-laem"), "started_at": now}
        Account.objects.create(patrol=patrol, side="own", how="own_officer", version=2, **by, **where)
        delay = {"publish_after": timezone.localdate(), "delay_set_by": patrol.created_by, "delay_set_at": now}
        Patrol.objects.filter(pk=patrol.pk).update(**delay)


def counted(user: User, query: str) -> dict[str, int]:
    """The numbers at points, by what they are of."""
    params = QueryDict(query)
    seen, spots = window.read(params), draw(MapFilters(params, user), None).spots
    return {one.id: one.number for one in spots if seen is None or (one.point.x, one.point.y) in seen}


def exported(user: User, query: str) -> dict[str, Any]:
    wanted = Wanted(DATASETS["map"], user, QueryDict(query), Format.GEOJSON, (), "en")
    found = {part.dataset.key: part for part in wanted.parts}
    for part, keys in wanted.filled():
        assert len(part.question().ask(keys)) == len(keys)
    return {key: part.rows() for key, part in found.items()}


def by_place(visits: Any) -> Counter[str]:
    found: Counter[str] = Counter()
    stops = Stop.objects.filter(visit__in=visits.order_by().values("pk"))
    for visit, checkpoint, center, district in stops.values_list(
        "visit", "checkpoint__code", "center__code", "district__code"
    ).distinct():
        assert visit
        kind = "checkpoint" if checkpoint else "center" if center else "district"
        found[f"visits-{kind}-{checkpoint or center or district}"] += 1
    return found


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    reports=st.lists(REPORTS, min_size=2, max_size=6),
    reader=st.sampled_from([*sorted(AREAS), "officer"]),
    query=st.sampled_from(QUERIES),
)
def test_rows_are_those_that_the_map_counts(placed: Any, reports: Any, reader: str, query: str) -> None:
    with transaction.atomic(), translation.override("en"):
        for said in reports:
            make_report(placed, said)
        add_where_patrols_were()
        compare(User.objects.get(pk=placed["people"][reader].pk), f"{EVERY}&{query}")  # who asks keeps the own reports
        transaction.set_rollback(True)


def compare(user: User, query: str) -> None:
    numbers, rows, params = counted(user, query), exported(user, query), QueryDict(query)
    places = listed(MapFilters(params, user), window.read(params)).places
    for layer in ("checkpoints", "centers"):
        codes = {f"{layer[:-1]}-{row.code}" for row in rows[layer]}
        assert codes == {place.id for place in places if place.layer == layer}

    told, at = {key: n for key, n in numbers.items() if key.startswith("visits-")}, by_place(rows["visits"])
    assert {key: at[key] for key in told} == told
    assert rows["visits"].exists() is bool(told)

    found = Counter(code for row in rows["findings"] for code in row.visit.districts.values_list("code", flat=True))
    told = {key.removeprefix("findings-"): n for key, n in numbers.items() if key.startswith("findings-")}
    assert {code: found[code] for code in told} == told
    assert rows["findings"].exists() is bool(told)

    for layer in ("goods", "patrols"):
        assert rows[layer].count() == sum(n for key, n in numbers.items() if key.startswith(f"{layer}-"))


def test_the_comparison_compares_something(placed: Any) -> None:
    said = {"districts": ("2204",), "months_ago": 0, "state": "approved", "levels": {"DRUG": ("major", True)},
            "stop": "ban-laem", "customs": True, "guest": False, "restricted": False, "goods": 1, "patrol": "both",
            "due": []}  # fmt: skip
    make_report(placed, said)
    add_where_patrols_were()
    director = placed["people"]["director"]
    assert {key.partition("-")[0] for key in counted(director, EVERY)} == {"visits", "findings", "goods", "patrols"}
    compare(director, EVERY)
