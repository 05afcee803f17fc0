"""What an inspection saw of the defects that earlier ones left open at the same border point."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from followups.defects import in_reports, open_at
from followups.models import DefectLook
from followups.models.looks import Found
from ui.dates import short_date
from ui.forms import Form
from visits.forms.fields import compare
from visits.models import Activity, ActivityKind, Defect, Visit
from visits.parts import Asking, Part, Reading, Shown

PREFIX = "look"


class LooksForm(Form):
    """One question for each of `defects`; the name of its field is the lineage."""

    mark_optional = False

    def __init__(self, defects: list[Defect], data: Any, stored: Mapping[str, str]) -> None:
        super().__init__(data, initial=dict(stored), prefix=PREFIX)
        self.defects = {row.lineage.hex: row for row in defects}
        for name, row in self.defects.items():
            self.fields[name] = forms.ChoiceField(
                label=row.what,
                help_text=told(row),
                choices=[*Found.choices, ("", _("not looked at"))],
                required=False,
                widget=forms.RadioSelect,
            )


def told(row: Defect) -> str:
    """How bad it was, where, and since when."""
    since = short_date(row.activity.stop.visit.date_start)
    return " · ".join(filter(None, (row.get_severity_display(), row.place, since)))


class AskedLooks:
    """The open defects of the border point of an inspection, each still so, mended or not looked at."""

    template = "followups/_looks_form.html"

    def __init__(self, asking: Asking) -> None:
        row = asking.activity
        rows = DefectLook.objects.filter(activity=row) if row.pk else DefectLook.objects.none()
        self.stored = {look.lineage.hex: look for look in rows}
        kept = {name: look.found for name, look in self.stored.items()}
        self.form = LooksForm(defects_before(asking, set(self.stored)), asking.data, kept)

    @property
    def inner(self) -> list[forms.BaseForm]:
        return [self.form]

    def is_valid(self) -> bool:
        return self.form.is_valid()

    def differences(self) -> list[tuple[str, str, str]]:
        return compare(self.form)

    def write(self, activity: Activity) -> None:
        for name, found in self.form.cleaned_data.items():
            look = self.stored.get(name)
            if look is not None and not found:
                look.delete()
            elif found and (look is None or look.found != found):
                lineage = self.form.defects[name].lineage
                DefectLook.objects.update_or_create(activity=activity, lineage=lineage, defaults={"found": found})


def defects_before(asking: Asking, looked: set[str]) -> list[Defect]:
    """Those open at the border point now, those looked at already, and those that an answer was sent for."""
    stop, visit = asking.activity.stop, asking.visit
    if stop.checkpoint is None:
        return []
    other = open_at(stop.checkpoint, asking.by).exclude(activity__stop__visit__reference=visit.reference)
    found = {row.lineage.hex: row for row in other}
    sent = {name.removeprefix(f"{PREFIX}-") for name in asking.data or () if name.startswith(f"{PREFIX}-")}
    if missing := {name for name in (looked | sent) - found.keys() if is_key(name)}:
        rows = in_reports(Visit.objects.visible_to(asking.by).approved()).filter(lineage__in=missing)
        rows = rows.select_related("activity__stop__visit")
        found |= {row.lineage.hex: row for row in rows.filter(activity__stop__checkpoint=stop.checkpoint)}
    return list(found.values())


def is_key(name: str) -> bool:
    return len(name) == 32 and all(letter in "0123456789abcdef" for letter in name)


@dataclass(frozen=True)
class LookView:
    look: DefectLook
    defect: Defect


class Looks(Part):
    kinds: ClassVar[frozenset[str]] = frozenset({ActivityKind.INSPECTION})

    def form(self, asking: Asking) -> AskedLooks | None:
        """None where there is nothing to look at, or where what was sent comes from a page that did not ask."""
        if asking.data is not None and not any(name.startswith(f"{PREFIX}-") for name in asking.data):
            return None
        asked = AskedLooks(asking)
        return asked if asked.form.fields else None

    def read(self, reading: Reading) -> dict[int, Shown]:
        """Internal; of defects in reports that the reader may read."""
        if reading.public or reading.by is None:
            return {}
        looks = list(DefectLook.objects.filter(activity__in=reading.activities).order_by("pk"))
        if not looks:
            return {}
        reports = Visit.objects.visible_to(reading.by)
        known = in_reports(reports).filter(lineage__in={look.lineage for look in looks}).order_by("pk")
        defects = {row.lineage: row for row in known}
        found: dict[int, list[LookView]] = {}
        for look in looks:
            if look.lineage in defects:
                found.setdefault(look.activity_id, []).append(LookView(look, defects[look.lineage]))
        return {
            key: Shown("followups/_looks.html", "print/_looks.html", {"looks": views}) for key, views in found.items()
        }

    def copy(self, copies: Mapping[int, Activity]) -> None:
        DefectLook.objects.bulk_create(
            DefectLook(activity=copies[row.activity_id], lineage=row.lineage, found=row.found)
            for row in DefectLook.objects.filter(activity__in=copies)
        )
