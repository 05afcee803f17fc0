"""Visits of before this system, from earlier records: they arrive as `visits.arrivals` says."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.widgets import Widget

from accounts.models import User
from centers.models import Center
from checkpoints.models import Checkpoint
from imports.resources.base import BulkResource, Change, Column, Draft, Values, needed, same
from imports.resources.widgets import Choice, Day, Several, Words, text_of, unknown
from places.choices import districts
from places.listing import as_meant
from visits.arrivals import Earlier, arrive, enter, give_back, why_not_take_over
from visits.models import Level, NtsCategory, Provenance, Visit, VisitKind

REPORT = ("title_th", "title_en", "kind", "date_start", "date_end", "summary_th", "summary_en", "sources")
SOURCE = ("record", "reported_by", "decided_by", "decided_on")


def kept_places() -> list[Checkpoint | Center]:
    rows: list[Any] = [*Checkpoint.objects.in_use().with_places(), *Center.objects.in_use().with_places()]
    return rows


class Levels(Widget):  # type: ignore[misc]
    """What was said of each category, by its code or name: DRUG=none; TIP=minor."""

    def __init__(self) -> None:
        super().__init__()
        self.level = Choice(Level)

    def load(self) -> None:
        self.level.load()
        rows = NtsCategory.objects.all()
        self.known = {same(name): row for row in rows for name in (row.name_th, row.name_en, row.code)}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> dict[NtsCategory, str]:
        found: dict[NtsCategory, str] = {}
        for part in filter(None, map(str.strip, text_of(value).replace("\n", ";").split(";"))):
            code, sign, level = part.replace(":", "=").partition("=")
            category = self.known.get(same(as_meant(code)))
            if category is None:
                raise ValueError(unknown(code.strip(), {one.code for one in self.known.values()}))
            if not sign or not level.strip() or category in found:
                raise ValueError(_("Write each category once, with its level: DRUG=none; TIP=minor."))
            found[category] = self.level.clean(level)
        return found


class VisitResource(BulkResource):
    """`file`: name and SHA-256 of the file that is read, for the provenance."""

    key = "record"
    model = Visit
    together = 1_000
    record = Column(
        gettext_lazy("Number of the earlier record"),
        Words(80),
        example="มท 0307/1234",
        hint=gettext_lazy("Of the paper or file it comes from. The same number is never taken over twice."),
        needed=True,
    )
    title_th = Column(gettext_lazy("Title in Thai"), Words(250), example="ติดตามผลการดำเนินโครงการ จังหวัดจันทบุรี")
    title_en = Column(gettext_lazy("Title in English"), Words(250), example="Follow-up in Chanthaburi")
    kind = Column(gettext_lazy("Kind of visit"), Choice(VisitKind), example="follow_up", needed=True)
    date_start = Column(gettext_lazy("First day"), Day(), example="11/3/2566", needed=True)
    date_end = Column(gettext_lazy("Last day"), Day(), example="13/3/2566", needed=True)
    districts = Column(
        gettext_lazy("Districts visited"),
        Several(districts),
        example="2204; 2207",
        hint=gettext_lazy("Their codes or names, of your areas. Several are divided by semicolons."),
        needed=True,
        also=[gettext_lazy("District codes"), gettext_lazy("District")],
    )
    stops = Column(
        gettext_lazy("Places visited"),
        Several(kept_places),
        example="ban-laem; ban-phakkad",
        hint=gettext_lazy("Codes or names of checkpoints and centers, in the order of the visit."),
    )
    levels = Column(
        gettext_lazy("NTS assessment"),
        Levels(),
        example="DRUG=none; TIP=minor",
        hint=gettext_lazy("Category = none, minor, major or not_assessed. One that is not named was not assessed."),
    )
    basis = Column(gettext_lazy("Basis of the assessment"), Words(300), example="Briefing of the district")
    summary_th = Column(gettext_lazy("Summary in Thai"), Words(8000), example="ศูนย์ประสานงานสองแห่งปฏิบัติงานได้")
    summary_en = Column(gettext_lazy("Summary in English"), Words(8000), example="Two centers work.")
    conclusion = Column(gettext_lazy("Conclusion"), Words(8000), example="Cooperation is close and regular.")
    sources = Column(gettext_lazy("Sources"), Words(4000), example="แฟ้มรายงาน 12/2566", needed=True)
    reported_by = Column(gettext_lazy("Reported at the time by"), Words(200), example="ปลัดอำเภอโป่งน้ำร้อน")
    decided_by = Column(
        gettext_lazy("Approved at the time by"), Words(200), example="ผู้อำนวยการกองการต่างประเทศ", needed=True
    )
    decided_on = Column(gettext_lazy("Approved at the time on"), Day(), example="30/3/2566")

    def __init__(self, by: User, file: tuple[str, str] = ("", "")) -> None:
        super().__init__(by)
        self.file = file

    def look_up(self, keys: set[str]) -> dict[str, Any]:
        taken = Provenance.objects.filter(record__in=keys).values_list("record", "visit")
        rows = Visit.objects.visible_to(self.by).select_related("provenance")
        own = rows.in_bulk([pk for _record, pk in taken])
        return {record: own.get(pk, Visit()) for record, pk in taken}

    def present(self, thing: Any) -> Values:
        names = ("reference", "state")
        return {"record": thing.provenance.record, **{one: getattr(thing, one) for one in names}} if thing.pk else {}

    def skip_row(self, instance: Draft, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """What was taken over is there to stay: the same file again brings only what is new in it."""
        there = instance.thing is not None and instance.thing.pk is not None
        return there and not import_validation_errors and not self.repeated(instance)

    def check(self, draft: Draft) -> Iterable[tuple[str, str]]:
        if draft.thing is not None:
            yield "record", _("A report was taken over under this number already, in areas that are not yours.")
            return
        missing = needed(draft, "record", "kind", "date_start", "date_end", "districts", "sources", "decided_by")
        yield from missing
        after = draft.after
        if not after.get("title_th") and not after.get("title_en"):
            yield "title_th", _("Give the visit a title, in Thai or English.")
        if not missing and after["date_end"] < after["date_start"]:
            yield "date_end", _("The last day must not be before the first day.")
        assessed = [level for level in after.get("levels", {}).values() if level != Level.NOT_ASSESSED]
        if assessed and not after.get("basis"):
            yield "basis", _("Say on what basis the assessment rests.")
        if reason := "" if missing else why_not_take_over(self.by, after["districts"]):
            yield "districts", reason

    def write(self, changes: Sequence[Change]) -> Iterator[Change]:
        made: list[Visit] = []
        for some in self.portions(changes):
            visits = enter(earlier=[self.earlier(change.draft.after) for change in some], by=self.by)
            made += visits
            yield from (replace(change, thing=visit) for change, visit in zip(some, visits, strict=True))
        arrive(visits=made, by=self.by)

    def earlier(self, after: Values) -> Earlier:
        name, sha256 = self.file
        return Earlier(
            report={one: after.get(one, "") for one in REPORT},
            districts=after["districts"],
            stops=after.get("stops", []),
            levels={category: Level(level) for category, level in after.get("levels", {}).items()},
            basis=after.get("basis", ""),
            conclusion=after.get("conclusion", ""),
            source={
                **{one: after.get(one, "") for one in SOURCE},
                "decided_on": after.get("decided_on"),
                "file_name": name,
                "sha256": sha256,
            },
        )

    def remove(self, things: Sequence[Any]) -> None:
        give_back(visits=things, by=self.by)
