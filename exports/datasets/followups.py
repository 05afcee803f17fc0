"""Follow-up actions, as their list shows them."""

from typing import Any

from django.db.models import Case, F, Func, Q, TextField, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.roles import Permission
from exports.columns import SEPARATOR, Column, Kind, bilingual, boolean, choice, day, moment, named, number, text
from exports.datasets.base import Dataset, Rows
from followups.filters import FollowUpFilters
from followups.models import UNRESOLVED, FollowUpState, Priority


def rows(user: User, params: QueryDict) -> Rows:
    return FollowUpFilters(params, user).rows()


def is_overdue(user: User) -> Any:
    late = Q(state__in=UNRESOLVED, due_on__lt=timezone.localdate())
    return Case(When(late, then=Value(True)), default=Value(False))


def owner(user: User) -> Any:
    """The account, the center or whoever is named, as the list says it."""
    names = [NullIf(bilingual(path), Value("")) for path in ("owner__name", "owner_center__name")]
    return Coalesce(*names, "owner_name", output_field=TextField())


def areas(user: User) -> Any:
    """Province and districts of what it came from, by which the list is filtered."""
    inner = Func(F("area_codes"), Value("TH"), function="array_remove")
    return Func(inner, Value(SEPARATOR), function="array_to_string", output_field=TextField())


COLUMNS: tuple[Column, ...] = (
    number("number", pgettext_lazy("heading", "number"), "pk", hxl="#activity+id"),
    text("title", _("what is to be done"), hxl="#activity+name"),
    choice("state", _("state"), FollowUpState.choices, hxl="#status"),
    text("state_code", _("state (code)"), "state", hxl="#status+code"),
    choice("priority", _("priority"), Priority.choices, hxl="#priority"),
    day("due_on", _("due"), hxl="#date+due"),
    boolean("overdue", _("overdue"), is_overdue, hxl="#status+overdue"),
    Column("owner", _("owner"), Kind.TEXT, owner, hxl="#contact+name"),
    named("owner_center", _("owning center"), "owner_center", hxl="#org+name"),
    named("checkpoint", _("checkpoint"), "checkpoint", hxl="#loc+name+checkpoint"),
    named("center", _("coordination center"), "center", hxl="#loc+name+center"),
    named("district", _("district"), "district", hxl="#adm2+name"),
    Column("areas", _("areas (P-codes)"), Kind.TEXT, areas, hxl="#geo+code+list"),
    text("visit", _("visit"), "visit__reference", hxl="#activity+code+visit"),
    text("practice", _("best practice"), hxl="#activity+code+practice"),
    text("done_means", _("it is done when"), hxl="#description+done"),
    text("outcome", _("what was done, or why it was dropped"), hxl="#description+outcome"),
    moment("created_at", _("entered"), hxl="#date+created"),
    moment("updated_at", _("last changed"), hxl="#date+updated"),
)

FOLLOWUPS = Dataset(
    key="followups",
    label=_("Follow-ups"),
    permission=Permission.FOLLOWUP_LIST,
    page="followups:list",
    columns=COLUMNS,
    rows=rows,
    chips=lambda user, params: FollowUpFilters(params, user).chips(),
    order=("due_on", "id"),
)
