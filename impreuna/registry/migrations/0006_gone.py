"""Who went with a household that another commune received."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0005_fed"),
    ]

    operations = [
        migrations.AddField(
            model_name="departure",
            name="people",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), db_default=[], default=list, size=None
            ),
        ),
    ]
