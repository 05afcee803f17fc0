"""Tallies of patrol records say at which checkpoints and centers the visit stopped.

patrols_patroltally_lines(keys)     the lines of these by themselves
patrols_patroltally_refresh(...)    counts the units of one report again
"""

import re
from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

EARLIER = re.findall(
    r"CREATE FUNCTION patrols_patroltally_(?:lines|refresh).*?\n\$\$;",
    import_module("patrols.migrations.0002_tallies").FUNCTIONS,
    re.DOTALL,
)
DROP = """
DROP FUNCTION patrols_patroltally_refresh;
DROP FUNCTION patrols_patroltally_lines;
"""
FUNCTIONS = """
CREATE FUNCTION patrols_patroltally_lines(keys BIGINT[])
RETURNS TABLE (
    month DATE, area_codes VARCHAR[], later VARCHAR[], deciding BOOLEAN, restricted BOOLEAN,
    checkpoint_id BIGINT, center_id BIGINT, records INTEGER, both_sides INTEGER, ours INTEGER, theirs INTEGER,
    disagreeing INTEGER, disagreeing_openly INTEGER
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
        SELECT r.*, reader.deciding, v.id AS visit, v.area_codes AS areas,
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
    SELECT month, areas, newer, deciding, hidden, place.checkpoint_id, place.center_id, count(*)::integer,
           (count(*) FILTER (WHERE own AND other))::integer, (count(*) FILTER (WHERE NOT own))::integer,
           (count(*) FILTER (WHERE NOT other))::integer, (count(*) FILTER (WHERE disagreeing))::integer,
           (count(*) FILTER (WHERE openly))::integer
    FROM known, LATERAL (
        SELECT NULL::bigint AS checkpoint_id, NULL::bigint AS center_id  -- among all
        UNION  -- and at each place once, however often the visit stopped there
        SELECT s.checkpoint_id, s.center_id FROM visits_stop s WHERE s.visit_id = known.visit
    ) place
    WHERE NOT areas <@ newer  -- else everybody there goes by a newer one
    GROUP BY month, areas, newer, deciding, hidden, place.checkpoint_id, place.center_id
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
            month, area_codes, later, deciding, restricted, checkpoint_id, center_id, records, both_sides, ours, theirs,
            disagreeing, disagreeing_openly
        ) SELECT l.* FROM patrols_patroltally_lines(ARRAY(
            SELECT p.id FROM visits_visit v JOIN patrols_patrol p ON p.reference = v.reference
            WHERE v.date_start >= unit.month AND v.date_start < unit.month + INTERVAL '1 month'
            AND v.area_codes = unit.codes AND v.state IN ('approved', 'published', 'withdrawn')
        )) l WHERE l.month = unit.month AND l.area_codes = unit.codes;
    END LOOP;
END
$$;
"""
FILL = """
DELETE FROM patrols_patroltally;
INSERT INTO patrols_patroltally (
    month, area_codes, later, deciding, restricted, checkpoint_id, center_id, records, both_sides, ours, theirs,
    disagreeing, disagreeing_openly
) SELECT * FROM patrols_patroltally_lines(patrols_patroltally_keys())
"""
# What is of a place would count twice without its column.
UNFILL = "DELETE FROM patrols_patroltally WHERE checkpoint_id IS NOT NULL OR center_id IS NOT NULL; "


class Migration(migrations.Migration):

    dependencies = [
        ('centers', '0006_cells'),
        ('checkpoints', '0005_cells'),
        ('patrols', '0002_tallies'),
    ]

    operations = [
        migrations.AddField(
            model_name='patroltally',
            name='center',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='centers.center'),
        ),
        migrations.AddField(
            model_name='patroltally',
            name='checkpoint',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='checkpoints.checkpoint'),
        ),
        migrations.RunSQL(DROP + FUNCTIONS + FILL, UNFILL + DROP + "\n".join(EARLIER)),
    ]
