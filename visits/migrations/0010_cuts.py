"""Tallies know cuts of the reports: those with a stop at one checkpoint, at one center, at checkpoints of one kind.

visits_tally_lines(keys)     the lines of these by themselves
visits_tally_add(keys)       adds them: reports that begin to count
visits_tally_refresh(...)    counts one unit again: where a report ends to count
visits_tally_cuts(...)     counts some cuts of one unit again: where a checkpoint becomes one of another kind
"""

from importlib import import_module

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

EARLIER = import_module("visits.migrations.0009_levels_at_places")
EARLIER_REFRESH: str = import_module("visits.migrations.0007_tallies").FUNCTIONS
EARLIER_REFRESH = EARLIER_REFRESH[EARLIER_REFRESH.index("CREATE OR REPLACE FUNCTION visits_tally_refresh"):]
COLUMNS = (
    "counted, month, area_codes, subject, category, level, restricted, visits, found, found_openly, major, "
    "major_openly, last_day, cut"
)
KEY = "cut, counted, subject, month, area_codes, category, level, restricted"
SUMS = ("visits", "found", "found_openly", "major", "major_openly")
NUMBERS = """count(*)::integer, (count(*) FILTER (WHERE found))::integer, (count(*) FILTER (WHERE openly))::integer,
           (count(*) FILTER (WHERE major))::integer, (count(*) FILTER (WHERE major_openly))::integer, max(date_end)"""
