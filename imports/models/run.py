"""What is done with a large file in the background: tried out, carried out, undone."""

from typing import ClassVar, NamedTuple, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guards import known_step
from imports.models.batch import Batch


class What(models.TextChoices):
    TRY = "try", _("The file is being checked")
    CARRY_OUT = "carry_out", _("The file is being imported")
    UNDO = "undo", _("The import is being undone")


class RunState(models.TextChoices):
    WAITING = "waiting", _("waiting for its turn")
    WORKING = "working", _("under way")
    DONE = "done", _("done")
    FAILED = "failed", _("not done")
    STOPPED = "stopped", _("stopped")


class Failure(models.TextChoices):
    OVERTAKEN = (
        "overtaken",
        _("Data changed since you looked at this file. Nothing was imported. Look again at what it does now."),
    )
    DECIDED = "decided", _("Somebody else decided on this file meanwhile. Nothing was done twice.")
    RIGHTS = "rights", _("Your role or your areas have changed meanwhile. Nothing was done.")
    USED = "used", _("This import cannot be undone: somebody has built on it since")
    FAULT = "fault", _("Something went wrong on our side. Please try once more; if it happens again, tell us.")


class Step(NamedTuple):
    source: RunState
    target: RunState


_S = RunState
UNDER_WAY = (_S.WAITING, _S.WORKING)
STEPS = (
    Step(_S.WAITING, _S.WORKING),
    Step(_S.WAITING, _S.STOPPED),
    Step(_S.WORKING, _S.DONE),
    Step(_S.WORKING, _S.FAILED),
    Step(_S.WORKING, _S.STOPPED),
)


class RunQuerySet(models.QuerySet["Run"]):
    def under_way(self) -> Self:
        return self.filter(state__in=UNDER_WAY)


class Run(models.Model):
    """`digest`: of the plan that `by` saw; `told`: what the file would do (imports.shown.Preview), in `language`;
    `rows`: those because of which nothing was undone."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="runs")
    what = models.CharField(max_length=9, choices=What.choices)
    digest = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, choices=[("th", "ไทย"), ("en", "English")])
    state = models.CharField(max_length=7, choices=RunState.choices, default=RunState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField()
    told = models.JSONField(null=True)
    rows = models.JSONField(default=list)
    failure = models.CharField(max_length=9, choices=Failure.choices, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)  # just before the mail that says so is handed over

    objects: ClassVar[RunQuerySet] = RunQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch"], condition=Q(state__in=UNDER_WAY), name="import_run_one_at_a_time"
            ),
            models.CheckConstraint(condition=Q(what__in=What.values), name="import_run_what_known"),
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="import_run_state_known"),
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="import_run_done_within_total"),
            models.CheckConstraint(
                condition=Q(state="failed", failure__in=Failure.values) | ~Q(state="failed") & Q(failure=""),
                name="import_run_failed_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNDER_WAY) ^ Q(finished_at__isnull=False), name="import_run_finished_at"
            ),
        ]
        triggers = [known_step(STEPS)]

    def __str__(self) -> str:
        return f"{self.what} {self.batch_id}"

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0
