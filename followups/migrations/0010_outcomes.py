"""How actions of reports went is tallied.

followups_outcometally_lines(keys)     the lines of these by themselves
followups_outcometally_keys()          the keys of all that counts
followups_outcometally_refresh(...)    counts the months of these days again, for one set of areas
"""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

FUNCTIONS = """
CREATE FUNCTION followups_outcometally_lines(keys BIGINT[])
RETURNS TABLE (month DATE, counted VARCHAR, area_codes VARCHAR[], begun INTEGER, approved INTEGER)
LANGUAGE sql STABLE AS $$
    WITH known AS MATERIALIZED (
        SELECT date_trunc('month', f.due_on::timestamp)::date AS due,
               date_trunc('month', f.created_at AT TIME ZONE 'Asia/Bangkok')::date AS opened,
               f.area_codes AS areas, f.state, f.due_on, v.state IN ('approved', 'published') AS approved,
               CASE WHEN f.state IN ('done', 'verified') THEN (
                   SELECT (s.at AT TIME ZONE 'Asia/Bangkok')::date FROM followups_followupstep s
                   WHERE s.followup_id = f.id AND s.target = 'done' ORDER BY s.at DESC, s.id DESC LIMIT 1
               ) END AS done_on
        FROM (SELECT DISTINCT unnest(keys) AS id) k
        JOIN followups_followup f ON f.id = k.id
        JOIN visits_visit v ON v.id = f.visit_id
        WHERE v.state <> 'draft'
    )
    SELECT CASE WHEN what.counted = 'opened' THEN opened ELSE due END, what.counted, areas,
           count(*)::integer, (count(*) FILTER (WHERE approved))::integer
    FROM known, LATERAL (VALUES
        ('opened', TRUE),
        ('due', TRUE),
        ('on_time', done_on <= due_on),
        ('late', done_on > due_on),
        ('dropped', state = 'dropped')
    ) what(counted, so)
    WHERE what.so GROUP BY 1, 2, 3
$$;

CREATE FUNCTION followups_outcometally_keys() RETURNS BIGINT[] LANGUAGE sql STABLE AS $$
    SELECT COALESCE(array_agg(f.id), '{}') FROM followups_followup f WHERE f.visit_id IS NOT NULL
$$;

CREATE FUNCTION followups_outcometally_refresh(areas VARCHAR[], days DATE[]) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
    months DATE[] := ARRAY(SELECT DISTINCT date_trunc('month', day::timestamp)::date FROM unnest(days) day);
BEGIN
    -- One at a time, so that each counts what the one before has committed.
    PERFORM visits_tally_lock();
    DELETE FROM followups_outcometally t WHERE t.month = ANY(months) AND t.area_codes = areas;
    INSERT INTO followups_outcometally (month, counted, area_codes, begun, approved)
    SELECT l.* FROM followups_outcometally_lines(ARRAY(
        SELECT f.id FROM unnest(months) m JOIN followups_followup f
        ON f.area_codes = areas AND f.due_on >= m AND f.due_on < m + INTERVAL '1 month'
        UNION
        SELECT f.id FROM unnest(months) m JOIN followups_followup f
        ON f.area_codes = areas AND f.created_at >= m::timestamp AT TIME ZONE 'Asia/Bangkok'
        AND f.created_at < (m + INTERVAL '1 month') AT TIME ZONE 'Asia/Bangkok'
    )) l WHERE l.month = ANY(months);
END
$$;
"""
NO_FUNCTIONS = """
DROP FUNCTION followups_outcometally_refresh;
DROP FUNCTION followups_outcometally_keys;
DROP FUNCTION followups_outcometally_lines;
"""
FILL = """
DELETE FROM followups_outcometally;
INSERT INTO followups_outcometally (month, counted, area_codes, begun, approved)
SELECT * FROM followups_outcometally_lines(followups_outcometally_keys())
"""


