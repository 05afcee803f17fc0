from seizures.models.catalogue import Category, Dimension, GoodsKind, Unit, UnitOf
from seizures.models.custody import NEXT, CustodyEvent, Held, Step
from seizures.models.double import CountedReport, DoubleCount, DoubleCountQuerySet, Verdict
from seizures.models.seizure import Basis, GoodsCounter, Lot, Seizure, Standing
from seizures.models.tally import GoodsTally
from seizures.models.visible import SeizureQuerySet

__all__ = [
    "NEXT",
    "Basis",
    "Category",
    "CountedReport",
    "CustodyEvent",
    "Dimension",
    "DoubleCount",
    "DoubleCountQuerySet",
    "GoodsCounter",
    "GoodsKind",
    "GoodsTally",
    "Held",
    "Lot",
    "Seizure",
    "SeizureQuerySet",
    "Standing",
    "Step",
    "Unit",
    "UnitOf",
    "Verdict",
]
