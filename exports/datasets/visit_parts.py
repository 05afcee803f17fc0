"""What hangs on a report: a table of each, with the reference of the report in front."""

from typing import Any

from django.db.models import Case, Exists, F, OuterRef, When
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from exports.columns import Column, Kind, bilingual, boolean, choice, day, listed, moment, named, number, text
from exports.datasets.base import Child
from exports.datasets.followups import COLUMNS as OF_ACTIONS
from followups.models import FollowUp
from visits.models import (
    ActivityKind,
    Conclusion,
    ContributingFactor,
    Level,
    MissionMember,
    NtsCategory,
    Participation,
    Stop,
)
from visits.queries import activities_readable_by, assessments_readable_by


def reference(path: str) -> Any:
    return text("reference", _("reference"), f"{path}__reference", hxl="#activity+code")


def parties(user: User) -> Any:
    return Participation.objects.filter(Exists(activities_readable_by(user).filter(pk=OuterRef("activity"))))


def arrived(user: User) -> Any:
    """Of a report from earlier records only the days are known, which stand with the report."""
    return Case(When(visit__taken_over_at=None, then=F("arrived_at")))


STOPS = Child(
    "stops",
    _("Stops"),
    (
        reference("visit"),
        text("place", _("place"), hxl="#loc+name"),
        named("checkpoint", _("checkpoint"), "checkpoint", hxl="#loc+name+checkpoint"),
        text("checkpoint_code", _("checkpoint (code)"), "checkpoint__code", hxl="#loc+code+checkpoint"),
        named("center", _("coordination center"), "center", hxl="#org+name+center"),
        text("center_code", _("coordination center (code)"), "center__code", hxl="#org+code+center"),
        named("district", _("district"), "district", hxl="#adm2+name"),
        moment("planned_at", _("planned arrival"), hxl="#date+planned"),
        Column("arrived_at", _("arrived"), Kind.MOMENT, arrived, hxl="#date+arrived"),
        moment("departed_at", _("left"), hxl="#date+left"),
        text("note", _("note"), hxl="#description"),
    ),
    lambda user: Stop.objects.all(),
    parent="visit",
    order=("visit", "sort", "pk"),
)
ACTIVITIES = Child(
    "activities",
    _("Activities"),
    (
        reference("stop__visit"),
        text("stop", _("place"), "stop__place", hxl="#loc+name"),
        named("checkpoint", _("checkpoint"), "stop__checkpoint", hxl="#loc+name+checkpoint"),
        choice("kind", _("kind of activity"), ActivityKind.choices, hxl="#activity+type"),
        text("kind_code", _("kind of activity (code)"), "kind", hxl="#activity+type+code"),
        text("narrative", _("what was done and found"), hxl="#description"),
        boolean("restricted", _("restricted"), hxl="#meta+restricted"),
    ),
    activities_readable_by,
    parent="stop__visit",
    order=("stop__visit", "stop__sort", "sort", "pk"),
)
PARTIES = Child(
    "parties",
    _("Participating agencies"),
    (
        reference("activity__stop__visit"),
        choice("kind", _("kind of activity"), ActivityKind.choices, "activity__kind", hxl="#activity+type"),
        choice("side", _("side"), Participation.Side.choices, hxl="#org+side"),
        named("agency", _("agency"), "agency", hxl="#org+name"),
        text("agency_code", _("agency (code)"), "agency__code", hxl="#org+code"),
        text("unit", _("unit"), hxl="#org+unit"),
        text("role", _("role"), hxl="#org+role"),
        number("head_count", _("people"), hxl="#reached+people"),
    ),
    parties,
    parent="activity__stop__visit",
    order=("activity__stop__visit", "activity", "side", "pk"),
)
MEMBERS = Child(
    "members",
    _("Mission"),
    (
        reference("visit"),
        text("name", _("name"), hxl="#contact+name"),
        text("position", _("position"), hxl="#contact+position"),
        named("agency", _("agency"), "agency", hxl="#org+name"),
        choice("role", _("role"), MissionMember.Role.choices, hxl="#contact+role"),
    ),
    lambda user: MissionMember.objects.all(),
    parent="visit",
    order=("visit", "sort", "pk"),
)
ASSESSMENTS = Child(
    "assessments",
    _("Assessments"),
    (
        reference("visit"),
        named("category", _("NTS category"), "category", hxl="#indicator+name"),
        text("category_code", _("NTS category (code)"), "category__code", hxl="#indicator+code"),
        choice("level", _("assessment"), Level.choices, hxl="#severity"),
        text("level_code", _("assessment (code)"), "level", hxl="#severity+code"),
        text("said_by", _("who says so"), hxl="#meta+source"),
        text("basis", _("on what basis"), hxl="#meta+basis"),
        day("period_start", _("period from"), hxl="#date+start"),
        day("period_end", _("period to"), hxl="#date+end"),
        text("note", _("note"), hxl="#description"),
        boolean("restricted", _("restricted"), hxl="#meta+restricted"),
    ),
    assessments_readable_by,
    parent="visit",
    order=("visit", "category__sort", "pk"),
)
FACTORS = Child(
    "factors",
    _("Contributing factors"),
    (
        reference("visit"),
        text("statement", _("contributing factor"), hxl="#description"),
        listed(
            "categories",
            _("NTS categories"),
            lambda user: NtsCategory.objects.filter(pk__in=factor_categories()),
            lambda: bilingual("name"),
            hxl="#indicator+name+list",
        ),
    ),
    lambda user: ContributingFactor.objects.all(),
    parent="visit",
    order=("visit", "sort", "pk"),
)
CONCLUSIONS = Child(
    "conclusions",
    _("Conclusions"),
    (
        reference("visit"),
        choice("kind", _("kind"), Conclusion.Kind.choices, hxl="#description+type"),
        text("statement", _("conclusion"), hxl="#description"),
        choice("strength", _("strength"), Conclusion.Strength.choices, hxl="#status"),
        number("rating", _("rating of the relationship (0 to 4)"), hxl="#value+rating"),
    ),
    lambda user: Conclusion.objects.all(),
    parent="visit",
    order=("visit", "sort", "pk"),
)
ACTIONS = Child(
    "followups",
    _("Follow-up actions"),
    OF_ACTIONS,
    lambda user: FollowUp.objects.visible_to(user),
    parent="visit",
    order=("visit", "due_on", "pk"),
)
CHILDREN = (STOPS, ACTIVITIES, PARTIES, MEMBERS, ASSESSMENTS, FACTORS, CONCLUSIONS, ACTIONS)


def factor_categories() -> Any:
    links = ContributingFactor.categories.through.objects.filter(contributingfactor=OuterRef(OuterRef("pk")))
    return links.values("ntscategory")
