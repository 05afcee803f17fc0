"""Date fields as three plain inputs, because Thai officials write dates in พ.ศ. and native pickers do not."""

import copy
import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ui import dates

PARTS = ("day", "month", "year")
YEARS_BACK, YEARS_AHEAD = 15, 3


def shift_years(day: dt.date, years: int) -> dt.date:
    """The same day some years away; 29 February falls back to the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def parts_of(value: dt.date | None, lang: str | None = None) -> list[str]:
    """A date as the three strings that its inputs show, the year in the reader's era."""
    if value is None:
        return ["", "", ""]
    return [str(value.day), str(value.month), str(dates.shown_year(value.year, lang))]


def read_date(parts: list[str]) -> dt.date | None:
    """Day, month and year (either era, Thai or Arabic digits) as a date; None where there is no such day."""
    try:
        day, month, year = (int(part.strip()) for part in parts)
        return dt.date(dates.ce_year(year), month, day)
    except (ValueError, OverflowError):
        return None


def read_time(text: str) -> dt.time | None:
    """09:30, 9.30, 0930 and 930 as a time of day; None where there is no such time."""
    match = re.fullmatch(r"(\d{1,2})[:.]?(\d{2})", text.replace("น.", "").strip())
    try:
        return dt.time(int(match[1]), int(match[2])) if match else None
    except ValueError:
        return None


class DateInput(forms.MultiWidget):
    """Day, month by name, year; below them the whole date with its weekday, kept current by date-parts.js."""

    template_name = "ui/widgets/date.html"
    use_fieldset = True
    with_time = False

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        number = {"inputmode": "numeric", "autocomplete": "off"}
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": forms.TextInput({**number, "maxlength": "2"}),
            "month": forms.Select(),
            "year": forms.TextInput({**number, "maxlength": "4"}),
        }
        if self.with_time:
            widgets["time"] = forms.TextInput({**number, "maxlength": "8"})
        super().__init__(widgets, attrs)

    def decompress(self, value: dt.date | None) -> list[str]:
        return parts_of(value)

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> list[str]:
        """What was typed, as strings. One ISO value under the plain name (a link, a script) is read as well."""
        typed = [str(value or "") for value in super().value_from_datadict(data, files, name)]
        whole = data.get(name)
        return typed if any(typed) or not whole else self._from_iso(str(whole))

    def _from_iso(self, text: str) -> list[str]:
        try:
            return self.decompress(dt.date.fromisoformat(text))
        except ValueError:
            return [text, *[""] * (len(self.widgets) - 1)]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_  # MultiWidget numbers its parts

    def in_language(self, lang: str) -> "DateInput":
        """The same input with the months named; forms share the input itself (ui.forms.SharedFields)."""
        own, month = copy.copy(self), forms.Select(choices=[("", "—"), *enumerate(dates.MONTHS[lang], 1)])
        own.widgets = [self.widgets[0], month, *self.widgets[2:]]
        return own

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        lang = dates.language()
        context = super(DateInput, self.in_language(lang)).get_context(name, value, attrs)
        labels = [_("Day"), _("Month"), _("Year (BE)") if lang == "th" else _("Year"), _("Time")]
        for part, label in zip(context["widget"]["subwidgets"], labels, strict=False):
            part["label"] = label
        parts = [str(part or "") for part in (value if isinstance(value, list) else self.decompress(value))]
        day = read_date(parts[:3])
        context["widget"] |= {
            "echo": dates.full_date(day, lang) if day else "",
            "weekdays": "|".join(dates.WEEKDAYS[lang]),
            "months": "|".join(dates.MONTHS[lang]),
            "era": "พ.ศ. " if lang == "th" else "",
            "offset": dates.BUDDHIST_OFFSET if lang == "th" else 0,
        }
        return context


