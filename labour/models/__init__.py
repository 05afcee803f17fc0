from labour.models.count import MOST, PEOPLE, Nationality, Route, WorkerCount
from labour.models.season import FISCAL, SeasonExpectation, SeasonQuerySet, districts_of
from labour.models.seen import Observed, SeenTally
from labour.models.tally import WorkerTally
from labour.models.work import Crop, Sector, Work, work_choices

__all__ = [
    "FISCAL",
    "MOST",
    "PEOPLE",
    "Crop",
    "Nationality",
    "Observed",
    "Route",
    "SeasonExpectation",
    "SeasonQuerySet",
    "Sector",
    "SeenTally",
    "Work",
    "WorkerCount",
    "WorkerTally",
    "districts_of",
    "work_choices",
]
