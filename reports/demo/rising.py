"""Two districts whose last full month departs from a calm history, so that notable changes have something to tell."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from checkpoints.models import Checkpoint
from reports.demo.plausible import StopPlan, VisitPlan
from ui import periods
from visits.models import ActivityKind, Level, VisitKind
from visits.workflow import State

CALM = 15  # months of one visit each, before those of a course
DAYS = (2, 4, 6, 9, 11, 13, 16)  # of the month: early enough for a report to be approved within it
TITLES = ("ตรวจเยี่ยม{place}", "Visit to {place}")
QUIET = "ตรวจเยี่ยม{place} การผ่านแดนเป็นระเบียบ ไม่พบเหตุผิดปกติ"


@dataclass(frozen=True)
class Course:
    """`visits`: in each of the last full months; `category`: in which they find a minor issue, if any; `usual`: the
    one of which most visits of the calm months tell."""

    points: tuple[str, ...]
    visits: tuple[int, ...]
    narrative: str = QUIET
    category: str = ""
    usual: str = ""


COURSES = (
    Course(
        points=("mae-sot-1", "mae-sot-2"),
        visits=(2, 3, 6),
        narrative="ตรวจ{place}ร่วมกับด่านศุลกากร พบสินค้าที่ไม่ผ่านพิธีการศุลกากร ส่งมอบให้ด่านศุลกากรดำเนินการ",
        category="GOODS",
        usual="LABOUR",
    ),
    Course(points=("sadao", "padang-besar"), visits=(2, 4, 7)),
)


def rising_visits(*, until: dt.date) -> Iterator[VisitPlan]:
    """Approved visits, the last of them in the last full month before `until`."""
    places = Checkpoint.objects.select_related("district__province").in_bulk(field_name="code")
    for course in COURSES:
        months = [*([1] * CALM), *course.visits]
        first = periods.add_months(until, -len(months))
        for number, visits in enumerate(months):
            month = periods.add_months(first, number)
            for row, day in enumerate(DAYS[:visits]):
                place = places[course.points[(number + row) % len(course.points)]]
                yield plan(course, place, month.replace(day=day), number, is_calm=number < CALM)


def plan(course: Course, place: Checkpoint, day: dt.date, number: int, *, is_calm: bool) -> VisitPlan:
    assert place.district is not None
    narrative = QUIET if is_calm else course.narrative
    return VisitPlan(
        number=number,
        first_day=day,
        days=1,
        district=place.district,
        kind=VisitKind.ROUTINE,
        state=State.APPROVED,
        title_th=TITLES[0].format(place=place.name_th),
        title_en=TITLES[1].format(place=place.name_en),
        stops=[StopPlan(place, ActivityKind.INSPECTION, narrative.format(place=place.name_th), 9)],
        levels=levels(course, number, is_calm=is_calm),
        basis="สถิติด่านศุลกากรและการสังเกตการณ์ในพื้นที่",
        conclusion="ควรติดตามอย่างต่อเนื่องร่วมกับหน่วยงานในพื้นที่",
    )


def levels(course: Course, number: int, *, is_calm: bool) -> dict[str, Level]:
    said = {"DRUG": Level.NONE, "TIP": Level.NONE}
    if course.usual:
        said[course.usual] = Level.MINOR if is_calm and number % 4 else Level.NONE
    if course.category:
        said[course.category] = Level.NONE if is_calm else Level.MINOR
    return said
