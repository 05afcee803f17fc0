"""Words that a publication shows stand in Thai and in English; evidence has a version of its own."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


def by_language(table, *names):
    """What was written without a Thai letter is English: it moves from the renamed column to the new one."""
    moves = [
        f"UPDATE {table} SET {name}_en = {name}_th, {name}_th = '' WHERE {name}_th <> '' AND {name}_th !~ '[\u0e01-\u0e5b]'"
        for name in names
    ]
    backs = [f"UPDATE {table} SET {name}_th = {name}_en WHERE {name}_th = ''" for name in names]
    return migrations.RunSQL(unguarded(table, moves), unguarded(table, backs))


def unguarded(table, updates):
    """What is published is fixed; in which column it stands is not its content."""
    return [f"ALTER TABLE {table} DISABLE TRIGGER USER", *updates, f"ALTER TABLE {table} ENABLE TRIGGER USER"]


class Migration(migrations.Migration):

    dependencies = [
        ('centers', '0003_added_once'),
        ('checkpoints', '0003_added_once'),
        ('places', '0001_initial'),
        ('practices', '0006_actions_of_practices'),
        ('visits', '0003_tallies'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='adoption',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='adoption',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='adoption',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='evidence',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='evidence',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='evidence',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='modelsite',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='modelsite',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='modelsite',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='practice',
            name='frozen_content',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='practice',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='practice',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='practice',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='adoption',
            name='adoption_result_in_words',
        ),
        migrations.RenameField(
            model_name='adoption',
            old_name='adapted',
            new_name='adapted_th',
        ),
        migrations.RenameField(
            model_name='adoption',
            old_name='outcome',
            new_name='outcome_th',
        ),
        migrations.RenameField(
            model_name='adoptionevent',
            old_name='adapted',
            new_name='adapted_th',
        ),
        migrations.RenameField(
            model_name='adoptionevent',
            old_name='outcome',
            new_name='outcome_th',
        ),
        migrations.RenameField(
            model_name='evidence',
            old_name='note',
            new_name='note_th',
        ),
        migrations.RenameField(
            model_name='evidenceevent',
            old_name='note',
            new_name='note_th',
        ),
        migrations.RenameField(
            model_name='modelsite',
            old_name='recognised_by',
            new_name='recognised_by_th',
        ),
        migrations.RenameField(
            model_name='modelsiteevent',
            old_name='recognised_by',
            new_name='recognised_by_th',
        ),
        migrations.RenameField(
            model_name='practice',
            old_name='contact',
            new_name='contact_th',
        ),
        migrations.RenameField(
            model_name='practiceevent',
            old_name='contact',
            new_name='contact_th',
        ),
        migrations.AddField(
            model_name='adoption',
            name='adapted_en',
            field=models.TextField(blank=True, verbose_name='what was adapted, in English'),
        ),
        migrations.AlterField(
            model_name='adoption',
            name='adapted_th',
            field=models.TextField(blank=True, verbose_name='what was adapted, in Thai'),
        ),
        migrations.AddField(
            model_name='adoption',
            name='outcome_en',
            field=models.TextField(blank=True, verbose_name='how it went, in English'),
        ),
        migrations.AlterField(
            model_name='adoption',
            name='outcome_th',
            field=models.TextField(blank=True, verbose_name='how it went, in Thai'),
        ),
        migrations.AddField(
            model_name='adoptionevent',
            name='adapted_en',
            field=models.TextField(blank=True, verbose_name='what was adapted, in English'),
        ),
        migrations.AlterField(
            model_name='adoptionevent',
            name='adapted_th',
            field=models.TextField(blank=True, verbose_name='what was adapted, in Thai'),
        ),
        migrations.AddField(
            model_name='adoptionevent',
            name='outcome_en',
            field=models.TextField(blank=True, verbose_name='how it went, in English'),
        ),
        migrations.AlterField(
            model_name='adoptionevent',
            name='outcome_th',
            field=models.TextField(blank=True, verbose_name='how it went, in Thai'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='note_en',
            field=models.CharField(blank=True, max_length=300, verbose_name='what it shows, in English'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='note_th',
            field=models.CharField(blank=True, max_length=300, verbose_name='what it shows, in Thai'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='updated_at',
            field=models.DateTimeField(auto_now=True),
        ),
        migrations.AddField(
            model_name='evidence',
            name='updated_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='evidence',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name='evidenceevent',
            name='note_en',
            field=models.CharField(blank=True, max_length=300, verbose_name='what it shows, in English'),
        ),
        migrations.AlterField(
            model_name='evidenceevent',
            name='note_th',
            field=models.CharField(blank=True, max_length=300, verbose_name='what it shows, in Thai'),
        ),
        migrations.AddField(
            model_name='evidenceevent',
            name='updated_at',
            field=models.DateTimeField(auto_now=True),
        ),
        migrations.AddField(
            model_name='evidenceevent',
            name='updated_by',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='evidenceevent',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name='modelsite',
            name='recognised_by_en',
            field=models.CharField(blank=True, max_length=200, verbose_name='recognised by, in English'),
        ),
        migrations.AlterField(
            model_name='modelsite',
            name='recognised_by_th',
            field=models.CharField(blank=True, max_length=200, verbose_name='recognised by, in Thai'),
        ),
        migrations.AddField(
            model_name='modelsiteevent',
            name='recognised_by_en',
            field=models.CharField(blank=True, max_length=200, verbose_name='recognised by, in English'),
        ),
        migrations.AlterField(
            model_name='modelsiteevent',
            name='recognised_by_th',
            field=models.CharField(blank=True, max_length=200, verbose_name='recognised by, in Thai'),
        ),
        migrations.AddField(
            model_name='practice',
            name='contact_en',
            field=models.CharField(blank=True, max_length=300, verbose_name='contact in English'),
        ),
        migrations.AlterField(
            model_name='practice',
            name='contact_th',
            field=models.CharField(blank=True, max_length=300, verbose_name='contact in Thai'),
        ),
        migrations.AddField(
            model_name='practiceevent',
            name='contact_en',
            field=models.CharField(blank=True, max_length=300, verbose_name='contact in English'),
        ),
        migrations.AlterField(
            model_name='practiceevent',
            name='contact_th',
            field=models.CharField(blank=True, max_length=300, verbose_name='contact in Thai'),
        ),
        by_language('practices_adoption', 'adapted', 'outcome'),
        by_language('practices_adoptionevent', 'adapted', 'outcome'),
        by_language('practices_evidence', 'note'),
        by_language('practices_evidenceevent', 'note'),
        by_language('practices_modelsite', 'recognised_by'),
        by_language('practices_modelsiteevent', 'recognised_by'),
        by_language('practices_practice', 'contact'),
        by_language('practices_practiceevent', 'contact'),
        migrations.RunSQL(
            unguarded('practices_evidence', ['UPDATE practices_evidence SET updated_at = added_at']),
            migrations.RunSQL.noop,
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='adoption',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "practices_adoptionevent" ("adapted_en", "adapted_th", "center_id", "checkpoint_id", "client_uuid", "created_at", "created_by_id", "district_id", "ended_on", "id", "outcome_en", "outcome_th", "owner_id", "owner_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "result", "started_on", "updated_at", "updated_by_id", "version", "visit_id") VALUES (NEW."adapted_en", NEW."adapted_th", NEW."center_id", NEW."checkpoint_id", NEW."client_uuid", NEW."created_at", NEW."created_by_id", NEW."district_id", NEW."ended_on", NEW."id", NEW."outcome_en", NEW."outcome_th", NEW."owner_id", NEW."owner_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."practice_id", NEW."result", NEW."started_on", NEW."updated_at", NEW."updated_by_id", NEW."version", NEW."visit_id"); RETURN NULL;', hash='b327704caaffaa07f2b9f24664424dba8d1d8d35', operation='INSERT', pgid='pgtrigger_insert_insert_a1818', table='practices_adoption', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='adoption',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "practices_adoptionevent" ("adapted_en", "adapted_th", "center_id", "checkpoint_id", "client_uuid", "created_at", "created_by_id", "district_id", "ended_on", "id", "outcome_en", "outcome_th", "owner_id", "owner_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "result", "started_on", "updated_at", "updated_by_id", "version", "visit_id") VALUES (NEW."adapted_en", NEW."adapted_th", NEW."center_id", NEW."checkpoint_id", NEW."client_uuid", NEW."created_at", NEW."created_by_id", NEW."district_id", NEW."ended_on", NEW."id", NEW."outcome_en", NEW."outcome_th", NEW."owner_id", NEW."owner_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."practice_id", NEW."result", NEW."started_on", NEW."updated_at", NEW."updated_by_id", NEW."version", NEW."visit_id"); RETURN NULL;', hash='8de35558ceba23c99fac58d1add5332d0a65c6f4', operation='UPDATE', pgid='pgtrigger_update_update_bd3f3', table='practices_adoption', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='adoption',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "practices_adoptionevent" ("adapted_en", "adapted_th", "center_id", "checkpoint_id", "client_uuid", "created_at", "created_by_id", "district_id", "ended_on", "id", "outcome_en", "outcome_th", "owner_id", "owner_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "result", "started_on", "updated_at", "updated_by_id", "version", "visit_id") VALUES (OLD."adapted_en", OLD."adapted_th", OLD."center_id", OLD."checkpoint_id", OLD."client_uuid", OLD."created_at", OLD."created_by_id", OLD."district_id", OLD."ended_on", OLD."id", OLD."outcome_en", OLD."outcome_th", OLD."owner_id", OLD."owner_name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."practice_id", OLD."result", OLD."started_on", OLD."updated_at", OLD."updated_by_id", OLD."version", OLD."visit_id"); RETURN NULL;', hash='551f8efd15a77feb4895d8601a4a7e640194c147', operation='DELETE', pgid='pgtrigger_delete_delete_031f1', table='practices_adoption', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "practices_evidenceevent" ("activity_id", "added_at", "added_by_id", "client_uuid", "conclusion_id", "document_id", "id", "note_en", "note_th", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_id", "practice_id", "stop_id", "updated_at", "updated_by_id", "version", "visit_id") VALUES (NEW."activity_id", NEW."added_at", NEW."added_by_id", NEW."client_uuid", NEW."conclusion_id", NEW."document_id", NEW."id", NEW."note_en", NEW."note_th", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."photo_id", NEW."practice_id", NEW."stop_id", NEW."updated_at", NEW."updated_by_id", NEW."version", NEW."visit_id"); RETURN NULL;', hash='b8ec54ffdfa27840d4582d46d8f73b5a411edcbd', operation='INSERT', pgid='pgtrigger_insert_insert_e3970', table='practices_evidence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "practices_evidenceevent" ("activity_id", "added_at", "added_by_id", "client_uuid", "conclusion_id", "document_id", "id", "note_en", "note_th", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_id", "practice_id", "stop_id", "updated_at", "updated_by_id", "version", "visit_id") VALUES (NEW."activity_id", NEW."added_at", NEW."added_by_id", NEW."client_uuid", NEW."conclusion_id", NEW."document_id", NEW."id", NEW."note_en", NEW."note_th", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."photo_id", NEW."practice_id", NEW."stop_id", NEW."updated_at", NEW."updated_by_id", NEW."version", NEW."visit_id"); RETURN NULL;', hash='d8809a8198d8e861d679e1acaa93a3a10671dca0', operation='UPDATE', pgid='pgtrigger_update_update_3e2cc', table='practices_evidence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "practices_evidenceevent" ("activity_id", "added_at", "added_by_id", "client_uuid", "conclusion_id", "document_id", "id", "note_en", "note_th", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_id", "practice_id", "stop_id", "updated_at", "updated_by_id", "version", "visit_id") VALUES (OLD."activity_id", OLD."added_at", OLD."added_by_id", OLD."client_uuid", OLD."conclusion_id", OLD."document_id", OLD."id", OLD."note_en", OLD."note_th", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."photo_id", OLD."practice_id", OLD."stop_id", OLD."updated_at", OLD."updated_by_id", OLD."version", OLD."visit_id"); RETURN NULL;', hash='0cdd3db323b971c2b1d0dc84bc39cddcb0bfade2', operation='DELETE', pgid='pgtrigger_delete_delete_d5801', table='practices_evidence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='modelsite',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "practices_modelsiteevent" ("criteria_en", "criteria_th", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "recognised_by_en", "recognised_by_th", "recognised_on", "valid_until") VALUES (NEW."criteria_en", NEW."criteria_th", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."practice_id", NEW."recognised_by_en", NEW."recognised_by_th", NEW."recognised_on", NEW."valid_until"); RETURN NULL;', hash='eedc576f0dfd72dc1b7793bdded4683949f2f650', operation='INSERT', pgid='pgtrigger_insert_insert_21152', table='practices_modelsite', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='modelsite',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "practices_modelsiteevent" ("criteria_en", "criteria_th", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "recognised_by_en", "recognised_by_th", "recognised_on", "valid_until") VALUES (NEW."criteria_en", NEW."criteria_th", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."practice_id", NEW."recognised_by_en", NEW."recognised_by_th", NEW."recognised_on", NEW."valid_until"); RETURN NULL;', hash='c629a159cee6969a843615b1ff3f40fa520473df', operation='UPDATE', pgid='pgtrigger_update_update_ba974', table='practices_modelsite', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='modelsite',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "practices_modelsiteevent" ("criteria_en", "criteria_th", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practice_id", "recognised_by_en", "recognised_by_th", "recognised_on", "valid_until") VALUES (OLD."criteria_en", OLD."criteria_th", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."practice_id", OLD."recognised_by_en", OLD."recognised_by_th", OLD."recognised_on", OLD."valid_until"); RETURN NULL;', hash='488fc87487c65984cbe5ea28f9b7801a621547a2', operation='DELETE', pgid='pgtrigger_delete_delete_83c61', table='practices_modelsite', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='practice',
            trigger=pgtrigger.compiler.Trigger(name='frozen_content', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."actions_en" IS DISTINCT FROM (NEW."actions_en") OR OLD."actions_th" IS DISTINCT FROM (NEW."actions_th") OR OLD."actors_en" IS DISTINCT FROM (NEW."actors_en") OR OLD."actors_th" IS DISTINCT FROM (NEW."actors_th") OR OLD."area_codes" IS DISTINCT FROM (NEW."area_codes") OR OLD."center_id" IS DISTINCT FROM (NEW."center_id") OR OLD."checkpoint_id" IS DISTINCT FROM (NEW."checkpoint_id") OR OLD."community" IS DISTINCT FROM (NEW."community") OR OLD."constraints_en" IS DISTINCT FROM (NEW."constraints_en") OR OLD."constraints_th" IS DISTINCT FROM (NEW."constraints_th") OR OLD."contact_en" IS DISTINCT FROM (NEW."contact_en") OR OLD."contact_th" IS DISTINCT FROM (NEW."contact_th") OR OLD."context_en" IS DISTINCT FROM (NEW."context_en") OR OLD."context_th" IS DISTINCT FROM (NEW."context_th") OR OLD."criteria" IS DISTINCT FROM (NEW."criteria") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."lessons_en" IS DISTINCT FROM (NEW."lessons_en") OR OLD."lessons_th" IS DISTINCT FROM (NEW."lessons_th") OR OLD."objective_en" IS DISTINCT FROM (NEW."objective_en") OR OLD."objective_th" IS DISTINCT FROM (NEW."objective_th") OR OLD."problem_en" IS DISTINCT FROM (NEW."problem_en") OR OLD."problem_th" IS DISTINCT FROM (NEW."problem_th") OR OLD."replication_en" IS DISTINCT FROM (NEW."replication_en") OR OLD."replication_th" IS DISTINCT FROM (NEW."replication_th") OR OLD."resources_en" IS DISTINCT FROM (NEW."resources_en") OR OLD."resources_th" IS DISTINCT FROM (NEW."resources_th") OR OLD."results_en" IS DISTINCT FROM (NEW."results_en") OR OLD."results_th" IS DISTINCT FROM (NEW."results_th") OR OLD."risks_en" IS DISTINCT FROM (NEW."risks_en") OR OLD."risks_th" IS DISTINCT FROM (NEW."risks_th") OR OLD."started_on" IS DISTINCT FROM (NEW."started_on") OR OLD."success_factors_en" IS DISTINCT FROM (NEW."success_factors_en") OR OLD."success_factors_th" IS DISTINCT FROM (NEW."success_factors_th") OR OLD."summary_en" IS DISTINCT FROM (NEW."summary_en") OR OLD."summary_th" IS DISTINCT FROM (NEW."summary_th") OR OLD."sustainability_en" IS DISTINCT FROM (NEW."sustainability_en") OR OLD."sustainability_th" IS DISTINCT FROM (NEW."sustainability_th") OR OLD."theme" IS DISTINCT FROM (NEW."theme") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_th" IS DISTINCT FROM (NEW."title_th"))', func="\n            IF OLD.state NOT IN ('candidate') THEN\n                RAISE EXCEPTION 'practice % is %: its content is fixed', OLD.code, OLD.state\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='9dfb31c99093ad4980ba9aa7895337b6a541ed4e', operation='UPDATE', pgid='pgtrigger_frozen_content_2c61f', table='practices_practice', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='practice',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "practices_practiceevent" ("actions_en", "actions_th", "actors_en", "actors_th", "area_codes", "author_id", "center_id", "checkpoint_id", "client_uuid", "code", "community", "constraints_en", "constraints_th", "contact_en", "contact_th", "context_en", "context_th", "cover_id", "created_at", "criteria", "district_id", "id", "is_demo", "lessons_en", "lessons_th", "objective_en", "objective_th", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_en", "problem_th", "published_at", "replication_en", "replication_th", "resources_en", "resources_th", "results_en", "results_th", "retire_reason", "risks_en", "risks_th", "started_on", "state", "success_factors_en", "success_factors_th", "summary_en", "summary_th", "sustainability_en", "sustainability_th", "theme", "title_en", "title_th", "updated_at", "updated_by_id", "validated_at", "validated_by_id", "version") VALUES (NEW."actions_en", NEW."actions_th", NEW."actors_en", NEW."actors_th", NEW."area_codes", NEW."author_id", NEW."center_id", NEW."checkpoint_id", NEW."client_uuid", NEW."code", NEW."community", NEW."constraints_en", NEW."constraints_th", NEW."contact_en", NEW."contact_th", NEW."context_en", NEW."context_th", NEW."cover_id", NEW."created_at", NEW."criteria", NEW."district_id", NEW."id", NEW."is_demo", NEW."lessons_en", NEW."lessons_th", NEW."objective_en", NEW."objective_th", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."problem_en", NEW."problem_th", NEW."published_at", NEW."replication_en", NEW."replication_th", NEW."resources_en", NEW."resources_th", NEW."results_en", NEW."results_th", NEW."retire_reason", NEW."risks_en", NEW."risks_th", NEW."started_on", NEW."state", NEW."success_factors_en", NEW."success_factors_th", NEW."summary_en", NEW."summary_th", NEW."sustainability_en", NEW."sustainability_th", NEW."theme", NEW."title_en", NEW."title_th", NEW."updated_at", NEW."updated_by_id", NEW."validated_at", NEW."validated_by_id", NEW."version"); RETURN NULL;', hash='e5e47b4183e70b212ff9245add90a279345e8fd6', operation='INSERT', pgid='pgtrigger_insert_insert_e4133', table='practices_practice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='practice',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."actions_en" IS DISTINCT FROM (NEW."actions_en") OR OLD."actions_th" IS DISTINCT FROM (NEW."actions_th") OR OLD."actors_en" IS DISTINCT FROM (NEW."actors_en") OR OLD."actors_th" IS DISTINCT FROM (NEW."actors_th") OR OLD."area_codes" IS DISTINCT FROM (NEW."area_codes") OR OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."center_id" IS DISTINCT FROM (NEW."center_id") OR OLD."checkpoint_id" IS DISTINCT FROM (NEW."checkpoint_id") OR OLD."client_uuid" IS DISTINCT FROM (NEW."client_uuid") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."community" IS DISTINCT FROM (NEW."community") OR OLD."constraints_en" IS DISTINCT FROM (NEW."constraints_en") OR OLD."constraints_th" IS DISTINCT FROM (NEW."constraints_th") OR OLD."contact_en" IS DISTINCT FROM (NEW."contact_en") OR OLD."contact_th" IS DISTINCT FROM (NEW."contact_th") OR OLD."context_en" IS DISTINCT FROM (NEW."context_en") OR OLD."context_th" IS DISTINCT FROM (NEW."context_th") OR OLD."cover_id" IS DISTINCT FROM (NEW."cover_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."criteria" IS DISTINCT FROM (NEW."criteria") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."lessons_en" IS DISTINCT FROM (NEW."lessons_en") OR OLD."lessons_th" IS DISTINCT FROM (NEW."lessons_th") OR OLD."objective_en" IS DISTINCT FROM (NEW."objective_en") OR OLD."objective_th" IS DISTINCT FROM (NEW."objective_th") OR OLD."problem_en" IS DISTINCT FROM (NEW."problem_en") OR OLD."problem_th" IS DISTINCT FROM (NEW."problem_th") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."replication_en" IS DISTINCT FROM (NEW."replication_en") OR OLD."replication_th" IS DISTINCT FROM (NEW."replication_th") OR OLD."resources_en" IS DISTINCT FROM (NEW."resources_en") OR OLD."resources_th" IS DISTINCT FROM (NEW."resources_th") OR OLD."results_en" IS DISTINCT FROM (NEW."results_en") OR OLD."results_th" IS DISTINCT FROM (NEW."results_th") OR OLD."retire_reason" IS DISTINCT FROM (NEW."retire_reason") OR OLD."risks_en" IS DISTINCT FROM (NEW."risks_en") OR OLD."risks_th" IS DISTINCT FROM (NEW."risks_th") OR OLD."started_on" IS DISTINCT FROM (NEW."started_on") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."success_factors_en" IS DISTINCT FROM (NEW."success_factors_en") OR OLD."success_factors_th" IS DISTINCT FROM (NEW."success_factors_th") OR OLD."summary_en" IS DISTINCT FROM (NEW."summary_en") OR OLD."summary_th" IS DISTINCT FROM (NEW."summary_th") OR OLD."sustainability_en" IS DISTINCT FROM (NEW."sustainability_en") OR OLD."sustainability_th" IS DISTINCT FROM (NEW."sustainability_th") OR OLD."theme" IS DISTINCT FROM (NEW."theme") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_th" IS DISTINCT FROM (NEW."title_th") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."updated_by_id" IS DISTINCT FROM (NEW."updated_by_id") OR OLD."validated_at" IS DISTINCT FROM (NEW."validated_at") OR OLD."validated_by_id" IS DISTINCT FROM (NEW."validated_by_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "practices_practiceevent" ("actions_en", "actions_th", "actors_en", "actors_th", "area_codes", "author_id", "center_id", "checkpoint_id", "client_uuid", "code", "community", "constraints_en", "constraints_th", "contact_en", "contact_th", "context_en", "context_th", "cover_id", "created_at", "criteria", "district_id", "id", "is_demo", "lessons_en", "lessons_th", "objective_en", "objective_th", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_en", "problem_th", "published_at", "replication_en", "replication_th", "resources_en", "resources_th", "results_en", "results_th", "retire_reason", "risks_en", "risks_th", "started_on", "state", "success_factors_en", "success_factors_th", "summary_en", "summary_th", "sustainability_en", "sustainability_th", "theme", "title_en", "title_th", "updated_at", "updated_by_id", "validated_at", "validated_by_id", "version") VALUES (NEW."actions_en", NEW."actions_th", NEW."actors_en", NEW."actors_th", NEW."area_codes", NEW."author_id", NEW."center_id", NEW."checkpoint_id", NEW."client_uuid", NEW."code", NEW."community", NEW."constraints_en", NEW."constraints_th", NEW."contact_en", NEW."contact_th", NEW."context_en", NEW."context_th", NEW."cover_id", NEW."created_at", NEW."criteria", NEW."district_id", NEW."id", NEW."is_demo", NEW."lessons_en", NEW."lessons_th", NEW."objective_en", NEW."objective_th", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."problem_en", NEW."problem_th", NEW."published_at", NEW."replication_en", NEW."replication_th", NEW."resources_en", NEW."resources_th", NEW."results_en", NEW."results_th", NEW."retire_reason", NEW."risks_en", NEW."risks_th", NEW."started_on", NEW."state", NEW."success_factors_en", NEW."success_factors_th", NEW."summary_en", NEW."summary_th", NEW."sustainability_en", NEW."sustainability_th", NEW."theme", NEW."title_en", NEW."title_th", NEW."updated_at", NEW."updated_by_id", NEW."validated_at", NEW."validated_by_id", NEW."version"); RETURN NULL;', hash='166294f8634c90a1487a2dac2d05bf3de2cfa97d', operation='UPDATE', pgid='pgtrigger_update_update_26eae', table='practices_practice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='practice',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "practices_practiceevent" ("actions_en", "actions_th", "actors_en", "actors_th", "area_codes", "author_id", "center_id", "checkpoint_id", "client_uuid", "code", "community", "constraints_en", "constraints_th", "contact_en", "contact_th", "context_en", "context_th", "cover_id", "created_at", "criteria", "district_id", "id", "is_demo", "lessons_en", "lessons_th", "objective_en", "objective_th", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_en", "problem_th", "published_at", "replication_en", "replication_th", "resources_en", "resources_th", "results_en", "results_th", "retire_reason", "risks_en", "risks_th", "started_on", "state", "success_factors_en", "success_factors_th", "summary_en", "summary_th", "sustainability_en", "sustainability_th", "theme", "title_en", "title_th", "updated_at", "updated_by_id", "validated_at", "validated_by_id", "version") VALUES (OLD."actions_en", OLD."actions_th", OLD."actors_en", OLD."actors_th", OLD."area_codes", OLD."author_id", OLD."center_id", OLD."checkpoint_id", OLD."client_uuid", OLD."code", OLD."community", OLD."constraints_en", OLD."constraints_th", OLD."contact_en", OLD."contact_th", OLD."context_en", OLD."context_th", OLD."cover_id", OLD."created_at", OLD."criteria", OLD."district_id", OLD."id", OLD."is_demo", OLD."lessons_en", OLD."lessons_th", OLD."objective_en", OLD."objective_th", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."problem_en", OLD."problem_th", OLD."published_at", OLD."replication_en", OLD."replication_th", OLD."resources_en", OLD."resources_th", OLD."results_en", OLD."results_th", OLD."retire_reason", OLD."risks_en", OLD."risks_th", OLD."started_on", OLD."state", OLD."success_factors_en", OLD."success_factors_th", OLD."summary_en", OLD."summary_th", OLD."sustainability_en", OLD."sustainability_th", OLD."theme", OLD."title_en", OLD."title_th", OLD."updated_at", OLD."updated_by_id", OLD."validated_at", OLD."validated_by_id", OLD."version"); RETURN NULL;', hash='396fc2735e919967e2f94344ab9577c2626252c5', operation='DELETE', pgid='pgtrigger_delete_delete_b18d4', table='practices_practice', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='adoption',
            constraint=models.CheckConstraint(condition=models.Q(('result', 'running'), models.Q(('outcome_th', ''), _negated=True), models.Q(('outcome_en', ''), _negated=True), _connector='OR'), name='adoption_result_in_words'),
        ),
        migrations.AddConstraint(
            model_name='modelsite',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('recognised_by_th', ''), _negated=True), models.Q(('recognised_by_en', ''), _negated=True), _connector='OR'), name='model_site_recognised_by_somebody'),
        ),
    ]
