"""Checklists, their versions, and the sheets that were answered."""

import uuid
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import Permission
from checklists import document as documents
from checklists.document import Document
from checklists.guards import copy_of_a_version, life_of_a_version
from checklists.stored import from_json
from guards import track

if TYPE_CHECKING:
    from accounts.models import User

CODE = r"^[a-z][a-z0-9-]{0,39}$"


class Purpose(models.TextChoices):
    """What a checklist is filled in for."""

    INSPECTION = "inspection", _("checkpoint inspection")
    READINESS = "readiness", _("center readiness")
    OPERATION = "operation", _("joint operation or patrol")
    OBSERVATION = "observation", _("labour and community observation")
    OTHER = "other", _("other purpose")


class VersionState(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("in use")
    RETIRED = "retired", _("retired")

    @property
    def tone(self) -> str:
        return {VersionState.DRAFT: "saffron", VersionState.PUBLISHED: "leaf"}.get(self, "neutral")

    @property
    def glyph(self) -> str:
        return {VersionState.DRAFT: "pencil", VersionState.PUBLISHED: "circle-check"}.get(self, "archive")


class ChecklistQuerySet(models.QuerySet["Checklist"]):
    def visible_to(self, user: "User") -> Self:
        """Those who keep checklists see all of them; others meet one only where it is asked of them."""
        return self if user.may(Permission.CHECKLIST_EDIT) else self.none()


@track()
class Checklist(models.Model):
    code = models.CharField(
        _("code"),
        max_length=40,
        unique=True,
        validators=[RegexValidator(CODE, _("Use small Latin letters, digits and hyphens; a letter first."))],
    )
    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose.choices)
    revision = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects: ClassVar[ChecklistQuerySet] = ChecklistQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["code"]
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=CODE), name="checklist_code_is_plain"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="checklist_purpose_known"),
            models.CheckConstraint(condition=~Q(name_th="") & ~Q(name_en=""), name="checklist_named_in_both"),
        ]

    def __str__(self) -> str:
        return f"{self.name_th} · {self.name_en}"

    def get_absolute_url(self) -> str:
        return reverse("checklists:detail", args=[self.code])


@track()
class ChecklistVersion(models.Model):
    """The questions of a checklist at one time. `revision` counts the changes of a draft: none is overwritten."""

    checklist = models.ForeignKey(Checklist, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(
        _("state"), max_length=10, choices=VersionState.choices, default=VersionState.DRAFT, editable=False
    )
    questions = models.JSONField(default=documents.empty, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    published_at = models.DateTimeField(null=True, editable=False)
    retired_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["checklist", "-number"]
        verbose_name = _("version of a checklist")
        verbose_name_plural = _("versions of checklists")
        constraints = [
            models.UniqueConstraint(fields=["checklist", "number"], name="checklist_version_once"),
            models.UniqueConstraint(fields=["checklist"], condition=Q(state="draft"), name="checklist_one_draft"),
            models.UniqueConstraint(fields=["checklist"], condition=Q(state="published"), name="checklist_one_in_use"),
            models.CheckConstraint(condition=Q(state__in=VersionState.values), name="checklist_state_known"),
            models.CheckConstraint(
                condition=Q(state="draft", published_at__isnull=True) | Q(published_at__isnull=False),
                name="checklist_published_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="retired") ^ Q(retired_at__isnull=True), name="checklist_retired_at_a_time"
            ),
            models.CheckConstraint(condition=Q(questions__contains={"sections": []}), name="checklist_has_sections"),
        ]
        triggers = life_of_a_version()

    def __str__(self) -> str:
        return f"{self.checklist_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("checklists:version", args=[self.checklist.code, self.number])

    @property
    def status(self) -> VersionState:
        """The state as an object with `label`, `tone` and `glyph`, for the badge."""
        return VersionState(self.state)

    @property
    def is_draft(self) -> bool:
        return self.state == VersionState.DRAFT

    @property
    def is_in_use(self) -> bool:
        return self.state == VersionState.PUBLISHED

    @property
    def document(self) -> Document:
        return from_json(self.questions)


@track(exclude=["questions"])
class Sheet(models.Model):
    """What was answered, with a copy of what was asked. Whoever links to it says who may read it.

    `answers`: by the code of the question; choices by their codes, dates in ISO, numbers as numbers.
    `score`: per cent of what could be reached; empty where nothing that counts was answered.
    """

    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(ChecklistVersion, models.PROTECT, related_name="sheets")
    questions = models.JSONField(editable=False)
    answers = models.JSONField(default=dict)
    score = models.DecimalField(_("score"), max_digits=5, decimal_places=2, null=True, editable=False)
    filled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    filled_at = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)

    class Meta:
        ordering = ["-filled_at", "-pk"]
        verbose_name = _("answered checklist")
        verbose_name_plural = _("answered checklists")
        constraints = [
            models.CheckConstraint(condition=Q(answers__contains={}), name="sheet_answers_are_by_code"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=100), name="sheet_score_is_per_cent"
            ),
        ]
        triggers = copy_of_a_version()

    def __str__(self) -> str:
        return f"{self.version_id} {self.filled_at:%Y-%m-%d}"

    @property
    def document(self) -> Document:
        """What was asked."""
        return from_json(self.questions)

    def answer(self, code: str) -> Any:
        return self.answers.get(code)
