"""Who may enter numbers of which area, with the reason of a refusal."""

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Permission
from indicators.models import Indicator, Reading
from places.models import District, Province


def get_indicator(user: User, code: str) -> Indicator:
    """An indicator in use; an administrator also finds those that are not. Raises Http404."""
    rows = Indicator.objects.all() if user.may(Permission.INDICATOR_EDIT) else Indicator.objects.filter(is_active=True)
    return get_object_or_404(rows, code=code)


def get_reading(user: User, indicator: Indicator, pk: int) -> Reading:
    """A reading in force that `user` may know of. Raises Http404."""
    return get_object_or_404(Reading.objects.visible_to(user).in_force(), indicator=indicator, pk=pk)


def areas_around(district: District | None, province: Province | None) -> list[str]:
    """The codes by which a reading is known: of its district, province and country."""
    if district is not None:
        return ["TH", district.province.area_code, district.area_code]
    return ["TH", province.area_code] if province is not None else ["TH"]


def why_not_enter(user: User, indicator: Indicator, area_codes: list[str]) -> str:
    """Why `user` may not enter a number of `indicator` for an area; empty where they may."""
    if not user.may(Permission.INDICATOR_ENTER):
        return _("Your role does not enter numbers of indicators.")
    if not indicator.is_entered:
        return _("This indicator is counted by the system: nothing is entered.")
    return "" if user.covers(area_codes) else _("It lies outside your areas of responsibility.")


def districts_of(user: User) -> QuerySet[District]:
    """The districts for which `user` may enter numbers."""
    codes = [code.removeprefix("TH") for code in user.area_codes]
    rows = District.objects.select_related("province").defer("outline", "province__outline")
    return rows if "" in codes else rows.filter(Q(code__in=codes) | Q(province__code__in=codes))


def provinces_of(user: User) -> QuerySet[Province]:
    """The provinces that `user` answers for as a whole."""
    codes = [code.removeprefix("TH") for code in user.area_codes]
    rows = Province.objects.defer("outline")
    return rows if "" in codes else rows.filter(code__in=codes)


def provinces_seen(user: User) -> QuerySet[Province]:
    """The provinces that figures can be narrowed to: those with a district in the areas of `user`."""
    codes = [code.removeprefix("TH") for code in user.area_codes]
    rows = Province.objects.only("code", "name_th", "name_en").filter(districts__isnull=False).distinct()
    inside = Q(code__in=codes) | Q(districts__code__in=codes)
    return rows if "" in codes or user.may(Permission.INDICATOR_EDIT) else rows.filter(inside)
