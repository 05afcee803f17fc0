"""An action names its practice by code: the database lets it name none that is not there."""

from django.db import migrations

KNOWN = """
    ALTER TABLE followups_followup ADD CONSTRAINT followup_of_known_practice
    FOREIGN KEY (practice) REFERENCES practices_practice (code) DEFERRABLE INITIALLY DEFERRED
"""
ANY = "ALTER TABLE followups_followup DROP CONSTRAINT followup_of_known_practice"


class Migration(migrations.Migration):
    dependencies = [("practices", "0005_complete_candidates_wait"), ("followups", "0007_areas_of_earlier_actions")]

    operations = [migrations.RunSQL(KNOWN, ANY)]
