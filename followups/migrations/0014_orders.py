from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('followups', '0013_triggers'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(fields=['due_on', 'id'], name='followup_due'),
        ),
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(fields=['state', 'due_on', 'id'], name='followup_state_due'),
        ),
    ]
