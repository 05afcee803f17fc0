"""Which reports there are for whom: the rows of every list, map, count and export."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q

from accounts.roles import Role
from places.words import holds
from visits.workflow import COUNTED_STATES, EDITABLE_STATES, State

if TYPE_CHECKING:
    from accounts.models import User
    from visits.models.visit import MissionMember, Visit


def _visits() -> "models.QuerySet[Visit]":
    return apps.get_model("visits", "Visit").objects.all()


def _own(user: "User") -> Q:
    """Reports that `user` wrote, or went along for."""
    members: models.QuerySet[MissionMember] = apps.get_model("visits", "MissionMember").objects.filter(user=user)
    return Q(author=user) | one_of(members.values("visit"))


def one_of(keys: "models.QuerySet[Any, Any]") -> Q:
    """Reports of these few keys. As an array they are found first, and the plan is made for few."""
    found = ArraySubquery(keys.order_by())
    return Q(Func("pk", found, template="%(expressions)s)", arg_joiner=" = ANY(", output_field=models.BooleanField()))


def _later_editions() -> "models.QuerySet[Visit]":
    """Revisions after the one asked about whose public edition went out."""
    return _visits().filter(
        reference=OuterRef("reference"),
        revision__gt=OuterRef("revision"),
        state__in=[State.PUBLISHED, State.WITHDRAWN],
    )


class VisitQuerySet(models.QuerySet["Visit"]):
    def visible_to(self, user: "User") -> Self:
        """The reports that `user` may know of: the only source of lists, maps, counts and exports.

        Authors and mission members see their own. Others see, in their areas of responsibility: officers and
        centers what is approved; reviewers and directors all but drafts. Partners see what was released to them,
        until a later revision is published, also where that one is not for them or was withdrawn since.
        Auditors and administrators see none.
        """
        if user.role == Role.PARTNER:
            return self.filter(~Exists(_later_editions()), state=State.PUBLISHED, released_to=user)
        if user.role in (Role.AUDITOR, Role.ADMIN):
            return self.none()
        in_area = Q(area_codes__overlap=user.area_codes)
        if user.role in (Role.REVIEWER, Role.DIRECTOR):
            return self.filter(_own(user) | (in_area & ~Q(state=State.DRAFT)))
        done = Q(state__in=[State.APPROVED, State.PUBLISHED])
        return self.filter(_own(user) | (in_area & done))

    def current(self) -> Self:
        """Without revisions that an approved amendment has replaced."""
        return self.filter(superseded_at__isnull=True)

    def awaiting_decision_of(self, user: "User") -> Self:
        """Reports at the step that `user` decides, never of their own missions or endorsed by themselves."""
        waiting = {Role.REVIEWER: State.SUBMITTED, Role.DIRECTOR: State.ENDORSED}.get(Role(user.role))
        if waiting is None:
            return self.none()
        mine = _own(user)
        if waiting == State.ENDORSED:
            mine |= Q(endorsed_by=user)
        return self.visible_to(user).filter(state=waiting).exclude(mine)

    def in_hand_of(self, user: "User") -> Self:
        """Reports that wait for their author."""
        return self.filter(author=user, state__in=EDITABLE_STATES)

    def approved(self) -> Self:
        """Current reports that count in figures: approved, also when published."""
        return self.current().filter(state__in=sorted(COUNTED_STATES))

    def matching(self, words: str) -> Self:
        """Reports whose title or reference contains every one of `words`."""
        rows = self
        for word in words.lower().split():
            rows = rows.filter(holds(F("search"), word))
        return rows
