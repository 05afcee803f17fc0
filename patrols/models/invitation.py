"""A link by which the counterpart writes its own account, without an account on the site."""

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patrols.models.guards import kept_for_good

LONGEST = dt.timedelta(days=30)


class Language(models.TextChoices):
    """What the counterpart speaks. The page is in Thai for those who read it, in English for everybody else."""

    KHMER = "km", _("Khmer")
    LAO = "lo", _("Lao")
    BURMESE = "my", _("Burmese")
    ENGLISH = "en", _("English")
    THAI = "th", _("Thai")

    @property
    def of_page(self) -> str:
        return "th" if self == Language.THAI else "en"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, *, at: dt.datetime | None = None) -> "InvitationQuerySet":
        """Those that still lead somewhere."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=at or timezone.now())


class Invitation(models.Model):
    """Only hashes of its secret and of the one browser that opened it are kept (SHA-256, in hexadecimal).

    No history of the library is kept of it: that would hold the address asked for, and with it the secret.
    """

    patrol = models.ForeignKey("patrols.Patrol", models.PROTECT, related_name="invitations", verbose_name=_("patrol"))
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    browser_hash = models.CharField(max_length=64, blank=True, editable=False)
    language = models.CharField(_("language of the counterpart"), max_length=2, choices=Language.choices)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")
    expires_at = models.DateTimeField(_("valid until"))
    opened_at = models.DateTimeField(null=True, editable=False)
    used_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects: ClassVar = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("link for the counterpart")
        verbose_name_plural = _("links for counterparts")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")) & Q(expires_at__lte=F("created_at") + LONGEST),
                name="invitation_expires",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, browser_hash="") | Q(opened_at__isnull=False) & ~Q(browser_hash=""),
                name="invitation_opened_by_one_browser",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="invitation_revoked_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(revoked_at__isnull=True), name="invitation_ends_once"
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(opened_at__isnull=False), name="invitation_opened_before_used"
            ),
        ]
        triggers = kept_for_good()

    def __str__(self) -> str:
        return f"{self.patrol_id} {self.created_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.used_at is None and self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def spoken(self) -> Language:
        return Language(self.language)
