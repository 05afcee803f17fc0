"""Who sits in a center, and how each of them is reached."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Channel:
    """One way to reach a person. `url`: what a tap on it opens; empty where there is nothing to open."""

    icon: str
    label: Any
    value: str
    url: str = ""


class CenterMember(models.Model):
    """A seat in the center: the district chief heads it, the deputy for security is secretary."""

    class Role(models.TextChoices):
        HEAD = "head", _("head")
        SECRETARY = "secretary", _("secretary")
        COORDINATOR = "coordinator", _("coordinator")
        MEMBER = "member", _("member")

    center = models.ForeignKey("centers.Center", models.CASCADE, related_name="members", verbose_name=_("center"))
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    name = models.CharField(_("name"), max_length=150, blank=True, help_text=_("Empty while the seat is vacant."))
    position = models.CharField(_("position"), max_length=150)
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, null=True, blank=True, verbose_name=_("agency"))
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    line = models.CharField(_("LINE"), max_length=60, blank=True)
    call_sign = models.CharField(_("radio call sign"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    fax = models.CharField(_("fax"), max_length=40, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["center", "role", "pk"]
        verbose_name = _("member of a center")
        verbose_name_plural = _("members of centers")

    def __str__(self) -> str:
        return self.name or self.position

    @property
    def channels(self) -> list[Channel]:
        """The ways to reach this person that are known: only for who `permissions.sees_phones`."""
        ways = (
            Channel("phone", _("Telephone"), self.phone, f"tel:{self.phone}"),
            Channel("message-circle", _("LINE"), self.line),
            Channel("radio", _("Radio call sign"), self.call_sign),
            Channel("mail", _("E-mail"), self.email, f"mailto:{self.email}"),
            Channel("printer", _("Fax"), self.fax),
        )
        return [way for way in ways if way.value]
