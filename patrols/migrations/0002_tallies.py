"""Records of patrols are tallied.

patrols_patroltally_lines(keys)     the lines of these by themselves
patrols_patroltally_keys()          the keys of all that counts
patrols_patroltally_refresh(...)    counts the units of one report again
"""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


FUNCTIONS = """
CREATE FUNCTION patrols_patroltally_lines(keys BIGINT[])
RETURNS TABLE (
    month DATE, area_codes VARCHAR[], later VARCHAR[], deciding BOOLEAN, restricted BOOLEAN, records INTEGER,
    both_sides INTEGER, ours INTEGER, theirs INTEGER, disagreeing INTEGER, disagreeing_openly INTEGER
) LANGUAGE sql STABLE AS $$
    WITH record AS MATERIALIZED (
        SELECT p.lineage, p.reference, cardinality(p.differing) > 0 AS disagreeing,
               p.differing && '{checkpoint,heads_counterpart,heads_own,incident,mechanism}'::varchar[] AS openly,
               EXISTS (SELECT 1 FROM patrols_account a
                       WHERE a.patrol_id = p.id AND a.side = 'own' AND a.version IS NOT NULL) AS own,
               EXISTS (SELECT 1 FROM patrols_account a
                       WHERE a.patrol_id = p.id AND a.side = 'counterpart' AND a.version IS NOT NULL) AS other
        FROM (SELECT DISTINCT unnest(keys) AS id) k
        JOIN patrols_patrol p ON p.id = k.id
    ), known AS MATERIALIZED (
        -- Each revision, for those who know of withdrawn reports and for those who do not; with the areas of newer ones.
        SELECT r.*, reader.deciding, v.area_codes AS areas,
               date_trunc('month', v.date_start::timestamp)::date AS month,
               ARRAY(
                   SELECT DISTINCT code FROM visits_visit w, unnest(w.area_codes) code
                   WHERE w.reference = v.reference AND w.revision > v.revision
                   AND (w.state IN ('approved', 'published') OR (w.state = 'withdrawn' AND reader.deciding))
                   ORDER BY code
               ) AS newer,
               NOT EXISTS (
                   SELECT 1 FROM visits_activity a JOIN visits_stop s ON s.id = a.stop_id
                   WHERE a.lineage = r.lineage AND s.visit_id = v.id AND NOT a.restricted
               ) AS hidden
        FROM record r
        JOIN visits_visit v ON v.reference = r.reference
        JOIN (VALUES (FALSE), (TRUE)) reader(deciding)
            ON v.state IN ('approved', 'published') OR (v.state = 'withdrawn' AND reader.deciding)
    )
    SELECT month, areas, newer, deciding, hidden, count(*)::integer, (count(*) FILTER (WHERE own AND other))::integer,
           (count(*) FILTER (WHERE NOT own))::integer, (count(*) FILTER (WHERE NOT other))::integer,
           (count(*) FILTER (WHERE disagreeing))::integer, (count(*) FILTER (WHERE openly))::integer
    FROM known WHERE NOT areas <@ newer  -- else everybody there goes by a newer one
    GROUP BY month, areas, newer, deciding, hidden
$$;

CREATE FUNCTION patrols_patroltally_keys() RETURNS BIGINT[] LANGUAGE sql STABLE AS $$
    SELECT COALESCE(array_agg(p.id), '{}') FROM patrols_patrol p
$$;

CREATE FUNCTION patrols_patroltally_refresh(report VARCHAR, areas VARCHAR[] DEFAULT NULL, day DATE DEFAULT NULL)
RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
    unit RECORD;
BEGIN
    -- One at a time, so that each counts what the one before has committed.
    PERFORM visits_tally_lock();
    FOR unit IN
        SELECT DISTINCT of.codes, date_trunc('month', of.first::timestamp)::date AS month FROM (
            SELECT v.area_codes AS codes, v.date_start AS first FROM visits_visit v
            WHERE v.reference = report AND v.state IN ('approved', 'published', 'withdrawn')
            UNION ALL SELECT areas, day WHERE day IS NOT NULL
        ) of
    LOOP
        DELETE FROM patrols_patroltally t WHERE t.month = unit.month AND t.area_codes = unit.codes;
        INSERT INTO patrols_patroltally (
            month, area_codes, later, deciding, restricted, records, both_sides, ours, theirs, disagreeing,
            disagreeing_openly
        ) SELECT l.* FROM patrols_patroltally_lines(ARRAY(
            SELECT p.id FROM visits_visit v JOIN patrols_patrol p ON p.reference = v.reference
            WHERE v.date_start >= unit.month AND v.date_start < unit.month + INTERVAL '1 month'
            AND v.area_codes = unit.codes AND v.state IN ('approved', 'published', 'withdrawn')
        )) l WHERE l.month = unit.month AND l.area_codes = unit.codes;
    END LOOP;
END
$$;
"""
NO_FUNCTIONS = """
DROP FUNCTION patrols_patroltally_refresh;
DROP FUNCTION patrols_patroltally_keys;
DROP FUNCTION patrols_patroltally_lines;
"""
FILL = """
DELETE FROM patrols_patroltally;
INSERT INTO patrols_patroltally (
    month, area_codes, later, deciding, restricted, records, both_sides, ours, theirs, disagreeing, disagreeing_openly
) SELECT * FROM patrols_patroltally_lines(patrols_patroltally_keys())
"""


