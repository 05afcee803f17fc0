"""Actions at checkpoints and centers are tallied.

followups_placetally_lines(keys)     the lines of these by themselves
followups_placetally_keys()          the keys of all that counts
followups_placetally_refresh(...)    counts these days again, for one set of areas
"""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

FUNCTIONS = """
CREATE FUNCTION followups_placetally_lines(keys BIGINT[])
RETURNS TABLE (
    due_on DATE, checkpoint_id BIGINT, center_id BIGINT, area_codes VARCHAR[], withdrawn BOOLEAN, due INTEGER,
    on_time INTEGER, unresolved INTEGER
) LANGUAGE sql STABLE AS $$
    WITH known AS MATERIALIZED (
        SELECT f.visit_id, f.checkpoint_id, f.center_id, f.district_id, f.due_on, f.area_codes AS areas,
               v.state = 'withdrawn' AS withdrawn, f.state IN ('open', 'in_progress', 'carried_over') AS unresolved,
               CASE WHEN f.state IN ('done', 'verified') THEN (
                   SELECT (s.at AT TIME ZONE 'Asia/Bangkok')::date FROM followups_followupstep s
                   WHERE s.followup_id = f.id AND s.target = 'done' ORDER BY s.at DESC, s.id DESC LIMIT 1
               ) END AS done_on
        FROM (SELECT DISTINCT unnest(keys) AS id) k
        JOIN followups_followup f ON f.id = k.id
        JOIN visits_visit v ON v.id = f.visit_id
        WHERE v.state IN ('approved', 'published', 'withdrawn')
    )
    SELECT known.due_on, place.checkpoint_id, place.center_id, areas, known.withdrawn, count(*)::integer,
           (count(*) FILTER (WHERE done_on <= known.due_on))::integer,
           (count(*) FILTER (WHERE known.unresolved))::integer
    FROM known, LATERAL (
        SELECT known.checkpoint_id, known.center_id
        UNION  -- each place once, however often the visit stopped there
        SELECT s.checkpoint_id, s.center_id FROM visits_stop s
        WHERE s.visit_id = known.visit_id
        AND COALESCE(known.checkpoint_id, known.center_id, known.district_id) IS NULL
    ) place
    WHERE COALESCE(place.checkpoint_id, place.center_id) IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5
$$;

CREATE FUNCTION followups_placetally_keys() RETURNS BIGINT[] LANGUAGE sql STABLE AS $$
    SELECT COALESCE(array_agg(f.id), '{}') FROM followups_followup f WHERE f.visit_id IS NOT NULL
$$;

CREATE FUNCTION followups_placetally_refresh(areas VARCHAR[], days DATE[]) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
    -- One at a time, so that each counts what the one before has committed.
    PERFORM visits_tally_lock();
    DELETE FROM followups_placetally t WHERE t.due_on = ANY(days) AND t.area_codes = areas;
    INSERT INTO followups_placetally (
        due_on, checkpoint_id, center_id, area_codes, withdrawn, due, on_time, unresolved
    ) SELECT l.* FROM followups_placetally_lines(ARRAY(
        SELECT f.id FROM followups_followup f WHERE f.area_codes = areas AND f.due_on = ANY(days)
    )) l;
END
$$;
"""
NO_FUNCTIONS = """
DROP FUNCTION followups_placetally_refresh;
DROP FUNCTION followups_placetally_keys;
DROP FUNCTION followups_placetally_lines;
"""
FILL = """
DELETE FROM followups_placetally;
INSERT INTO followups_placetally (
    due_on, checkpoint_id, center_id, area_codes, withdrawn, due, on_time, unresolved
) SELECT * FROM followups_placetally_lines(followups_placetally_keys())
"""


