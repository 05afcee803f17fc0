"""Every write to indicators: what they are, what was promised, what people enter."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.models import User
from accounts.roles import Permission
from indicators.models import Indicator, Reading, Target, last_change_of_targets
from indicators.permissions import areas_around, why_not_enter
from places.changes import Conflict, last_change
from places.models import District, Province
from ui.turns import wait_for


class Corrected(Exception):
    """Somebody corrected the reading meanwhile: `reading` is what holds now."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(str(reading))
        self.reading = reading


@transaction.atomic
def enter(
    *,
    indicator: Indicator,
    start: dt.date,
    end: dt.date,
    district: District | None,
    province: Province | None,
    by: User,
    client_uuid: uuid.UUID | None = None,
    corrects: Reading | None = None,
    **said: Any,
) -> Reading:
    """Enter a number. Sent twice, it is one. Raises Refused, and Corrected where `corrects` was so already."""
    codes = areas_around(district, province)
    refuse(why_not_enter(by, indicator, codes))
    key = client_uuid or uuid.uuid4()
    wait_for(corrects.pk if corrects else key)
    made = Reading.objects.filter(client_uuid=key).first()
    if made is not None:
        return made
    if corrects is not None:
        refuse(why_not_enter(by, indicator, corrects.area_codes))
        if newer := Reading.objects.filter(corrects=corrects).first():
            raise Corrected(newer)
    where = {"district": district, "province": district.province if district else province, "area_codes": codes}
    return Reading.objects.create(
        indicator=indicator, start=start, end=end, client_uuid=key, corrects=corrects, entered_by=by, **where, **said
    )


@transaction.atomic
def add(*, by: User, **fields: Any) -> Indicator:
    """Add an indicator that people enter. Raises Refused."""
    _refuse_unless_editor(by)
    return Indicator.objects.create(**fields)


@transaction.atomic
def define(*, indicator: Indicator, by: User, version: int, **fields: Any) -> Indicator:
    """Change what is said of an indicator. Raises Refused, and Conflict where somebody did so since `version`."""
    _refuse_unless_editor(by)
    locked = Indicator.objects.select_for_update().get(pk=indicator.pk)
    if locked.version != version:
        who, when = last_change(locked)
        raise Conflict(by=who, at=when)
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.version += 1
    locked.save()
    return locked


@transaction.atomic
def promise(
    *, indicator: Indicator, fiscal_year: int, province: Province | None, value: int, by: User, seen: int | None = None
) -> Target:
    """Set the target of a fiscal year (BE). `seen`: the change of targets that was known last; None: whatever stands.

    Raises Refused, and Conflict where somebody set the same target to another number after that.
    """
    _refuse_unless_editor(by)
    Indicator.objects.select_for_update().get(pk=indicator.pk)
    stands = Target.objects.filter(indicator=indicator, fiscal_year=fiscal_year, province=province).first()
    if stands is None:
        return Target.objects.create(indicator=indicator, fiscal_year=fiscal_year, province=province, value=value)
    if seen is not None and stands.value != value and last_change_of_targets(stands.pk) > seen:
        who, when = last_change(stands)
        raise Conflict(by=who, at=when)
    stands.value = value
    stands.save()
    return stands


def _refuse_unless_editor(by: User) -> None:
    may = by.may(Permission.INDICATOR_EDIT)
    refuse("" if may else _("Only an administrator changes indicators and their targets."))
