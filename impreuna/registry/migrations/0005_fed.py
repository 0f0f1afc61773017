"""Rows in the order in which tablets are sent them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0004_followers"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="household",
            name="household_by_n",
        ),
        migrations.RemoveIndex(
            model_name="person",
            name="person_by_n",
        ),
        migrations.AddIndex(
            model_name="departure",
            index=models.Index(fields=["commune_id", "n", "id"], name="departure_fed"),
        ),
        migrations.AddIndex(
            model_name="household",
            index=models.Index(fields=["commune_id", "n", "id"], name="household_fed"),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["commune_id", "n", "id"], name="membership_fed"),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(fields=["commune_id", "n", "id"], name="note_fed"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["commune_id", "n", "id"], name="person_fed"),
        ),
    ]
