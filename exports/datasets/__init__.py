"""Everything that can be exported, by the name that stands in an address."""

from exports.datasets.base import Child, Dataset
from exports.datasets.followups import FOLLOWUPS
from exports.datasets.visits import VISITS

DATASETS: dict[str, Dataset] = {one.key: one for one in (VISITS, FOLLOWUPS)}

__all__ = ["DATASETS", "Child", "Dataset"]
