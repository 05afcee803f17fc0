"""Two records that may tell of the same goods. Found and reopened by the database, settled by a person."""

from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Permission
from guards import track
from seizures.models.seizure import Lot, Seizure
from visits.models import MissionMember, Visit
from visits.models.tally import counts

if TYPE_CHECKING:
    from accounts.models import User


class Verdict(models.TextChoices):
    OPEN = "open", _("to be settled")
    SAME = "same", _("the same goods")
    DIFFERENT = "different", _("different goods")

    @property
    def tone(self) -> str:
        return "saffron" if self == Verdict.OPEN else "leaf"

    @property
    def glyph(self) -> str:
        """Name of the icon shown before the word."""
        return {Verdict.OPEN: "copy", Verdict.SAME: "copy-check", Verdict.DIFFERENT: "split"}[self]


class DoubleCountQuerySet(models.QuerySet["DoubleCount"]):
    def visible_to(self, user: "User") -> Self:
        """Pairs of which `user` reviews or directs both areas; both records are in force."""
        if not user.may(Permission.VISIT_RESTRICTED):
            return self.none()
        areas = {f"{side}__report__area_codes__overlap": user.area_codes for side in ("first", "second")}
        return self.filter(**areas)

    def open(self) -> Self:
        return self.filter(verdict=Verdict.OPEN)

    def settled(self) -> Self:
        return self.exclude(verdict=Verdict.OPEN)

    def of(self, lot: Lot) -> Self:
        """The pairs in which `lot` is, with the other one."""
        return self.filter(Q(first=lot) | Q(second=lot)).select_related("first", "second", "counts")

    def awaiting_decision_of(self, user: "User") -> Self:
        """Open pairs that `user` may settle: never of their own missions."""
        missions = MissionMember.objects.filter(user=user).order_by().values("visit")
        rows = self.visible_to(user).open()
        for side in ("first", "second"):
            own = Q(**{f"{side}__report__author": user}) | Q(**{f"{side}__report__in": missions})
            rows = rows.exclude(own)
        return rows

    def with_records(self) -> Self:
        """With both records in force and what a line about each says."""
        records = Seizure.objects.with_names()
        both = (Prefetch("first__current", records), Prefetch("second__current", records))
        return self.select_related("first", "second", "settled_by").prefetch_related(*both)


@track()
class DoubleCount(models.Model):
    """`first_record`, `second_record`: what was compared when it was settled. `earlier`: why, before it reopened."""

    first = models.ForeignKey(Lot, models.PROTECT, related_name="+")
    second = models.ForeignKey(Lot, models.PROTECT, related_name="+")
    same_case = models.BooleanField(_("same case number"), default=False)
    same_place = models.BooleanField(_("same kind, place and day"), default=False)
    found_at = models.DateTimeField(default=timezone.now)
    verdict = models.CharField(max_length=9, choices=Verdict.choices, default=Verdict.OPEN)
    counts = models.ForeignKey(Lot, models.PROTECT, null=True, related_name="+", verbose_name=_("the one that counts"))
    reason = models.TextField(_("why"), max_length=1000, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    first_record = models.ForeignKey(Seizure, models.PROTECT, null=True, related_name="+")
    second_record = models.ForeignKey(Seizure, models.PROTECT, null=True, related_name="+")
    reopened_at = models.DateTimeField(null=True)
    earlier = models.TextField(blank=True)

    objects: ClassVar[DoubleCountQuerySet] = DoubleCountQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["found_at", "pk"]
        verbose_name = _("possible double count")
        verbose_name_plural = _("possible double counts")
        indexes = [models.Index(fields=["found_at", "id"], condition=Q(verdict="open"), name="double_open")]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="double_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="double_pair_in_order"),
            models.CheckConstraint(
                condition=Q(
                    verdict="open", counts__isnull=True, reason="", settled_at__isnull=True, settled_by__isnull=True,
                    first_record__isnull=True, second_record__isnull=True,
                )
                | (
                    Q(verdict__in=["same", "different"], settled_at__isnull=False, settled_by__isnull=False,
                      first_record__isnull=False, second_record__isnull=False) & ~Q(reason="")
                ),
                name="double_settled_whole",
            ),
            models.CheckConstraint(
                condition=Q(verdict="same", counts__isnull=False, counts=F("first"))
                | Q(verdict="same", counts__isnull=False, counts=F("second"))
                | Q(verdict__in=["open", "different"], counts__isnull=True),
                name="double_one_counts",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="standing",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF TG_OP = 'DELETE' THEN
                        PERFORM seizures_stand(ARRAY[OLD.first_id, OLD.second_id]);
                    ELSE
                        PERFORM seizures_stand(ARRAY[NEW.first_id, NEW.second_id]);
                    END IF;
                    RETURN NULL;
                """,
            ),
            pgtrigger.Protect(
                name="settled_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__verdict__in=["same", "different"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.second}"

    @property
    def status(self) -> Verdict:
        """The verdict as an object with `label`, `tone` and `glyph`, for the badge."""
        return Verdict(self.verdict)

    @property
    def is_open(self) -> bool:
        return self.verdict == Verdict.OPEN

    @property
    def version(self) -> str:
        """Other records, or another verdict, are another version."""
        settled = self.settled_at.isoformat() if self.settled_at else ""
        return f"{self.first.current_id}.{self.second.current_id}.{settled}"


class CountedReport(Visit):
    """Reports: when one begins or ends to count, its goods do."""

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="goods_count",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(f"({counts('OLD')} IS DISTINCT FROM {counts('NEW')})"),
                func="PERFORM seizures_of_report(NEW.id); RETURN NULL;",
            )
        ]
