"""Who may do what to which follow-up action, with the reason of a refusal."""

from django.http import Http404
from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.models import User
from accounts.roles import Permission, Role
from followups.models import FollowUp

IN_CHARGE = (Role.REVIEWER, Role.DIRECTOR)


def get_followup(user: User, pk: int) -> FollowUp:
    """The action, where `user` may know of it. Raises Http404."""
    rows = FollowUp.objects.visible_to(user).select_related("visit", "owner", "created_by")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def get_followup_to_change(user: User, pk: int) -> FollowUp:
    """The action, where `user` may say how far it has come. Raises Http404 or Refused."""
    found = get_followup(user, pk)
    refuse(why_not_change(user, found))
    return found


def is_in_charge(user: User, followup: FollowUp) -> bool:
    """Whether `user` reviews or directs the area of the report."""
    return user.role in IN_CHARGE and user.covers(followup.visit.area_codes)


def why_not_change(user: User, followup: FollowUp) -> str:
    """Why `user` may not say how far `followup` has come; empty where they may.

    Where the owner has no account, the author of the report answers for them.
    """
    if not user.may(Permission.FOLLOWUP_WRITE):
        return _("Your role does not change follow-up actions.")
    stands_in = followup.owner_id is None and followup.visit.author_id == user.pk
    if followup.owner_id == user.pk or stands_in or is_in_charge(user, followup):
        return ""
    return _("Only the owner, or the reviewer or director of the area, changes this action.")


def why_not_assign(user: User, followup: FollowUp) -> str:
    """Why `user` may not give `followup` another owner or date; empty where they may."""
    if user.may(Permission.FOLLOWUP_WRITE) and is_in_charge(user, followup):
        return ""
    return _("Only the reviewer or director of the area assigns this action.")
