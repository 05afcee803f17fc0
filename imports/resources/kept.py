"""Border points and coordination centers: what is known of them, where they stand, and a dated status."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import Refused
from centers import actions as center_actions
from centers.models import Center, CenterStatus
from centers.permissions import check_edit as check_center
from centers.permissions import why_not_create
from checkpoints import actions as checkpoint_actions
from checkpoints.models import Checkpoint, Kind, PointStatus
from checkpoints.permissions import check_edit as check_checkpoint
from imports.resources import positions
from imports.resources.base import BulkResource, Column, Draft, Values, needed, plain, same
from imports.resources.register import aliases_column, name_column
from imports.resources.widgets import Choice, Day, Named, Number, Words
from places.choices import districts, neighbours, provinces

SLUG = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"
POSITION = ("lat", "lon", "confidence", "position_radius_km", "position_source")
STATUS = ("status", "status_on", "status_source")


def code_column() -> Column:
    hint = gettext_lazy("Of what is there already, to change it. Leave it empty for a new one: it gets a code.")
    widget = Words(40, pattern=SLUG, example="ban-laem")
    return Column(gettext_lazy("Code"), widget, example="ban-tua-yang", hint=hint, needed=True)


def district_column(*, needed: bool = False) -> Column:
    hint = gettext_lazy("Its code or its name; where several have that name, the province as well.")
    label, also = gettext_lazy("District"), [gettext_lazy("District code")]
    return Column(label, Named(districts), example=2204, hint=hint, needed=needed, also=also)


def radius_column() -> Column:
    return Column(gettext_lazy("Uncertainty (km)"), Number(1, 100, whole=True), example=5)


def status_column(choices: Any, example: str) -> Column:
    hint = gettext_lazy("With its day and its source: all three or none.")
    return Column(gettext_lazy("Status"), Choice(choices), example=example, hint=hint)


def status_on_column() -> Column:
    return Column(gettext_lazy("Status since"), Day(), example="11/3/2566")


def status_source_column() -> Column:
    return Column(gettext_lazy("Source of the status"), Words(300), example="คำสั่งจังหวัด · Provincial order")


class KeptResource(BulkResource):
    """`facts`: the columns that the room's `edit` takes; `actions`, `check_edit`: of the room."""

    facts: tuple[str, ...]
    actions: Any
    check_edit: Any

    def look_up(self, keys: set[str]) -> dict[str, Any]:
        rows = self.model._default_manager.with_places().filter(code__in=keys)
        return {row.code: row for row in rows.prefetch_related("status_events")}

    def present(self, thing: Any) -> Values:
        newest = next((one for one in thing.status_events.all() if one.on == thing.status_on), None)
        return {
            "code": thing.code,
            "retired": thing.is_retired,
            **{one: getattr(thing, one) for one in self.facts},
            **positions.of(thing),
            "position_radius_km": thing.position_radius_km,
            "position_source": thing.position_source,
            "status": thing.status if newest else "",
            "status_on": newest.on if newest else None,
            "status_source": newest.source if newest else "",
        }

    def skip_row(self, instance: Draft, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        if instance.thing is not None and self.is_known(instance):
            instance.values |= {one: instance.before[one] for one in STATUS if one in instance.values}
        skipped: bool = super().skip_row(instance, original, row, import_validation_errors)
        return skipped

    def is_known(self, draft: Draft) -> bool:
        """Whether the status that the row tells of is recorded already, or it tells of none."""
        said = (draft.values.get("status"), draft.values.get("status_on"))
        told = any(draft.values.get(one) for one in STATUS)
        return not told or said in {(one.status, one.on) for one in draft.thing.status_events.all()}

    def check(self, draft: Draft) -> Iterable[tuple[str, str]]:
        yield from positions.check_position(draft)
        told = [one for one in STATUS if draft.values.get(one)]
        if told and any(one in draft.changed() for one in STATUS):
            yield from ((one, _("A status needs its day and its source.")) for one in STATUS if one not in told)
        if draft.thing is None:
            yield from self.twins(draft)
        try:
            self.permit(draft)
        except Refused as refused:
            yield "code", str(refused)

    def known_by(self, draft: Draft) -> Values:
        """A new place by its name as well, where it lies."""
        found = super().known_by(draft)
        if draft.thing is None and draft.after.get("name_th"):
            found["name_th"] = (same(draft.after["name_th"]), self.where(draft))
        return found

    def where(self, draft: Draft) -> Any:
        """The code of the district, or of the province where no district is told."""
        return plain(draft.after.get("district") or draft.after.get("province"))

    def twins(self, draft: Draft) -> Iterable[tuple[str, str]]:
        """A new place of the same name in the same district is most likely the one that is there."""
        if not hasattr(self, "named"):
            rows = self.model._default_manager.in_use().values_list("name_th", "district__code", "code")
            self.named = {(same(found), district): code for found, district, code in rows}
        twin = self.named.get((same(draft.after.get("name_th")), plain(draft.after.get("district"))))
        if twin:
            yield "code", _("This name is there already. Write its code %(code)s to change it.") % {"code": twin}

    def permit(self, draft: Draft) -> None:
        """Raise Refused where the place may not be changed so."""
        if draft.thing is not None:
            self.check_edit(self.by, draft.thing)
        self.check_edit(self.by, self.model(**{one: draft.after.get(one) or self.empty(one) for one in self.facts}))

    def empty(self, column: str) -> Any:
        return None if self.model._meta.get_field(column).is_relation else ""

    def act(self, draft: Draft) -> tuple[Any, Any]:
        place, changed, after = draft.thing, set(draft.changed()), draft.after
        facts = {one: after.get(one) or self.empty(one) for one in self.facts}
        if place is None:
            place = self.actions.create(by=self.by, code=after.get("code", ""), **facts)
        elif changed & set(self.facts):
            place = self.actions.edit(place=place, by=self.by, version=place.version, **facts)
        if changed & set(POSITION):
            place = self.stand(place, after)
        event = None
        if changed & set(STATUS) and after.get("status"):
            said = {"status": after["status"], "on": after["status_on"], "source": after["status_source"]}
            event = self.actions.record_status(place=place, by=self.by, **said)
        return place, event and event.pk

    def stand(self, place: Any, values: Values) -> Any:
        return self.actions.correct_position(
            place=place,
            point=positions.point_of(values),
            confidence=values["confidence"],
            radius_km=values.get("position_radius_km"),
            source=values.get("position_source") or "",
            by=self.by,
            version=place.version,
        )

    def restore(self, thing: Any, before: Values, own: Any) -> None:
        """Make a place what it was; `own`: the key of the status that came with the import."""
        now, place = self.present(thing), thing
        if any(plain(now[one]) != before[one] for one in self.facts):
            place = self.actions.edit(place=place, by=self.by, version=place.version, **self.read(before))
        if any(plain(now[one]) != before[one] for one in POSITION):
            self.stand(place, before)
        if own:
            event = thing.status_events.get(pk=own)
            self.actions.unsay_status(event=event, place=thing, by=self.by)

    def read(self, before: Values) -> Values:
        """The facts as they were stored: codes become rows again."""
        facts = {}
        for one in self.facts:
            widget = self.fields[one].widget
            facts[one] = widget.clean(before[one]) if isinstance(widget, Named) else before[one]
        return facts

    def remove(self, things: Sequence[Any]) -> None:
        for place in things:
            self.actions.unadd(place=place, by=self.by)


class CheckpointResource(KeptResource):
    model = Checkpoint
    actions = checkpoint_actions
    check_edit = staticmethod(check_checkpoint)
    facts = (
        "kind", "name_th", "name_en", "aliases", "province", "district", "subdistrict_code", "counterpart_country",
        "counterpart",
    )  # fmt: skip
    code = code_column()
    kind = Column(gettext_lazy("Kind"), Choice(Kind), example="TRADE", needed=True)
    name_th = name_column(gettext_lazy("Name in Thai"), "บ้านตัวอย่าง", 200)
    name_en = name_column(gettext_lazy("Name in English"), "Ban Tua Yang", 200)
    aliases = aliases_column()
    province = Column(
        gettext_lazy("Province"),
        Named(provinces),
        example=22,
        hint=gettext_lazy("Its code or its name."),
        needed=True,
        also=[gettext_lazy("Province code")],
    )
    district = district_column()
    subdistrict_code = Column(gettext_lazy("Tambon code"), Words(6, pattern=r"\d{6}", example="220409"), example=220409)
    counterpart_country = Column(gettext_lazy("Counterpart country"), Named(neighbours), example="KH")
    counterpart = Column(gettext_lazy("Counterpart crossing"), Words(200), example="Kamrieng, Battambang")
    lat = positions.lat_column()
    lon = positions.lon_column()
    confidence = positions.confidence_column()
    position_radius_km = radius_column()
    position_source = positions.source_column()
    status = status_column(PointStatus, "open")
    status_on = status_on_column()
    status_source = status_source_column()

    def check(self, draft: Draft) -> Iterable[tuple[str, str]]:
        missing = needed(draft, "kind", "name_th", "name_en", "province")
        yield from missing
        if missing:
            return
        after = draft.after
        district, tambon = after.get("district"), after.get("subdistrict_code")
        if district and district.province_id != after["province"].pk:
            yield "district", _("This district lies in another province.")
        if district and tambon and not tambon.startswith(district.code):
            yield "subdistrict_code", _("This tambon lies in another district.")
        yield from super().check(draft)


class CenterResource(KeptResource):
    model = Center
    actions = center_actions
    check_edit = staticmethod(check_center)
    facts = ("name_th", "name_en", "aliases", "district", "address", "hotline")
    code = code_column()
    name_th = name_column(gettext_lazy("Name in Thai"), "ศูนย์ตัวอย่าง", 200)
    name_en = name_column(gettext_lazy("Name in English"), "Example center", 200)
    aliases = aliases_column()
    district = district_column(needed=True)
    address = Column(gettext_lazy("Address"), Words(300), example="ที่ว่าการอำเภอโป่งน้ำร้อน")
    hotline = Column(gettext_lazy("Public hotline"), Words(60), example="039-000-000")
    lat = positions.lat_column()
    lon = positions.lon_column()
    confidence = positions.confidence_column()
    position_radius_km = radius_column()
    position_source = positions.source_column()
    status = status_column(CenterStatus, "established")
    status_on = status_on_column()
    status_source = status_source_column()

    def check(self, draft: Draft) -> Iterable[tuple[str, str]]:
        missing = needed(draft, "name_th", "name_en", "district")
        yield from missing or super().check(draft)
        if re.fullmatch(r"[2-9]\d{7,8}", draft.values.get("hotline", "")):
            words = _("Excel took the 0 from the front of this number. Write it as text, such as 039-000-000.")
            yield "hotline", words

    def permit(self, draft: Draft) -> None:
        if draft.thing is None and (reason := why_not_create(self.by)):
            raise Refused(reason)
        super().permit(draft)
