from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('followups', '0014_orders'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='followup',
            name='followup_due',
        ),
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(fields=['due_on', 'id', 'created_at'], name='followup_due'),
        ),
    ]
