"""How a public report came in, and what it is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReportChannel(models.TextChoices):
    HOTLINE = "hotline", pgettext_lazy("channel of a report", "hotline")
    WALK_IN = "walk_in", _("in person at the center")
    ONLINE = "online", _("online form or page")
    LINE = "line", _("LINE")
    HEADMAN = "headman", _("kamnan or village headman")
    LETTER = "letter", pgettext_lazy("channel of a report", "letter")
    OTHER = "other", pgettext_lazy("channel of a report", "another way")


class Category(models.TextChoices):
    """The NTS categories of the programme, by their codes, and what is none of them."""

    TIP = "TIP", _("Trafficking in persons")
    DRUG = "DRUG", _("Drugs")
    IRREG_MIG = "IRREG_MIG", _("Irregular migration")
    SOM = "SOM", _("Smuggling of migrants")
    LABOUR = "LABOUR", _("Migrant labour")
    GOODS = "GOODS", _("Smuggled or illegal goods and vehicles")
    CYBER = "CYBER", _("Cyber crime and online scams")
    WILDLIFE = "WILDLIFE", _("Wildlife trade")
    TIMBER = "TIMBER", _("Illegal timber")
    ARMS = "ARMS", _("Arms and explosives")
    LAUNDERING = "LAUNDERING", _("Money laundering")
    TERRORISM = "TERRORISM", _("Terrorism")
    HEALTH = "HEALTH", _("Communicable disease and public health")
    HAZE = "HAZE", _("Transboundary haze")
    DISASTER = "DISASTER", _("Disasters")
    FOOD = "FOOD", _("Food security")
    ENERGY = "ENERGY", _("Energy security")
    WATER = "WATER", _("Water security")
    OTHER = "OTHER", _("Something else")
