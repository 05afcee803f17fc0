"""Every write to indicators: what they are, what was promised, what people enter."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.models import User
from accounts.roles import Permission
from indicators.models import Indicator, Reading, Target
from indicators.permissions import areas_around, why_not_enter
from places.models import District, Province
from ui.turns import wait_for


class Conflict(Exception):
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
    """Enter a number. Sent twice, it is one. Raises Refused, and Conflict where `corrects` was corrected already."""
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
            raise Conflict(newer)
    where = {"district": district, "province": district.province if district else province, "area_codes": codes}
    return Reading.objects.create(
        indicator=indicator, start=start, end=end, client_uuid=key, corrects=corrects, entered_by=by, **where, **said
    )


@transaction.atomic
def define(*, indicator: Indicator, by: User, **fields: Any) -> Indicator:
    """Add an indicator, or change what is said of it. Raises Refused."""
    _refuse_unless_editor(by)
    for name, value in fields.items():
        setattr(indicator, name, value)
    indicator.save()
    return indicator


@transaction.atomic
def promise(*, indicator: Indicator, fiscal_year: int, province: Province | None, value: int, by: User) -> Target:
    """Set the target of a fiscal year (BE). Raises Refused."""
    _refuse_unless_editor(by)
    key: dict[str, Any] = {"indicator": indicator, "fiscal_year": fiscal_year, "province": province}
    return Target.objects.update_or_create(**key, defaults={"value": value})[0]


def _refuse_unless_editor(by: User) -> None:
    may = by.may(Permission.INDICATOR_EDIT)
    refuse("" if may else _("Only an administrator changes indicators and their targets."))
