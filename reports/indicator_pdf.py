"""The indicator report for the donor: a page of numbers with how each is counted, on paper and as a table."""

import datetime as dt
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from accounts.models import User
from indicators.asked import Asked
from indicators.figures import Figure, Sheet, sheet
from reports.pdf import Printed
from ui import dates, periods
from ui.pdf import render_pdf
from ui.periods import Period
from ui.templatetags.ui import bilingual
from visits.models import Project


def name_of(asked: Asked, language: str, extension: str) -> str:
    area = f"-{asked.area.lower()}" if asked.area else ""
    return f"indicators-{asked.period.key}{area}-{language}.{extension}"


def print_indicators(asked: Asked, *, by: User, language: str) -> Printed:
    """The sheet as `by` may know it, as a PDF."""
    with translation.override(language):
        context = told(asked, by)
    return Printed(render_pdf("print/indicators.html", context, language=language), name_of(asked, language, "pdf"))


def told(asked: Asked, by: User) -> dict[str, Any]:
    """What every form of the report says."""
    period = periods.parse(asked.period.key, timezone.localdate()) or asked.period  # named in this language
    found = sheet(by, period, asked.area)
    promised = [figure for figure in found.figures if figure.target is not None and figure.value is not None]
    return {
        "sheet": found,
        "promised": len(promised),
        "met": sum(figure.is_met for figure in promised),
        "has_baseline": any(figure.indicator.baseline is not None for figure in found.figures),
        "passed": passed(period, timezone.localdate()),
        "project": Project.objects.filter(is_active=True).first(),
        "year": dates.shown_year(dates.ce_year(dates.fiscal_year(period.end))),
        "days": dates.date_range(period.start, period.end),
        "printed_at": timezone.now(),
        "printed_by": by,
        "donor_credit": settings.DONOR_CREDIT,
        "is_demo": settings.DEMO,
    }


def passed(period: Period, today: dt.date) -> int | None:
    """Per cent of the fiscal year, for which targets are set, that lie behind; None where all of it does."""
    year = periods.fiscal(dates.ce_year(dates.fiscal_year(period.end)))
    if today > year.end:
        return None
    return 100 * max((min(today, period.end) - year.start).days + 1, 0) // ((year.end - year.start).days + 1)


def write_table(asked: Asked, *, by: User, language: str) -> Printed:
    """The same as an Excel table; text is written as text, never as a formula."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    with translation.override(language):
        context = told(asked, by)
        page = book.add_worksheet(_("Indicators"))
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for number, line in enumerate(head_of(context)):
            page.write_string(number, 0, line, bold if number == 0 else None)
        columns = headings(context["year"])
        for place, (words, width) in enumerate(columns):
            page.set_column(place, place, width)
            page.write_string(5, place, words, bold)
        for row, figure in enumerate(context["sheet"].figures, 6):
            for place, value in enumerate(cells(figure)):
                if isinstance(value, int):
                    page.write_number(row, place, value, wrap)
                else:
                    page.write_string(row, place, value or "", wrap)
        page.freeze_panes(6, 1)
    book.close()
    return Printed(out.getvalue(), name_of(asked, language, "xlsx"))


def head_of(context: dict[str, Any]) -> list[str]:
    found: Sheet = context["sheet"]
    counted = _("Counted from what %(who)s may read, %(when)s.") % {
        "who": context["printed_by"],
        "when": dates.full_datetime(context["printed_at"]),
    }
    return [
        f"{_('Indicator report')}: {bilingual(context['project'])}",
        f"{found.period.label} ({context['days']}) · {found.place}",
        str(context["donor_credit"]),
        counted,
        said_of_targets(context),
    ]


def said_of_targets(context: dict[str, Any]) -> str:
    """Of which time the targets are: a share of them says nothing without. Empty where there are none."""
    if not context["promised"]:
        return ""
    if context["passed"] is None:
        words = _("Targets are those of the whole fiscal year %(year)s, which is over.")
    else:
        words = _("Targets are those of the whole fiscal year %(year)s, of which %(passed)s %% has passed.")
    return words % {"year": context["year"], "passed": context["passed"]}


def headings(year: int) -> list[tuple[str, int]]:
    return [
        (_("Indicator"), 34), (_("Unit"), 12), (_("Baseline"), 10), (_("Target %(year)s") % {"year": year}, 12),
        (_("Achieved"), 12), (_("Of the target (%)"), 12), (_("Women"), 9), (_("Men"), 9), (_("Sex not known"), 9),
        (_("How it is counted"), 60), (_("Sources"), 44),
    ]  # fmt: skip


def cells(figure: Figure) -> list[Any]:
    one = figure.indicator
    sexes = [figure.by_sex.get(sex) for sex in ("women", "men", "unknown")]
    numbers = [one.baseline, figure.target, figure.value, figure.percent, *sexes]
    words = [bilingual(one, "definition"), "; ".join(figure.sources)]
    return [bilingual(one), bilingual(one, "unit"), *numbers, *words]