FUNCTIONS = f"""
DROP FUNCTION visits_tally_lines(BIGINT[]);

CREATE FUNCTION visits_tally_lines(keys BIGINT[])
RETURNS TABLE (
    counted TEXT, month DATE, area_codes VARCHAR[], subject BIGINT, category BIGINT, level TEXT, restricted BOOLEAN,
    visits INTEGER, found INTEGER, found_openly INTEGER, major INTEGER, major_openly INTEGER, last_day DATE, cut TEXT
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
    ), stopped AS MATERIALIZED (
        SELECT DISTINCT s.visit_id, s.checkpoint_id, s.center_id, s.district_id, c.kind
        FROM visits_stop s
        JOIN seen ON seen.id = s.visit_id
        LEFT JOIN checkpoints_checkpoint c ON c.id = s.checkpoint_id
    ), place AS (
        SELECT DISTINCT visit_id, COALESCE(checkpoint_id, center_id, district_id) AS subject,
               CASE WHEN checkpoint_id IS NOT NULL THEN 'checkpoint' WHEN center_id IS NOT NULL THEN 'center'
                    ELSE 'elsewhere' END AS counted
        FROM stopped WHERE COALESCE(checkpoint_id, center_id, district_id) IS NOT NULL
    ), parted AS MATERIALIZED (
        SELECT seen.*, '' AS cut FROM seen
        UNION ALL
        SELECT seen.*, of.cut FROM (
            SELECT visit_id, 'checkpoint:' || checkpoint_id AS cut FROM stopped WHERE checkpoint_id IS NOT NULL
            UNION SELECT visit_id, 'center:' || center_id FROM stopped WHERE center_id IS NOT NULL
            UNION SELECT visit_id, 'at:' || kind FROM stopped WHERE kind IS NOT NULL
        ) of JOIN seen ON seen.id = of.visit_id
    )
    SELECT 'reports', month, areas, 0, 0, '', FALSE, {NUMBERS}, cut
    FROM parted GROUP BY month, areas, cut
    UNION ALL
    SELECT 'district', month, areas, d.district_id, 0, '', FALSE, {NUMBERS}, cut
    FROM parted JOIN visits_visit_districts d ON d.visit_id = parted.id GROUP BY month, areas, d.district_id, cut
    UNION ALL
    SELECT 'level', month, areas, d.district_id, a.category_id, a.level, a.restricted, {NUMBERS}, cut
    FROM parted
    JOIN visits_visit_districts d ON d.visit_id = parted.id
    JOIN visits_assessment a ON a.visit_id = parted.id
    GROUP BY month, areas, d.district_id, a.category_id, a.level, a.restricted, cut
    UNION ALL
    SELECT place.counted, month, areas, place.subject, 0, '', FALSE, {NUMBERS}, cut
    FROM parted JOIN place ON place.visit_id = parted.id GROUP BY place.counted, month, areas, place.subject, cut
    UNION ALL
    SELECT CASE place.counted WHEN 'checkpoint' THEN 'point_level' ELSE 'center_level' END, month, areas, place.subject,
           a.category_id, a.level, a.restricted, {NUMBERS}, cut
    FROM parted
    JOIN place ON place.visit_id = parted.id AND place.counted <> 'elsewhere'
    JOIN visits_assessment a ON a.visit_id = parted.id
    GROUP BY place.counted, month, areas, place.subject, a.category_id, a.level, a.restricted, cut
    UNION ALL
    SELECT 'withdrawn', month, areas, 0, 0, '', FALSE, count(*)::integer, 0, 0, 0, 0, max(date_end), ''
    FROM ended WHERE state = 'withdrawn' GROUP BY month, areas
$$;

CREATE FUNCTION visits_tally_add(keys BIGINT[]) RETURNS VOID LANGUAGE sql AS $$
    INSERT INTO visits_tally AS kept ({COLUMNS}) SELECT * FROM visits_tally_lines(keys)
    ON CONFLICT ({KEY}) DO UPDATE SET
        {", ".join(f"{name} = kept.{name} + EXCLUDED.{name}" for name in SUMS)},
        last_day = GREATEST(kept.last_day, EXCLUDED.last_day)
$$;

CREATE OR REPLACE FUNCTION visits_tally_refresh(areas VARCHAR[], day DATE) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
    first DATE := date_trunc('month', day::timestamp)::date;
BEGIN
    -- One at a time, so that each counts what the one before has committed.
    PERFORM visits_tally_lock();
    DELETE FROM visits_tally t WHERE t.month = first AND t.area_codes = areas;
    INSERT INTO visits_tally ({COLUMNS}) SELECT * FROM visits_tally_lines(visits_tally_unit(areas, first));
END
$$;

CREATE FUNCTION visits_tally_unit(areas VARCHAR[], first DATE) RETURNS BIGINT[] LANGUAGE sql STABLE AS $$
    SELECT ARRAY(
        SELECT v.id FROM visits_visit v
        WHERE v.date_start >= first AND v.date_start < first + INTERVAL '1 month' AND v.area_codes = areas
        AND v.state IN ('approved', 'published', 'withdrawn') AND v.superseded_at IS NULL
    )
$$;

CREATE FUNCTION visits_tally_cuts(areas VARCHAR[], first DATE, cuts TEXT[]) RETURNS VOID LANGUAGE sql AS $$
    DELETE FROM visits_tally t WHERE t.month = first AND t.area_codes = areas AND t.cut = ANY(cuts);
    INSERT INTO visits_tally ({COLUMNS})
    SELECT * FROM visits_tally_lines(visits_tally_unit(areas, first)) l WHERE l.cut = ANY(cuts);
$$;
"""
NO_FUNCTIONS = f"""
DROP FUNCTION visits_tally_cuts;
DROP FUNCTION visits_tally_unit;
DROP FUNCTION visits_tally_add;
DROP FUNCTION visits_tally_lines;
{EARLIER.FUNCTION}
{EARLIER_REFRESH}
"""
FILL = f"""
DELETE FROM visits_tally;
INSERT INTO visits_tally ({COLUMNS}) SELECT * FROM visits_tally_lines(visits_tally_keys())
"""


