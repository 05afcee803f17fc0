"""Candidates that are complete already wait to be judged since they were last changed."""

from django.db import migrations

# As `practices.missing` says it. What was taken back waits for its author's next save.
COMPLETE = """
    UPDATE practices_practice AS practice SET ready_at = updated_at
    WHERE state = 'candidate' AND title_th <> '' AND title_en <> '' AND (summary_th <> '' OR summary_en <> '')
    AND NOT EXISTS (
        SELECT 1 FROM practices_principle AS principle
        WHERE NOT EXISTS (
            SELECT 1 FROM practices_rating AS rating
            WHERE rating.practice_id = practice.id AND rating.principle_id = principle.id)
        OR NOT EXISTS (
            SELECT 1 FROM practices_evidence_principles AS shown
            JOIN practices_evidence AS evidence ON evidence.id = shown.evidence_id
            WHERE evidence.practice_id = practice.id AND shown.principle_id = principle.id))
    AND (SELECT source FROM practices_practicestep AS step WHERE step.practice_id = practice.id
         ORDER BY at DESC, id DESC LIMIT 1) = ''
"""


class Migration(migrations.Migration):
    dependencies = [("practices", "0004_parts_and_readiness")]

    operations = [migrations.RunSQL(COMPLETE, migrations.RunSQL.noop)]
