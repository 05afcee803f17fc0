"""Everything that can be exported, by the name that stands in an address."""

from exports.datasets.base import Child, Dataset
from exports.datasets.followups import FOLLOWUPS
from exports.datasets.map import MAP
from exports.datasets.patrols import PATROLS
from exports.datasets.places import CENTERS, CHECKPOINTS
from exports.datasets.practices import PRACTICES
from exports.datasets.public_reports import PUBLIC_REPORTS
from exports.datasets.seizures import SEIZURES
from exports.datasets.visits import VISITS

ALL = (VISITS, FOLLOWUPS, CHECKPOINTS, CENTERS, PATROLS, SEIZURES, PRACTICES, PUBLIC_REPORTS, MAP)
DATASETS: dict[str, Dataset] = {one.key: one for one in ALL}

__all__ = ["DATASETS", "Child", "Dataset"]
