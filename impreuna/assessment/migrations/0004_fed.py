"""Rows in the order in which tablets are sent them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0003_settling"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="assessment",
            name="assessment_by_n",
        ),
        migrations.RemoveIndex(
            model_name="finding",
            name="finding_by_n",
        ),
        migrations.AddIndex(
            model_name="answers",
            index=models.Index(fields=["commune_id", "n", "id"], name="answers_fed"),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["commune_id", "n", "id"], name="assessment_fed"),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["commune_id", "n", "id"], name="finding_fed"),
        ),
    ]
