"""Goods in force are tallied.

seizures_goodstally_lines(keys)     the lines of these by themselves
seizures_goodstally_keys()          the keys of all that counts
seizures_goodstally_refresh(...)    counts one unit again
"""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


FUNCTIONS = """
-- The lock of all tallies: a report moves its goods and its figures in one step.
CREATE OR REPLACE FUNCTION seizures_lock() RETURNS VOID LANGUAGE sql AS $$
    SELECT visits_tally_lock()
$$;

CREATE FUNCTION seizures_goodstally_lines(keys BIGINT[])
RETURNS TABLE (
    month DATE, area_codes VARCHAR[], kind_id BIGINT, restricted BOOLEAN, quantity NUMERIC, approximate BOOLEAN,
    value NUMERIC, records INTEGER, valued INTEGER, waiting INTEGER
) LANGUAGE sql STABLE AS $$
    SELECT date_trunc('month', z.found_at AT TIME ZONE 'Asia/Bangkok')::date, v.area_codes, z.kind_id, a.restricted,
           COALESCE(sum(z.base_quantity) FILTER (WHERE l.standing = 'counts'), 0),
           COALESCE(bool_or(z.approximate) FILTER (WHERE l.standing = 'counts'), FALSE),
           COALESCE(sum(z.estimated_value) FILTER (WHERE l.standing = 'counts'), 0),
           (count(*) FILTER (WHERE l.standing = 'counts'))::integer,
           (count(z.estimated_value) FILTER (WHERE l.standing = 'counts'))::integer,
           (count(*) FILTER (WHERE l.standing = 'waiting'))::integer
    FROM (SELECT DISTINCT unnest(keys) AS id) k
    JOIN seizures_lot l ON l.id = k.id
    JOIN seizures_seizure z ON z.id = l.current_id
    JOIN visits_activity a ON a.id = z.activity_id
    JOIN visits_visit v ON v.id = l.report_id
    WHERE l.standing IN ('counts', 'waiting')
    GROUP BY 1, 2, 3, 4
$$;

CREATE FUNCTION seizures_goodstally_keys() RETURNS BIGINT[] LANGUAGE sql STABLE AS $$
    SELECT COALESCE(array_agg(l.id), '{}') FROM seizures_lot l WHERE l.standing IN ('counts', 'waiting')
$$;

CREATE FUNCTION seizures_goodstally_refresh(report BIGINT, record BIGINT) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
    first DATE;
    areas VARCHAR[];
BEGIN
    -- Whatever moves a lot holds this lock already.
    PERFORM seizures_lock();
    SELECT v.area_codes INTO areas FROM visits_visit v WHERE v.id = report;
    SELECT date_trunc('month', z.found_at AT TIME ZONE 'Asia/Bangkok')::date INTO first
        FROM seizures_seizure z WHERE z.id = record;
    DELETE FROM seizures_goodstally t WHERE t.month = first AND t.area_codes = areas;
    INSERT INTO seizures_goodstally (
        month, area_codes, kind_id, restricted, quantity, approximate, value, records, valued, waiting
    ) SELECT * FROM seizures_goodstally_lines(ARRAY(
        SELECT l.id FROM seizures_seizure z
        JOIN seizures_lot l ON l.current_id = z.id
        JOIN visits_visit v ON v.id = l.report_id
        WHERE z.found_at >= first::timestamp AT TIME ZONE 'Asia/Bangkok'
        AND z.found_at < (first + INTERVAL '1 month') AT TIME ZONE 'Asia/Bangkok' AND v.area_codes = areas
    ));
END
$$;
"""
NO_FUNCTIONS = """
CREATE OR REPLACE FUNCTION seizures_lock() RETURNS VOID LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(hashtextextended('seizures', 0))
$$;
DROP FUNCTION seizures_goodstally_refresh;
DROP FUNCTION seizures_goodstally_keys;
DROP FUNCTION seizures_goodstally_lines;
"""
FILL = """
DELETE FROM seizures_goodstally;
INSERT INTO seizures_goodstally (month, area_codes, kind_id, restricted, quantity, approximate, value, records, valued, waiting)
SELECT * FROM seizures_goodstally_lines(seizures_goodstally_keys())
"""


class Migration(migrations.Migration):

    dependencies = [
        ('seizures', '0001_goods'),
        ('visits', '0007_tallies'),
    ]

    operations = [
        migrations.CreateModel(
            name='GoodsTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('area_codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=6), size=None)),
                ('restricted', models.BooleanField()),
                ('quantity', models.DecimalField(decimal_places=6, max_digits=33)),
                ('approximate', models.BooleanField()),
                ('value', models.DecimalField(decimal_places=2, max_digits=21)),
                ('records', models.IntegerField()),
                ('valued', models.IntegerField()),
                ('waiting', models.IntegerField()),
            ],
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        pgtrigger.migrations.AddTrigger(
            model_name='lot',
            trigger=pgtrigger.compiler.Trigger(name='goods_tally', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."current_id" IS DISTINCT FROM (NEW."current_id") OR OLD."report_id" IS DISTINCT FROM (NEW."report_id") OR OLD."standing" IS DISTINCT FROM (NEW."standing"))', func='\n                PERFORM seizures_goodstally_refresh(OLD.report_id, OLD.current_id);\n                IF (OLD.report_id, OLD.current_id) IS DISTINCT FROM (NEW.report_id, NEW.current_id) THEN\n                    PERFORM seizures_goodstally_refresh(NEW.report_id, NEW.current_id);\n                END IF;\n                RETURN NULL;\n            ', hash='3f406ee7590db0241ad7e3a45ffe208e706554e3', operation='UPDATE', pgid='pgtrigger_goods_tally_4c001', table='seizures_lot', when='AFTER')),
        ),
        migrations.AddField(
            model_name='goodstally',
            name='kind',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='seizures.goodskind'),
        ),
        migrations.AddIndex(
            model_name='goodstally',
            index=models.Index(fields=['month'], name='goods_tally_by_month'),
        ),
        # After the triggers: from here on nothing moves without being counted.
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
