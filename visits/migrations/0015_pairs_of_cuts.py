"""Tallies know two cuts at once: the reports with a stop at checkpoints of one kind in which one agency took part.

Of withdrawn reports they know what is said of each category as well.
"""

from importlib import import_module

from django.db import migrations, models

CUTS = import_module("visits.migrations.0010_cuts")
EARLIER: str = import_module("visits.migrations.0012_agencies").LINES
CUT_OFF = EARLIER.index("    ), parted AS MATERIALIZED")
GO_ON = EARLIER.index("    ), seen AS MATERIALIZED")
LINES = f"""{EARLIER[:CUT_OFF]}    ), kinds AS MATERIALIZED (
        SELECT DISTINCT visit_id, kind FROM stopped WHERE kind IS NOT NULL
    ), agencies AS MATERIALIZED (
        SELECT visit_id, agency_id, bool_and(restricted) AS hidden FROM took_part
        WHERE agency_id IS NOT NULL GROUP BY visit_id, agency_id
    ), parted AS MATERIALIZED (
        SELECT ended.*, '' AS cut, FALSE AS hidden FROM ended
        UNION ALL
        SELECT ended.*, of.cut, of.hidden FROM (
            SELECT DISTINCT visit_id, 'checkpoint:' || checkpoint_id AS cut, FALSE AS hidden FROM stopped
            WHERE checkpoint_id IS NOT NULL
            UNION ALL SELECT DISTINCT visit_id, 'center:' || center_id, FALSE FROM stopped WHERE center_id IS NOT NULL
            UNION ALL SELECT visit_id, 'at:' || kind, FALSE FROM kinds
            UNION ALL SELECT visit_id, 'agency:' || agency_id, hidden FROM agencies
            UNION ALL SELECT visit_id, 'at:' || kind || ' agency:' || agency_id, hidden
            FROM kinds JOIN agencies USING (visit_id)
        ) of JOIN ended ON ended.id = of.visit_id
{EARLIER[GO_ON : EARLIER.rindex("$$;")]}    UNION ALL
    SELECT 'withdrawn', month, areas, 0, a.category_id, a.level, hidden OR a.restricted, count(*)::integer, 0, 0, 0, 0,
           max(date_end), cut
    FROM parted JOIN visits_assessment a ON a.visit_id = parted.id
    WHERE withdrawn GROUP BY month, areas, a.category_id, a.level, hidden OR a.restricted, cut
$$;
"""
EARLIER_OF_KIND: str = CUTS.FUNCTIONS[CUTS.FUNCTIONS.index("FUNCTION visits_tally_cuts") :]
EARLIER_OF_KIND = f"CREATE OR REPLACE {EARLIER_OF_KIND}"
OF_KIND = EARLIER_OF_KIND.replace("t.cut = ANY(cuts)", "split_part(t.cut, ' ', 1) = ANY(cuts)").replace(
    "l.cut = ANY(cuts)", "split_part(l.cut, ' ', 1) = ANY(cuts)"
)


class Migration(migrations.Migration):
    dependencies = [
        ("visits", "0014_words_of_areas"),
    ]

    operations = [
        migrations.RunSQL(migrations.RunSQL.noop, CUTS.FILL),
        migrations.AlterField("tally", "cut", models.CharField(blank=True, max_length=50)),
        migrations.RunSQL(LINES, EARLIER),
        migrations.RunSQL(OF_KIND, EARLIER_OF_KIND),
        migrations.RunSQL(CUTS.FILL, migrations.RunSQL.noop),
    ]
