"""Who may do what to goods and their possible double counts, with the reason of a refusal."""

from django.http import Http404
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Permission
from seizures.models import DoubleCount, Seizure
from visits.permissions import is_on_mission, may_read_restricted
from visits.workflow import FINAL_STATES


def get_record(user: User, code: str) -> Seizure:
    """The record in force of the lot `code`, or the newest one, where `user` may know of it. Raises Http404."""
    rows = Seizure.objects.visible_to(user).with_names().filter(lot__code=code)
    found: Seizure | None = rows.order_by("stands_for", "-activity__stop__visit__revision", "-pk").first()
    if found is None:
        raise Http404
    return found


def in_circle(user: User, record: Seizure) -> bool:
    """Whether `user` reads the case number and the custody of `record`."""
    return may_read_restricted(user, record.activity.stop.visit)


def why_not_record(user: User, record: Seizure) -> str:
    """Why `user` may not record a step of the custody of `record`; empty where they may."""
    if not in_circle(user, record):
        return _("Only the mission, and the reviewer or director of the area, record the custody.")
    if record.activity.stop.visit.state not in FINAL_STATES:
        return _("The custody is recorded once the report is approved.")
    return ""


def get_double(user: User, pk: int) -> DoubleCount:
    """The pair, where `user` reviews or directs both areas. Raises Http404."""
    found = DoubleCount.objects.visible_to(user).select_related("first", "second", "settled_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def why_not_settle(user: User, double: DoubleCount) -> str:
    """Why `user` may not settle a pair that is visible to them; empty where they may."""
    if not user.may(Permission.VISIT_RESTRICTED):
        return _("Your role does not settle double counts.")
    for lot in (double.first, double.second):
        record = lot.current
        if record is not None and is_on_mission(user, record.activity.stop.visit):
            return _("You were on one of these missions: somebody else settles it.")
    return ""