class Migration(migrations.Migration):

    dependencies = [
        ('checkpoints', '0005_cells'),
        ('visits', '0009_levels_at_places'),
    ]

    operations = [
        migrations.RunSQL(migrations.RunSQL.noop, EARLIER.FILL),
        migrations.CreateModel(
            name='TalliedCheckpoint',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('checkpoints.checkpoint',),
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='visit',
            name='tally_step',
        ),
        migrations.RemoveIndex(
            model_name='tally',
            name='tally_by_month',
        ),
        migrations.RemoveIndex(
            model_name='tally',
            name='tally_of_subject',
        ),
        migrations.AddField(
            model_name='tally',
            name='cut',
            field=models.CharField(blank=True, max_length=28),
        ),
        migrations.AddIndex(
            model_name='tally',
            index=models.Index(fields=['cut', 'counted', 'month'], name='tally_by_month'),
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        pgtrigger.migrations.AddTrigger(
            model_name='visit',
            trigger=pgtrigger.compiler.Trigger(name='tally_step', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE begun BIGINT[]; others BOOLEAN;', func="\n                SELECT array_agg(made.id), bool_or((CASE WHEN was.state IN ('approved', 'published', 'withdrawn') AND was.superseded_at IS NULL THEN (was.state IN ('approved', 'published') AND was.superseded_at IS NULL) END) IS NOT NULL) INTO begun, others\n                FROM was JOIN made ON made.id = was.id WHERE (CASE WHEN was.state IN ('approved', 'published', 'withdrawn') AND was.superseded_at IS NULL THEN (was.state IN ('approved', 'published') AND was.superseded_at IS NULL) END) IS DISTINCT FROM (CASE WHEN made.state IN ('approved', 'published', 'withdrawn') AND made.superseded_at IS NULL THEN (made.state IN ('approved', 'published') AND made.superseded_at IS NULL) END);\n                IF others THEN\n                    PERFORM visits_tally_refresh(unit.area_codes, unit.month) FROM (\n                        SELECT DISTINCT was.area_codes, date_trunc('month', was.date_start::timestamp)::date AS month\n                        FROM was JOIN made ON made.id = was.id WHERE (CASE WHEN was.state IN ('approved', 'published', 'withdrawn') AND was.superseded_at IS NULL THEN (was.state IN ('approved', 'published') AND was.superseded_at IS NULL) END) IS DISTINCT FROM (CASE WHEN made.state IN ('approved', 'published', 'withdrawn') AND made.superseded_at IS NULL THEN (made.state IN ('approved', 'published') AND made.superseded_at IS NULL) END)\n                    ) unit;\n                ELSIF begun IS NOT NULL THEN\n                    PERFORM visits_tally_lock();\n                    PERFORM visits_tally_add(begun);\n                END IF;\n                RETURN NULL;\n            ", hash='b3ce6580c91b85c094911c66e6a7ecb5f0e2b78f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_tally_step_94d0a', referencing='REFERENCING OLD TABLE AS was  NEW TABLE AS made ', table='visits_visit', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='tally',
            constraint=models.UniqueConstraint(fields=('cut', 'counted', 'subject', 'month', 'area_codes', 'category', 'level', 'restricted'), name='tally_line'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='talliedcheckpoint',
            trigger=pgtrigger.compiler.Trigger(name='tally_kind', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."kind" IS DISTINCT FROM (NEW."kind"))', func="\n                    PERFORM visits_tally_lock();\n                    PERFORM visits_tally_cuts(\n                        unit.area_codes, unit.month, ARRAY['at:' || OLD.kind, 'at:' || NEW.kind]\n                    ) FROM (\n                        SELECT DISTINCT v.area_codes, date_trunc('month', v.date_start::timestamp)::date AS month\n                        FROM visits_stop s JOIN visits_visit v ON v.id = s.visit_id\n                        WHERE s.checkpoint_id = NEW.id AND (CASE WHEN v.state IN ('approved', 'published', 'withdrawn') AND v.superseded_at IS NULL THEN (v.state IN ('approved', 'published') AND v.superseded_at IS NULL) END) IS NOT NULL\n                    ) unit;\n                    RETURN NULL;\n                ", hash='1c79f12c723f1e909cf325928eaf433ecfbda47d', operation='UPDATE', pgid='pgtrigger_tally_kind_f8fcf', table='checkpoints_checkpoint', when='AFTER')),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
