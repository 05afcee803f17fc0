"""The triggers of kept figures of actions, which are made in one place, in the words of both."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('followups', '0012_words'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='followup',
            name='outcome_step',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='followup',
            name='placed_otherwise',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='followup',
            trigger=pgtrigger.compiler.Trigger(name='outcome_step', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."area_codes" IS DISTINCT FROM (NEW."area_codes") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."state" IS DISTINCT FROM (NEW."state"))', func="\n                IF EXISTS (SELECT 1 FROM visits_visit v WHERE v.id = NEW.visit_id AND (CASE WHEN v.state = 'draft' THEN 0 WHEN v.state IN ('approved', 'published') THEN 2 ELSE 1 END) > 0) THEN\n                    PERFORM followups_outcometally_refresh(OLD.area_codes, ARRAY[(OLD.created_at AT TIME ZONE 'Asia/Bangkok')::date, OLD.due_on]);\n                    IF (OLD.due_on, OLD.area_codes, OLD.created_at) IS DISTINCT FROM (NEW.due_on, NEW.area_codes, NEW.created_at) THEN\n                        PERFORM followups_outcometally_refresh(NEW.area_codes, ARRAY[(NEW.created_at AT TIME ZONE 'Asia/Bangkok')::date, NEW.due_on]);\n                    END IF;\n                END IF;\n                RETURN NULL;\n            ", hash='97068bbcf57cf044586ec7ffe1cb390f1aaa60b9', operation='UPDATE', pgid='pgtrigger_outcome_step_a4c37', table='followups_followup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='followup',
            trigger=pgtrigger.compiler.Trigger(name='placed_step', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."area_codes" IS DISTINCT FROM (NEW."area_codes") OR OLD."center_id" IS DISTINCT FROM (NEW."center_id") OR OLD."checkpoint_id" IS DISTINCT FROM (NEW."checkpoint_id") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."state" IS DISTINCT FROM (NEW."state"))', func="\n                IF EXISTS (SELECT 1 FROM visits_visit v WHERE v.id = NEW.visit_id AND (CASE WHEN v.state = 'draft' THEN 0 WHEN v.state IN ('approved', 'published') THEN 2 ELSE 1 END) > 0) THEN\n                    PERFORM followups_placetally_refresh(OLD.area_codes, ARRAY[OLD.due_on]);\n                    IF (OLD.due_on, OLD.area_codes) IS DISTINCT FROM (NEW.due_on, NEW.area_codes) THEN\n                        PERFORM followups_placetally_refresh(NEW.area_codes, ARRAY[NEW.due_on]);\n                    END IF;\n                END IF;\n                RETURN NULL;\n            ", hash='7d22a4422d80ee3f3c0b2d35e1ecb6a44261fd61', operation='UPDATE', pgid='pgtrigger_placed_step_5ae97', table='followups_followup', when='AFTER')),
        ),
    ]