class Migration(migrations.Migration):

    dependencies = [
        ('centers', '0006_cells'),
        ('checkpoints', '0005_cells'),
        ('followups', '0009_tallies'),
        ('places', '0002_cells'),
        ('visits', '0008_taken_over'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OutcomeTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('counted', models.CharField(choices=[('opened', 'Opened'), ('due', 'Due'), ('on_time', 'On Time'), ('late', 'Late'), ('dropped', 'Dropped')], max_length=10)),
                ('area_codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=6), size=None)),
                ('begun', models.IntegerField()),
                ('approved', models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='KnownReport',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('visits.visit',),
        ),
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(fields=['area_codes', 'due_on'], name='followup_areas_due'),
        ),
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(fields=['area_codes', 'created_at'], name='followup_areas_created'),
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        pgtrigger.migrations.AddTrigger(
            model_name='followup',
            trigger=pgtrigger.compiler.Trigger(name='outcome_new', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                PERFORM followups_outcometally_refresh(of.area_codes, of.days) FROM (\n                    SELECT made.area_codes, array_agg((made.created_at AT TIME ZONE 'Asia/Bangkok')::date) || array_agg(made.due_on) AS days\n                    FROM made WHERE EXISTS (SELECT 1 FROM visits_visit v WHERE v.id = made.visit_id AND (CASE WHEN v.state = 'draft' THEN 0 WHEN v.state IN ('approved', 'published') THEN 2 ELSE 1 END) > 0) GROUP BY 1\n                ) of;\n                RETURN NULL;\n            ", hash='d88be7721aa412cecbd2acd7a8cc6db6b938c919', level='STATEMENT', operation='INSERT', pgid='pgtrigger_outcome_new_d9f7f', referencing='REFERENCING NEW TABLE AS made ', table='followups_followup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='followup',
            trigger=pgtrigger.compiler.Trigger(name='outcome_step', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."area_codes" IS DISTINCT FROM (NEW."area_codes") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."state" IS DISTINCT FROM (NEW."state"))', func="\n                IF EXISTS (SELECT 1 FROM visits_visit v WHERE v.id = NEW.visit_id AND (CASE WHEN v.state = 'draft' THEN 0 WHEN v.state IN ('approved', 'published') THEN 2 ELSE 1 END) > 0) THEN\n                    PERFORM followups_outcometally_refresh(OLD.area_codes, ARRAY[(OLD.created_at AT TIME ZONE 'Asia/Bangkok')::date, OLD.due_on]);\n                    IF (OLD.due_on, OLD.area_codes, OLD.created_at)\n                        IS DISTINCT FROM (NEW.due_on, NEW.area_codes, NEW.created_at) THEN\n                        PERFORM followups_outcometally_refresh(NEW.area_codes, ARRAY[(NEW.created_at AT TIME ZONE 'Asia/Bangkok')::date, NEW.due_on]);\n                    END IF;\n                END IF;\n                RETURN NULL;\n            ", hash='ec8ae61e9bc0fad00c6f02c3d69011e20de83a27', operation='UPDATE', pgid='pgtrigger_outcome_step_a4c37', table='followups_followup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='followup',
            trigger=pgtrigger.compiler.Trigger(name='outcome_gone', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF EXISTS (SELECT 1 FROM visits_visit v WHERE v.id = OLD.visit_id AND (CASE WHEN v.state = 'draft' THEN 0 WHEN v.state IN ('approved', 'published') THEN 2 ELSE 1 END) > 0) THEN PERFORM followups_outcometally_refresh(OLD.area_codes, ARRAY[(OLD.created_at AT TIME ZONE 'Asia/Bangkok')::date, OLD.due_on]); END IF; RETURN NULL;", hash='4aedf3a34d540e02fc9bffa8176f565aab47b595', operation='DELETE', pgid='pgtrigger_outcome_gone_3323d', table='followups_followup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='followupstep',
            trigger=pgtrigger.compiler.Trigger(name='outcome_done', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."target" = \'done\')', func='\n            PERFORM followups_outcometally_refresh(f.area_codes, ARRAY[f.due_on])\n            FROM followups_followup f WHERE f.id = NEW.followup_id AND f.visit_id IS NOT NULL;\n            RETURN NULL;\n        ', hash='2b0d002c8e32b81b938dc1c69df6f42466a4edc1', operation='INSERT', pgid='pgtrigger_outcome_done_35dce', table='followups_followupstep', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='outcometally',
            index=models.Index(fields=['month', 'counted'], name='outcome_tally_by_month'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='knownreport',
            trigger=pgtrigger.compiler.Trigger(name='followups_outcomes', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN ((CASE WHEN OLD.state = 'draft' THEN 0 WHEN OLD.state IN ('approved', 'published') THEN 2 ELSE 1 END) IS DISTINCT FROM (CASE WHEN NEW.state = 'draft' THEN 0 WHEN NEW.state IN ('approved', 'published') THEN 2 ELSE 1 END))", func="\n                    PERFORM followups_outcometally_refresh(of.area_codes, of.days) FROM (\n                        SELECT f.area_codes, array_agg((f.created_at AT TIME ZONE 'Asia/Bangkok')::date) || array_agg(f.due_on) AS days\n                        FROM followups_followup f WHERE f.visit_id = NEW.id GROUP BY 1\n                    ) of;\n                    RETURN NULL;\n                ", hash='fa63c79d8c844ea8f8940c335885d318eddf35e3', operation='UPDATE', pgid='pgtrigger_followups_outcomes_af4c1', table='visits_visit', when='AFTER')),
        ),
        # After the triggers: from here on nothing moves without being counted.
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
