"""Reference data of reports: NTS categories, laws, the projects that pay for visits."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NtsCategory(models.Model):
    """A kind of non-traditional security issue. Core ones are asked for in every report."""

    code = models.CharField(_("code"), max_length=12, unique=True)
    name_th = models.CharField(_("name in Thai"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    is_core = models.BooleanField(_("core of the project"), default=False)
    is_sensitive = models.BooleanField(
        _("findings are restricted by default"),
        default=False,
        help_text=_("Anti-Trafficking in Persons Act s.56"),
    )
    sort = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        ordering = ["sort", "code"]
        verbose_name = _("NTS category")
        verbose_name_plural = _("NTS categories")

    def __str__(self) -> str:
        return f"{self.name_th} · {self.name_en}"


class LegalReference(models.Model):
    """An instrument and its section, as cited in findings."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    instrument_th = models.CharField(_("instrument in Thai"), max_length=250)
    instrument_en = models.CharField(_("instrument in English"), max_length=250)
    section = models.CharField(_("section"), max_length=40, blank=True)
    note_th = models.CharField(_("what it means, in Thai"), max_length=300, blank=True)
    note_en = models.CharField(_("what it means, in English"), max_length=300, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("legal reference")
        verbose_name_plural = _("legal references")

    def __str__(self) -> str:
        return f"{self.instrument_th} {self.section}".strip()


class Project(models.Model):
    """What a visit belongs to, and who pays."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_th = models.CharField(_("name in Thai"), max_length=250)
    name_en = models.CharField(_("name in English"), max_length=250)
    funder_th = models.CharField(_("funder in Thai"), max_length=200, blank=True)
    funder_en = models.CharField(_("funder in English"), max_length=200, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def __str__(self) -> str:
        return f"{self.name_th} · {self.name_en}"
