"""Which facts count as agreed, differing or told by one side only."""

import datetime as dt

import pytest

from patrols import actions
from patrols.comparing import compare, differing
from patrols.models import Side
from patrols.permissions import get_patrol
from tests.patrols.conftest import sign
from tests.patrols.factories import said
from tests.visits.factories import CheckpointFactory, at


@pytest.fixture
def verdicts(patrol, officer):
    """What the two accounts come to: verdicts by fact. `theirs`: what the counterpart says otherwise."""

    def of(theirs: dict, ours: dict | None = None, *, units=None, restricted: bool = True) -> dict[str, str]:
        actions.save_account(patrol=patrol, side=Side.OWN, by=officer, revision=1, said=said(**(ours or {})))
        actions.save_account(patrol=patrol, side=Side.COUNTERPART, by=officer, revision=0, said=said(units, **theirs))
        sign(patrol, officer)
        sign(patrol, officer, Side.COUNTERPART)
        fresh = get_patrol(officer, patrol.code)
        one, other = fresh.signed(Side.OWN), fresh.signed(Side.COUNTERPART)
        assert fresh.differing == sorted(set(differing(one, other)))
        return {fact.key: fact.verdict.value for fact in compare(one, other, restricted=restricted)}

    return of


def test_equal_accounts_agree_in_everything(verdicts):
    assert set(verdicts({}).values()) == {"agreed"}


@pytest.mark.parametrize(("minutes", "verdict"), [(15, "agreed"), (16, "differs"), (-15, "agreed"), (-16, "differs")])
def test_a_quarter_of_an_hour_is_no_difference(verdicts, minutes, verdict):
    assert verdicts({"started_at": at(13, 8) + dt.timedelta(minutes=minutes)})["started_at"] == verdict


@pytest.mark.parametrize(
    ("theirs", "key", "verdict"),
    [
        ({"mechanism": "RBC"}, "mechanism", "differs"),
        ({"mechanism": ""}, "mechanism", "ours"),
        ({"pillar_to": 57}, "pillars", "differs"),
        ({"pillar_from": None, "pillar_to": None}, "pillars", "ours"),
        ({"incident": "yes", "incidents": "A mine was found."}, "incident", "differs"),
        ({"agreed": "weekly  CALL."}, "agreed", "agreed"),
        ({"agreed": ""}, "agreed", "ours"),
        ({"planned_start": at(13, 7)}, "planned_start", "theirs"),
    ],
)
def test_facts_one_by_one(verdicts, theirs, key, verdict):
    assert verdicts(theirs)[key] == verdict


@pytest.mark.parametrize(
    ("called", "verdict"),
    [
        ("Ban Laem", "agreed"),
        ("ban laem permanent crossing", "agreed"),
        ("จุดผ่านแดนถาวรบ้านแหลม", "agreed"),
        ("Ban Leam", "agreed"),
        ("Daung", "agreed"),
        ("Ban Phakkad", "differs"),
        ("Ban Laem intersection", "differs"),
    ],
)
def test_a_checkpoint_goes_by_all_its_names(verdicts, called, verdict):
    place = CheckpointFactory.create()
    place.aliases, place.counterpart = "Ban Leam", "Daung"
    place.save()
    ours = {"checkpoint_text": "", "checkpoint_id": place.pk}
    assert verdicts({"checkpoint_text": called}, ours)["checkpoint"] == verdict


def test_people_are_compared_by_side(verdicts):
    units = [
        {"of_side": "own", "unit": "Thai police", "head_count": 8},
        {"of_side": "counterpart", "unit": "RCAF 53", "head_count": 4},
        {"of_side": "counterpart", "unit": "Border police", "head_count": 3},
    ]
    found = verdicts({}, units=units)
    assert (found["heads_own"], found["heads_counterpart"]) == ("agreed", "differs")


def test_units_without_a_count_say_nothing_of_people(verdicts):
    found = verdicts({}, units=[{"of_side": "counterpart", "unit": "RCAF 53"}])
    assert (found["heads_own"], found["heads_counterpart"]) == ("ours", "ours")


def test_points_agreed_stand_line_by_line(patrol, officer, verdicts):
    verdicts({"agreed": "Weekly call\nShared radio channel"}, {"agreed": "Weekly call\n- Next patrol in May"})
    fresh = get_patrol(officer, patrol.code)
    facts = compare(fresh.signed(Side.OWN), fresh.signed(Side.COUNTERPART), restricted=True)
    assert [(fact.ours, fact.theirs, fact.verdict) for fact in facts if fact.key == "agreed"] == [
        ("Weekly call", "Weekly call", "agreed"),
        ("Next patrol in May", "", "ours"),
        ("", "Shared radio channel", "theirs"),
    ]


def test_times_and_pillars_are_for_the_circle(verdicts):
    assert {"pillars", "started_at", "ended_at"}.isdisjoint(verdicts({}, restricted=False))
