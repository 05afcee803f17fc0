"""Days in the database as the readers count them."""

from django.conf import settings
from django.db.models import DateField, F, Func


def day_of(moment: str) -> Func:
    """The day of the column `moment` where the readers are, also in constraints."""
    template = f"(%(expressions)s AT TIME ZONE '{settings.TIME_ZONE}')::date"
    return Func(F(moment), template=template, output_field=DateField())
