"""How ready a coordination center was when approved visits reviewed it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from centers.models import Center
from centers.readiness import SHOWN, Reading
from visits.models import ActivityKind, ActivitySheet, Visit


def reviews(center: Center, user: User) -> list[Reading]:
    """The newest sheets that `user` may read, of approved reports and not restricted. One query."""
    reports = Visit.objects.visible_to(user).approved().order_by().values("pk")
    links = ActivitySheet.objects.filter(
        activity__kind=ActivityKind.CENTER_REVIEW,
        activity__restricted=False,
        activity__stop__center=center,
        activity__stop__visit__in=reports,
    ).select_related("sheet", "activity__stop__visit")
    newest = links.order_by("-activity__stop__visit__date_start", "-pk")[:SHOWN]
    return [reading_of(link) for link in newest]


def reading_of(link: ActivitySheet) -> Reading:
    visit = link.activity.stop.visit
    words = _("Visit %(reference)s") % {"reference": visit.reference}
    return Reading(visit.date_start, link.sheet, words, reverse("visits:detail", args=[visit.reference]))
