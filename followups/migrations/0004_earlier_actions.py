"""Gives the actions of before a place and a history, as far as the reports tell."""

from django.db import migrations

# The one border point or center that the visit went to; else its one district; else no place.
ONE_STOP = """
    UPDATE followups_followup f SET checkpoint_id = one.checkpoint_id, center_id = one.center_id
    FROM (
        SELECT visit_id, min(checkpoint_id) AS checkpoint_id, min(center_id) AS center_id
        FROM visits_stop WHERE checkpoint_id IS NOT NULL OR center_id IS NOT NULL
        GROUP BY visit_id HAVING count(DISTINCT (checkpoint_id, center_id)) = 1
    ) AS one
    WHERE one.visit_id = f.visit_id
"""
ONE_DISTRICT = """
    UPDATE followups_followup f SET district_id = one.district_id
    FROM (
        SELECT visit_id, min(district_id) AS district_id
        FROM visits_visit_districts GROUP BY visit_id HAVING count(*) = 1
    ) AS one
    WHERE one.visit_id = f.visit_id AND f.checkpoint_id IS NULL AND f.center_id IS NULL
"""
FIRST_STEP = """
    INSERT INTO followups_followupstep (followup_id, source, target, at, by_id, words)
    SELECT id, '', 'open', created_at, created_by_id, '' FROM followups_followup
"""
# Who took it is not known; when, as well as the last change tells.
SECOND_STEP = """
    INSERT INTO followups_followupstep (followup_id, source, target, at, by_id, words)
    SELECT id, 'open', state, updated_at, NULL, outcome FROM followups_followup WHERE state <> 'open'
"""


class Migration(migrations.Migration):
    dependencies = [("followups", "0003_lifecycle")]

    operations = [migrations.RunSQL([ONE_STOP, ONE_DISTRICT, FIRST_STEP, SECOND_STEP], migrations.RunSQL.noop)]
