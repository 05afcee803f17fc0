"""Tallies of public reports know how many a center resolved in a month.

centers_reporttally_months(...)     counts some months of one center again
"""

from importlib import import_module

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

EARLIER = import_module("centers.migrations.0005_tallies")
COLUMNS = "center_id, month, category, channel, state, days, reports, resolved"
FUNCTIONS = f"""
DROP FUNCTION centers_reporttally_refresh;
DROP FUNCTION centers_reporttally_lines;

CREATE FUNCTION centers_reporttally_lines(keys BIGINT[])
RETURNS TABLE (
    center_id BIGINT, month DATE, category VARCHAR, channel VARCHAR, state VARCHAR, days INTEGER, reports INTEGER,
    resolved INTEGER
) LANGUAGE sql STABLE AS $$
    WITH told AS MATERIALIZED (
        SELECT r.center_id, date_trunc('month', r.received_at AT TIME ZONE 'Asia/Bangkok')::date AS month, r.category,
               r.channel, r.state, r.acknowledged_on - (r.received_at AT TIME ZONE 'Asia/Bangkok')::date AS days,
               date_trunc('month', r.ended_on::timestamp)::date AS ended
        FROM (SELECT DISTINCT unnest(keys) AS id) k JOIN centers_publicreport r ON r.id = k.id
    )
    SELECT center_id, month, category, channel, '', NULL::integer, count(*)::integer, 0
    FROM told GROUP BY center_id, month, category, channel
    UNION ALL
    SELECT center_id, month, '', '', state, days, count(*)::integer, 0 FROM told GROUP BY center_id, month, state, days
    UNION ALL
    SELECT center_id, ended, '', '', '', NULL::integer, 0, count(*)::integer
    FROM told WHERE state = 'resolved' GROUP BY center_id, ended
$$;

CREATE FUNCTION centers_reporttally_months(center BIGINT, days DATE[]) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
    first DATE;
BEGIN
    -- One at a time, so that each counts what the one before has committed.
    PERFORM pg_advisory_xact_lock(hashtextextended(concat('centers_reporttally', center), 0));
    FOR first IN
        SELECT DISTINCT date_trunc('month', day::timestamp)::date FROM unnest(days) day WHERE day IS NOT NULL
    LOOP
        DELETE FROM centers_reporttally t WHERE t.month = first AND t.center_id = center;
        INSERT INTO centers_reporttally ({COLUMNS}) SELECT * FROM centers_reporttally_lines(ARRAY(
            SELECT r.id FROM centers_publicreport r
            WHERE r.center_id = center AND r.received_at >= first::timestamp AT TIME ZONE 'Asia/Bangkok'
            AND r.received_at < (first + INTERVAL '1 month') AT TIME ZONE 'Asia/Bangkok'
            UNION
            SELECT r.id FROM centers_publicreport r
            WHERE r.center_id = center AND r.state = 'resolved'
            AND r.ended_on >= first AND r.ended_on < first + INTERVAL '1 month'
        )) lines WHERE lines.month = first;
    END LOOP;
END
$$;
"""
NO_FUNCTIONS = f"""
DROP FUNCTION centers_reporttally_months;
DROP FUNCTION centers_reporttally_lines;
DROP FUNCTION centers_reporttally_keys;
{EARLIER.FUNCTIONS}
"""
FILL = f"""
DELETE FROM centers_reporttally;
INSERT INTO centers_reporttally ({COLUMNS}) SELECT * FROM centers_reporttally_lines(centers_reporttally_keys())
"""


class Migration(migrations.Migration):

    dependencies = [
        ('centers', '0006_cells'),
        ('places', '0002_cells'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(migrations.RunSQL.noop, EARLIER.FILL),
        pgtrigger.migrations.RemoveTrigger(
            model_name='publicreport',
            name='tally_new',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='publicreport',
            name='tally_step',
        ),
        migrations.AddField(
            model_name='reporttally',
            name='resolved',
            field=models.IntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name='publicreport',
            index=models.Index(condition=models.Q(('state', 'resolved')), fields=['center', 'ended_on'], name='public_report_resolved'),
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        pgtrigger.migrations.AddTrigger(
            model_name='publicreport',
            trigger=pgtrigger.compiler.Trigger(name='tally_new', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM centers_reporttally_months(NEW.center_id, ARRAY[(NEW.received_at AT TIME ZONE 'Asia/Bangkok')::date, NEW.ended_on]); RETURN NULL;", hash='eede8985643300fbb611a868833cf4df8f2b2d5d', operation='INSERT', pgid='pgtrigger_tally_new_0a49b', table='centers_publicreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicreport',
            trigger=pgtrigger.compiler.Trigger(name='tally_step', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."acknowledged_on" IS DISTINCT FROM (NEW."acknowledged_on") OR OLD."category" IS DISTINCT FROM (NEW."category") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at") OR OLD."state" IS DISTINCT FROM (NEW."state"))', func="PERFORM centers_reporttally_months(NEW.center_id, ARRAY[(NEW.received_at AT TIME ZONE 'Asia/Bangkok')::date, NEW.ended_on, (OLD.received_at AT TIME ZONE 'Asia/Bangkok')::date, OLD.ended_on]); RETURN NULL;", hash='9252035f7ee2ae37b98429adc415d00144236f52', operation='UPDATE', pgid='pgtrigger_tally_step_840f5', table='centers_publicreport', when='AFTER')),
        ),
        # After the triggers: from here on nothing moves without being counted.
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
