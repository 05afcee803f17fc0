"""What the public reports to centers, as its list shows it.

Without what is reported and the place in words: a name that slipped into them is put right without a trace, and a file
that is gone from here cannot be. Nor is anything here of who reported.
"""

from typing import Any

from django.db.models import F, Func, IntegerField, TextField, Value
from django.db.models.functions import Cast, Concat, LPad, TruncDate
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.roles import Permission
from centers.models import PublicReport
from centers.report_choices import Category, ReportChannel
from centers.report_filters import Asked, asked
from centers.workflow import ReportState
from exports.columns import Column, Kind, boolean, choice, day, moment, named, number, text
from exports.datasets.base import Dataset, Rows


def found(user: User, params: QueryDict) -> Asked:
    return asked(params, user, of_all=True)


def rows(user: User, params: QueryDict) -> Rows:
    return found(user, params).narrow(PublicReport.objects.visible_to(user))


def number_in_center(user: User) -> Any:
    """As people of the center write it: 2569-0001."""
    running = LPad(Cast("running", TextField()), 4, Value("0"))
    return Concat(Cast("fiscal_year", TextField()), Value("-"), running, output_field=TextField())


def days_to_acknowledge(user: User) -> Any:
    received = TruncDate("received_at")
    return Func(
        F("acknowledged_on"), received, template="(%(expressions)s)", arg_joiner=" - ", output_field=IntegerField()
    )


PUBLIC_REPORTS = Dataset(
    key="public-reports",
    label=_("Public reports"),
    permission=Permission.PUBLIC_REPORTS,
    page="centers:all_reports",
    columns=(
        text("center", _("center (code)"), "center__code", hxl="#org+code"),
        Column("number", pgettext_lazy("heading", "number"), Kind.TEXT, number_in_center, hxl="#event+code"),
        named("center_name", _("center"), "center", hxl="#org+name"),
        moment("received_at", _("received"), hxl="#date+received"),
        choice("channel", _("channel"), ReportChannel.choices, hxl="#channel"),
        choice("category", _("category"), Category.choices, hxl="#event+type"),
        text("category_code", _("category (code)"), "category", hxl="#event+type+code"),
        named("province", _("province"), "district__province", hxl="#adm1+name"),
        named("district", _("district"), "district", hxl="#adm2+name"),
        text("district_code", _("district (code)"), "district__code", hxl="#adm2+code"),
        boolean("is_anonymous", _("anonymous"), hxl="#meta+anonymous"),
        choice("state", _("state"), ReportState.choices, hxl="#status"),
        text("state_code", _("state (code)"), "state", hxl="#status+code"),
        text("referred_to", _("referred to"), hxl="#org+referred"),
        day("acknowledged_on", _("acknowledged"), hxl="#date+acknowledged"),
        number("days_to_acknowledge", _("days to acknowledge"), days_to_acknowledge, hxl="#meta+days"),
        day("ended_on", _("ended"), hxl="#date+ended"),
    ),
    rows=rows,
    chips=lambda user, params: found(user, params).chips,
    order=("-received_at", "-pk"),
)
