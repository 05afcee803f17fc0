"""Tallies of goods say at which checkpoint or center they were found.

seizures_goodstally_lines(keys)     the lines of these by themselves
seizures_goodstally_refresh(...)    counts one unit again
"""

import re
from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models


EARLIER = re.findall(
    r"CREATE FUNCTION seizures_goodstally_(?:lines|refresh).*?\n\$\$;",
    import_module("seizures.migrations.0002_tallies").FUNCTIONS,
    re.DOTALL,
)
DROP = """
DROP FUNCTION seizures_goodstally_refresh;
DROP FUNCTION seizures_goodstally_lines;
"""
FUNCTIONS = """
CREATE FUNCTION seizures_goodstally_lines(keys BIGINT[])
RETURNS TABLE (
    month DATE, area_codes VARCHAR[], kind_id BIGINT, checkpoint_id BIGINT, center_id BIGINT, restricted BOOLEAN,
    quantity NUMERIC, approximate BOOLEAN, value NUMERIC, records INTEGER, valued INTEGER, waiting INTEGER
) LANGUAGE sql STABLE AS $$
    SELECT date_trunc('month', z.found_at AT TIME ZONE 'Asia/Bangkok')::date, v.area_codes, z.kind_id,
           s.checkpoint_id, s.center_id, a.restricted,
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
    JOIN visits_stop s ON s.id = a.stop_id
    JOIN visits_visit v ON v.id = l.report_id
    WHERE l.standing IN ('counts', 'waiting')
    GROUP BY 1, 2, 3, 4, 5, 6
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
        month, area_codes, kind_id, checkpoint_id, center_id, restricted, quantity, approximate, value, records, valued,
        waiting
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
FILL = """
DELETE FROM seizures_goodstally;
INSERT INTO seizures_goodstally (
    month, area_codes, kind_id, checkpoint_id, center_id, restricted, quantity, approximate, value, records, valued,
    waiting
) SELECT * FROM seizures_goodstally_lines(seizures_goodstally_keys())
"""
UNFILL = "DELETE FROM seizures_goodstally; "  # its lines would stand twice; manage.py rebuild_rollups counts again


class Migration(migrations.Migration):

    dependencies = [
        ('centers', '0006_cells'),
        ('checkpoints', '0005_cells'),
        ('seizures', '0002_tallies'),
    ]

    operations = [
        migrations.AddField(
            model_name='goodstally',
            name='center',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='centers.center'),
        ),
        migrations.AddField(
            model_name='goodstally',
            name='checkpoint',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='checkpoints.checkpoint'),
        ),
        migrations.RunSQL(DROP + FUNCTIONS + FILL, UNFILL + DROP + "\n".join(EARLIER)),
    ]
