"""Who may change which center, see its telephone numbers and its public reports, with the reason of a refusal."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.models import User
from accounts.roles import Permission, Role
from centers.models import Center, PublicReport, ReadinessCheck


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


def get_check(user: User, code: str, pk: int) -> ReadinessCheck:
    """The readiness check that `user` may know of. Raises Http404."""
    rows = ReadinessCheck.objects.visible_to(user).filter(center__in=Center.objects.visible_to(user), center__code=code)
    return get_object_or_404(rows.select_related("center__district", "sheet", "recorded_by"), pk=pk)


def why_not_correct(user: User, check: ReadinessCheck) -> str:
    """Why `user` may not correct a readiness check; empty where they may."""
    if check.recorded_by_id != user.pk:
        return _("Only who entered a check corrects it. Enter a new one instead.")
    if timezone.localdate(check.recorded_at) != timezone.localdate():
        return _("A check is corrected on the day it was entered only. Enter a new one instead.")
    return why_not_edit(user, check.center)


def why_not_reports(user: User, center: Center) -> str:
    """Why `user` may not read what the public reports to `center`, nor act on it; empty where they may."""
    if not user.may(Permission.PUBLIC_REPORTS):
        return _("Your role has no part in this page.")
    if user.role == Role.CENTER:
        own = center.staff.filter(pk=user.pk).exists()
        return "" if own else _("Center staff keep their own center only.")
    return "" if user.covers(center.area_codes) else _("It lies outside your areas of responsibility.")


def why_not_record(user: User, center: Center) -> str:
    """Why `user` may not record a new public report of `center`; empty where they may."""
    if center.is_retired:
        return _("This center is retired: it is kept as it was.")
    return why_not_reports(user, center)


def counts_reports(user: User) -> bool:
    """Whether `user` may know how many reports a center received: all who write, review or direct visits."""
    return user.may(Permission.VISIT_LIST)


def get_center_of_reports(user: User, code: str) -> Center:
    """The center whose public reports `user` may read. Raises Http404, or Refused with the reason."""
    center = get_center(user, code)
    refuse(why_not_reports(user, center))
    return center


def get_report(user: User, code: str, year: int, running: int) -> PublicReport:
    """The public report that `user` may read. Raises Http404, or Refused where the center's are shut to them."""
    center = get_center_of_reports(user, code)
    rows = PublicReport.objects.visible_to(user).with_places().select_related("recorded_by", "changed_by")
    return get_object_or_404(rows, center=center, fiscal_year=year, running=running)
