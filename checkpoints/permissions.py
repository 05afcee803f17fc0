"""Who may change which border point, with the reason of a refusal."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.models import User
from accounts.roles import Permission, Role
from checkpoints.models import Checkpoint


def get_checkpoint(user: User, code: str) -> Checkpoint:
    """The point that `user` may know of. Raises Http404."""
    return get_object_or_404(Checkpoint.objects.visible_to(user).with_places(), code=code)


def get_checkpoint_to_edit(user: User, code: str) -> Checkpoint:
    """The point that `user` may change. Raises Http404, or Refused with the reason."""
    checkpoint = get_checkpoint(user, code)
    check_edit(user, checkpoint)
    return checkpoint


def check_edit(user: User, checkpoint: Checkpoint) -> None:
    """Raise Refused where `user` may not add or change `checkpoint`."""
    refuse(why_not_edit(user, checkpoint))


def why_not_edit(user: User, checkpoint: Checkpoint) -> str:
    """Why `user` may not change `checkpoint`; empty where they may."""
    if checkpoint.is_retired:
        return _("This checkpoint is retired: it is kept as it was.")
    if not user.may(Permission.CHECKPOINT_EDIT):
        return _("Your role does not change checkpoints.")
    if user.role != Role.ADMIN and not user.covers(checkpoint.area_codes):
        return _("It lies outside your areas of responsibility.")
    return ""
