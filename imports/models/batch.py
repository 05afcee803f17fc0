"""Imports of files: what was read, what it did, and how it was taken back."""

from typing import ClassVar, NamedTuple, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Permission
from guards import append_only, known_step, track


class Kind(models.TextChoices):
    CHECKPOINTS = "checkpoints", _("checkpoints")
    CENTERS = "centers", _("coordination centers")
    DISTRICTS = "districts", _("districts")
    PROVINCES = "provinces", _("other names of provinces")
    VISITS = "visits", _("visits of earlier years")


# What one must be allowed to do besides importing at all.
NEEDS = {
    Kind.CHECKPOINTS: Permission.CHECKPOINT_EDIT,
    Kind.CENTERS: Permission.CENTER_EDIT,
    Kind.DISTRICTS: Permission.USERS,
    Kind.PROVINCES: Permission.USERS,
    Kind.VISITS: Permission.VISIT_COMMENT,
}


class BatchState(models.TextChoices):
    READ = "read", _("checked, not imported")
    IMPORTED = "imported", _("imported")
    DISCARDED = "discarded", _("discarded")
    UNDONE = "undone", _("undone")

    @property
    def tone(self) -> str:
        return {BatchState.READ: "saffron", BatchState.IMPORTED: "leaf"}.get(self, "neutral")

    @property
    def glyph(self) -> str:
        """Name of the icon shown before the word."""
        return {
            BatchState.READ: "file-search",
            BatchState.IMPORTED: "check",
            BatchState.DISCARDED: "file-x",
            BatchState.UNDONE: "undo-2",
        }[self]


class Step(NamedTuple):
    source: BatchState
    target: BatchState


STEPS = (
    Step(BatchState.READ, BatchState.IMPORTED),
    Step(BatchState.READ, BatchState.DISCARDED),
    Step(BatchState.IMPORTED, BatchState.UNDONE),
)


class BatchQuerySet(models.QuerySet["Batch"]):
    def visible_to(self, user: User) -> Self:
        """One's own imports; an administrator knows all of what administrators may change."""
        if not user.may(Permission.IMPORT):
            return self.none()
        seen = Q(created_by=user)
        if user.may(Permission.USERS):
            seen |= Q(kind__in=[kind for kind, needed in NEEDS.items() if user.may(needed)])
        return self.filter(seen)


@track(deletes=False, exclude=["content", "size"])
class Batch(models.Model):
    """A file of `size` rows. `content` is kept only until it is imported or discarded; `sha256` says which it was."""

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    content = models.BinaryField(null=True)
    size = models.PositiveIntegerField(_("rows"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=BatchState.choices, default=BatchState.READ)
    created_at = models.DateTimeField(_("read"), auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    decided_at = models.DateTimeField(_("imported or discarded"), null=True)
    undone_at = models.DateTimeField(_("undone"), null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    unchanged = models.PositiveIntegerField(_("rows unchanged"), default=0)

    objects: ClassVar[BatchQuerySet] = BatchQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="batch_kind_known"),
            models.CheckConstraint(condition=Q(state__in=BatchState.values), name="batch_state_known"),
            models.CheckConstraint(
                condition=Q(state="read") ^ Q(content__isnull=True), name="batch_content_until_decided"
            ),
            models.CheckConstraint(condition=Q(state="read") ^ Q(decided_at__isnull=False), name="batch_decided_at"),
            models.CheckConstraint(
                condition=Q(state="undone", undone_at__isnull=False, undone_by__isnull=False)
                | (~Q(state="undone") & Q(undone_at__isnull=True, undone_by__isnull=True)),
                name="batch_undone_at_and_by",
            ),
        ]
        triggers = [known_step(STEPS)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.file_name}"

    def get_absolute_url(self) -> str:
        return reverse("imports:batch", args=[self.pk])

    @property
    def status(self) -> BatchState:
        return BatchState(self.state)


class BatchRow(models.Model):
    """One row that did something. `key`: of the thing written; `before`, `after`: its values; `own`: its new status."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    label = models.CharField(max_length=300)
    key = models.BigIntegerField()
    is_new = models.BooleanField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    own = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["number", "pk"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="batch_row_once")]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.number} {self.label}"
