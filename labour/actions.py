"""Every write of expected seasons."""

import uuid
from typing import Any

from django.db import transaction

from accounts.access import refuse
from accounts.models import User
from labour.models import SeasonExpectation
from labour.permissions import why_not_edit
from places.changes import Conflict, last_change
from places.models import District

SAME = ("sector", "crop", "route", "month_from", "valid_from")  # a crop of None is the same as none


class Taken(Exception):
    """The same season of the same work is expected already, from the same year on."""


@transaction.atomic
def add(*, district: District, by: User, client_uuid: uuid.UUID, work: str, **facts: Any) -> SeasonExpectation:
    """Expect a season. The same `client_uuid` again answers the one added first. Raises Taken."""
    refuse(why_not_edit(by))
    one_at_a_time(district)
    made = SeasonExpectation.objects.filter(client_uuid=client_uuid).first()
    if made is not None:
        return made
    season = SeasonExpectation(district=district, client_uuid=client_uuid, **facts)
    season.work = work
    keep(season)
    return season


@transaction.atomic
def edit(*, season: SeasonExpectation, by: User, version: int, work: str, **facts: Any) -> SeasonExpectation:
    """Say otherwise what is expected. Raises Conflict if somebody changed it since `version`, or Taken."""
    refuse(why_not_edit(by))
    one_at_a_time(season.district)
    stored = SeasonExpectation.objects.get(pk=season.pk)
    if stored.version != version:
        who, when = last_change(stored)
        raise Conflict(by=who, at=when)
    for name, value in facts.items():
        setattr(stored, name, value)
    stored.work, stored.version = work, version + 1
    keep(stored)
    return stored


def one_at_a_time(district: District) -> None:
    """Whoever changes what is expected in a district waits for the one before."""
    District.objects.select_for_update(of=("self",)).only("pk").get(pk=district.pk)


def keep(season: SeasonExpectation) -> None:
    same = {name: getattr(season, name) for name in SAME}
    others = SeasonExpectation.objects.filter(district=season.district_id, **same).exclude(pk=season.pk)
    if others.exists():
        raise Taken
    season.save()
