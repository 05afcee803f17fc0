"""A best practice: where, what about, its story in both languages, and how far it has come."""

import uuid
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import Permission
from guards import track
from places.models import searchable
from practices.models.guards import PRACTICE, frozen_with_practice, only_known_steps
from practices.models.trail import PracticeStep
from practices.workflow import EDITABLE, OPEN_TO_ALL, PracticeState
from visits.models.guards import frozen_content

if TYPE_CHECKING:
    from accounts.models import User


class Theme(models.TextChoices):
    COMMUNITIES = "communities", _("strong cross-border communities")
    COORDINATION = "coordination", _("coordination of agencies")
    CROSSING = "crossing", _("managing a border crossing")
    LABOUR = "labour", _("seasonal labour")
    TRAFFICKING = "trafficking", _("protection against trafficking")
    DRUGS = "drugs", _("drugs")
    GOODS = "goods", _("illegal goods")
    PATROL = "patrol", _("joint patrols")
    HEALTH = "health", _("health")


class Criterion(models.TextChoices):
    """What makes a practice good (FAO)."""

    EFFECTIVE = "effective", _("effective")
    SUSTAINABLE = "sustainable", _("sustainable")
    GENDER = "gender", _("gender-sensitive")
    FEASIBLE = "feasible", _("feasible")
    PARTICIPATORY = "participatory", _("participatory")
    REPLICABLE = "replicable", _("replicable")


# The parts of the story, in its order: each has a text in Thai and one in English. Source: FAO good practice template.
STORY = (
    ("summary", _("summary")),
    ("context", _("context")),
    ("problem", _("problem")),
    ("objective", _("objective")),
    ("actors", _("who took part")),
    ("actions", _("actions and timeline")),
    ("resources", _("resources")),
    ("results", _("results")),
    ("success_factors", _("success factors")),
    ("constraints", _("constraints")),
    ("lessons", _("lessons")),
    ("sustainability", _("sustainability")),
    ("replication", _("conditions for replication")),
    ("risks", _("risks")),
)
STORY_COLUMNS = tuple(f"{name}_{language}" for name, _label in STORY for language in ("th", "en"))


class PracticeQuerySet(models.QuerySet["Practice"]):
    def visible_to(self, user: "User") -> Self:
        """The practices that `user` may know of: the only source of lists, maps, counts and exports.

        Everybody who reads the library sees what is published. Authors see their own; those who validate or publish
        see all of their areas.
        """
        if not user.may(Permission.PRACTICE_READ):
            return self.none()
        seen = Q(state__in=sorted(OPEN_TO_ALL)) | Q(author=user)
        if user.may(Permission.PRACTICE_VALIDATE) or user.may(Permission.PRACTICE_PUBLISH):
            seen |= Q(area_codes__overlap=user.area_codes)
        return self.filter(seen)

    def awaiting_decision_of(self, user: "User") -> Self:
        """What `user` may validate or publish now, in their areas and never their own."""
        waiting = Q(pk__in=())
        if user.may(Permission.PRACTICE_VALIDATE):
            waiting |= Q(state=PracticeState.CANDIDATE, ready_at__isnull=False)
        if user.may(Permission.PRACTICE_PUBLISH):
            waiting |= Q(state=PracticeState.VALIDATED)
        return self.visible_to(user).filter(waiting, area_codes__overlap=user.area_codes).exclude(author=user)

    def taken_back_to(self, user: "User") -> Self:
        """Candidates that `user` is to mend: taken back, and not complete anew since, the last first. `reason`: why."""
        last = PracticeStep.objects.filter(practice=OuterRef("pk")).order_by("-at", "-pk")
        rows = self.filter(author=user, state=PracticeState.CANDIDATE, ready_at__isnull=True)
        rows = rows.alias(came_from=Subquery(last.values("source")[:1])).exclude(came_from="")
        return rows.annotate(reason=Subquery(last.values("reason")[:1])).order_by(
            Subquery(last.values("at")[:1]).desc()
        )

    def in_library(self) -> Self:
        """What is published, also where it was adopted since."""
        return self.filter(state__in=sorted(OPEN_TO_ALL))

    def matching(self, words: str) -> Self:
        """Practices whose code, titles or summaries contain every one of `words`."""
        rows = self
        for word in words.lower().split():
            rows = rows.filter(search__contains=word)
        return rows


