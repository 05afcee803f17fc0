"""Few observations tell numbers outside their counts: figures find them without looking at all the others."""

from django.db import migrations

TOLD = "?| ARRAY['women', 'men']"


class Migration(migrations.Migration):
    dependencies = [("labour", "0001_initial"), ("visits", "0005_sheets_of_activities")]

    operations = [
        migrations.RunSQL(
            f"CREATE INDEX labour_told ON visits_activity (stop_id) WHERE details {TOLD}",
            "DROP INDEX labour_told",
        ),
        migrations.RunSQL(
            f"CREATE INDEX labour_told_sheet ON checklists_sheet (id) WHERE answers {TOLD}",
            "DROP INDEX labour_told_sheet",
        ),
    ]
