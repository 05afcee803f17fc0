"""Goods in a report, stored as the form stores them; reports are moved by the real actions only."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models import Agency, User
from places.models import District
from seizures import actions
from seizures.models import Category, CustodyEvent, GoodsCounter, GoodsKind, Lot, Seizure, Step, Unit, UnitOf
from tests.factories import AgencyFactory
from tests.visits.factories import at, fill, make_visit
from visits import actions as visit_actions
from visits.models import Activity, Visit

UNITS = {
    "packet": ("ซอง", "packets", "count"),
    "carton": ("แถว", "cartons", "count"),
    "litre": ("ลิตร", "litres", "volume"),
    "pill": ("เม็ด", "pills", "count"),
    "gram": ("กรัม", "grams", "mass"),
}
KINDS = {
    "cigarettes": ("บุหรี่", "Cigarettes", Category.TOBACCO, "packet", [("carton", "10", False)]),
    "fuel": ("น้ำมันเชื้อเพลิง", "Fuel", Category.FUEL, "litre", []),
    "pills": ("ยาบ้า", "Methamphetamine pills", Category.DRUG, "pill", [("gram", "11.111111111", True)]),
}


def unit(code: str) -> Unit:
    th, en, dimension = UNITS[code]
    defaults = {"name_th": th, "name_en": en, "dimension": dimension}
    return Unit.objects.get_or_create(code=code, defaults=defaults)[0]


def kind(code: str) -> GoodsKind:
    th, en, category, base, further = KINDS[code]
    defaults = {"name_th": th, "name_en": en, "category": category, "base_unit": unit(base)}
    row, made = GoodsKind.objects.get_or_create(code=code, defaults=defaults)
    for name, factor, rough in further if made else ():
        UnitOf.objects.create(kind=row, unit=unit(name), factor=Decimal(factor), approximate=rough)
    return row


def agency(code: str = "customs") -> Agency:
    return AgencyFactory.create(code=code, name_th=f"หน่วย {code}", name_en=f"Agency {code}")


@transaction.atomic
def make_goods(activity: Activity, *, of: str = "cigarettes", by: str = "customs", **fields: Any) -> Seizure:
    """100 packets of cigarettes, found by customs on the first morning, unless told otherwise."""
    found_at = fields.setdefault("found_at", at(11, 10))
    values: dict[str, Any] = {
        "kind": kind(of),
        "quantity": Decimal(100),
        "unit": kind(of).base_unit,
        "factor": Decimal(1),
        "seized_by": agency(by),
    }
    if "lot" not in fields:
        values["lot"] = Lot.objects.create(code=GoodsCounter.draw(found_at.date())[0])
    row = Seizure.objects.create(activity=activity, **(values | fields))
    row.refresh_from_db()
    return row


def report_with(author: User, *districts: District, stop: dict[str, Any] | None = None, **goods: Any) -> Visit:
    """A draft that can be sent, with one lot of goods at Ban Laem (or at what `stop` says)."""
    visit = fill(make_visit(author, *districts))
    where = visit.stops.get()
    for name, value in (stop or {}).items():
        setattr(where, name, value)
    where.save()
    make_goods(activity_of(visit), **goods)
    return visit


def activity_of(visit: Visit) -> Activity:
    return Activity.objects.filter(stop__visit=visit).earliest("pk")


def goods_of(visit: Visit) -> Seizure:
    """The one record of the report, as it stands."""
    return Seizure.objects.select_related("lot").get(activity__stop__visit=visit)


def lot_of(visit: Visit) -> Lot:
    return Lot.objects.get(records__activity__stop__visit=visit)


def approve(visit: Visit, *, reviewer: User, director: User) -> Visit:
    """Sent, endorsed and approved."""
    visit.refresh_from_db()
    visit = visit_actions.submit(visit=visit, by=visit.author, version=visit.version)
    visit = visit_actions.endorse(visit=visit, by=reviewer, version=visit.version)
    return visit_actions.approve(visit=visit, by=director, version=visit.version)


def take_step(record: Seizure, by: User, step: str = Step.RECEIVED, **fields: Any) -> CustodyEvent:
    """The next step: an hour after the last, to the police station."""
    before = record.lot.events.last()
    values: dict[str, Any] = {
        "last": before.number if before else 0,
        "at": (before.at if before else record.found_at) + dt.timedelta(hours=1),
        "from_agency": record.seized_by,
        "to_agency": agency("police-station"),
        "to_office": "Evidence room",
        "signed_by": "Sergeant Somchai",
    }
    return actions.record_step(record=record, by=by, step=step, **(values | fields))
