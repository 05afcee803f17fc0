"""Gives the actions of before the areas of their reports."""

from django.db import migrations

AREAS = """
    UPDATE followups_followup f SET area_codes = v.area_codes FROM visits_visit v WHERE v.id = f.visit_id
"""


class Migration(migrations.Migration):
    dependencies = [("followups", "0006_origin_is_a_practice")]

    operations = [migrations.RunSQL(AREAS, migrations.RunSQL.noop)]
