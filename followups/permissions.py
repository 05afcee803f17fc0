"""Who may do what to which follow-up action, with the reason of a refusal."""

from django.http import Http404
from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.models import User
from accounts.roles import Permission
from followups.models import FollowUp, FollowUpState
from followups.models.visible import IN_CHARGE
from followups.workflow import TRANSITIONS, Transition
from visits.models import Visit


def get_followup(user: User, pk: int) -> FollowUp:
    """The action, where `user` may know of it. Raises Http404."""
    rows = FollowUp.objects.visible_to(user).with_names()
    found = rows.select_related("created_by", "conclusion", "remark", "decision").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def get_followup_to_change(user: User, pk: int) -> FollowUp:
    """The action, where `user` may say how far it has come. Raises Http404 or Refused."""
    found = get_followup(user, pk)
    refuse(why_not_change(user, found))
    return found


def is_in_charge(user: User, followup: FollowUp) -> bool:
    """Whether `user` reviews or directs the area of the report or practice."""
    return user.role in IN_CHARGE and user.covers(followup.area_codes)


def is_owner(user: User, followup: FollowUp) -> bool:
    """Whether the action is the account's, or of a center whose staff it belongs to."""
    if followup.owner_id == user.pk:
        return True
    return followup.owner_center_id is not None and user.centers.filter(pk=followup.owner_center_id).exists()


def why_not_change(user: User, followup: FollowUp) -> str:
    """Why `user` may not say how far `followup` has come; empty where they may.

    Where the owner has no account, the author of the report, or who asked for it on a practice, answers for them.
    """
    if not user.may(Permission.FOLLOWUP_WRITE):
        return _("Your role does not change follow-up actions.")
    stands_in = followup.owner_id is None and followup.answers_for_it == user.pk
    if stands_in or is_in_charge(user, followup) or is_owner(user, followup):
        return ""
    return _("Only the owner, or the reviewer or director of the area, changes this action.")


def why_not_assign(user: User, followup: FollowUp) -> str:
    """Why `user` may not give `followup` another owner or date; empty where they may."""
    if user.may(Permission.FOLLOWUP_WRITE) and is_in_charge(user, followup):
        return ""
    return _("Only the reviewer or director of the area assigns this action.")


def why_not_ask(user: User, visit: Visit) -> str:
    """Why `user` may not ask for an action on what the approved report `visit` found; empty where they may."""
    if not user.may(Permission.FOLLOWUP_WRITE):
        return _("Your role does not change follow-up actions.")
    if visit.author_id == user.pk or user.covers(visit.area_codes):
        return ""
    return _("It lies outside your areas of responsibility.")


def why_not_verify(user: User, followup: FollowUp) -> str:
    """Why `user` may not judge whether `followup` is done; empty where they may.

    Never the owner, nor who said that it is done.
    """
    if not user.may(Permission.FOLLOWUP_WRITE) or not is_in_charge(user, followup):
        return _("Only the reviewer or director of the area verifies this action.")
    if is_owner(user, followup):
        return _("Nobody verifies their own action.")
    last = followup.steps.filter(target=FollowUpState.DONE).last()
    if last is not None and last.by_id == user.pk:
        return _("You said that it is done: somebody else verifies it.")
    return ""


def why_not_step(user: User, followup: FollowUp, step: Transition) -> str:
    """Why `user` may not take `followup` along `step`; empty where they may."""
    return why_not_verify(user, followup) if step.by_verifier else why_not_change(user, followup)


def steps_open_to(user: User, followup: FollowUp) -> list[Transition]:
    """The steps that `user` may take now."""
    steps = [step for step in TRANSITIONS if step.source == followup.state]
    judging, doing = (any(step.by_verifier == one for step in steps) for one in (True, False))
    refused = {True: judging and why_not_verify(user, followup), False: doing and why_not_change(user, followup)}
    return [step for step in steps if not refused[step.by_verifier]]
