"""Targets of two fiscal years, and the numbers that people enter: training and meetings. All made up."""

import datetime as dt
import random
from typing import Any

from accounts.models import User
from indicators import actions
from indicators.models import Indicator, Reading, Target
from places.models import District
from ui import dates, periods

# code: target of the fiscal year before, and of this one
TARGETS = {
    "centers-established": (2, 4), "centers-functional": (1, 3), "reports-received": (40, 60),
    "reports-resolved": (25, 45), "people-trained": (240, 300), "meetings": (12, 16), "joint-patrols": (4, 6),
    "practices-published": (2, 4), "followups-on-time": (20, 30),
}  # fmt: skip
TRAINED, MET = "ทะเบียนลงชื่อผู้เข้าอบรม (สมมุติ)", "รายงานการประชุมคณะทำงานชายแดน (สมมุติ)"


def make_indicators(people: dict[str, User], *, seed: int, today: dt.date) -> None:
    """Two fiscal years of Pong Nam Ron and Soi Dao; what is there already stays."""
    if Target.objects.exists() or Reading.objects.exists():
        return
    year, known = dates.fiscal_year(today), {one.code: one for one in Indicator.objects.all()}
    for code, values in TARGETS.items():
        for back, value in zip((1, 0), values, strict=True):
            actions.promise(
                indicator=known[code], fiscal_year=year - back, province=None, value=value, by=people["admin"]
            )
    chance, reviewer = random.Random(seed), people["reviewer"]  # noqa: S311 - sample data, not secrets
    for district in District.objects.filter(code__in=["2204", "2207"]).select_related("province"):
        for period in reversed(periods.quarters(today)):
            women, men, unknown = chance.randint(9, 24), chance.randint(8, 26), chance.randint(0, 2)
            where: dict[str, Any] = {"start": period.start, "end": period.end, "district": district, "province": None}
            reached: dict[str, Any] = {"women": women, "men": men, "unknown": unknown}
            reached["value"] = women + men + unknown
            actions.enter(indicator=known["people-trained"], source=TRAINED, by=reviewer, **where, **reached)
            actions.enter(indicator=known["meetings"], source=MET, value=chance.randint(0, 3), by=reviewer, **where)
