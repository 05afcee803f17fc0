"""Any number of made-up public reports, written by the database alone."""

import datetime

from django.db import connection

from centers.models import Center
from centers.report_choices import Category, ReportChannel
from reports.demo.cast import Cast

# Old ones are done with; of the last ten days some nobody has taken up.
ROWS = """
    INSERT INTO centers_publicreport (
        center_id, fiscal_year, running, client_uuid, received_at, channel, category, district_id, place, summary,
        is_anonymous, state, referred_to, acknowledged_on, ended_on, recorded_by_id, recorded_at, changed_by_id,
        changed_at, version
    )
    SELECT c.id, fy, first.last + row_number() OVER (PARTITION BY c.id, fy ORDER BY n),
           md5(concat(%(seed)s, 'public', n))::uuid, at, (%(channels)s::text[])[1 + (h / 7) %% %(channel_count)s],
           (%(categories)s::text[])[1 + (h / 11) %% %(category_count)s], c.district_id, '',
           'ชาวบ้านแจ้งพบเหตุผิดปกติใกล้แนวชายแดน (สาธิต)', TRUE, state, '',
           CASE WHEN state <> 'received' THEN day + ((h / 13) %% 9)::int END,
           CASE WHEN state IN ('resolved', 'closed') THEN day + ((h / 13) %% 9 + (h / 17) %% 20)::int END,
           %(by)s, at + INTERVAL '1 hour', %(by)s, at + INTERVAL '1 hour', 1
    FROM generate_series(1, %(count)s) n
    CROSS JOIN LATERAL (SELECT (hashint8extended(n, %(seed)s) & 2147483647)::bigint AS h) AS hashed
    CROSS JOIN LATERAL (SELECT %(until)s::date - 1 - (h %% 700)::int AS day) AS dated
    CROSS JOIN LATERAL (
        SELECT day + TIME '03:00' AT TIME ZONE 'UTC' AS at,
               (extract(year FROM day + INTERVAL '3 months') + 543)::int AS fy,
               CASE WHEN h %% 700 < 10 THEN CASE WHEN h / 19 %% 3 = 0 THEN 'received' ELSE 'acknowledged' END
                    WHEN h / 19 %% 10 = 0 THEN 'closed' ELSE 'resolved' END AS state
    ) AS told
    JOIN centers_center c ON c.id = (%(centers)s::bigint[])[1 + (h / 23) %% %(center_count)s]
    CROSS JOIN LATERAL (
        SELECT COALESCE(max(running), 0) AS last FROM centers_publicreport r
        WHERE r.center_id = c.id AND r.fiscal_year = fy
    ) AS first
"""


def write_public_reports(count: int, cast: Cast, *, seed: int, until: datetime.date) -> None:
    """`count` reports to the centers in use, over two years before `until`."""
    centers = list(Center.objects.in_use().order_by("code").values_list("pk", flat=True))
    categories, channels = list(Category.values), list(ReportChannel.values)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE centers_publicreport DISABLE TRIGGER USER")
        cursor.execute(
            ROWS,
            {
                "count": count, "seed": seed, "until": until, "by": cast.authors[0].pk,
                "centers": centers, "center_count": len(centers),
                "categories": categories, "category_count": len(categories),
                "channels": channels, "channel_count": len(channels),
            },
        )  # fmt: skip
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE centers_publicreport ENABLE TRIGGER USER")
