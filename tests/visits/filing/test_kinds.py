"""The own fields of each kind: complete, kept as JSON, shown only to those who may read them."""

import datetime as dt
import json
from typing import Any

import pytest
import time_machine
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from visits.kinds import DETAILS, details_form, facts, is_delayed
from visits.kinds.base import Details
from visits.models import Activity, ActivityKind

KINDS = list(DETAILS.values())
UNHURRIED = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
ANSWERS = st.sampled_from(["yes", "no", "written", "passport", "other", "3", "KH", "MoU", "local"])
TYPED = st.one_of(st.text(max_size=30), st.integers(-5, 10**6).map(str), ANSWERS)


def fields_of(form: type[Details]) -> st.SearchStrategy[dict[str, Any]]:
    names = [f"d-{name}{part}" for name in form.base_fields for part in ("", "_day", "_month", "_year", "_time")]
    return st.dictionaries(st.sampled_from(names), TYPED, max_size=12)


def test_every_kind_has_its_form():
    assert set(DETAILS) == set(ActivityKind.values)


@pytest.mark.parametrize("form", KINDS, ids=lambda form: form.kind)
def test_groups_and_readers_name_real_fields_once(form: type[Details]):
    names = set(form.base_fields)
    grouped = [name for _, group in form.groups for name in group]
    assert not form.groups or sorted(grouped) == sorted(names)
    assert form.public | form.restricted <= names
    assert not form.public & form.restricted


@pytest.mark.parametrize("kind", DETAILS)
@UNHURRIED
@given(data=st.data())
def test_whatever_is_accepted_survives_json(kind: str, data: st.DataObject):
    with translation.override("en"):
        form = details_form(kind, data.draw(fields_of(DETAILS[kind])))
        if not form.is_valid():
            return
        kept = json.loads(json.dumps(form.as_json()))
        again = details_form(kind, stored=kept)
    assert {name: value for name, value in form.cleaned_data.items() if value not in (None, "", [])} == again.initial


@pytest.mark.parametrize("kind", DETAILS)
@UNHURRIED
@given(data=st.data())
def test_facts_of_anything_stored_are_words(kind: str, data: st.DataObject):
    values = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=20), st.lists(st.text(max_size=5)))
    stored = data.draw(st.dictionaries(st.sampled_from(list(DETAILS[kind].base_fields)), values, max_size=10))
    rows = facts(Activity(kind=kind, details=stored), public=False, restricted=True)
    assert all(isinstance(label, str) and isinstance(value, str) for label, value in rows)


def patrol(**details: Any) -> Activity:
    return Activity(kind="joint_patrol", details={"mechanism": "RBC", "pillar_from": 55, "pillar_to": 56, **details})


@pytest.mark.parametrize("public", [True, False])
def test_pillars_are_for_the_restricted_circle(public: bool):
    with translation.override("en"):
        assert [label for label, _ in facts(patrol(), public=public, restricted=False)] == ["Mechanism"]


def test_restricted_circle_reads_pillars_in_thai():
    with translation.override("th"):
        assert ("จากหลักเขตแดนที่", "55") in facts(patrol(), public=False, restricted=True)


@time_machine.travel("2023-04-01")
def test_delayed_patrol_stays_out_until_its_day():
    assert is_delayed(patrol(delayed_until="2023-04-02"))
    assert not is_delayed(patrol(delayed_until="2023-04-01"))
    assert not is_delayed(patrol())


@pytest.mark.parametrize(("consent", "named"), [("written", True), ("verbal", True), ("none", False), ("", False)])
def test_person_is_named_in_public_only_with_consent(consent: str, named: bool):
    details = {"person": "Somchai", "organisation": "Trade Association", "consent": consent}
    rows = facts(Activity(kind="consultation", details=details), public=True, restricted=False)
    values = [value for _, value in rows]
    assert ("Somchai" in values) is named
    assert "Trade Association" in values


def test_dates_read_in_the_readers_era():
    center = Activity(kind="center_review", details={"established_on": dt.date(2022, 6, 1).isoformat()})
    with translation.override("th"):
        assert facts(center, public=True, restricted=False) == [("วันที่จัดตั้ง", "พุธ 1 มิถุนายน พ.ศ. 2565")]