class Stories(models.Model):
    """Abstract: the story of a practice; `bilingual` picks the reader's language."""

    title_th = models.CharField(_("title in Thai"), max_length=250, blank=True)
    title_en = models.CharField(_("title in English"), max_length=250, blank=True)
    for _name, _label in STORY:
        for _language in ("th", "en"):
            locals()[f"{_name}_{_language}"] = models.TextField(_label, blank=True)
    del _name, _label, _language

    class Meta:
        abstract = True


@track(exclude=["search", "ready_at"])
class Practice(Stories):
    code = models.CharField(_("code"), max_length=20, unique=True, editable=False)  # BP-2567-0001
    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="practices", verbose_name=_("author")
    )
    is_demo = models.BooleanField(_("demonstration data"), default=False, editable=False)
    theme = models.CharField(_("theme"), max_length=16, choices=Theme.choices)
    categories = models.ManyToManyField("visits.NtsCategory", blank=True, verbose_name=_("NTS categories"))
    criteria = ArrayField(
        models.CharField(max_length=16, choices=Criterion.choices), default=list, blank=True, verbose_name=_("criteria")
    )
    # the site: a district, and in it a checkpoint, a center or a community
    district = models.ForeignKey("places.District", models.PROTECT, verbose_name=_("district"))
    checkpoint = models.ForeignKey(
        "checkpoints.Checkpoint", models.PROTECT, null=True, blank=True, verbose_name=_("checkpoint")
    )
    center = models.ForeignKey("centers.Center", models.PROTECT, null=True, blank=True, verbose_name=_("center"))
    community = models.CharField(_("community"), max_length=200, blank=True)
    borders = models.ManyToManyField("places.Country", blank=True, verbose_name=_("border with"))
    area_codes = ArrayField(models.CharField(max_length=6), default=list, editable=False)  # TH, TH22, TH2204
    started_on = models.DateField(_("practised since"), null=True, blank=True)
    contact_th = models.CharField(_("contact in Thai"), max_length=300, blank=True)
    contact_en = models.CharField(_("contact in English"), max_length=300, blank=True)
    cover = models.ForeignKey(
        "visits.Photo", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("cover photograph")
    )
    # where it stands
    state = models.CharField(
        _("state"), max_length=10, choices=PracticeState.choices, default=PracticeState.CANDIDATE, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)  # counts each part saved and each step taken
    # since when nothing is missing and a candidate waits to be judged; its author's next save, where it was taken back
    ready_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    validated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    validated_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    retire_reason = models.TextField(_("why it was retired"), blank=True, editable=False)
    search = searchable("code", "title_th", "title_en", "summary_th", "summary_en")

    objects: ClassVar[PracticeQuerySet] = PracticeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("best practice")
        verbose_name_plural = _("best practices")
        indexes = [
            models.Index(F("created_at").desc(), F("id").desc(), name="practice_newest"),
            models.Index(fields=["state", "-created_at", "-id"], name="practice_by_state"),
            models.Index(fields=["ready_at"], name="practice_ready", condition=Q(ready_at__isnull=False)),
            GinIndex(fields=["area_codes"], name="practice_areas"),
            GinIndex(OpClass("search", name="gin_trgm_ops"), name="practice_search"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PracticeState.values), name="practice_state_known"),
            models.CheckConstraint(
                condition=Q(validated_by__isnull=True) | ~Q(validated_by=F("author")),
                name="practice_author_never_validates",
            ),
            models.CheckConstraint(
                condition=~Q(state=PracticeState.RETIRED) | ~Q(retire_reason=""), name="practice_retired_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(checkpoint__isnull=True) | Q(center__isnull=True), name="practice_one_site"
            ),
        ]
        triggers = [
            *only_known_steps(),
            frozen_content(
                "title_th", "title_en", *STORY_COLUMNS, "theme", "criteria", "district", "checkpoint", "center",
                "community", "started_on", "contact_th", "contact_en", "area_codes",
                of=PRACTICE,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.code} {self.title_th or self.title_en}".strip()

    def get_absolute_url(self) -> str:
        return reverse("practices:detail", args=[self.code])

    @property
    def status(self) -> PracticeState:
        """The state as an object with `label`, `tone` and `glyph`, for the badge."""
        return PracticeState(self.state)

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @property
    def site(self) -> Any:
        """The checkpoint or center, otherwise the district."""
        return self.checkpoint or self.center or self.district


class PracticeCategory(Practice.categories.through):  # type: ignore[name-defined,misc]
    class Meta:
        proxy = True
        triggers = [frozen_with_practice()]


class PracticeBorder(Practice.borders.through):  # type: ignore[name-defined,misc]
    class Meta:
        proxy = True
        triggers = [frozen_with_practice()]
