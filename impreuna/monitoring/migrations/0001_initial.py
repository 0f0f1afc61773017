from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Count",
            fields=[
                ("place_id", models.IntegerField(primary_key=True, serialize=False)),
                ("n", models.BigIntegerField()),
                ("counted_on", models.DateField()),
                ("counted_at", models.DateTimeField()),
                ("took_ms", models.IntegerField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "place_id",
                        "measure",
                        "village_id",
                        "age_band",
                        "sex",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("place_id", models.IntegerField()),
                ("measure", models.TextField()),
                ("village_id", models.IntegerField(default=0)),
                ("age_band", models.TextField(default="")),
                ("sex", models.TextField(default="")),
                ("veil", models.TextField(default="")),
                ("value", models.BigIntegerField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
    ]
