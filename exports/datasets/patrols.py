"""Records of joint patrols, as their list shows them, and the signed account of either side.

Times, boundary pillars and the signer's name are for the restricted circle of the report; the route is in no export.
"""

from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Permission
from exports.columns import Column, Kind, bilingual, boolean, choice, named, number, text
from exports.datasets.base import Child, Dataset, Rows
from patrols.comparing import OPEN
from patrols.filters import OURS, THEIRS, PatrolFilters
from patrols.models import Account, Patrol, Side
from patrols.models.account import How, Incident
from visits.kinds.security import MECHANISMS
from visits.models import Visit


def rows(user: User, params: QueryDict) -> Rows:
    return PatrolFilters(params, user).rows()


def report(expression: Any) -> Any:
    """Something of the revision of the report that the reader knows."""
    return lambda user: Subquery(Visit.objects.filter(pk=OuterRef("anchor")).values_list(expression())[:1])


def answer(condition: Any) -> Any:
    return lambda user: Case(When(condition, then=Value(True)), default=Value(False))


def differ(user: User) -> Any:
    """In a fact that is not kept from the reader."""
    found = Q(in_circle=True, differing__len__gt=0) | Q(differing__overlap=sorted(OPEN))
    return Case(When(found, then=Value(True)), default=Value(False))


def accounts(user: User) -> QuerySet[Account]:
    """Those in force: the last that each side signed off."""
    later = Account.objects.filter(patrol=OuterRef("patrol"), side=OuterRef("side"), version__gt=OuterRef("version"))
    inside = Patrol.objects.visible_to(user).filter(Q(in_circle=True), pk=OuterRef("patrol"))
    return Account.objects.filter(~Exists(later), version__isnull=False).annotate(inside=Exists(inside))


def inner(code: str, label: Any, kind: Kind, hxl: str) -> Column:
    """A column for the restricted circle; empty for others."""
    return Column(code, label, kind, lambda user: Case(When(inside=True, then=F(code)), default=None), hxl)


ACCOUNTS = Child(
    "accounts",
    _("Accounts"),
    (
        text("code", _("code"), "patrol__code", hxl="#activity+code"),
        choice("side", _("side"), Side.choices, hxl="#org+side"),
        choice("how", _("written"), How.choices, hxl="#meta+how"),
        number("version", _("version"), hxl="#meta+version"),
        text("authority", _("authority"), hxl="#meta+authority"),
        choice("mechanism", _("mechanism"), MECHANISMS, hxl="#activity+mechanism"),
        named("checkpoint", _("nearest checkpoint"), "checkpoint", hxl="#loc+name"),
        text("checkpoint_text", _("nearest checkpoint, in words"), hxl="#loc+name+text"),
        choice("incident", _("incident"), Incident.choices, hxl="#event+incident"),
        text("incidents", _("what happened"), hxl="#description+incident"),
        text("agreed", _("points agreed"), hxl="#description+agreed"),
        inner("planned_start", _("planned start"), Kind.MOMENT, "#date+start+planned"),
        inner("planned_end", _("planned end"), Kind.MOMENT, "#date+end+planned"),
        inner("started_at", _("started"), Kind.MOMENT, "#date+start"),
        inner("ended_at", _("ended"), Kind.MOMENT, "#date+end"),
        inner("pillar_from", _("from boundary pillar"), Kind.NUMBER, "#loc+pillar+from"),
        inner("pillar_to", _("to boundary pillar"), Kind.NUMBER, "#loc+pillar+to"),
        inner("signer_name", _("signed by"), Kind.TEXT, "#contact+name"),
        text("signer_position", _("position"), hxl="#contact+position"),
        text("signer_unit", _("unit"), hxl="#org+unit"),
    ),
    accounts,
    parent="patrol",
    order=("-patrol", "-side", "pk"),
)
PATROLS = Dataset(
    key="patrols",
    label=_("Joint patrols"),
    permission=Permission.VISIT_LIST,
    page="patrols:list",
    columns=(
        text("code", _("code"), hxl="#activity+code"),
        text("reference", _("report"), hxl="#activity+code+report"),
        Column("title", _("title"), Kind.TEXT, report(lambda: bilingual("title")), "#activity+name"),
        Column("date_start", _("first day"), Kind.DATE, report(lambda: F("date_start")), "#date+start"),
        Column("date_end", _("last day"), Kind.DATE, report(lambda: F("date_end")), "#date+end"),
        boolean("ours", _("our account signed off"), answer(OURS), hxl="#status+ours"),
        boolean("theirs", _("the counterpart's account signed off"), answer(THEIRS), hxl="#status+theirs"),
        boolean("differ", _("accounts differ"), differ, hxl="#status+differ"),
    ),
    rows=rows,
    chips=lambda user, params: PatrolFilters(params, user).chips(),
    order=("-id",),
    children=(ACCOUNTS,),
)
