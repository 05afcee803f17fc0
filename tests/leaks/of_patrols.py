"""Secrets in the records of joint patrols: what both sides say, drafts, the route, the link of the counterpart."""

import datetime as dt
from typing import Any

from django.contrib.gis.geos import LineString, MultiLineString
from django.urls import reverse
from django.utils import timezone

from patrols.invitations import hashed
from patrols.models import Account, How, Invitation, Patrol, PatrolCounter, Route, Side, Unit
from tests.leaks.secret import CIRCLE, INTERNAL, NOBODY, Plant, Secret
from tests.test_matrix import client_for
from tests.visits.factories import FIRST_DAY, at, make_activity
from tests.world import World

LINK = "zqlinkofthecounterpart"


def signed(world: World, side: str) -> Account:
    """The account in force of one side; the counterpart's was written by our liaison."""
    patrol, officer = Patrol.objects.get(code=world.things["published"].patrol), world.people["officer"]
    found = patrol.accounts.filter(side=side, version=1).first()
    return found or sign(patrol, side=side, how=How.LIAISON, recorded_by=officer, signed_by=officer)


def sign(patrol: Patrol, **fields: Any) -> Account:
    now = timezone.now()
    return Account.objects.create(patrol=patrol, signed_off_at=now, version=1, signer_name="Sok Dara", **fields)


def told(side: str, name: str, value: Any = None) -> Plant:
    """What the account in force says in a column: the word, or a value that is found by its pattern."""

    def plant(world: World, word: str) -> None:
        Account.objects.filter(pk=signed(world, side).pk).update(**{name: word if value is None else value})

    return plant


def clock(hour: int, minute: int) -> str:
    """A pattern: that time on the day of the patrol, so that the hour at which the test runs is no leak."""
    return rf"(march 2023, |2566 เวลา |2023-03-1\dt){hour:02}[:.]{minute:02}\b"


def of_side(side: str, hour: int, pillars: tuple[int, int]) -> list[Secret]:
    whose = f"in the account of the {side} side"
    moments = ("planned_start", "planned_end", "started_at", "ended_at")
    hours = [
        Secret(f"{name} {whose}", told(side, name, at(12, hour, 11 + n)), CIRCLE, pattern=clock(hour, 11 + n))
        for n, name in enumerate(moments)
    ]
    first, last = pillars
    ends = {"pillar_from": first, "pillar_to": last}

    def between(world: World, word: str) -> None:
        Account.objects.filter(pk=signed(world, side).pk).update(**ends)

    def unit(world: World, word: str) -> None:
        Unit.objects.create(account=signed(world, side), of_side=side, unit=word, head_count=3)

    open_facts = ("authority", "incidents", "agreed", "checkpoint_text", "signer_position", "signer_unit")
    return [
        *hours,
        Secret(f"pillars {whose}", between, CIRCLE, pattern=rf"\b{first}–{last}\b"),
        Secret(f"signer's name {whose}", told(side, "signer_name"), CIRCLE),
        *(Secret(f"{name} {whose}", told(side, name), INTERNAL) for name in open_facts),
        Secret(f"unit {whose}", unit, INTERNAL),
    ]


def draft(world: World, word: str) -> None:
    rows = Account.objects.filter(patrol__code=world.things["published"].patrol, how=How.OWN_OFFICER)
    rows.filter(version__isnull=True).update(agreed=word)


def route(world: World, word: str) -> None:
    line = MultiLineString(LineString((102.473921, 13.0412), (102.4812, 13.0521)), srid=4326)
    patrol = Patrol.objects.get(code=world.things["published"].patrol)
    officer = world.people["officer"]
    Route.objects.create(
        patrol=patrol, geometry=line, source="drawn", points_read=2, points_kept=2, uploaded_by=officer
    )


def hidden(world: World) -> Patrol:
    """The record of a patrol that is restricted as a whole, with a link for the counterpart that is open."""
    things, officer = world.things["published"], world.people["officer"]
    if "hidden_patrol" not in vars(things):
        visit, now = world.visits["published"], timezone.now()
        activity = make_activity(visit.stops.all()[0], kind="joint_patrol", narrative="Unseen.", restricted=True)
        (code,) = PatrolCounter.draw(FIRST_DAY)
        made = Patrol.objects.create(lineage=activity.lineage, reference=visit.reference, code=code, created_by=officer)
        expires = now + dt.timedelta(days=7)
        Invitation.objects.create(
            patrol=made, token_hash=hashed(LINK), language="km", created_by=officer, created_at=now, expires_at=expires
        )
        things.hidden_patrol = made
    found: Patrol = things.hidden_patrol
    return found


def authority_of_hidden(world: World, word: str) -> None:
    officer = world.people["officer"]
    sign(hidden(world), side=Side.OWN, how=How.OWN_OFFICER, recorded_by=officer, signed_by=officer, authority=word)


def typed_by_counterpart(world: World, word: str) -> None:
    link = hidden(world).invitations.get()
    Account.objects.create(
        patrol=link.patrol, side=Side.COUNTERPART, how=How.COUNTERPART_LINK, invitation=link, agreed=word
    )


def behind_the_link(world: World) -> Any:
    return client_for(world, "anonymous").post(reverse("patrols:invited", args=[LINK]), follow=True)


SECRETS = (
    *of_side(Side.OWN, 2, (67, 72)),
    *of_side(Side.COUNTERPART, 1, (68, 73)),
    Secret("draft of our account of a patrol", draft, frozenset({"officer"})),
    Secret("route of a patrol", route, CIRCLE, pattern=r"102\.473921"),
    Secret(
        "record of a restricted patrol",
        authority_of_hidden,
        CIRCLE,
        also=lambda world: [hidden(world).get_absolute_url()],
    ),
    Secret("what the counterpart typed and has not signed", typed_by_counterpart, NOBODY, tried=behind_the_link),
)