class DateTimeInput(DateInput):
    """DateInput with a time of day beside it, in Bangkok time."""

    with_time = True

    def decompress(self, value: dt.date | None) -> list[str]:
        if not isinstance(value, dt.datetime):
            return [*parts_of(value), ""]
        moment = timezone.localtime(value) if timezone.is_aware(value) else value
        return [*parts_of(moment.date()), f"{moment:%H:%M}"]

    def _from_iso(self, text: str) -> list[str]:
        try:
            return self.decompress(dt.datetime.fromisoformat(text))
        except ValueError:
            return [text, "", "", ""]


class DateField(forms.Field):
    """A date typed in three parts, in either era.

    `earliest` and `latest` bound what is plausible (default: 15 years back, 3 years ahead of today).
    Raises ValidationError naming what was typed for a missing part, a day that does not exist or a date outside.
    """

    widget: Any = DateInput
    default_error_messages = {
        "required": _("Enter the date."),
        "incomplete": _("Enter the day, month and year. You typed “%(typed)s”."),
        "invalid": _("There is no such date: “%(typed)s”. Check the day, month and year."),
        "short_year": _("Write the year with four digits, such as %(example)s. You typed “%(typed)s”."),
        "implausible": _(
            "The year %(typed)s is not plausible here. Enter a date from %(earliest)s to %(latest)s (BE or CE)."
        ),
    }

    def __init__(self, *, earliest: dt.date | None = None, latest: dt.date | None = None, **kwargs: Any) -> None:
        self.earliest, self.latest = earliest, latest
        kwargs.pop("input_formats", None)
        super().__init__(**kwargs)

    def bounds(self) -> tuple[dt.date, dt.date]:
        today = timezone.localdate()
        return (
            self.earliest or shift_years(today, -YEARS_BACK),
            self.latest or shift_years(today, YEARS_AHEAD),
        )

    def fail(self, code: str, **params: Any) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)

    def to_python(self, value: Any) -> dt.date | None:
        if isinstance(value, dt.datetime):
            return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
        if value is None or isinstance(value, dt.date):
            return value
        return self._day([str(part) for part in value[:3]])

    def _day(self, parts: list[str]) -> dt.date | None:
        parts = [part.strip() for part in parts]
        if not any(parts):
            return None
        typed = self._typed(parts)
        if not all(parts):
            raise self.fail("incomplete", typed=typed)
        if re.fullmatch(r"\d{1,3}", parts[2]):
            example = dates.shown_year(timezone.localdate().year)
            raise self.fail("short_year", typed=parts[2], example=example)
        day = read_date(parts)
        if day is None:
            raise self.fail("invalid", typed=typed)
        earliest, latest = self.bounds()
        if not earliest <= day <= latest:
            shown = {"earliest": dates.full_date(earliest), "latest": dates.full_date(latest)}
            raise self.fail("implausible", typed=parts[2], **shown)
        return day

    def _typed(self, parts: list[str]) -> str:
        names = dates.MONTHS[dates.language()]
        month = names[int(parts[1]) - 1] if parts[1] in {str(n) for n in range(1, 13)} else parts[1]
        return " ".join(part for part in (parts[0], month, parts[2]) if part)


class DateTimeField(DateField):
    """A date and a time of day in Bangkok, as an aware datetime."""

    widget = DateTimeInput
    default_error_messages = {
        "required": _("Enter the date and time."),
        "no_time": _("Enter the time as well, such as 09:30."),
        "bad_time": _("There is no such time: “%(typed)s”. Write it like 09:30."),
        "no_date": _("Enter the date as well as the time."),
    }

    def to_python(self, value: Any) -> dt.datetime | None:
        if value is None or isinstance(value, dt.datetime):
            return value
        parts = [str(part) for part in value]
        day, typed = self._day(parts[:3]), parts[3].strip() if len(parts) > 3 else ""
        if day is None and not typed:
            return None
        if day is None:
            raise self.fail("no_date")
        if not typed:
            raise self.fail("no_time")
        clock = read_time(typed)
        if clock is None:
            raise self.fail("bad_time", typed=typed)
        return timezone.make_aware(dt.datetime.combine(day, clock))


def era_hint() -> str:
    """Small print for a date field: which years may be typed."""
    return gettext("For example 11 March 2023 or 2566 BE: both are understood.")
