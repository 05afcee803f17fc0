"""Public reports are tallied.

centers_reporttally_lines(keys)     the lines of these by themselves
centers_reporttally_keys()          the keys of all that counts
centers_reporttally_refresh(...)    counts one unit again
"""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


FUNCTIONS = """
CREATE FUNCTION centers_reporttally_lines(keys BIGINT[])
RETURNS TABLE (
    center_id BIGINT, month DATE, category VARCHAR, channel VARCHAR, state VARCHAR, days INTEGER, reports INTEGER
) LANGUAGE sql STABLE AS $$
    WITH told AS MATERIALIZED (
        SELECT r.center_id, date_trunc('month', r.received_at AT TIME ZONE 'Asia/Bangkok')::date AS month, r.category,
               r.channel, r.state, r.acknowledged_on - (r.received_at AT TIME ZONE 'Asia/Bangkok')::date AS days
        FROM (SELECT DISTINCT unnest(keys) AS id) k JOIN centers_publicreport r ON r.id = k.id
    )
    SELECT center_id, month, category, channel, '', NULL::integer, count(*)::integer
    FROM told GROUP BY center_id, month, category, channel
    UNION ALL
    SELECT center_id, month, '', '', state, days, count(*)::integer FROM told GROUP BY center_id, month, state, days
$$;

CREATE FUNCTION centers_reporttally_keys() RETURNS BIGINT[] LANGUAGE sql STABLE AS $$
    SELECT COALESCE(array_agg(r.id), '{}') FROM centers_publicreport r
$$;

CREATE FUNCTION centers_reporttally_refresh(center BIGINT, at TIMESTAMPTZ) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
    first DATE := date_trunc('month', at AT TIME ZONE 'Asia/Bangkok')::date;
BEGIN
    -- One at a time, so that each counts what the one before has committed.
    PERFORM pg_advisory_xact_lock(hashtextextended(concat('centers_reporttally', center), 0));
    DELETE FROM centers_reporttally t WHERE t.month = first AND t.center_id = center;
    INSERT INTO centers_reporttally (center_id, month, category, channel, state, days, reports) SELECT * FROM centers_reporttally_lines(ARRAY(
        SELECT r.id FROM centers_publicreport r
        WHERE r.center_id = center AND r.received_at >= first::timestamp AT TIME ZONE 'Asia/Bangkok'
        AND r.received_at < (first + INTERVAL '1 month') AT TIME ZONE 'Asia/Bangkok'
    ));
END
$$;
"""
NO_FUNCTIONS = """
DROP FUNCTION centers_reporttally_refresh;
DROP FUNCTION centers_reporttally_keys;
DROP FUNCTION centers_reporttally_lines;
"""
FILL = """
DELETE FROM centers_reporttally;
INSERT INTO centers_reporttally (center_id, month, category, channel, state, days, reports)
SELECT * FROM centers_reporttally_lines(centers_reporttally_keys())
"""


class Migration(migrations.Migration):

    dependencies = [
        ('centers', '0004_readiness_and_public_reports'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('category', models.CharField(blank=True, choices=[('TIP', 'Trafficking in persons'), ('DRUG', 'Drugs'), ('IRREG_MIG', 'Irregular migration'), ('SOM', 'Smuggling of migrants'), ('LABOUR', 'Migrant labour'), ('GOODS', 'Smuggled or illegal goods and vehicles'), ('CYBER', 'Cyber crime and online scams'), ('WILDLIFE', 'Wildlife trade'), ('TIMBER', 'Illegal timber'), ('ARMS', 'Arms and explosives'), ('LAUNDERING', 'Money laundering'), ('TERRORISM', 'Terrorism'), ('HEALTH', 'Communicable disease and public health'), ('HAZE', 'Transboundary haze'), ('DISASTER', 'Disasters'), ('FOOD', 'Food security'), ('ENERGY', 'Energy security'), ('WATER', 'Water security'), ('OTHER', 'Something else')], max_length=12)),
                ('channel', models.CharField(blank=True, choices=[('hotline', 'hotline'), ('walk_in', 'in person at the center'), ('online', 'online form or page'), ('line', 'LINE'), ('headman', 'kamnan or village headman'), ('letter', 'letter'), ('other', 'another way')], max_length=10)),
                ('state', models.CharField(blank=True, choices=[('received', 'received'), ('acknowledged', 'acknowledged'), ('referred', 'referred'), ('resolved', 'resolved'), ('closed', 'closed without result')], max_length=12)),
                ('days', models.IntegerField(null=True)),
                ('reports', models.IntegerField()),
            ],
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        pgtrigger.migrations.AddTrigger(
            model_name='publicreport',
            trigger=pgtrigger.compiler.Trigger(name='tally_new', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM centers_reporttally_refresh(NEW.center_id, NEW.received_at); RETURN NULL;', hash='85c1825f6476f47810b40003b6f2794b5bc2555d', operation='INSERT', pgid='pgtrigger_tally_new_0a49b', table='centers_publicreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicreport',
            trigger=pgtrigger.compiler.Trigger(name='tally_step', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."acknowledged_on" IS DISTINCT FROM (NEW."acknowledged_on") OR OLD."category" IS DISTINCT FROM (NEW."category") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at") OR OLD."state" IS DISTINCT FROM (NEW."state"))', func='\n                PERFORM centers_reporttally_refresh(OLD.center_id, OLD.received_at);\n                IF OLD.received_at <> NEW.received_at THEN\n                    PERFORM centers_reporttally_refresh(NEW.center_id, NEW.received_at);\n                END IF;\n                RETURN NULL;\n            ', hash='8829da562e7353ff5ea64bf5f1cf5de0db89114f', operation='UPDATE', pgid='pgtrigger_tally_step_840f5', table='centers_publicreport', when='AFTER')),
        ),
        migrations.AddField(
            model_name='reporttally',
            name='center',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='centers.center'),
        ),
        migrations.AddIndex(
            model_name='reporttally',
            index=models.Index(fields=['month', 'center'], name='report_tally_by_month'),
        ),
        # After the triggers: from here on nothing moves without being counted.
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
