"""Rows in the order in which tablets are sent them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0004_areas_asked_once"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="conflict",
            index=models.Index(fields=["commune_id", "n", "id"], name="conflict_fed"),
        ),
    ]
