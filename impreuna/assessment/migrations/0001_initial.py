import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Answers",
            fields=[
                ("commune_id", models.IntegerField()),
                ("id", models.UUIDField()),
                ("n", models.BigIntegerField()),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "commune_id", "id", "area", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("area", models.TextField()),
                ("household_id", models.UUIDField()),
                ("household", models.JSONField(default=dict)),
                ("persons", models.JSONField(default=list)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["commune_id", "household_id"], name="answers_of_household")],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
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
                ("edition", models.IntegerField()),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                ("author_id", models.UUIDField()),
                ("author", models.TextField()),
                ("role", models.TextField()),
                ("purpose", models.SmallIntegerField(null=True)),
                ("outcome", models.SmallIntegerField(null=True)),
                ("conclusion", models.SmallIntegerField(null=True)),
                (
                    "people",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["commune_id", "household_id", "ended_at"], name="assessment_of_household"),
                    models.Index(fields=["commune_id", "n"], name="assessment_by_n"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
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
                ("subject_id", models.UUIDField()),
                ("is_person", models.BooleanField()),
                ("household_id", models.UUIDField()),
                ("code", models.TextField()),
                ("veil", models.TextField()),
                ("severity", models.SmallIntegerField()),
                ("state", models.TextField()),
                ("evidence", models.JSONField(default=dict)),
                ("edition", models.IntegerField()),
                ("assessment_id", models.UUIDField()),
                ("found_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.TextField(default="")),
                ("decided_role", models.TextField(default="")),
                ("note", models.TextField(default="")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["commune_id", "household_id"], name="finding_of_household"),
                    models.Index(fields=["commune_id", "n"], name="finding_by_n"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("commune_id", "subject_id", "code"), name="one_finding_per_vulnerability"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingEvent",
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
                ("finding_id", models.UUIDField()),
                ("veil", models.TextField()),
                ("state", models.TextField()),
                ("happened_at", models.DateTimeField()),
                ("by", models.TextField()),
                ("role", models.TextField()),
                ("note", models.TextField(default="")),
                ("assessment_id", models.UUIDField(null=True)),
                ("evidence", models.JSONField(null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["commune_id", "finding_id", "n"], name="event_of_finding")],
            },
        ),
    ]