class Migration(migrations.Migration):

    dependencies = [
        ('centers', '0006_cells'),
        ('checkpoints', '0005_cells'),
        ('followups', '0010_outcomes'),
        ('visits', '0009_levels_at_places'),
    ]

    operations = [
        migrations.CreateModel(
            name='PlaceTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_on', models.DateField()),
                ('checkpoint', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='checkpoints.checkpoint')),
                ('center', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='centers.center')),
                ('area_codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=6), size=None)),
                ('withdrawn', models.BooleanField()),
                ('due', models.IntegerField()),
                ('on_time', models.IntegerField()),
                ('unresolved', models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='PlacedReport',
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
            model_name='placetally',
            index=models.Index(fields=['due_on'], name='followup_place_by_day'),
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        pgtrigger.migrations.AddTrigger(
            model_name='followup',
            trigger=pgtrigger.compiler.Trigger(name='placed_new', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                PERFORM followups_placetally_refresh(of.area_codes, of.days) FROM (\n                    SELECT made.area_codes, array_agg(made.due_on) AS days\n                    FROM made WHERE EXISTS (SELECT 1 FROM visits_visit v WHERE v.id = made.visit_id AND (CASE WHEN v.state = 'draft' THEN 0 WHEN v.state IN ('approved', 'published') THEN 2 ELSE 1 END) > 0) GROUP BY 1\n                ) of;\n                RETURN NULL;\n            ", hash='633408b36d74d761733d484484196a76d477750b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_placed_new_4f11e', referencing='REFERENCING NEW TABLE AS made ', table='followups_followup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='followup',
            trigger=pgtrigger.compiler.Trigger(name='placed_otherwise', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."area_codes" IS DISTINCT FROM (NEW."area_codes") OR OLD."center_id" IS DISTINCT FROM (NEW."center_id") OR OLD."checkpoint_id" IS DISTINCT FROM (NEW."checkpoint_id") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."state" IS DISTINCT FROM (NEW."state"))', func="\n                IF EXISTS (SELECT 1 FROM visits_visit v WHERE v.id = NEW.visit_id AND (CASE WHEN v.state = 'draft' THEN 0 WHEN v.state IN ('approved', 'published') THEN 2 ELSE 1 END) > 0) THEN\n                    PERFORM followups_placetally_refresh(OLD.area_codes, ARRAY[OLD.due_on]);\n                    IF (OLD.due_on, OLD.area_codes) IS DISTINCT FROM (NEW.due_on, NEW.area_codes) THEN\n                        PERFORM followups_placetally_refresh(NEW.area_codes, ARRAY[NEW.due_on]);\n                    END IF;\n                END IF;\n                RETURN NULL;\n            ", hash='587ff0eafb69f7a4a37369236f06d6e5371ade7a', operation='UPDATE', pgid='pgtrigger_placed_otherwise_35352', table='followups_followup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='followup',
            trigger=pgtrigger.compiler.Trigger(name='placed_gone', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF EXISTS (SELECT 1 FROM visits_visit v WHERE v.id = OLD.visit_id AND (CASE WHEN v.state = 'draft' THEN 0 WHEN v.state IN ('approved', 'published') THEN 2 ELSE 1 END) > 0) THEN PERFORM followups_placetally_refresh(OLD.area_codes, ARRAY[OLD.due_on]); END IF; RETURN NULL;", hash='9d8e3d155ed51c9cd9f5c9b50fcef022774cf220', operation='DELETE', pgid='pgtrigger_placed_gone_d7a2b', table='followups_followup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='followupstep',
            trigger=pgtrigger.compiler.Trigger(name='placed_done', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."target" = \'done\')', func='\n            PERFORM followups_placetally_refresh(f.area_codes, ARRAY[f.due_on])\n            FROM followups_followup f WHERE f.id = NEW.followup_id AND f.visit_id IS NOT NULL;\n            RETURN NULL;\n        ', hash='81a5a370be596236880fcf88210cdfbeff5ecbfc', operation='INSERT', pgid='pgtrigger_placed_done_7bdf8', table='followups_followupstep', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='placedreport',
            trigger=pgtrigger.compiler.Trigger(name='followups_placed', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (((CASE WHEN OLD.state = 'draft' THEN 0 WHEN OLD.state IN ('approved', 'published') THEN 2 ELSE 1 END) = 2) <> ((CASE WHEN NEW.state = 'draft' THEN 0 WHEN NEW.state IN ('approved', 'published') THEN 2 ELSE 1 END) = 2))", func='\n                    PERFORM followups_placetally_refresh(of.area_codes, of.days) FROM (\n                        SELECT f.area_codes, array_agg(f.due_on) AS days\n                        FROM followups_followup f WHERE f.visit_id = NEW.id GROUP BY 1\n                    ) of;\n                    RETURN NULL;\n                ', hash='1cadb2f04eb6c6c189575ef0248ca406052586f2', operation='UPDATE', pgid='pgtrigger_followups_placed_6a941', table='visits_visit', when='AFTER')),
        ),
        # After the triggers: from here on nothing moves without being counted.
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
