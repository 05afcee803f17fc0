"""Who may change which border point, with the reason of a refusal."""

from django.http import Http404
from django.utils.translation import gettext as _

from accounts.access import Refused
from accounts.models import User
from accounts.roles import Permission, Role
from checkpoints.models import Checkpoint


def get_checkpoint(user: User, code: str) -> Checkpoint:
    """The point that `user` may know of. Raises Http404."""
    checkpoint = Checkpoint.objects.visible_to(user).with_places().filter(code=code).first()
    if checkpoint is None:
        raise Http404
    return checkpoint


def get_checkpoint_to_edit(user: User, code: str) -> Checkpoint:
    """The point that `user` may change. Raises Http404, or Refused with the reason."""
    checkpoint = get_checkpoint(user, code)
    refuse(why_not_edit(user, checkpoint))
    return checkpoint


def refuse(reason: str) -> None:
    """Raise Refused where there is a reason to."""
    if reason:
        raise Refused(reason)


def why_not_edit(user: User, checkpoint: Checkpoint) -> str:
    """Why `user` may not change `checkpoint`; empty where they may."""
    if checkpoint.is_retired:
        return _("This checkpoint is retired: it is kept as it was.")
    return why_not_in(user, checkpoint.area_codes)


def why_not_in(user: User, area_codes: list[str]) -> str:
    """Why `user` may not add or change points in an area, given with the areas around it; empty where they may."""
    if not user.may(Permission.CHECKPOINT_EDIT):
        return _("Your role does not change checkpoints.")
    if user.role != Role.ADMIN and not user.covers(area_codes):
        return _("It lies outside your areas of responsibility.")
    return ""
