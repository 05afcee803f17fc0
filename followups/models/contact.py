"""What is kept beside the actions: calendar addresses, mails sent about them, and who handed them to whom."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CalendarKey(models.Model):
    """A person's calendar may be read at an address that ends in a secret, of which only a hash is kept."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_key")
    secret_hash = models.CharField(max_length=64, unique=True)  # SHA-256, in hexadecimal
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")


class NoDigest(models.Model):
    """A person who does not want the weekly mail."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="no_digest")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("person without the weekly mail")
        verbose_name_plural = _("people without the weekly mail")


class Notice(models.Model):
    """One mail to one person in one week: claimed before it is made, so that no two jobs send it."""

    class Kind(models.TextChoices):
        DIGEST = "digest", _("weekly summary")
        ESCALATION = "escalation", _("long overdue")

    class State(models.TextChoices):
        CLAIMED = "claimed", _("to be sent")
        HANDED = "handed", _("handed to the mail server")  # perhaps: nobody can tell until it is SENT
        SENT = "sent", _("sent")
        EMPTY = "empty", _("nothing to tell")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    week = models.DateField(help_text=_("Its Monday."))
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=7, choices=State.choices, default=State.CLAIMED)
    claimed_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("mail about actions")
        verbose_name_plural = _("mails about actions")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "week", "kind"], name="notice_once_a_week"),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="notice_sent_with_time",
            ),
        ]


class Escalated(models.Model):
    """An overdue action of which a reviewer has been told: once for each due date."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="escalated")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    followup = models.ForeignKey("followups.FollowUp", models.CASCADE, related_name="escalated")
    due_on = models.DateField()

    class Meta:
        verbose_name = _("overdue action told")
        verbose_name_plural = _("overdue actions told")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["followup", "user", "due_on"], name="escalated_once"),
        ]


class Handover(models.Model):
    """One action given to another owner because its owner left or cannot see to it."""

    followup = models.ForeignKey("followups.FollowUp", models.CASCADE, related_name="handovers")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("from"))
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("to"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    reason = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="handover_with_reason"),
        ]
