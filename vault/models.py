"""Identities under seal, who may open them, and who did."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Permission
from guards import append_only, track
from vault.guards import done_for_good, fixed, never_deleted
from vault.secret import Secret, read_secret

if TYPE_CHECKING:
    from accounts.models import User

MOST_YEARS = 5
REASON = 20  # characters that a reason has at least
HOUR = dt.timedelta(hours=1)  # how long it stays open to who broke the glass
SOON = dt.timedelta(days=30)  # before it expires
PERSON = settings.AUTH_USER_MODEL


class Kind(models.TextChoices):
    SOURCE = "source", _("source of information")
    AT_RISK = "at_risk", _("person at risk")
    INFORMANT = "informant", _("informant")
    NAMED = "named", _("person named by others")
    OTHER = "other", _("other person")


class Standing(models.TextChoices):
    """How an identity stands today."""

    SEALED = "sealed", _("sealed")
    EXPIRED = "expired", _("expired")
    ERASED = "erased", _("erased")

    @property
    def tone(self) -> str:
        return {Standing.SEALED: "river", Standing.EXPIRED: "saffron"}.get(self, "neutral")

    @property
    def glyph(self) -> str:
        return {Standing.SEALED: "lock", Standing.EXPIRED: "hourglass"}.get(self, "eraser")


class IdentityQuerySet(models.QuerySet["Identity"]):
    def visible_to(self, user: "User") -> Self:
        """Those that `user` wrote or may open, and those of their area for who may break the glass: still sealed."""
        if not user.may(Permission.VAULT_OPEN):
            return self.none()
        around = Q(area_codes__overlap=user.area_codes) if user.may(Permission.VAULT_GLASS) else Q()
        return self.filter(_own(user) | around)

    def of(self, user: "User") -> Self:
        """Those that `user` wrote or may open."""
        return self.filter(_own(user))

    def held(self) -> Self:
        """Those that still hold a name."""
        return self.filter(purged_at__isnull=True, expires_on__gte=timezone.localdate())

    def due(self, *, on: dt.date) -> Self:
        """Those to be erased."""
        return self.filter(purged_at__isnull=True, expires_on__lt=on)


def _own(user: "User") -> Q:
    return Q(created_by=user) | Q(Exists(Reader.objects.current().filter(identity=OuterRef("pk"), user=user)))


@track(deletes=False, exclude=["sealed", "client_uuid"])
class Identity(models.Model):
    """Who stands behind a code. `sealed` is made by `vault.box` and gone once the identity is erased.

    `about`: what it hangs on, as the room that put it here names it ("activity:<uuid>").
    """

    code = models.CharField(_("code"), max_length=8, unique=True, editable=False)
    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("who it is"), max_length=10, choices=Kind.choices)
    about = models.CharField(max_length=80, editable=False, db_index=True)
    reference = models.CharField(_("report"), max_length=20, editable=False)
    area_codes = ArrayField(models.CharField(max_length=6), default=list, editable=False)
    sealed = models.BinaryField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("put in"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(PERSON, models.PROTECT, related_name="identities", editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", editable=False)
    expires_on = models.DateField(_("kept until"))
    purged_at = models.DateTimeField(_("erased"), null=True, editable=False)
    purged_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", editable=False)  # none: expired

    objects: ClassVar[IdentityQuerySet] = IdentityQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["expires_on", "pk"]
        verbose_name = _("identity")
        verbose_name_plural = _("identities")
        indexes = [
            GinIndex(fields=["area_codes"], name="identity_areas"),
            models.Index(fields=["expires_on", "id"], name="identity_next"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="identity_kind_known"),
            models.CheckConstraint(
                condition=Q(sealed__isnull=True, purged_at__isnull=False)
                | Q(sealed__isnull=False, purged_at__isnull=True),
                name="identity_sealed_or_erased",
            ),
            models.CheckConstraint(
                condition=Q(purged_by__isnull=True) | Q(purged_at__isnull=False), name="identity_erased_at_and_by"
            ),
            models.CheckConstraint(
                condition=Q(expires_on__lte=F("created_at") + Value(dt.timedelta(days=MOST_YEARS * 366 + 1))),
                name="identity_expires",
            ),
        ]
        triggers = [
            never_deleted(),
            done_for_good("purged_at"),
            fixed("code", "client_uuid", "about", "reference", "created_at", "created_by"),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("vault:detail", args=[self.code])

    @property
    def standing(self) -> Standing:
        """The state as an object with `label`, `tone` and `glyph`, for the badge."""
        if self.purged_at is not None:
            return Standing.ERASED
        return Standing.EXPIRED if self.expires_on < timezone.localdate() else Standing.SEALED

    @property
    def is_held(self) -> bool:
        return self.standing == Standing.SEALED

    def unsealed(self) -> Secret:
        """In plain words; whoever calls this has asked whether it may be, and records it. Raises Unreadable."""
        return read_secret(self.sealed or b"")

    @property
    def expires_soon(self) -> bool:
        return self.is_held and self.expires_on <= timezone.localdate() + SOON


class ReaderQuerySet(models.QuerySet["Reader"]):
    def current(self) -> Self:
        return self.filter(revoked_at__isnull=True, until__gte=timezone.localdate())


@track(deletes=False)
class Reader(models.Model):
    """An account that may open an identity, to the day `until`; who put it there is the first."""

    identity = models.ForeignKey(Identity, models.PROTECT, related_name="readers")
    user = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("who may open it"))
    granted_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", editable=False)
    granted_at = models.DateTimeField(default=timezone.now, editable=False)
    until = models.DateField(_("until"))
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", editable=False)

    objects: ClassVar[ReaderQuerySet] = ReaderQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["granted_at", "pk"]
        verbose_name = _("named reader")
        verbose_name_plural = _("named readers")
        constraints = [
            models.UniqueConstraint(
                fields=["identity", "user"], condition=Q(revoked_at__isnull=True), name="reader_named_once"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="reader_revoked_at_and_by",
            ),
        ]
        triggers = [
            never_deleted(),
            done_for_good("revoked_at"),
            fixed("identity", "user", "granted_by", "granted_at", "until"),
        ]

    def __str__(self) -> str:
        return f"{self.identity_id} {self.user_id}"


class How(models.TextChoices):
    READER = "reader", _("opened by a named reader")
    GLASS = "glass", _("broke the glass")
    WITHIN = "within", _("opened again within the hour")


class Opening(models.Model):
    """One time that somebody saw who it is. Written once, never changed."""

    identity = models.ForeignKey(Identity, models.PROTECT, related_name="openings")
    user = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    how = models.CharField(max_length=8, choices=How.choices)
    reason = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("opening")
        verbose_name_plural = _("openings")
        indexes = [models.Index(fields=["-at"], condition=Q(how="glass"), name="opening_by_force")]
        constraints = [
            models.CheckConstraint(condition=Q(how__in=How.values), name="opening_known"),
            models.CheckConstraint(
                condition=Q(how="glass", reason__regex=f".{{{REASON}}}") | (~Q(how="glass") & Q(reason="")),
                name="opening_by_force_has_reason",
            ),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.user_id} {self.how}"
