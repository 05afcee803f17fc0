"""Who may export what, with the reason of a refusal."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.models import User
from exports.datasets import DATASETS, Dataset
from exports.models import Export, Setting


def get_dataset(user: User, key: str) -> Dataset:
    """The table, where the role of `user` reads its list. Raises Http404, or Refused with the reason."""
    found = DATASETS.get(key)
    if found is None:
        raise Http404
    refuse("" if user.may(found.permission) else _("Your role has no part in this page."))
    return found


def get_export(user: User, pk: int) -> Export:
    """One's own export. Raises Http404."""
    return get_object_or_404(Export.objects.visible_to(user), pk=pk)


def get_setting(user: User, pk: int) -> Setting:
    """One's own setting, of a table that there still is. Raises Http404."""
    return get_object_or_404(Setting.objects.filter(owner=user, dataset__in=DATASETS), pk=pk)


def rights_of(user: User) -> dict[str, Any]:
    """What decides which rows `user` reads, besides the rows themselves: columns of Export."""
    return {
        "role": user.role,
        "areas": user.area_codes,
        "centers": sorted(user.centers.values_list("pk", flat=True)),
        "missions": sorted(set(user.missions.values_list("visit", flat=True))),
    }


def why_not_fetch(user: User, export: Export) -> str:
    """Why `user` may not fetch their own export; empty where they may.

    What is in the file goes by the rights of the day it was made, so these must not have changed since; a mission
    that came later takes nothing away.
    """
    if export.dataset not in DATASETS or not user.may(DATASETS[export.dataset].permission):
        return _("Your role has no part in this page.")
    now = rights_of(user)
    ended = set(export.missions) - set(now.pop("missions"))
    if ended or any(getattr(export, name) != value for name, value in now.items()):
        return _(
            "Your role, your areas, your centers or your missions have changed since this was made. "
            "Please export it again."
        )
    return ""
