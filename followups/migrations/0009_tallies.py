"""Unresolved actions of reports are tallied.

followups_followuptally_lines(keys)     the lines of these by themselves
followups_followuptally_keys()          the keys of all that counts
followups_followuptally_refresh(...)    counts one unit again
"""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


FUNCTIONS = """
CREATE FUNCTION followups_followuptally_lines(keys BIGINT[])
RETURNS TABLE (month DATE, due_on DATE, area_codes VARCHAR[], begun INTEGER, approved INTEGER)
LANGUAGE sql STABLE AS $$
    WITH due AS MATERIALIZED (
        SELECT date_trunc('month', f.due_on::timestamp)::date AS month, f.due_on, f.area_codes AS areas,
               v.state IN ('approved', 'published') AS approved
        FROM (SELECT DISTINCT unnest(keys) AS id) k
        JOIN followups_followup f ON f.id = k.id
        JOIN visits_visit v ON v.id = f.visit_id
        WHERE f.state IN ('open', 'in_progress', 'carried_over') AND v.state <> 'draft'
    )
    SELECT month, due_on, areas, count(*)::integer, (count(*) FILTER (WHERE approved))::integer
    FROM due GROUP BY GROUPING SETS ((month, areas), (month, due_on, areas))
$$;

CREATE FUNCTION followups_followuptally_keys() RETURNS BIGINT[] LANGUAGE sql STABLE AS $$
    SELECT COALESCE(array_agg(f.id), '{}') FROM followups_followup f
    WHERE f.state IN ('open', 'in_progress', 'carried_over')
$$;

CREATE FUNCTION followups_followuptally_refresh(areas VARCHAR[], day DATE) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
    first DATE := date_trunc('month', day::timestamp)::date;
BEGIN
    -- One at a time, so that each counts what the one before has committed.
    PERFORM visits_tally_lock();
    DELETE FROM followups_followuptally t WHERE t.month = first AND t.area_codes = areas;
    INSERT INTO followups_followuptally (month, due_on, area_codes, begun, approved) SELECT * FROM followups_followuptally_lines(ARRAY(
        SELECT f.id FROM followups_followup f
        WHERE f.area_codes = areas AND f.due_on >= first AND f.due_on < first + INTERVAL '1 month'
        AND f.state IN ('open', 'in_progress', 'carried_over')
    ));
END
$$;
"""
NO_FUNCTIONS = """
DROP FUNCTION followups_followuptally_refresh;
DROP FUNCTION followups_followuptally_keys;
DROP FUNCTION followups_followuptally_lines;
"""
FILL = """
DELETE FROM followups_followuptally;
INSERT INTO followups_followuptally (month, due_on, area_codes, begun, approved)
SELECT * FROM followups_followuptally_lines(followups_followuptally_keys())
"""


class Migration(migrations.Migration):

    dependencies = [
        ('centers', '0005_tallies'),
        ('checkpoints', '0004_inspections'),
        ('followups', '0008_inspections'),
        ('places', '0001_initial'),
        ('visits', '0007_tallies'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FollowUpTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('due_on', models.DateField(null=True)),
                ('area_codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=6), size=None)),
                ('begun', models.IntegerField()),
                ('approved', models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='OpenReport',
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
            index=models.Index(condition=models.Q(('state__in', ('open', 'in_progress', 'carried_over'))), fields=['area_codes', 'due_on'], name='followup_unresolved_areas'),
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        pgtrigger.migrations.AddTrigger(
            model_name='followup',
            trigger=pgtrigger.compiler.Trigger(name='tally_new', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (NEW.visit_id IS NOT NULL AND NEW.state IN ('carried_over', 'in_progress', 'open'))", func="\n                -- While its report is a draft, nobody's figures know of it.\n                IF EXISTS (SELECT 1 FROM visits_visit v WHERE v.id = NEW.visit_id AND (CASE WHEN v.state = 'draft' THEN 0 WHEN v.state IN ('approved', 'published') THEN 2 ELSE 1 END) > 0) THEN\n                    PERFORM followups_followuptally_refresh(NEW.area_codes, NEW.due_on);\n                END IF;\n                RETURN NULL;\n            ", hash='34d47363a2b72f1c11cf335add663371c44524b3', operation='INSERT', pgid='pgtrigger_tally_new_6b177', table='followups_followup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='followup',
            trigger=pgtrigger.compiler.Trigger(name='tally_step', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN ((OLD.visit_id IS NOT NULL AND OLD.state IN ('carried_over', 'in_progress', 'open')) IS DISTINCT FROM (NEW.visit_id IS NOT NULL AND NEW.state IN ('carried_over', 'in_progress', 'open')) OR ((NEW.visit_id IS NOT NULL AND NEW.state IN ('carried_over', 'in_progress', 'open')) AND (OLD.due_on, OLD.area_codes) IS DISTINCT FROM (NEW.due_on, NEW.area_codes)))", func='\n                PERFORM followups_followuptally_refresh(OLD.area_codes, OLD.due_on);\n                IF (OLD.due_on, OLD.area_codes) IS DISTINCT FROM (NEW.due_on, NEW.area_codes) THEN\n                    PERFORM followups_followuptally_refresh(NEW.area_codes, NEW.due_on);\n                END IF;\n                RETURN NULL;\n            ', hash='572cf0c2ee12b202dffffdded37f760ea326e7cb', operation='UPDATE', pgid='pgtrigger_tally_step_31245', table='followups_followup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='followup',
            trigger=pgtrigger.compiler.Trigger(name='tally_gone', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.visit_id IS NOT NULL AND OLD.state IN ('carried_over', 'in_progress', 'open'))", func='PERFORM followups_followuptally_refresh(OLD.area_codes, OLD.due_on); RETURN NULL;', hash='2ad6fa8ba272201e21de0666903512220000804d', operation='DELETE', pgid='pgtrigger_tally_gone_6a3e5', table='followups_followup', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='followuptally',
            index=models.Index(fields=['month', 'due_on'], name='followup_tally_by_month'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='openreport',
            trigger=pgtrigger.compiler.Trigger(name='followups_tally', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN ((CASE WHEN OLD.state = 'draft' THEN 0 WHEN OLD.state IN ('approved', 'published') THEN 2 ELSE 1 END) IS DISTINCT FROM (CASE WHEN NEW.state = 'draft' THEN 0 WHEN NEW.state IN ('approved', 'published') THEN 2 ELSE 1 END))", func="\n                    PERFORM followups_followuptally_refresh(due.area_codes, due.month) FROM (\n                        SELECT DISTINCT f.area_codes, date_trunc('month', f.due_on::timestamp)::date AS month\n                        FROM followups_followup f WHERE f.visit_id = NEW.id AND f.state IN\n                            ('carried_over', 'in_progress', 'open')\n                        ORDER BY 1, 2\n                    ) due;\n                    RETURN NULL;\n                ", hash='387c314c0008841ff093d603957a26436971f678', operation='UPDATE', pgid='pgtrigger_followups_tally_34050', table='visits_visit', when='AFTER')),
        ),
        # After the triggers: from here on nothing moves without being counted.
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
