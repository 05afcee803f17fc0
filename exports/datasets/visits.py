"""Visits, as their list shows them, with everything that hangs on a report in tables of its own."""

from typing import Any

from django.contrib.gis.db.models import GeometryField
from django.db.models import Case, F, Func, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, ExtractYear
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Permission
from exports.columns import (
    bilingual,
    choice,
    counted,
    day,
    listed,
    moment,
    named,
    number,
    pcode,
    text,
)
from exports.datasets.base import Dataset, Rows
from exports.datasets.visit_parts import CHILDREN
from followups.models import FollowUp
from places.models import District
from ui.dates import BUDDHIST_OFFSET
from visits.filters import Filters
from visits.models import Level, MissionMember, Stop, Visit, VisitKind
from visits.queries import activities_readable_by, assessments_readable_by
from visits.workflow import State

OWN = OuterRef("pk")


def rows(user: User, params: QueryDict) -> Rows:
    return Filters(params, user).apply(Visit.objects.visible_to(user).current())


def districts(user: User) -> QuerySet[Any]:
    return District.objects.filter(visits=OWN)


def stops(user: User) -> QuerySet[Any]:
    return Stop.objects.filter(visit=OWN)


def assessed(level: Level) -> Any:
    return lambda user: assessments_readable_by(user).filter(visit=OWN, level=level)


def place_of(kind: str) -> Any:
    return lambda user: Stop.objects.filter(visit=OWN, **{f"{kind}__isnull": False})


def days(user: User) -> Any:
    return Func(
        F("date_end"), F("date_start"), template="(%(expressions)s + 1)", arg_joiner=" - ", output_field=IntegerField()
    )


def fiscal_year(user: User) -> Any:
    """Buddhist era; it begins on 1 October."""
    return (
        ExtractYear("date_start")
        + Value(BUDDHIST_OFFSET)
        + Case(When(date_start__month__gte=10, then=Value(1)), default=Value(0))
    )


COLUMNS = (
    text("reference", _("reference"), hxl="#activity+code"),
    number("revision", _("revision"), hxl="#meta+revision"),
    named("title", _("title"), "", hxl="#activity+name", stem="title"),
    choice("kind", _("kind of visit"), VisitKind.choices, hxl="#activity+type"),
    text("kind_code", _("kind of visit (code)"), "kind", hxl="#activity+type+code"),
    choice("state", _("state"), State.choices, hxl="#status"),
    text("state_code", _("state (code)"), "state", hxl="#status+code"),
    day("date_start", _("first day"), hxl="#date+start"),
    day("date_end", _("last day"), hxl="#date+end"),
    number("days", _("days"), days, hxl="#meta+days"),
    number("fiscal_year", _("fiscal year (BE)"), fiscal_year, hxl="#date+year+fiscal"),
    day("published_start", _("first day as published"), hxl="#date+start+published"),
    day("published_end", _("last day as published"), hxl="#date+end+published"),
    text("date_reason", _("why the date was corrected"), hxl="#description+date"),
    listed("provinces", _("provinces"), districts, lambda: bilingual("province__name"), hxl="#adm1+name+list"),
    listed("districts", _("districts visited"), districts, lambda: bilingual("name"), hxl="#adm2+name+list"),
    listed("district_codes", _("districts (P-codes)"), districts, lambda: pcode("code"), hxl="#adm2+code+list"),
    listed(
        "checkpoints",
        _("checkpoints"),
        place_of("checkpoint"),
        lambda: bilingual("checkpoint__name"),
        hxl="#loc+name+list",
    ),
    listed(
        "centers",
        _("coordination centers"),
        place_of("center"),
        lambda: bilingual("center__name"),
        hxl="#org+name+list",
    ),
    number("stops", _("stops"), lambda user: counted(stops(user)), hxl="#meta+stops"),
    number(
        "activities",
        _("activities"),
        lambda user: counted(activities_readable_by(user).filter(stop__visit=OWN)),
        hxl="#meta+activities",
    ),
    listed(
        "major",
        _("assessed as major"),
        assessed(Level.MAJOR),
        lambda: bilingual("category__name"),
        hxl="#indicator+major+list",
    ),
    listed(
        "minor",
        _("assessed as minor"),
        assessed(Level.MINOR),
        lambda: bilingual("category__name"),
        hxl="#indicator+minor+list",
    ),
    listed(
        "none",
        _("no issue found in"),
        assessed(Level.NONE),
        lambda: bilingual("category__name"),
        hxl="#indicator+none+list",
    ),
    number(
        "followups",
        _("follow-up actions"),
        lambda user: counted(FollowUp.objects.filter(visit=OWN)),
        hxl="#meta+followups",
    ),
    listed(
        "team",
        _("mission"),
        lambda user: MissionMember.objects.filter(visit=OWN),
        lambda: F("name"),
        hxl="#contact+name+list",
    ),
    named("author", _("author"), "author", hxl="#contact+name+author"),
    named("project", _("project"), "project", hxl="#activity+project"),
    text("project_code", _("project (code)"), "project__code", hxl="#activity+project+code"),
    text("funding_source", _("funded by"), hxl="#org+funder"),
    number("funding_share", _("share of funding (%)"), hxl="#value+pct"),
    text("directive_issuer", _("directed by"), hxl="#org+directive"),
    text("directive_number", _("order number"), hxl="#meta+directive"),
    day("directive_date", _("date of the order"), hxl="#date+directive"),
    text("assignee", _("assigned to lead"), hxl="#contact+lead"),
    text("background", _("background"), hxl="#description+background"),
    text("purpose", _("objectives"), hxl="#description+objectives"),
    named("summary", _("summary"), "", hxl="#description+summary", stem="summary"),
    text("obstacles", _("problems and obstacles"), hxl="#description+obstacles"),
    text("recommendations", _("recommendations"), hxl="#description+recommendations"),
    text("decision_asked", _("for information or decision"), hxl="#description+decision"),
    text("sources", _("sources"), hxl="#meta+source"),
    moment("submitted_at", _("sent"), hxl="#date+submitted"),
    moment("approved_at", _("approved"), hxl="#date+approved"),
    moment("published_at", _("published"), hxl="#date+published"),
)


def where(user: User) -> Any:
    """Where its places are known to lie; a position taken on the way is for the restricted circle, and stays there."""
    known = Coalesce("checkpoint__point", "center__point", "district__point")
    gathered = Func(known, function="ST_Collect", output_field=GeometryField())
    rows = stops(user).order_by().annotate(one=Value(1)).values("one").annotate(points=gathered)
    return Subquery(rows.values("points"))


VISITS = Dataset(
    key="visits",
    label=_("Visits"),
    permission=Permission.VISIT_LIST,
    page="visits:list",
    columns=COLUMNS,
    rows=rows,
    chips=lambda user, params: Filters(params, user).chips(),
    order=("-date_start", "-id"),
    children=CHILDREN,
    point=where,
)
