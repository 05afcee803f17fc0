"""What shows that a practice is good: ratings by principle, and links to what visits found."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guards import track
from practices.models.guards import BY_EVIDENCE, frozen_with_practice
from practices.models.practice import Practice
from practices.models.principle import Principle
from visits.models.guards import written_once

LINKS = ("stop", "activity", "conclusion", "photo", "document")


def exactly_one_link() -> Q:
    """One of LINKS is set, the others are not."""
    found = Q()
    for name in LINKS:
        found |= Q(**{f"{other}__isnull": other != name for other in LINKS})
    return found


@track()
class Evidence(models.Model):
    """A link to one thing of a visit, never a copy of it; who may not read that visit does not see what it says."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="evidence")
    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    visit = models.ForeignKey("visits.Visit", models.PROTECT, related_name="+", verbose_name=_("visit"))
    stop = models.ForeignKey("visits.Stop", models.PROTECT, null=True, blank=True, related_name="+")
    activity = models.ForeignKey("visits.Activity", models.PROTECT, null=True, blank=True, related_name="+")
    conclusion = models.ForeignKey("visits.Conclusion", models.PROTECT, null=True, blank=True, related_name="+")
    photo = models.ForeignKey("visits.Photo", models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey("visits.Document", models.PROTECT, null=True, blank=True, related_name="+")
    principles = models.ManyToManyField(
        Principle, blank=True, related_name="+", verbose_name=_("principles that it shows")
    )
    note_th = models.CharField(_("what it shows, in Thai"), max_length=300, blank=True)
    note_en = models.CharField(_("what it shows, in English"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    added_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )  # none: as it was added

    class Meta:
        ordering = ["pk"]
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("evidence")
        constraints = [models.CheckConstraint(condition=exactly_one_link(), name="evidence_is_one_thing")]
        triggers = [frozen_with_practice()]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.kind}"

    @property
    def kind(self) -> str:
        """The name of the link that is set."""
        return next(name for name in LINKS if getattr(self, f"{name}_id") is not None)


# What a piece of evidence shows is content as well: the table behind the many-to-many field is guarded like the rows.
class EvidencePrinciple(Evidence.principles.through):  # type: ignore[name-defined,misc]
    class Meta:
        proxy = True
        triggers = [frozen_with_practice(BY_EVIDENCE)]


class Rating(models.Model):
    """How a practice does by one principle, 0 to 4, on a day. The newest counts; the others are the site's history."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="ratings")
    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    principle = models.ForeignKey(Principle, models.PROTECT, related_name="+", verbose_name=_("principle"))
    score = models.PositiveSmallIntegerField(
        _("rating"),
        choices=[(0, _("0 not seen")), (1, _("1 begun")), (2, _("2 partly")), (3, _("3 well")), (4, _("4 exemplary"))],
    )
    justification_th = models.TextField(_("justification in Thai"), blank=True)
    justification_en = models.TextField(_("justification in English"), blank=True)
    rated_on = models.DateField(_("as of"))
    rated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["principle__sort", "principle_id", "rated_on", "pk"]
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        indexes = [models.Index(fields=["practice", "principle", "-rated_on", "-id"], name="rating_newest")]
        constraints = [
            models.CheckConstraint(condition=Q(score__lte=4), name="rating_0_to_4"),
            models.CheckConstraint(
                condition=~Q(justification_th="") | ~Q(justification_en=""), name="rating_is_justified"
            ),
        ]
        triggers = [written_once()]

    def __str__(self) -> str:
        return f"{self.practice_id} {self.principle_id}: {self.score}"
