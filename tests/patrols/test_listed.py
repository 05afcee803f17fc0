"""What is rare among patrol records is found without walking through all of them."""

import datetime as dt

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from indicators.counting import patrols
from patrols import actions
from patrols.filters import PatrolFilters
from patrols.models import Patrol, Side
from tests.patrols.conftest import sign
from tests.patrols.factories import said
from ui.periods import between


def walks(ask) -> bool:
    """Whether it is asked of records which revision of their report the reader sees."""
    with CaptureQueriesContext(connection) as asked:
        list(ask())
    return any("anchor" in query["sql"] for query in asked)


@pytest.mark.parametrize("query", ["state=both", "differing=yes"])
def test_where_no_record_is_so_none_is_gone_through(query, patrol, director):
    assert not walks(PatrolFilters(QueryDict(query), director).rows)
    assert walks(PatrolFilters(QueryDict("state=ours"), director).rows)


def test_an_indicator_goes_through_the_records_of_its_period(patrol, director):
    found = {
        month: walks(
            lambda month=month: patrols(director, between(dt.date(2023, month, 1), dt.date(2023, month, 1)), "")
        )
        for month in (3, 4)
    }
    assert found == {3: True, 4: False}


def test_records_of_a_state_are_the_same_few_or_many(patrol, officer, monkeypatch):
    sign(patrol, officer)
    actions.save_account(patrol=patrol, side=Side.COUNTERPART, by=officer, revision=0, said=said())
    for many in (False, True):
        if many:
            monkeypatch.setattr("visits.queries.FEW", 0)
        told = {state: list(PatrolFilters(QueryDict(f"state={state}"), officer).rows()) for state in ("ours", "theirs")}
        assert told == {"ours": [], "theirs": [Patrol.objects.get()]}
