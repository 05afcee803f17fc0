"""Tallies say what was said of the categories at checkpoints and centers.

visits_tally_lines(keys)     the lines of these by themselves, with two more sorts
"""

import re
from importlib import import_module

from django.db import migrations, models


EARLIER: str = re.search(
    r"CREATE (FUNCTION visits_tally_lines.*?\n\$\$;)", import_module("visits.migrations.0007_tallies").FUNCTIONS, re.DOTALL
)[1]
FUNCTION = """
CREATE OR REPLACE FUNCTION visits_tally_lines(keys BIGINT[])
RETURNS TABLE (
    counted TEXT, month DATE, area_codes VARCHAR[], subject BIGINT, category BIGINT, level TEXT, restricted BOOLEAN,
    visits INTEGER, found INTEGER, found_openly INTEGER, major INTEGER, major_openly INTEGER, last_day DATE
) LANGUAGE sql STABLE AS $$
    WITH ended AS MATERIALIZED (
        SELECT v.id, v.state, v.area_codes AS areas, v.date_end,
               date_trunc('month', v.date_start::timestamp)::date AS month
        FROM (SELECT DISTINCT unnest(keys) AS id) k
        JOIN visits_visit v ON v.id = k.id
        WHERE v.state IN ('approved', 'published', 'withdrawn') AND v.superseded_at IS NULL
    ), seen AS MATERIALIZED (
        SELECT v.*, COALESCE(said.found, FALSE) AS found, COALESCE(said.openly, FALSE) AS openly,
               COALESCE(said.major, FALSE) AS major, COALESCE(said.major_openly, FALSE) AS major_openly
        FROM ended v
        LEFT JOIN LATERAL (
            SELECT TRUE AS found, bool_or(NOT a.restricted) AS openly, bool_or(a.level = 'major') AS major,
                   bool_or(a.level = 'major' AND NOT a.restricted) AS major_openly
            FROM visits_assessment a
            WHERE a.visit_id = v.id AND a.level IN ('minor', 'major') HAVING count(*) > 0
        ) said ON TRUE
        WHERE v.state <> 'withdrawn'
    ), place AS (
        SELECT DISTINCT s.visit_id, COALESCE(s.checkpoint_id, s.center_id, s.district_id) AS subject,
               CASE WHEN s.checkpoint_id IS NOT NULL THEN 'checkpoint' WHEN s.center_id IS NOT NULL THEN 'center'
                    ELSE 'elsewhere' END AS counted
        FROM visits_stop s JOIN seen ON seen.id = s.visit_id
        WHERE COALESCE(s.checkpoint_id, s.center_id, s.district_id) IS NOT NULL
    )
    SELECT 'reports', month, areas, 0, 0, '', FALSE, count(*)::integer, (count(*) FILTER (WHERE found))::integer,
           (count(*) FILTER (WHERE openly))::integer, (count(*) FILTER (WHERE major))::integer,
           (count(*) FILTER (WHERE major_openly))::integer, max(date_end)
    FROM seen GROUP BY month, areas
    UNION ALL
    SELECT 'district', month, areas, d.district_id, 0, '', FALSE, count(*)::integer, (count(*) FILTER (WHERE found))::integer,
           (count(*) FILTER (WHERE openly))::integer, (count(*) FILTER (WHERE major))::integer,
           (count(*) FILTER (WHERE major_openly))::integer, max(date_end)
    FROM seen JOIN visits_visit_districts d ON d.visit_id = seen.id GROUP BY month, areas, d.district_id
    UNION ALL
    SELECT 'level', month, areas, d.district_id, a.category_id, a.level, a.restricted, count(*)::integer, (count(*) FILTER (WHERE found))::integer,
           (count(*) FILTER (WHERE openly))::integer, (count(*) FILTER (WHERE major))::integer,
           (count(*) FILTER (WHERE major_openly))::integer, max(date_end)
    FROM seen
    JOIN visits_visit_districts d ON d.visit_id = seen.id
    JOIN visits_assessment a ON a.visit_id = seen.id
    GROUP BY month, areas, d.district_id, a.category_id, a.level, a.restricted
    UNION ALL
    SELECT place.counted, month, areas, place.subject, 0, '', FALSE, count(*)::integer, (count(*) FILTER (WHERE found))::integer,
           (count(*) FILTER (WHERE openly))::integer, (count(*) FILTER (WHERE major))::integer,
           (count(*) FILTER (WHERE major_openly))::integer, max(date_end)
    FROM seen JOIN place ON place.visit_id = seen.id GROUP BY place.counted, month, areas, place.subject
    UNION ALL
    SELECT CASE place.counted WHEN 'checkpoint' THEN 'point_level' ELSE 'center_level' END, month, areas, place.subject,
           a.category_id, a.level, a.restricted, count(*)::integer, (count(*) FILTER (WHERE found))::integer,
           (count(*) FILTER (WHERE openly))::integer, (count(*) FILTER (WHERE major))::integer,
           (count(*) FILTER (WHERE major_openly))::integer, max(date_end)
    FROM seen
    JOIN place ON place.visit_id = seen.id AND place.counted <> 'elsewhere'
    JOIN visits_assessment a ON a.visit_id = seen.id
    GROUP BY place.counted, month, areas, place.subject, a.category_id, a.level, a.restricted
    UNION ALL
    SELECT 'withdrawn', month, areas, 0, 0, '', FALSE, count(*)::integer, 0, 0, 0, 0, max(date_end)
    FROM ended WHERE state = 'withdrawn' GROUP BY month, areas
$$;
"""
FILL = """
DELETE FROM visits_tally;
INSERT INTO visits_tally (counted, month, area_codes, subject, category, level, restricted, visits, found, found_openly, major, major_openly, last_day)
SELECT * FROM visits_tally_lines(visits_tally_keys())
"""


class Migration(migrations.Migration):

    dependencies = [
        ('visits', '0008_taken_over'),
    ]

    operations = [
        migrations.AlterField(
            model_name='tally',
            name='counted',
            field=models.CharField(choices=[('reports', 'Reports'), ('district', 'District'), ('level', 'Level'), ('checkpoint', 'Checkpoint'), ('center', 'Center'), ('elsewhere', 'Elsewhere'), ('point_level', 'Point Level'), ('center_level', 'Center Level'), ('withdrawn', 'Withdrawn')], max_length=12),
        ),
        migrations.AddIndex(
            model_name='tally',
            index=models.Index(fields=['counted', 'subject', 'month'], name='tally_of_subject'),
        ),
        migrations.RunSQL(FUNCTION, f"CREATE OR REPLACE {EARLIER} {FILL}"),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
