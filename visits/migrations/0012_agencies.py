"""Tallies know more cuts of the reports: those in which an agency took part. Withdrawn reports are known by every cut.

A report in which only a restricted activity names the agency counts on restricted lines.
"""

from importlib import import_module

from django.db import migrations

EARLIER = import_module("visits.migrations.0010_cuts")
NUMBERS: str = EARLIER.NUMBERS
SIGNATURE = EARLIER.FUNCTIONS[EARLIER.FUNCTIONS.index("FUNCTION visits_tally_lines(keys BIGINT[])\nRETURNS") :]
EARLIER_LINES = f"CREATE OR REPLACE {SIGNATURE[: SIGNATURE.index('CREATE FUNCTION visits_tally_add')]}"
LINES = f"""
CREATE OR REPLACE {SIGNATURE[: SIGNATURE.index("WITH ended")]}
    WITH ended AS MATERIALIZED (
        SELECT v.id, v.state = 'withdrawn' AS withdrawn, v.area_codes AS areas, v.date_end,
               date_trunc('month', v.date_start::timestamp)::date AS month,
               COALESCE(said.found, FALSE) AS found, COALESCE(said.openly, FALSE) AS openly,
               COALESCE(said.major, FALSE) AS major, COALESCE(said.major_openly, FALSE) AS major_openly
        FROM (SELECT DISTINCT unnest(keys) AS id) k
        JOIN visits_visit v ON v.id = k.id
        LEFT JOIN LATERAL (
            SELECT TRUE AS found, bool_or(NOT a.restricted) AS openly, bool_or(a.level = 'major') AS major,
                   bool_or(a.level = 'major' AND NOT a.restricted) AS major_openly
            FROM visits_assessment a
            WHERE a.visit_id = v.id AND a.level IN ('minor', 'major') HAVING count(*) > 0
        ) said ON v.state <> 'withdrawn'
        WHERE v.state IN ('approved', 'published', 'withdrawn') AND v.superseded_at IS NULL
    ), stopped AS MATERIALIZED (
        SELECT DISTINCT s.visit_id, s.checkpoint_id, s.center_id, s.district_id, c.kind
        FROM visits_stop s
        JOIN ended ON ended.id = s.visit_id
        LEFT JOIN checkpoints_checkpoint c ON c.id = s.checkpoint_id
    ), place AS (
        SELECT DISTINCT visit_id, COALESCE(checkpoint_id, center_id, district_id) AS subject,
               CASE WHEN checkpoint_id IS NOT NULL THEN 'checkpoint' WHEN center_id IS NOT NULL THEN 'center'
                    ELSE 'elsewhere' END AS counted
        FROM stopped WHERE COALESCE(checkpoint_id, center_id, district_id) IS NOT NULL
    ), took_part AS (
        SELECT m.visit_id, m.agency_id, FALSE AS restricted
        FROM visits_missionmember m JOIN ended ON ended.id = m.visit_id
        UNION ALL
        SELECT s.visit_id, p.agency_id, a.restricted
        FROM visits_stop s
        JOIN ended ON ended.id = s.visit_id
        JOIN visits_activity a ON a.stop_id = s.id
        JOIN visits_participation p ON p.activity_id = a.id
    ), parted AS MATERIALIZED (
        SELECT ended.*, '' AS cut, FALSE AS hidden FROM ended
        UNION ALL
        SELECT ended.*, of.cut, of.hidden FROM (
            SELECT visit_id, 'checkpoint:' || checkpoint_id AS cut, FALSE AS hidden FROM stopped
            WHERE checkpoint_id IS NOT NULL
            UNION SELECT visit_id, 'center:' || center_id, FALSE FROM stopped WHERE center_id IS NOT NULL
            UNION SELECT visit_id, 'at:' || kind, FALSE FROM stopped WHERE kind IS NOT NULL
            UNION SELECT visit_id, 'agency:' || agency_id, bool_and(restricted) FROM took_part
            WHERE agency_id IS NOT NULL GROUP BY visit_id, agency_id
        ) of JOIN ended ON ended.id = of.visit_id
    ), seen AS MATERIALIZED (
        SELECT * FROM parted WHERE NOT withdrawn
    )
    SELECT 'reports', month, areas, 0, 0, '', hidden, {NUMBERS}, cut
    FROM seen GROUP BY month, areas, cut, hidden
    UNION ALL
    SELECT 'district', month, areas, d.district_id, 0, '', hidden, {NUMBERS}, cut
    FROM seen JOIN visits_visit_districts d ON d.visit_id = seen.id GROUP BY month, areas, d.district_id, cut, hidden
    UNION ALL
    SELECT 'level', month, areas, d.district_id, a.category_id, a.level, hidden OR a.restricted, {NUMBERS}, cut
    FROM seen
    JOIN visits_visit_districts d ON d.visit_id = seen.id
    JOIN visits_assessment a ON a.visit_id = seen.id
    GROUP BY month, areas, d.district_id, a.category_id, a.level, hidden OR a.restricted, cut
    UNION ALL
    SELECT place.counted, month, areas, place.subject, 0, '', hidden, {NUMBERS}, cut
    FROM seen JOIN place ON place.visit_id = seen.id GROUP BY place.counted, month, areas, place.subject, cut, hidden
    UNION ALL
    SELECT CASE place.counted WHEN 'checkpoint' THEN 'point_level' ELSE 'center_level' END, month, areas, place.subject,
           a.category_id, a.level, hidden OR a.restricted, {NUMBERS}, cut
    FROM seen
    JOIN place ON place.visit_id = seen.id AND place.counted <> 'elsewhere'
    JOIN visits_assessment a ON a.visit_id = seen.id
    GROUP BY place.counted, month, areas, place.subject, a.category_id, a.level, hidden OR a.restricted, cut
    UNION ALL
    SELECT 'withdrawn', month, areas, 0, 0, '', hidden, count(*)::integer, 0, 0, 0, 0, max(date_end), cut
    FROM parted WHERE withdrawn GROUP BY month, areas, cut, hidden
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("visits", "0011_words"),
    ]

    operations = [
        migrations.RunSQL(migrations.RunSQL.noop, EARLIER.FILL),
        migrations.RunSQL(LINES, EARLIER_LINES),
        migrations.RunSQL(EARLIER.FILL, migrations.RunSQL.noop),
    ]
