"""What observations saw, by district: the most people on one visit of a month, and the observations themselves.

labour_TABLE_lines(keys)     the lines of these reports by themselves
labour_TABLE_keys()          the keys of all that counts
labour_TABLE_refresh(...)    counts one unit again: of seentally a month and its areas, of observed a report
labour_seen_at(place)        counts again what was seen at a checkpoint or center that now lies in another district
labour_district_of(...)      where a stop lies; where nobody said, where the visit went, if that is one district
"""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


FUNCTIONS = """
CREATE FUNCTION labour_district_of(said BIGINT, checkpoint BIGINT, center BIGINT, areas VARCHAR[])
RETURNS BIGINT LANGUAGE sql STABLE AS $$
    SELECT COALESCE(
        said,
        (SELECT p.district_id FROM checkpoints_checkpoint p WHERE p.id = checkpoint),
        (SELECT p.district_id FROM centers_center p WHERE p.id = center),
        (SELECT CASE WHEN count(*) = 1 THEN min(d.id) END FROM unnest(areas) area
         LEFT JOIN places_district d ON d.code = substr(area, 3) WHERE length(area) = 6)
    )
$$;

CREATE FUNCTION labour_seentally_lines(keys BIGINT[])
RETURNS TABLE (
    month DATE, area_codes VARCHAR[], district_id BIGINT, sector VARCHAR, crop_id BIGINT, people BIGINT,
    visit_id BIGINT, people_openly BIGINT, visit_openly_id BIGINT
) LANGUAGE sql STABLE AS $$
    WITH seen AS MATERIALIZED (
        SELECT v.id, v.area_codes AS areas, v.date_start AS day, a.restricted, c.sector, c.crop_id,
               labour_district_of(s.district_id, s.checkpoint_id, s.center_id, v.area_codes) AS district,
               COALESCE(c.women, 0) + COALESCE(c.men, 0) + COALESCE(c.unrecorded, 0) AS people
        FROM (SELECT DISTINCT unnest(keys) AS id) k
        JOIN visits_visit v ON v.id = k.id
        JOIN visits_stop s ON s.visit_id = v.id
        JOIN visits_activity a ON a.stop_id = s.id AND a.kind = 'observation'
        JOIN labour_workercount c ON c.activity_id = a.id
        WHERE v.state IN ('approved', 'published') AND v.superseded_at IS NULL
    ), on_visit AS (
        SELECT id, areas, day, district, COALESCE(sector, '') AS sector, crop_id, sum(people) AS people,
               sum(people) FILTER (WHERE NOT restricted) AS openly
        FROM seen WHERE district IS NOT NULL
        GROUP BY GROUPING SETS ((id, areas, day, district), (id, areas, day, district, sector, crop_id))
    )
    SELECT date_trunc('month', day::timestamp)::date, areas, district, sector, crop_id, max(people),
           (array_agg(id ORDER BY people DESC, day DESC, id DESC))[1], max(openly),
           (array_agg(id ORDER BY openly DESC, day DESC, id DESC) FILTER (WHERE openly IS NOT NULL))[1]
    FROM on_visit GROUP BY 1, 2, 3, 4, 5
$$;

CREATE FUNCTION labour_seentally_keys() RETURNS BIGINT[] LANGUAGE sql STABLE AS $$
    SELECT labour_workertally_keys()
$$;

CREATE FUNCTION labour_seentally_refresh(areas VARCHAR[], day DATE) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
    first DATE := date_trunc('month', day::timestamp)::date;
BEGIN
    -- One at a time, so that each counts what the one before has committed.
    PERFORM visits_tally_lock();
    DELETE FROM labour_seentally t WHERE t.month = first AND t.area_codes = areas;
    INSERT INTO labour_seentally (
        month, area_codes, district_id, sector, crop_id, people, visit_id, people_openly, visit_openly_id
    ) SELECT * FROM labour_seentally_lines(ARRAY(
        SELECT v.id FROM visits_visit v
        WHERE v.date_start >= first AND v.date_start < first + INTERVAL '1 month' AND v.area_codes = areas
        AND v.state IN ('approved', 'published') AND v.superseded_at IS NULL
    ));
END
$$;

CREATE FUNCTION labour_observed_lines(keys BIGINT[])
RETURNS TABLE (
    activity_id BIGINT, visit_id BIGINT, district_id BIGINT, day DATE, area_codes VARCHAR[], restricted BOOLEAN
) LANGUAGE sql STABLE AS $$
    SELECT * FROM (
        SELECT a.id, v.id AS visit, labour_district_of(s.district_id, s.checkpoint_id, s.center_id, v.area_codes) AS district,
               v.date_start, v.area_codes, a.restricted
        FROM (SELECT DISTINCT unnest(keys) AS id) k
        JOIN visits_visit v ON v.id = k.id
        JOIN visits_stop s ON s.visit_id = v.id
        JOIN visits_activity a ON a.stop_id = s.id AND a.kind = 'observation'
        WHERE v.state IN ('approved', 'published') AND v.superseded_at IS NULL
    ) one WHERE district IS NOT NULL
$$;

CREATE FUNCTION labour_observed_keys() RETURNS BIGINT[] LANGUAGE sql STABLE AS $$
    SELECT COALESCE(array_agg(DISTINCT s.visit_id), '{}') FROM visits_activity a
    JOIN visits_stop s ON s.id = a.stop_id WHERE a.kind = 'observation'
$$;

CREATE FUNCTION labour_observed_refresh(keys BIGINT[]) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
    PERFORM visits_tally_lock();
    DELETE FROM labour_observed o WHERE o.visit_id = ANY(keys);
    INSERT INTO labour_observed (activity_id, visit_id, district_id, day, area_codes, restricted)
    SELECT * FROM labour_observed_lines(keys);
END
$$;

CREATE FUNCTION labour_seen_at(checkpoint BIGINT DEFAULT NULL, center BIGINT DEFAULT NULL) RETURNS VOID
LANGUAGE plpgsql AS $$
DECLARE
    keys BIGINT[];
    unit RECORD;
BEGIN
    PERFORM visits_tally_lock();
    keys := ARRAY(
        SELECT DISTINCT s.visit_id FROM visits_stop s
        JOIN visits_activity a ON a.stop_id = s.id AND a.kind = 'observation'
        WHERE s.checkpoint_id = checkpoint OR s.center_id = center
    );
    PERFORM labour_observed_refresh(keys);
    FOR unit IN SELECT DISTINCT v.area_codes, date_trunc('month', v.date_start::timestamp)::date AS month
                FROM visits_visit v WHERE v.id = ANY(keys) LOOP
        PERFORM labour_seentally_refresh(unit.area_codes, unit.month);
    END LOOP;
END
$$;
"""
NO_FUNCTIONS = """
DROP FUNCTION labour_seen_at;
DROP FUNCTION labour_observed_refresh;
DROP FUNCTION labour_observed_keys;
DROP FUNCTION labour_observed_lines;
DROP FUNCTION labour_seentally_refresh;
DROP FUNCTION labour_seentally_keys;
DROP FUNCTION labour_seentally_lines;
DROP FUNCTION labour_district_of;
"""
FILL = """
DELETE FROM labour_seentally;
INSERT INTO labour_seentally (month, area_codes, district_id, sector, crop_id, people, visit_id, people_openly, visit_openly_id)
SELECT * FROM labour_seentally_lines(labour_seentally_keys());
DELETE FROM labour_observed;
INSERT INTO labour_observed (activity_id, visit_id, district_id, day, area_codes, restricted)
SELECT * FROM labour_observed_lines(labour_observed_keys())
"""


