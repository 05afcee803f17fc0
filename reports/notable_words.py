"""Notable changes in words and as a drawing, for their page and for the morning page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.notable import Notable
from ui import dates
from ui.charts import Chart, Series, chart
from ui.templatetags.ui import bilingual

NO_BREAK = "\u2060"


@dataclass(frozen=True)
class Telling:
    notable: Notable
    title: str
    words: str
    chart: Chart | None = None


def tell(one: Notable) -> Telling:
    return Telling(one, title(one), words(one))


def draw(one: Notable, number: int) -> Telling:
    """With the course of its months and the band that is usual. `number`: tells the drawings of a page apart."""
    urls = [one.url_of(month) for month in one.months]
    named = _("usual: %(usual)s a month (eight of ten months)") % {"usual": usual(one)}
    band = (named, one.verdict.low, one.verdict.high)
    series = Series("", one.values, urls)
    drawn = chart(f"notable-{number}", title(one), one.months, [series], months=True, usual=band, table=True)
    return Telling(one, title(one), words(one), drawn)


def title(one: Notable) -> str:
    said = _("%(district)s: more %(subject)s") if one.is_more else _("%(district)s: fewer %(subject)s")
    return said % {"district": bilingual(one.district), "subject": subject(one)}


def subject(one: Notable) -> str:
    if one.category:
        return _("visits with an issue of %(category)s") % {"category": bilingual(one.category)}
    return _("visits") if one.subject == "visits" else _("visits with a minor or major issue")


def words(one: Notable) -> str:
    said = {"value": one.value, "month": dates.month_year(one.months[-1]), "usual": usual(one)}
    return _("%(value)s in %(month)s; usually %(usual)s a month.") % said


def usual(one: Notable) -> str:
    low, high = f"{one.verdict.low:,.0f}", f"{one.verdict.high:,.0f}"
    return low if low == high else f"{low}–{NO_BREAK}{high}"
