"""Identities of the vault that hang on activities: counted for the restricted circle, put there by the mission."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.models import User
from vault.models import Identity
from visits.models import Activity, Visit
from visits.parts import Part, Reading, Shown
from visits.permissions import is_on_mission


def key_of(activity: Activity) -> str:
    """What an identity is about: the same through all amendments."""
    return f"activity:{activity.lineage}"


def why_not_put(user: User, visit: Visit) -> str:
    """Why `user` may not put an identity of `visit` in the vault; empty where they may."""
    return "" if is_on_mission(user, visit) else _("Only the mission puts identities in the vault.")


def get_activity(user: User, visit: Visit, pk: int) -> Activity:
    """A restricted activity of `visit`, to which `user` may add an identity. Raises Refused or Http404."""
    refuse(why_not_put(user, visit))
    found = Activity.objects.filter(stop__visit=visit, pk=pk).first()
    if found is None:
        raise Http404
    if not found.restricted:
        refuse(_("Mark the activity as restricted first: then only the mission and those who decide read of it."))
    return found


class Identities(Part):
    """What the vault holds of an activity: in the internal edition, to the restricted circle, never on paper."""

    def read(self, reading: Reading) -> Mapping[int, Shown]:
        if reading.public or not reading.restricted or reading.by is None:
            return {}
        keys = {key_of(row): row for row in reading.activities if row.restricted}
        known = Exists(Identity.objects.visible_to(reading.by).filter(pk=OuterRef("pk")))
        rows = Identity.objects.held().filter(about__in=keys).annotate(known=known).order_by("pk")
        held: list[Any] = list(rows) if keys else []
        may_put = bool(keys) and not why_not_put(reading.by, reading.visit)
        shown = {}
        for key, row in keys.items():
            own = [one for one in held if one.about == key]
            mine = [one for one in own if one.known]
            url = reverse("visits:identity_new", args=[reading.visit.reference, row.pk]) if may_put else ""
            context = {"known": mine, "others": len(own) - len(mine), "url": url}
            shown[row.pk] = Shown("visits/_identities.html", context=context)
        return shown