class Migration(migrations.Migration):

    dependencies = [
        ('patrols', '0001_patrols'),
        ('visits', '0008_taken_over'),
    ]

    operations = [
        migrations.CreateModel(
            name='PatrolTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('area_codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=6), size=None)),
                ('later', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=6), size=None)),
                ('deciding', models.BooleanField()),
                ('restricted', models.BooleanField()),
                ('records', models.IntegerField()),
                ('both_sides', models.IntegerField()),
                ('ours', models.IntegerField()),
                ('theirs', models.IntegerField()),
                ('disagreeing', models.IntegerField()),
                ('disagreeing_openly', models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='PatrolledReport',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('visits.visit',),
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        pgtrigger.migrations.AddTrigger(
            model_name='account',
            trigger=pgtrigger.compiler.Trigger(name='tally_signed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW.version IS NOT NULL)', func='\n            PERFORM patrols_patroltally_refresh(p.reference) FROM patrols_patrol p WHERE p.id = NEW.patrol_id;\n            RETURN NULL;\n        ', hash='ceedc3dc7a1024d84da5b3455ec032f58831983f', operation='INSERT OR UPDATE', pgid='pgtrigger_tally_signed_b1442', table='patrols_account', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='patrol',
            trigger=pgtrigger.compiler.Trigger(name='tally_new', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM patrols_patroltally_refresh(NEW.reference); RETURN NULL;', hash='734c6fdc729697943b69aec0856ac5ca20380924', operation='INSERT', pgid='pgtrigger_tally_new_16b0a', table='patrols_patrol', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='patrol',
            trigger=pgtrigger.compiler.Trigger(name='tally_changed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."differing" IS DISTINCT FROM (NEW."differing") OR OLD."lineage" IS DISTINCT FROM (NEW."lineage") OR OLD."reference" IS DISTINCT FROM (NEW."reference"))', func='PERFORM patrols_patroltally_refresh(OLD.reference); IF OLD.reference <> NEW.reference THEN PERFORM patrols_patroltally_refresh(NEW.reference); END IF; RETURN NULL;', hash='44f17a9182ed8a8ad4a85a43202074e1f16e354d', operation='UPDATE', pgid='pgtrigger_tally_changed_fda03', table='patrols_patrol', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='patrol',
            trigger=pgtrigger.compiler.Trigger(name='tally_gone', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM patrols_patroltally_refresh(OLD.reference); RETURN NULL;', hash='92318295f136e790adf8be8f3714df3dec35466d', operation='DELETE', pgid='pgtrigger_tally_gone_f8918', table='patrols_patrol', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='patroltally',
            index=models.Index(fields=['month'], name='patrol_tally_by_month'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='patrolledreport',
            trigger=pgtrigger.compiler.Trigger(name='patrols_tally', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN ((CASE WHEN OLD.state IN ('approved', 'published') THEN 2 WHEN OLD.state = 'withdrawn' THEN 1 END) IS DISTINCT FROM (CASE WHEN NEW.state IN ('approved', 'published') THEN 2 WHEN NEW.state = 'withdrawn' THEN 1 END))", func='\n        PERFORM visits_tally_lock();\n        IF EXISTS (SELECT 1 FROM patrols_patrol p WHERE p.reference = OLD.reference) THEN\n            PERFORM patrols_patroltally_refresh(OLD.reference, OLD.area_codes, OLD.date_start);\n        END IF;\n        RETURN NULL;\n    ', hash='adbb28ea48b852437240faa210a1cba5490e3016', operation='UPDATE', pgid='pgtrigger_patrols_tally_1ce39', table='visits_visit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='patrolledreport',
            trigger=pgtrigger.compiler.Trigger(name='patrols_tally_gone', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN ((CASE WHEN OLD.state IN ('approved', 'published') THEN 2 WHEN OLD.state = 'withdrawn' THEN 1 END) IS NOT NULL)", func='\n        PERFORM visits_tally_lock();\n        IF EXISTS (SELECT 1 FROM patrols_patrol p WHERE p.reference = OLD.reference) THEN\n            PERFORM patrols_patroltally_refresh(OLD.reference, OLD.area_codes, OLD.date_start);\n        END IF;\n        RETURN NULL;\n    ', hash='299bccc496dcbbe7eb39e3136e930001a53ca9d6', operation='DELETE', pgid='pgtrigger_patrols_tally_gone_eaf96', table='visits_visit', when='AFTER')),
        ),
        # After the triggers: from here on nothing moves without being counted.
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
