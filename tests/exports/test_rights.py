"""An export holds what the list shows to the same person, and nothing else."""

from typing import Any

import pgtrigger
import pytest
from django.contrib.gis.geos import Point
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import AccessEntry
from checkpoints.models import Checkpoint
from exports.datasets import DATASETS
from exports.forms import ExportForm
from exports.selecting import keys_of
from followups.filters import FollowUpFilters
from patrols.filters import PatrolFilters
from practices.models import Practice
from seizures.filters import SeizureFilters
from tests.exports.asking import address, ask, body, records, sheets_of
from tests.test_matrix import client_for, undone
from tests.world import World
from ui.templatetags.ui import bilingual
from visits.filters import Filters
from visits.models import Activity, Assessment, Stop, Visit

pytestmark = pytest.mark.django_db
EVERYBODY = ("officer", "center", "reviewer", "director", "outsider", "stranger", "colleague")
SHUT = ("partner", "auditor", "admin")
LISTED = {
    "visits": lambda user: Visit.objects.visible_to(user).current(),
    "followups": lambda user: FollowUpFilters(QueryDict(""), user).rows(),
    "patrols": lambda user: PatrolFilters(QueryDict(""), user).rows(),
    "seizures": lambda user: SeizureFilters(QueryDict(""), user).rows(),
    "practices": lambda user: Practice.objects.visible_to(user),
}


@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.parametrize("dataset", LISTED)
def test_it_holds_the_rows_of_the_list(dataset: str, name: str, world: World) -> None:
    listed = LISTED[dataset](world.people[name])

    rows = records(client_for(world, name), dataset)

    assert len(rows) == listed.count()
    if dataset == "visits":
        assert {row["reference"] for row in rows} == set(listed.values_list("reference", flat=True))


@pytest.mark.parametrize("name", SHUT)
@pytest.mark.parametrize("dataset", DATASETS)
def test_others_export_nothing(dataset: str, name: str, world: World) -> None:
    client = client_for(world, name)

    assert client.get(address(dataset)).status_code == 403
    assert ask(client, dataset).status_code == 403


def test_an_officer_does_not_export_public_reports(world: World) -> None:
    before = AccessEntry.objects.count()

    assert ask(client_for(world, "officer"), "public-reports").status_code == 403
    assert len(records(client_for(world, "center"), "public-reports")) == 1
    assert AccessEntry.objects.count() == before + 1


def test_there_is_no_table_of_that_name(world: World) -> None:
    assert client_for(world, "officer").get("/exports/identities/").status_code == 404


STATES = st.lists(st.sampled_from(["draft", "submitted", "approved", "published", "nonsense"]), max_size=2)
PARAMS = st.fixed_dictionaries(
    {},
    optional={
        "state": STATES,
        "level": st.sampled_from(["none", "minor", "major", "found"]).map(lambda one: [one]),
        "category": st.sampled_from(["TIP", "DRUG", "none such"]).map(lambda one: [one]),
        "district": st.sampled_from(["2204", "2207", "2701"]).map(lambda one: [one]),
        "author": st.just(["me"]),
        "q": st.sampled_from(["chanth", "=1", "\x00", "%"]).map(lambda one: [one]),
        "from": st.dates().map(lambda day: [day.isoformat()]),
    },
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=PARAMS, name=st.sampled_from(EVERYBODY))
def test_whatever_is_asked_it_is_the_list_in_its_order(asked: dict[str, list[str]], name: str, world: World) -> None:
    params, user = QueryDict(mutable=True), world.people[name]
    for key, values in asked.items():
        params.setlist(key, values)
    dataset = DATASETS["visits"]
    listed = Filters(params, user).apply(Visit.objects.visible_to(user).current())

    keys = keys_of(dataset.rows(user, params), dataset.order)

    assert list(keys) == list(listed.order_by("-date_start", "-id").values_list("pk", flat=True))


def sheet(world: World, name: str, title: str) -> list[dict[str, Any]]:
    """The rows of a sheet of the workbook of visits, by stable code."""
    return sheets_of(ask(client_for(world, name), format="xlsx", codes="on"))[title]


@pytest.mark.parametrize("name", ["officer", "reviewer", "colleague", "center"])
def test_restricted_findings_are_for_their_circle(name: str, world: World) -> None:
    in_circle = name in ("officer", "reviewer")
    hush = Activity.objects.get(pk=world.things["published"].hush)
    with undone():
        with pgtrigger.ignore():
            Assessment.objects.filter(visit=world.visits["published"], category__code="TIP").update(restricted=True)

        told = [row["narrative"] for row in sheet(world, name, "Activities")]
        assessed = {(row["reference"], row["category_code"]) for row in sheet(world, name, "Assessments")}

    assert (hush.narrative in told) == in_circle
    assert ((world.visits["published"].reference, "TIP") in assessed) == in_circle


@pytest.mark.parametrize(("name", "seen"), [("officer", "จบ. 7/2566"), ("director", "จบ. 7/2566"), ("colleague", "")])
def test_case_numbers_are_for_the_circle(name: str, seen: str, world: World) -> None:
    rows = records(client_for(world, name), "seizures")

    assert rows
    assert {row["case_number"] for row in rows} == {seen}


def test_a_position_taken_on_the_way_is_in_no_export(world: World) -> None:
    stop = world.visits["published"].stops.all()[0]
    with undone():
        with pgtrigger.ignore():
            Stop.objects.filter(pk=stop.pk).update(point=Point(102.473921, 13.0412))
            Checkpoint.objects.update(point=Point(102.45, 13.08))

        written = body(ask(client_for(world, "officer"), format="geojson"))

    assert b"102.47392" not in written
    assert b"[102.45,13.08]" in written


def test_the_form_offers_maps_only_where_there_are_positions(world: World) -> None:
    offered = {key: str(ExportForm(dataset, [dataset])["format"]).count("radio") for key, dataset in DATASETS.items()}

    with_points = {"visits", "checkpoints", "centers", "practices", "map"}
    assert {key for key, number in offered.items() if number == 4} == with_points


def test_the_list_leads_to_its_export_with_the_same_filters(world: World) -> None:
    client = client_for(world, "officer")

    page = client.get("/visits/?state=approved&after=").content.decode()

    assert 'href="/exports/visits/?state=approved"' in page
    assert bilingual(world.visits["approved"], "title") in client.get("/visits/?state=approved").content.decode()


def test_who_may_not_export_sees_no_way_to_it(world: World) -> None:
    assert "/exports/" not in client_for(world, "admin").get("/checkpoints/").content.decode()
    assert "/exports/checkpoints/" in client_for(world, "officer").get("/checkpoints/").content.decode()
