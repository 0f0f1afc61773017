import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "commune_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("commune_id", models.IntegerField()),
                ("id", models.UUIDField()),
                ("n", models.BigIntegerField()),
                ("household_id", models.UUIDField()),
                ("visit_id", models.UUIDField(null=True)),
                ("person_id", models.UUIDField(null=True)),
                ("subject_id", models.UUIDField()),
                ("what", models.TextField()),
                ("digest", models.TextField()),
                ("size", models.IntegerField()),
                ("media_type", models.TextField()),
                ("taken_at", models.DateTimeField()),
                ("caption", models.TextField(default="")),
                ("consent", models.TextField()),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("area", models.TextField()),
                ("author", models.TextField()),
                ("author_id", models.UUIDField()),
                ("is_complete", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["commune_id", "household_id"], name="attachment_of_household"),
                    models.Index(fields=["commune_id", "digest"], name="attachment_by_digest"),
                    models.Index(fields=["commune_id", "n", "id"], name="attachment_by_n"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedVisit",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "commune_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("commune_id", models.IntegerField()),
                ("id", models.UUIDField()),
                ("n", models.BigIntegerField()),
                ("household_id", models.UUIDField()),
                ("planned_on", models.DateField()),
                ("purpose", models.TextField()),
                ("note", models.TextField(default="")),
                ("planned_by", models.TextField()),
                ("planned_by_id", models.UUIDField()),
                ("planned_at", models.DateTimeField()),
                ("state", models.TextField(default="planned")),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.TextField(default="")),
                ("ended_reason", models.TextField(default="")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["commune_id", "household_id"], name="planned_visit_of_household"),
                    models.Index(fields=["commune_id", "n", "id"], name="planned_visit_by_n"),
                    models.Index(
                        condition=models.Q(("state", "planned")),
                        fields=["commune_id", "planned_on", "id"],
                        name="planned_visit_due",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceDelivered",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "commune_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("commune_id", models.IntegerField()),
                ("id", models.UUIDField()),
                ("n", models.BigIntegerField()),
                ("household_id", models.UUIDField()),
                ("person_id", models.UUIDField(null=True)),
                ("subject_id", models.UUIDField()),
                ("code", models.TextField()),
                ("edition", models.IntegerField()),
                ("delivered_on", models.DateField()),
                ("quantity", models.IntegerField(default=1)),
                ("note", models.TextField(default="")),
                ("area", models.TextField()),
                (
                    "finding_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("received_at", models.DateTimeField()),
                ("author", models.TextField()),
                ("author_id", models.UUIDField()),
                ("role", models.TextField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["commune_id", "household_id"], name="service_of_household"),
                    models.Index(
                        condition=models.Q(("person_id__isnull", False)),
                        fields=["commune_id", "person_id"],
                        name="service_of_person",
                    ),
                    models.Index(fields=["commune_id", "n", "id"], name="service_by_n"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "commune_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("commune_id", models.IntegerField()),
                ("id", models.UUIDField()),
                ("n", models.BigIntegerField()),
                ("household_id", models.UUIDField()),
                ("planned_id", models.UUIDField(null=True)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                ("purpose", models.TextField()),
                ("outcome", models.TextField()),
                (
                    "present",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("report", models.TextField(default="")),
                ("area", models.TextField()),
                ("author", models.TextField()),
                ("author_id", models.UUIDField()),
                ("role", models.TextField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["commune_id", "household_id"], name="visit_of_household"),
                    models.Index(fields=["commune_id", "n", "id"], name="visit_by_n"),
                ],
            },
        ),
    ]
