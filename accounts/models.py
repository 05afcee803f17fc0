"""Who may sign in, in which role, for which areas; and the log of sensitive reads."""

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts.roles import ROLE_PERMISSIONS, TWO_FACTOR_ROLES, Permission, Role
from guards import append_only
from ui.dates import language
from ui.prepared import Prepared

if TYPE_CHECKING:
    from places.models import Country, District, Province


class Agency(models.Model):
    """An organisation whose people take part: Thai agencies are reference data, counterparts free text."""

    class Side(models.TextChoices):
        OWN = "own", _("Thai side")
        COUNTERPART = "counterpart", _("Counterpart")

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_th = models.CharField(_("name in Thai"), max_length=150)
    name_en = models.CharField(_("name in English"), max_length=150)
    abbreviation_th = models.CharField(_("abbreviation in Thai"), max_length=40, blank=True)
    abbreviation_en = models.CharField(_("abbreviation in English"), max_length=40, blank=True)
    side = models.CharField(_("side"), max_length=12, choices=Side.choices, default=Side.OWN)
    sort = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        ordering = ["sort", "code"]
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")

    def __str__(self) -> str:
        return f"{self.name_th} · {self.name_en}"


class UserManager(BaseUserManager["User"]):
    def create_user(
        self,
        username: str,
        *,
        email: str = "",
        password: str | None = None,
        role: Role = Role.OFFICER,
        **fields: object,
    ) -> "User":
        user = self.model(username=username, email=email.lower(), role=role, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: object) -> "User":
        """The first administrator, for `manage.py createsuperuser`."""
        fields.setdefault("email", "")
        return self.create_user(username, password=password, role=Role.ADMIN, **fields)  # type: ignore[arg-type]


class User(AbstractBaseUser):
    """A person with one role. What the role may do is `accounts.roles`; where, is `areas`."""

    username = models.CharField(_("user name"), max_length=150, unique=True, validators=[UnicodeUsernameValidator()])
    email = models.EmailField(_("e-mail"), blank=True)
    name_th = models.CharField(_("name in Thai"), max_length=150, blank=True)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    position = models.CharField(_("position"), max_length=150, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, verbose_name=_("agency"))
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.OFFICER)
    language = models.CharField(_("language"), max_length=2, choices=[("th", "ไทย"), ("en", "English")], default="th")
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Switch off instead of deleting: reports keep their author.")
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email"]

    class Meta:
        ordering = ["username"]
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="user_role_known"),
            models.UniqueConstraint(models.functions.Lower("email"), condition=~Q(email=""), name="user_email_unique"),
        ]

    def __str__(self) -> str:
        """The name in the reader's language; the other one where that is empty."""
        first, second = self.name_th, self.name_en
        return (first or second if language() == "th" else second or first) or self.username

    def clean(self) -> None:
        """Addresses are kept in lower case, so that signing in and the password link find them."""
        super().clean()
        self.email = self.email.lower()

    def get_full_name(self) -> str:
        return str(self)

    def may(self, permission: Permission | str) -> bool:
        """Whether the role carries `permission`; the object's own rule comes after."""
        return self.is_active and Permission(permission) in ROLE_PERMISSIONS[Role(self.role)]

    @property
    def needs_two_factor(self) -> bool:
        return self.role in TWO_FACTOR_ROLES

    @cached_property
    def area_codes(self) -> list[str]:
        """Codes of the areas of responsibility: TH, TH22 or TH2204. Empty: none."""
        # Only the codes: the rows themselves carry outlines.
        rows = AREAS_OF.tuples(self.pk)
        return sorted(country or f"TH{district or province}" for country, province, district in rows)

    def covers(self, codes: list[str]) -> bool:
        """Whether any of `codes` (each with the codes of the areas around it) is in this person's areas."""
        return not set(self.area_codes).isdisjoint(codes)

    # The administrator's site asks these; no row-level permissions are kept in tables.
    @property
    def is_staff(self) -> bool:
        return self.is_active and self.role == Role.ADMIN

    @property
    def is_superuser(self) -> bool:
        return False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return self.is_staff

    def has_perms(self, perm_list: list[str], obj: object = None) -> bool:
        return self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff


class Area(models.Model):
    """An area that a person is responsible for: a whole country, a province or a district."""

    user = models.ForeignKey(User, models.CASCADE, related_name="areas", verbose_name=_("user"))
    country = models.ForeignKey("places.Country", models.PROTECT, null=True, blank=True, verbose_name=_("country"))
    province = models.ForeignKey("places.Province", models.PROTECT, null=True, blank=True, verbose_name=_("province"))
    district = models.ForeignKey("places.District", models.PROTECT, null=True, blank=True, verbose_name=_("district"))

    class Meta:
        verbose_name = _("area of responsibility")
        verbose_name_plural = _("areas of responsibility")
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(country__isnull=False, province__isnull=True, district__isnull=True)
                    | Q(country__isnull=True, province__isnull=False, district__isnull=True)
                    | Q(country__isnull=True, province__isnull=True, district__isnull=False)
                ),
                name="area_exactly_one_place",
                violation_error_message=_("Choose a country, a province or a district: exactly one."),
            ),
            models.UniqueConstraint(
                fields=["user", "country", "province", "district"], name="area_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def place(self) -> "District | Province | Country | None":
        return self.district or self.province or self.country

    @property
    def label(self) -> str:
        """The place in words, in the reader's language: Pong Nam Ron district, อำเภอโป่งน้ำร้อน."""
        if self.place is None:
            return ""
        name = self.place.name_th if get_language() == "th" else self.place.name_en
        if self.country is not None:
            return gettext("%(name)s, the whole country") % {"name": name}
        return gettext("%(name)s %(kind)s") % {"name": name, "kind": self.place._meta.verbose_name}

    @property
    def code(self) -> str:
        if self.district is not None:
            return self.district.area_code
        if self.province is not None:
            return self.province.area_code
        return self.country.code if self.country is not None else ""


class AccessEntry(models.Model):
    """One read of something restricted, or one export: PDPA 2019 s.39. Written once, never changed."""

    class What(models.TextChoices):
        RESTRICTED_READ = "restricted_read", _("read a restricted part")
        ORIGINAL_DOWNLOAD = "original_download", _("downloaded an original")
        EXPORT_PDF = "export_pdf", _("exported a PDF")
        EXPORT_DATA = "export_data", _("exported a table")
        DOCUMENT_DOWNLOAD = "document_download", _("downloaded a document")
        IDENTITY_OPENED = "identity_opened", _("opened an identity in the vault")
        READER_NAMED = "reader_named", _("named a reader of an identity")
        GLASS_BROKEN = "glass_broken", _("broke the glass of the vault")
        REPORTER_READ = "reporter_read", _("read who made a public report")

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    user = models.ForeignKey(User, models.PROTECT, related_name="access_entries", verbose_name=_("who"))
    what = models.CharField(_("what"), max_length=20, choices=What.choices)
    subject = models.CharField(_("of"), max_length=60, help_text=_("Reference of the report."))
    detail = models.CharField(_("detail"), max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("access log entry")
        verbose_name_plural = _("access log")
        indexes = [models.Index(fields=["subject", "-at"], name="access_by_subject")]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.user_id} {self.what} {self.subject}"


# Asked by every list, map and count.
AREAS_OF: Prepared[Area] = Prepared(
    lambda pk: Area.objects.filter(user=pk).values_list("country__code", "province__code", "district__code"), -1
)
