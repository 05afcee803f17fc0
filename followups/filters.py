"""Filters of the list of follow-up actions, read from its address.

owner=me             or a user name, said as it was asked for
area=mine            of visits and practices in the reader's areas of responsibility
overdue=yes          unresolved after the due date
escalated=yes        overdue by more than FOLLOWUP_ESCALATE_DAYS
state=done           repeatable; without a state the finished ones are left out
soon=mine            due within SOON: the reader's own, their center's, those of their own reports
awaiting=me          done, and the reader is to verify it
finished=yes         finished ones as well
closed=on_time       done by the day it was due; late: after it
opened=fy2568        asked for in a period of ui.periods
from=2026-01-01 to=2026-01-31   due within; also as the three parts of the date field
month=2026-01        due in
province=22 district=2204 checkpoint=CODE center=CODE   of visits there
visit=NTS-2566-0001  of one report
practice=BP-2567-0001   of one practice
q=words              every word in the title
"""

import datetime as dt
from functools import partial
from typing import ClassVar

from django.conf import settings
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.db.models.lookups import GreaterThan, LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.queries import on_days
from centers.models import Center
from checkpoints.models import Checkpoint
from followups.models import UNRESOLVED, FollowUp, FollowUpQuerySet, FollowUpState
from followups.models.visible import few_actions, last_done, owned_by
from followups.places import actions_at
from places.models import District, Province
from places.words import holds
from ui import dates, periods
from ui.templatetags.ui import bilingual
from visits.filters import Filters, Reader, Term, account, month_period, searched
from visits.models import Visit

SOON = dt.timedelta(days=14)


def words(text: str, user: User) -> Term | None:
    return searched(text, partial(holds, Lower("title")))


def owner(text: str, user: User) -> Term | None:
    if text == "me":
        return Term(_("Owner"), _("me"), owned_by(user))
    return None if "\x00" in text else Term(_("Owner"), text, Q(owner=account(text)))


def area(text: str, user: User) -> Term | None:
    if text != "mine":
        return None
    return Term(_("Area"), _("mine"), few_actions([Q(area_codes__overlap=user.area_codes)]))


def state(text: str, user: User) -> Term:
    found = FollowUpState(text)
    return Term(_("State"), str(found.label), Q(state=found))


def overdue(text: str, user: User) -> Term:
    late = Q(state__in=UNRESOLVED, due_on__lt=timezone.localdate())
    return Term(_("Overdue"), _("yes"), late)


def escalated(text: str, user: User) -> Term | None:
    if text != "yes":
        return None
    last = timezone.localdate() - dt.timedelta(days=settings.FOLLOWUP_ESCALATE_DAYS)
    days = _("by more than %(n)s days") % {"n": settings.FOLLOWUP_ESCALATE_DAYS}
    return Term(_("Overdue"), days, Q(state__in=UNRESOLVED, due_on__lt=last))


def soon(text: str, user: User) -> Term | None:
    if text != "mine":
        return None
    last = timezone.localdate() + SOON
    reports = Visit.objects.visible_to(user).filter(author=user).order_by().values("pk")
    mine = few_actions([owned_by(user), Q(visit__in=reports)])
    return Term(
        _("Due by"), _("%(day)s, mine and of my reports") % {"day": dates.short_date(last)}, mine & Q(due_on__lte=last)
    )


def awaiting(text: str, user: User) -> Term | None:
    if text != "me":
        return None
    rows = FollowUp.objects.awaiting_verification_of(user)
    return Term(_("Awaiting"), _("my verification"), Q(pk__in=rows.order_by().values("pk")))


def finished(text: str, user: User) -> Term:
    return Term(_("Finished ones"), _("shown"), Q(pk__isnull=False))


def done_in_time(*, late: bool) -> Q:
    """Whether what is done was done by the day it was due; by the last time that somebody said so."""
    day = last_done("at__date")
    when = GreaterThan(day, F("due_on")) if late else LessThanOrEqual(day, F("due_on"))
    return Q(when, state__in=[FollowUpState.DONE, FollowUpState.VERIFIED])


CLOSED = {
    "on_time": (gettext_lazy("on time"), done_in_time(late=False)),
    "late": (gettext_lazy("late"), done_in_time(late=True)),
}


def closed(text: str, user: User) -> Term:
    if text not in CLOSED:
        raise ValueError(text)
    label, condition = CLOSED[text]
    return Term(_("Done"), str(label), condition)


def opened_within(first: dt.date, last: dt.date) -> Q:
    return on_days("created_at", first, last)


def opened(text: str, user: User) -> Term:
    period = periods.parse(text, timezone.localdate())
    if period is None:
        raise ValueError(text)
    return Term(_("Newly asked for"), period.label, opened_within(period.start, period.end))


def month(text: str, user: User) -> Term:
    first, last = month_period(text)
    return Term(_("Due in"), dates.month_year(first), Q(due_on__range=(first, last)))


def since(text: str, user: User) -> Term:
    day = dt.date.fromisoformat(text)
    return Term(_("Due from"), dates.short_date(day), Q(due_on__gte=day))


def until(text: str, user: User) -> Term:
    day = dt.date.fromisoformat(text)
    return Term(_("Due to"), dates.short_date(day), Q(due_on__lte=day))


def province(text: str, user: User) -> Term:
    found = Province.objects.only("code", "name_th", "name_en").get(code=text)
    return Term(_("Province"), bilingual(found), few_actions([Q(area_codes__contains=[found.area_code])]))


def district(text: str, user: User) -> Term:
    found = District.objects.only("code", "name_th", "name_en").get(code=text)
    return Term(_("District"), bilingual(found), actions_at("district", found))


def checkpoint(text: str, user: User) -> Term:
    found = Checkpoint.objects.only("code", "name_th", "name_en").get(code=text)
    return Term(_("Checkpoint"), bilingual(found), actions_at("checkpoint", found))


def center(text: str, user: User) -> Term:
    found = Center.objects.only("code", "name_th", "name_en").get(code=text)
    return Term(_("Center"), bilingual(found), actions_at("center", found))


def visit(text: str, user: User) -> Term | None:
    return None if "\x00" in text else Term(_("Visit"), text, Q(visit__reference=text))


def practice(text: str, user: User) -> Term | None:
    return None if "\x00" in text else Term(_("Best practice"), text, Q(practice=text))


FOUND_BY_INDEX = {"owner", "soon", "area", "province", "district", "checkpoint", "center", "visit", "practice"}


class FollowUpFilters(Filters):
    readers: ClassVar[dict[str, Reader]] = {
        "q": words,
        "owner": owner,
        "area": area,
        "overdue": overdue,
        "escalated": escalated,
        "state": state,
        "soon": soon,
        "awaiting": awaiting,
        "finished": finished,
        "closed": closed,
        "opened": opened,
        "from": since,
        "to": until,
        "month": month,
        "province": province,
        "district": district,
        "checkpoint": checkpoint,
        "center": center,
        "visit": visit,
        "practice": practice,
    }

    def rows(self) -> FollowUpQuerySet:
        """What the reader may know of, as filtered; what is finished only where it was asked for."""
        asked = {name for name, _value, _term in self.terms}
        actions = FollowUp.objects
        rows = self.apply(actions.visible_to(self.user) if asked & FOUND_BY_INDEX else actions.listed_to(self.user))
        return rows if asked & {"state", "awaiting", "finished", "closed", "opened"} else rows.unresolved()
