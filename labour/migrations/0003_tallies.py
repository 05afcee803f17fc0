"""People counted at work are tallied with their reports.

labour_workertally_lines(keys)     the lines of these by themselves
labour_workertally_keys()          the keys of all that counts
labour_workertally_refresh(...)    counts one unit again
"""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


FUNCTIONS = """
CREATE FUNCTION labour_workertally_lines(keys BIGINT[])
RETURNS TABLE (
    month DATE, area_codes VARCHAR[], nationality VARCHAR, sector VARCHAR, route VARCHAR, restricted BOOLEAN,
    women BIGINT, men BIGINT, unrecorded BIGINT, visits INTEGER, visits_openly INTEGER
) LANGUAGE sql STABLE AS $$
    WITH seen AS MATERIALIZED (
        SELECT v.id, v.area_codes AS areas, date_trunc('month', v.date_start::timestamp)::date AS month, a.restricted,
               c.nationality, c.sector, c.route, c.women, c.men, c.unrecorded
        FROM (SELECT DISTINCT unnest(keys) AS id) k
        JOIN visits_visit v ON v.id = k.id
        JOIN visits_stop s ON s.visit_id = v.id
        JOIN visits_activity a ON a.stop_id = s.id AND a.kind = 'observation'
        JOIN labour_workercount c ON c.activity_id = a.id
        WHERE v.state IN ('approved', 'published') AND v.superseded_at IS NULL
    )
    SELECT month, areas, nationality, sector, route, restricted, COALESCE(sum(women), 0), COALESCE(sum(men), 0),
           COALESCE(sum(unrecorded), 0), 0, 0
    FROM seen GROUP BY month, areas, nationality, sector, route, restricted
    UNION ALL
    SELECT month, areas, '', '', '', FALSE, 0, 0, 0, count(DISTINCT id)::integer,
           (count(DISTINCT id) FILTER (WHERE NOT restricted))::integer
    FROM seen GROUP BY month, areas
$$;

CREATE FUNCTION labour_workertally_keys() RETURNS BIGINT[] LANGUAGE sql STABLE AS $$
    SELECT COALESCE(array_agg(DISTINCT s.visit_id), '{}') FROM labour_workercount c
    JOIN visits_activity a ON a.id = c.activity_id JOIN visits_stop s ON s.id = a.stop_id
$$;

CREATE FUNCTION labour_workertally_refresh(areas VARCHAR[], day DATE) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
    first DATE := date_trunc('month', day::timestamp)::date;
BEGIN
    -- One at a time, so that each counts what the one before has committed.
    PERFORM visits_tally_lock();
    DELETE FROM labour_workertally t WHERE t.month = first AND t.area_codes = areas;
    INSERT INTO labour_workertally (
        month, area_codes, nationality, sector, route, restricted, women, men, unrecorded, visits, visits_openly
    ) SELECT * FROM labour_workertally_lines(ARRAY(
        SELECT v.id FROM visits_visit v
        WHERE v.date_start >= first AND v.date_start < first + INTERVAL '1 month' AND v.area_codes = areas
        AND v.state IN ('approved', 'published') AND v.superseded_at IS NULL
    ));
END
$$;
"""
NO_FUNCTIONS = """
DROP FUNCTION labour_workertally_refresh;
DROP FUNCTION labour_workertally_keys;
DROP FUNCTION labour_workertally_lines;
"""
FILL = """
DELETE FROM labour_workertally;
INSERT INTO labour_workertally (month, area_codes, nationality, sector, route, restricted, women, men, unrecorded, visits, visits_openly)
SELECT * FROM labour_workertally_lines(labour_workertally_keys())
"""


class Migration(migrations.Migration):

    dependencies = [
        ('labour', '0002_told_numbers'),
        ('visits', '0007_tallies'),
    ]

    operations = [
        migrations.CreateModel(
            name='TalliedReport',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('visits.visit',),
        ),
        migrations.CreateModel(
            name='WorkerTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('area_codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=6), size=None)),
                ('nationality', models.CharField(blank=True, max_length=8)),
                ('sector', models.CharField(blank=True, max_length=12)),
                ('route', models.CharField(blank=True, max_length=12)),
                ('restricted', models.BooleanField()),
                ('women', models.BigIntegerField()),
                ('men', models.BigIntegerField()),
                ('unrecorded', models.BigIntegerField()),
                ('visits', models.IntegerField()),
                ('visits_openly', models.IntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['month'], name='worker_tally_by_month')],
            },
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        pgtrigger.migrations.AddTrigger(
            model_name='talliedreport',
            trigger=pgtrigger.compiler.Trigger(name='workers_tally', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF TG_OP = 'DELETE' THEN\n                        IF (OLD.state IN ('approved', 'published') AND OLD.superseded_at IS NULL) THEN\n                            PERFORM labour_workertally_refresh(OLD.area_codes, OLD.date_start);\n                        END IF;\n                    ELSIF (OLD.state IN ('approved', 'published') AND OLD.superseded_at IS NULL) IS DISTINCT FROM (NEW.state IN ('approved', 'published') AND NEW.superseded_at IS NULL) THEN\n                        PERFORM labour_workertally_refresh(OLD.area_codes, OLD.date_start);\n                    END IF;\n                    RETURN NULL;\n                ", hash='503ade3637fa9e0297eda72d7decd5fdcf40d0b5', operation='UPDATE OR DELETE', pgid='pgtrigger_workers_tally_4d91c', table='visits_visit', when='AFTER')),
        ),
        # After the triggers: from here on nothing moves without being counted.
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
