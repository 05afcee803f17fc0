"""Goods and patrols of made-up visits, written as the workflow's triggers would have left them."""

from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from accounts.models import User
from patrols.models import Account, Patrol, PatrolCounter
from seizures.models import GoodsCounter, Lot, Seizure
from visits.models import Activity, ActivityKind, Visit

STANDING = """
    UPDATE seizures_lot l SET current_id = z.id, report_id = v.id, standing = 'counts'
    FROM seizures_seizure z
    JOIN visits_activity a ON a.id = z.activity_id
    JOIN visits_stop s ON s.id = a.stop_id
    JOIN visits_visit v ON v.id = s.visit_id
    WHERE z.lot_id = l.id AND v.id = ANY(%s) AND v.state IN ('approved', 'published') AND v.superseded_at IS NULL
"""


@dataclass
class Records:
    """Unsaved lots with their record, and patrols with the account of our side; codes are drawn when written."""

    goods: list[Seizure] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)

    def find(self, activity: Activity, goods: list[dict[str, Any]]) -> None:
        at = activity.stop.arrived_at
        assert at is not None  # what was done at a stop is told after the arrival
        self.goods += [Seizure(activity=activity, lot=Lot(), found_at=at, **one) for one in goods]

    def patrol(self, activity: Activity, visit: Visit, by: User) -> None:
        """The record of a joint patrol, signed by our side."""
        if activity.kind != ActivityKind.JOINT_PATROL:
            return
        stop = activity.stop
        patrol = Patrol(lineage=activity.lineage, reference=visit.reference, created_by=visit.author)
        self.accounts.append(
            Account(
                patrol=patrol, side="own", how="own_officer", recorded_by=visit.author, started_at=stop.arrived_at,
                ended_at=stop.departed_at, mechanism="local", incident="no", version=1, signed_by=by,
                signed_off_at=stop.departed_at, signer_name="หัวหน้าชุดลาดตระเวน (สาธิต)",
            )
        )  # fmt: skip

    def write(self, visits: list[Visit]) -> None:
        """After the activities. The lots of `visits` count where their report does."""
        for row, code in zip(self.goods, GoodsCounter.draw(*(row.found_at.date() for row in self.goods)), strict=True):
            row.lot.code = code
        Lot.objects.bulk_create([row.lot for row in self.goods])
        Seizure.objects.bulk_create(self.goods)
        days = [row.started_at.date() for row in self.accounts if row.started_at]
        for account, code in zip(self.accounts, PatrolCounter.draw(*days), strict=True):
            account.patrol.code = code
        Patrol.objects.bulk_create([row.patrol for row in self.accounts])
        Account.objects.bulk_create(self.accounts)
        with connection.cursor() as cursor:
            cursor.execute(STANDING, [[visit.pk for visit in visits]])
