"""Who may change which center and see its telephone numbers, with the reason of a refusal."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.models import User
from accounts.roles import Permission, Role
from centers.models import Center


def get_center(user: User, code: str) -> Center:
    """The center that `user` may know of. Raises Http404."""
    return get_object_or_404(Center.objects.visible_to(user).with_places(), code=code)


def get_center_to_edit(user: User, code: str) -> Center:
    """The center that `user` may change. Raises Http404, or Refused with the reason."""
    center = get_center(user, code)
    check_edit(user, center)
    return center


def check_edit(user: User, center: Center) -> None:
    """Raise Refused where `user` may not change `center`."""
    refuse(why_not_edit(user, center))


def check_retire(user: User, center: Center) -> None:
    """Raise Refused where `user` may not retire `center`."""
    refuse(why_not_create(user) or why_not_edit(user, center))


def why_not_edit(user: User, center: Center) -> str:
    """Why `user` may not change `center` and its roster; empty where they may."""
    if not user.may(Permission.CENTER_EDIT):
        return _("Your role does not change centers.")
    if center.is_retired:
        return _("This center is retired: it is kept as it was.")
    if user.role == Role.CENTER and not center.staff.filter(pk=user.pk).exists():
        return _("Center staff keep their own center only.")
    if user.role not in (Role.CENTER, Role.ADMIN) and not user.covers(center.area_codes):
        return _("It lies outside your areas of responsibility.")
    return ""


def why_not_create(user: User) -> str:
    """Why `user` may not add or retire centers; empty where they may."""
    if not user.may(Permission.CENTER_EDIT) or user.role == Role.CENTER:
        return _("Only the division and administrators add or retire centers.")
    return ""


def sees_phones(user: User, center: Center) -> bool:
    """Telephone numbers are for those who keep the roster and those who review reports (PDPA 2019)."""
    reviews = user.may(Permission.VISIT_COMMENT) and user.covers(center.area_codes)
    return reviews or not why_not_edit(user, center)
