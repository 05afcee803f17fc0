"""Who had the goods after whom: steps that are added and never changed."""

import uuid
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guards import append_only, track
from visits.workflow import sql_list


class Step(models.TextChoices):
    RECEIVED = "received", _("received")
    TRANSFERRED = "transferred", _("transferred")
    STORED = "stored", _("stored")
    DESTROYED = "destroyed", _("destroyed")
    RETURNED = "returned", _("returned")
    CORRECTION = "correction", _("correction")

    @property
    def glyph(self) -> str:
        """Name of the icon shown before the word."""
        return {
            Step.RECEIVED: "inbox",
            Step.TRANSFERRED: "arrow-right",
            Step.STORED: "warehouse",
            Step.DESTROYED: "flame",
            Step.RETURNED: "undo-2",
            Step.CORRECTION: "pencil",
        }[self]

    @property
    def tone(self) -> str:
        return {Step.CORRECTION: "saffron", Step.DESTROYED: "clay", Step.RETURNED: "leaf"}.get(self, "river")


class Held(models.TextChoices):
    """Where a lot's chain stands."""

    UNKNOWN = "unknown", _("no custody recorded")
    HELD = "held", _("held by an agency")
    DESTROYED = "destroyed", _("destroyed")
    RETURNED = "returned", _("returned")


ONWARDS = (Step.TRANSFERRED, Step.STORED, Step.DESTROYED, Step.RETURNED, Step.CORRECTION)
# What may follow what. The last of a chain is corrected at most.
NEXT: dict[str, tuple[Step, ...]] = {
    "": (Step.RECEIVED,),
    Step.RECEIVED: ONWARDS,
    Step.TRANSFERRED: ONWARDS,
    Step.STORED: ONWARDS,
    Step.CORRECTION: ONWARDS,
    Step.DESTROYED: (Step.CORRECTION,),
    Step.RETURNED: (Step.CORRECTION,),
}


def allowed_sql() -> str:
    """NEXT as the inside of an SQL `(last, next) IN (...)`."""
    return ", ".join(f"('{last}', '{step}')" for last, steps in NEXT.items() for step in steps)


def chain() -> pgtrigger.Trigger:
    """Each step follows the last one of its lot: allowed, not earlier, from who had the goods then."""
    return pgtrigger.Trigger(
        name="chain",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("last_", "RECORD")],
        func=f"""
            PERFORM 1 FROM seizures_lot WHERE id = NEW.lot_id FOR UPDATE;
            SELECT * INTO last_ FROM seizures_custodyevent WHERE lot_id = NEW.lot_id ORDER BY number DESC LIMIT 1;
            IF NEW.number <> COALESCE(last_.number, 0) + 1 THEN
                RAISE EXCEPTION 'step % of the chain is not the next', NEW.number USING ERRCODE = 'check_violation';
            END IF;
            IF (COALESCE(last_.step, ''), NEW.step) NOT IN ({allowed_sql()}) THEN
                RAISE EXCEPTION '% does not follow %', NEW.step, last_.step USING ERRCODE = 'check_violation';
            END IF;
            IF NEW.at < last_.at OR NEW.at > now() + interval '10 minutes' THEN
                RAISE EXCEPTION 'a step at % lies before the last or ahead', NEW.at USING ERRCODE = 'check_violation';
            END IF;
            IF last_.id IS NOT NULL AND (NEW.from_agency_id, NEW.from_office)
                    IS DISTINCT FROM (last_.to_agency_id, last_.to_office) THEN
                RAISE EXCEPTION 'the goods come from who had them last' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - steps are constants
    )


def keep_held() -> pgtrigger.Trigger:
    """The lot says where its chain stands."""
    return pgtrigger.Trigger(
        name="keep_held",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        func=f"""
            UPDATE seizures_lot SET held = CASE WHEN NEW.step IN ({sql_list((Step.DESTROYED, Step.RETURNED))})
                THEN NEW.step ELSE 'held' END WHERE id = NEW.lot_id;
            RETURN NULL;
        """,  # noqa: S608 - steps are constants
    )


def named(side: str) -> models.CheckConstraint:
    """An agency, an office or person, or both."""
    condition = Q(**{f"{side}_agency__isnull": False}) | ~Q(**{f"{side}_office": ""})
    return models.CheckConstraint(condition=condition, name=f"custody_{side}_named")


def agency(side: str, label: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        "accounts.Agency", models.PROTECT, null=True, blank=True, related_name=f"custody_{side}", verbose_name=label
    )


@track()
class CustodyEvent(models.Model):
    """One step of the chain. A wrong one is not changed: a correction says who really has the goods, and why."""

    lot = models.ForeignKey("seizures.Lot", models.PROTECT, related_name="events")
    number = models.PositiveSmallIntegerField(editable=False)
    step = models.CharField(_("step"), max_length=12, choices=Step.choices)
    at = models.DateTimeField(_("when"))
    from_agency = agency("from", _("from: agency"))
    from_office = models.CharField(_("from: person or office"), max_length=200, blank=True)
    to_agency = agency("to", _("to: agency"))
    to_office = models.CharField(_("to: person, office or place"), max_length=200, blank=True)
    signed_by = models.CharField(_("signed by"), max_length=150)
    note = models.CharField(_("note"), max_length=500, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        ordering = ["lot", "number"]
        verbose_name = _("step of custody")
        verbose_name_plural = _("steps of custody")
        constraints = [
            models.UniqueConstraint(fields=["lot", "number"], name="custody_number_once"),
            models.CheckConstraint(condition=Q(step__in=Step.values), name="custody_step_known"),
            models.CheckConstraint(condition=~Q(signed_by=""), name="custody_signed"),
            models.CheckConstraint(
                condition=~Q(step=Step.CORRECTION) | ~Q(note=""), name="custody_correction_says_why"
            ),
            named("from"),
            named("to"),
        ]
        triggers = [
            chain(),
            keep_held(),
            append_only(),
        ]

    def __str__(self) -> str:
        return f"{self.lot_id} {self.number} {self.step}"

    @property
    def step_info(self) -> Step:
        return Step(self.step)
