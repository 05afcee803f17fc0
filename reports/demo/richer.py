"""Made-up visits told at length: ten assessments each, people counted at work, goods found, joint patrols."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import Any

from accounts.models import Agency
from labour.models import Crop, Nationality, Route, Sector
from reports.demo.plausible import StopPlan, VisitPlan
from seizures.models import GoodsKind
from visits.models import ActivityKind, Level

CATEGORIES = ("TIP", "DRUG", "IRREG_MIG", "SOM", "LABOUR", "GOODS", "CYBER", "WILDLIFE", "TIMBER", "HEALTH")
LEVELS = {Level.NONE: 70, Level.MINOR: 18, Level.MAJOR: 4, Level.NOT_ASSESSED: 8}
SEIZERS = ("police-station", "customs", "border-patrol-police", "dopa")
PATROL = "ลาดตระเวนร่วมกับหน่วยชายแดนฝั่งตรงข้ามตามแนวหลักเขต เหตุการณ์ปกติ นัดหมายครั้งต่อไปภายในสามเดือน"
FOUND_AT = (ActivityKind.INSPECTION, ActivityKind.JOINT_OPERATION)


@dataclass(frozen=True)
class Stock:
    """The reference data that goods and people are made of."""

    kinds: list[GoodsKind]
    agencies: list[Agency]
    crops: list[Crop]

    @classmethod
    def read(cls) -> "Stock":
        agencies = Agency.objects.filter(code__in=SEIZERS).order_by("code")
        return cls(list(GoodsKind.objects.order_by("code")), list(agencies), list(Crop.objects.order_by("code")))


def richer(plans: Iterable[VisitPlan], *, seed: int) -> Iterator[VisitPlan]:
    """`plans`, told at length."""
    chance, stock = Random(seed), Stock.read()  # noqa: S311 - made-up data, not secrets
    for plan in plans:
        levels = {code: chance.choices(list(LEVELS), list(LEVELS.values()))[0] for code in CATEGORIES}
        stops = [fuller(stop, stock, chance) for stop in plan.stops]
        yield replace(plan, levels=levels, stops=stops)


def fuller(stop: StopPlan, stock: Stock, chance: Random) -> StopPlan:
    if stop.activity == ActivityKind.JOINT_OPERATION and chance.random() < 0.4:
        return replace(stop, activity=ActivityKind.JOINT_PATROL, narrative=PATROL)
    if stop.activity == ActivityKind.OBSERVATION:
        return replace(stop, counts=[people(stock, chance) for _row in range(chance.randint(1, 3))])
    if stop.activity in FOUND_AT and chance.random() < 0.3:
        return replace(stop, goods=[goods(stock, chance) for _row in range(chance.randint(1, 2))])
    return stop


def people(stock: Stock, chance: Random) -> dict[str, Any]:
    """A row of workers."""
    sector = chance.choice([Sector.AGRICULTURE, Sector.AGRICULTURE, Sector.CONSTRUCTION, Sector.TRADE])
    crop = chance.choice(stock.crops) if sector == Sector.AGRICULTURE else None
    return {
        "nationality": chance.choice(list(Nationality)),
        "sector": sector,
        "crop": crop,
        "route": chance.choice(list(Route)),
        "women": chance.randint(0, 40),
        "men": chance.randint(0, 60),
        "children": chance.randint(0, 6),
    }


def goods(stock: Stock, chance: Random) -> dict[str, Any]:
    """A lot, in the base unit of its kind."""
    kind = chance.choice(stock.kinds)
    value = Decimal(chance.randint(5, 900) * 100) if chance.random() < 0.7 else None
    return {
        "kind": kind,
        "unit_id": kind.base_unit_id,
        "factor": Decimal(1),
        "quantity": Decimal(chance.randint(1, 400)),
        "seized_by": chance.choice(stock.agencies),
        "estimated_value": value,
        "value_basis": "" if value is None else "market",
    }
