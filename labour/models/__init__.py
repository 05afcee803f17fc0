from labour.models.count import MOST, PEOPLE, Nationality, Route, WorkerCount
from labour.models.season import FISCAL, SeasonExpectation, SeasonQuerySet, districts_of
from labour.models.tally import WorkerTally
from labour.models.work import Crop, Sector, Work, work_choices

__all__ = [
    "FISCAL",
    "MOST",
    "PEOPLE",
    "Crop",
    "Nationality",
    "Route",
    "SeasonExpectation",
    "SeasonQuerySet",
    "Sector",
    "Work",
    "WorkerCount",
    "WorkerTally",
    "districts_of",
    "work_choices",
]