class Migration(migrations.Migration):

    dependencies = [
        ('centers', '0006_cells'),
        ('checkpoints', '0005_cells'),
        ('labour', '0003_tallies'),
        ('places', '0002_cells'),
        ('visits', '0008_taken_over'),
    ]

    operations = [
        migrations.CreateModel(
            name='Observed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('area_codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=6), size=None)),
                ('restricted', models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name='SeenTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('area_codes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=6), size=None)),
                ('sector', models.CharField(blank=True, max_length=12)),
                ('people', models.BigIntegerField()),
                ('people_openly', models.BigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='SeenAtCenter',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('centers.center',),
        ),
        migrations.CreateModel(
            name='SeenAtCheckpoint',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('checkpoints.checkpoint',),
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        pgtrigger.migrations.AddTrigger(
            model_name='talliedreport',
            trigger=pgtrigger.compiler.Trigger(name='seen_tally', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF TG_OP = 'DELETE' THEN\n                        IF (OLD.state IN ('approved', 'published') AND OLD.superseded_at IS NULL) THEN\n                            PERFORM labour_seentally_refresh(OLD.area_codes, OLD.date_start);\n                        END IF;\n                    ELSIF (OLD.state IN ('approved', 'published') AND OLD.superseded_at IS NULL) IS DISTINCT FROM (NEW.state IN ('approved', 'published') AND NEW.superseded_at IS NULL) THEN\n                        PERFORM labour_seentally_refresh(OLD.area_codes, OLD.date_start);\n                    END IF;\n                    RETURN NULL;\n                ", hash='2c72716f0348e998a2a2bed6c99ad5ad9e3d38d5', operation='UPDATE OR DELETE', pgid='pgtrigger_seen_tally_ec44b', table='visits_visit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='talliedreport',
            trigger=pgtrigger.compiler.Trigger(name='observed', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF TG_OP = 'DELETE' THEN\n                        IF (OLD.state IN ('approved', 'published') AND OLD.superseded_at IS NULL) THEN\n                            PERFORM labour_observed_refresh(ARRAY[OLD.id]);\n                        END IF;\n                    ELSIF (OLD.state IN ('approved', 'published') AND OLD.superseded_at IS NULL) IS DISTINCT FROM (NEW.state IN ('approved', 'published') AND NEW.superseded_at IS NULL) THEN\n                        PERFORM labour_observed_refresh(ARRAY[OLD.id]);\n                    END IF;\n                    RETURN NULL;\n                ", hash='ca5a91711fc0de6363a6d0b365f77d4c60010d88', operation='UPDATE OR DELETE', pgid='pgtrigger_observed_2c1d3', table='visits_visit', when='AFTER')),
        ),
        migrations.AddField(
            model_name='observed',
            name='activity',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='visits.activity'),
        ),
        migrations.AddField(
            model_name='observed',
            name='district',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='places.district'),
        ),
        migrations.AddField(
            model_name='observed',
            name='visit',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='visits.visit'),
        ),
        migrations.AddField(
            model_name='seentally',
            name='crop',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='labour.crop'),
        ),
        migrations.AddField(
            model_name='seentally',
            name='district',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='places.district'),
        ),
        migrations.AddField(
            model_name='seentally',
            name='visit',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='visits.visit'),
        ),
        migrations.AddField(
            model_name='seentally',
            name='visit_openly',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='visits.visit'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seenatcenter',
            trigger=pgtrigger.compiler.Trigger(name='seen_elsewhere', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."district_id" IS DISTINCT FROM (NEW."district_id"))', func='PERFORM labour_seen_at(center => NEW.id); RETURN NULL;', hash='411991cab6a004e3748f429b62ae6806e239eae7', operation='UPDATE', pgid='pgtrigger_seen_elsewhere_16279', table='centers_center', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seenatcheckpoint',
            trigger=pgtrigger.compiler.Trigger(name='seen_elsewhere', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."district_id" IS DISTINCT FROM (NEW."district_id"))', func='PERFORM labour_seen_at(checkpoint => NEW.id); RETURN NULL;', hash='6d96d6269abd2a04e88c19dc0ebaa663e8b7368c', operation='UPDATE', pgid='pgtrigger_seen_elsewhere_a8d6c', table='checkpoints_checkpoint', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='observed',
            index=models.Index(fields=['district', '-day', '-activity'], name='observed_newest'),
        ),
        migrations.AddIndex(
            model_name='seentally',
            index=models.Index(fields=['month'], name='seen_tally_by_month'),
        ),
        # After the triggers: from here on nothing moves without being counted.
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
