"""Who may know and change the expected seasons of a district, with the reason of a refusal."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.models import User
from accounts.roles import Permission
from labour.models import SeasonExpectation, districts_of
from places.models import District


def get_district(user: User, code: str) -> District:
    """The district whose seasons `user` may know. Raises Http404."""
    return get_object_or_404(districts_of(user), code=code)


def get_season_to_edit(user: User, pk: int) -> SeasonExpectation:
    """The expected season that `user` may change, with its district. Raises Http404, or Refused with the reason."""
    rows = SeasonExpectation.objects.visible_to(user).select_related("district__province", "crop")
    season = rows.defer("district__outline", "district__province__outline").filter(pk=pk).first()
    if season is None:
        raise Http404
    refuse(why_not_edit(user))
    return season


def why_not_edit(user: User) -> str:
    """Why `user` may not say what is expected in the districts that they know; empty where they may."""
    if not user.may(Permission.SEASON_EDIT):
        return _("Your role does not change expected seasons.")
    return ""
