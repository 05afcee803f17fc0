"""Tallies say more: withdrawn reports, and visits with a major finding.

visits_tally_lines(keys)     the lines of these by themselves
visits_tally_keys()          the keys of all that counts
visits_tally_refresh(...)    counts one unit again
visits_tally_lock()          one at a time: the same lock for everything that reports move, so that nobody waits in a ring
"""

from importlib import import_module

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


EARLIER: str = import_module("visits.migrations.0003_tallies").FUNCTIONS
FUNCTIONS = """
DROP FUNCTION visits_tally_rebuild();
DROP FUNCTION visits_tally_write(BIGINT[]);
DROP FUNCTION visits_tally_lines(BIGINT[]);

CREATE FUNCTION visits_tally_lines(keys BIGINT[])
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
    SELECT 'withdrawn', month, areas, 0, 0, '', FALSE, count(*)::integer, 0, 0, 0, 0, max(date_end)
    FROM ended WHERE state = 'withdrawn' GROUP BY month, areas
$$;

CREATE FUNCTION visits_tally_keys() RETURNS BIGINT[] LANGUAGE sql STABLE AS $$
    SELECT COALESCE(array_agg(v.id), '{}') FROM visits_visit v
    WHERE v.state IN ('approved', 'published', 'withdrawn') AND v.superseded_at IS NULL
$$;

CREATE FUNCTION visits_tally_lock() RETURNS VOID LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(hashtextextended('tallies', 0))
$$;

CREATE OR REPLACE FUNCTION visits_tally_refresh(areas VARCHAR[], day DATE) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
    first DATE := date_trunc('month', day::timestamp)::date;
BEGIN
    -- One at a time, so that each counts what the one before has committed.
    PERFORM visits_tally_lock();
    DELETE FROM visits_tally t WHERE t.month = first AND t.area_codes = areas;
    INSERT INTO visits_tally (
        counted, month, area_codes, subject, category, level, restricted, visits, found, found_openly, major,
        major_openly, last_day
    ) SELECT * FROM visits_tally_lines(ARRAY(
        SELECT v.id FROM visits_visit v
        WHERE v.date_start >= first AND v.date_start < first + INTERVAL '1 month' AND v.area_codes = areas
        AND v.state IN ('approved', 'published', 'withdrawn') AND v.superseded_at IS NULL
    ));
END
$$;
"""
NO_FUNCTIONS = f"""
DROP FUNCTION visits_tally_refresh;
DROP FUNCTION visits_tally_lock;
DROP FUNCTION visits_tally_keys;
DROP FUNCTION visits_tally_lines;
{EARLIER}"""
FILL = """
DELETE FROM visits_tally;
INSERT INTO visits_tally (counted, month, area_codes, subject, category, level, restricted, visits, found, found_openly, major, major_openly, last_day)
SELECT * FROM visits_tally_lines(visits_tally_keys())
"""


class Migration(migrations.Migration):

    dependencies = [
        ('visits', '0006_inspections'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='visit',
            name='tally_step',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='visit',
            name='tally_delete',
        ),
        migrations.AddField(
            model_name='tally',
            name='major',
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name='tally',
            name='major_openly',
            field=models.IntegerField(default=0),
        ),
        migrations.AlterField(
            model_name='tally',
            name='counted',
            field=models.CharField(choices=[('reports', 'Reports'), ('district', 'District'), ('level', 'Level'), ('checkpoint', 'Checkpoint'), ('center', 'Center'), ('elsewhere', 'Elsewhere'), ('withdrawn', 'Withdrawn')], max_length=10),
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        pgtrigger.migrations.AddTrigger(
            model_name='visit',
            trigger=pgtrigger.compiler.Trigger(name='tally_step', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN ((CASE WHEN OLD.state IN ('approved', 'published', 'withdrawn') AND OLD.superseded_at IS NULL THEN (OLD.state IN ('approved', 'published') AND OLD.superseded_at IS NULL) END) IS DISTINCT FROM (CASE WHEN NEW.state IN ('approved', 'published', 'withdrawn') AND NEW.superseded_at IS NULL THEN (NEW.state IN ('approved', 'published') AND NEW.superseded_at IS NULL) END))", func='PERFORM visits_tally_refresh(OLD.area_codes, OLD.date_start); RETURN NULL;', hash='2e2ded92e45b3e6a5cca9a08521bb0ac828878b1', operation='UPDATE', pgid='pgtrigger_tally_step_94d0a', table='visits_visit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='visit',
            trigger=pgtrigger.compiler.Trigger(name='tally_delete', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN ((CASE WHEN OLD.state IN ('approved', 'published', 'withdrawn') AND OLD.superseded_at IS NULL THEN (OLD.state IN ('approved', 'published') AND OLD.superseded_at IS NULL) END) IS NOT NULL)", func='PERFORM visits_tally_refresh(OLD.area_codes, OLD.date_start); RETURN NULL;', hash='f89e62c98205fd900a24c3fe03d78ad2f0562cbb', operation='DELETE', pgid='pgtrigger_tally_delete_c1124', table='visits_visit', when='AFTER')),
        ),
        # After the triggers: from here on nothing moves without being counted.
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
