"""One index finds the reports of an area in which a word stands; each half by itself as well."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('visits', '0013_sent'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='visit',
            index=django.contrib.postgres.indexes.GinIndex(models.F('area_codes'), django.contrib.postgres.indexes.OpClass(models.Func(models.F('search'), models.Value('ัิีึืฺุู็่้๊๋์ํ๎'), models.Value(''), function='TRANSLATE', output_field=models.TextField()), name='gin_trgm_ops'), name='visit_areas_search'),
        ),
        migrations.RemoveIndex(
            model_name='visit',
            name='visit_areas',
        ),
        migrations.RemoveIndex(
            model_name='visit',
            name='visit_search',
        ),
        # Or the first searches are planned without knowing how frequent a word is.
        migrations.RunSQL("ANALYZE visits_visit", migrations.RunSQL.noop),
    ]
