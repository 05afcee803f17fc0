"""Who may do what to which patrol record, with the reason of a refusal."""

from django.http import Http404
from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.models import User
from accounts.roles import Permission
from patrols.models import Account, How, Patrol, Side
from visits.models import Visit
from visits.permissions import is_on_mission


def get_patrol(user: User, code: str) -> Patrol:
    """The record with its accounts, where `user` may know of it. Raises Http404."""
    rows = Patrol.objects.visible_to(user).prefetch_related(
        "accounts__units__agency", "accounts__checkpoint", "accounts__signed_by", "accounts__recorded_by"
    )
    found = rows.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def report_of(user: User, patrol: Patrol) -> Visit:
    """The newest revision of the report that `user` may know of; `patrol` comes from `visible_to`."""
    return Visit.objects.visible_to(user).get(pk=patrol.anchor)


def why_not_record(user: User, visit: Visit) -> str:
    """Why `user` may not write our account, invite the counterpart or keep the route; empty where they may.

    The report itself may be approved: the record of the patrol has a life of its own.
    """
    if not user.may(Permission.VISIT_WRITE):
        return _("Your role does not write patrol records.")
    if not is_on_mission(user, visit):
        return _("Only the author and the members of the mission write the record of this patrol.")
    return ""


def why_not_write(user: User, patrol: Patrol, visit: Visit, side: Side) -> str:
    """Why `user` may not write the account of `side`: on behalf of the counterpart only where it does not itself."""
    if reason := why_not_record(user, visit):
        return reason
    if side == Side.OWN:
        return ""
    signed = Account.objects.filter(patrol=patrol, side=side, version__isnull=False).order_by("version").last()
    if signed is not None and signed.how == How.COUNTERPART_LINK:
        return _("The counterpart signed its own account: only the counterpart corrects it, through a new link.")
    if patrol.invitations.open().exists():
        return _("A link for the counterpart is open. Revoke it before you write on its behalf.")
    return ""


def why_not_delay(user: User, visit: Visit) -> str:
    """Why `user` may not say until when the route stays closed; empty where they may."""
    if not user.may(Permission.VISIT_PUBLISH):
        return _("Only the director says until when a patrol stays closed.")
    if not user.covers(visit.area_codes):
        return _("The report lies outside your areas of responsibility.")
    return ""


def may_see_route(patrol: Patrol) -> bool:
    """Whether the reader for whom `patrol` was fetched may see where it went."""
    return patrol.in_circle or patrol.is_past_delay()


def get_patrol_to_write(user: User, code: str, side: Side = Side.OWN) -> tuple[Patrol, Visit]:
    """The record and its report, where `user` may write the account of `side`. Raises Http404 or Refused."""
    patrol = get_patrol(user, code)
    visit = report_of(user, patrol)
    refuse(why_not_write(user, patrol, visit, side))
    return patrol, visit
