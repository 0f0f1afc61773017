"""Activities for many and help in kind; the case in whose plan a service stands; keys of calendars, each one's own."""

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import append_only, policies, protect

_OWN = "user_id = (SELECT impreuna_user())"

# Help given to a household goes along when it moves to another commune.
FOLLOW = """
INSERT INTO registry_follower (place, table_name, record_column) VALUES (85, 'services_resourcegiven', 'household_id');
"""
UNFOLLOW = "DELETE FROM registry_follower WHERE table_name = 'services_resourcegiven';"


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0002_row_security"),
    ]

    operations = [
        migrations.AddField(
            model_name="servicedelivered",
            name="case_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="servicedelivered",
            name="plan_item_id",
            field=models.UUIDField(null=True),
        ),
        migrations.CreateModel(
            name="Activity",
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
                ("title", models.TextField()),
                ("kind", models.TextField()),
                ("code", models.TextField()),
                ("edition", models.IntegerField()),
                ("held_on", models.DateField()),
                ("place", models.TextField(default="")),
                ("children", models.IntegerField()),
                ("adults", models.IntegerField()),
                (
                    "people",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("note", models.TextField(default="")),
                ("area", models.TextField()),
                ("received_at", models.DateTimeField()),
                ("author", models.TextField()),
                ("author_id", models.UUIDField()),
                ("role", models.TextField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["commune_id", "-held_on", "id"], name="activity_by_day")],
            },
        ),
        migrations.CreateModel(
            name="CalendarKey",
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
                ("user_id", models.UUIDField()),
                ("secret_digest", models.BinaryField()),
                ("renewed_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("commune_id", "user_id"), name="calendar_key_once")],
            },
        ),
        migrations.CreateModel(
            name="ResourceGiven",
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
                ("what", models.TextField()),
                ("quantity", models.DecimalField(decimal_places=2, max_digits=10)),
                ("unit", models.TextField()),
                ("given_on", models.DateField()),
                ("note", models.TextField(default="")),
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
                    models.Index(fields=["commune_id", "household_id"], name="resource_of_household"),
                    models.Index(fields=["commune_id", "-given_on", "id"], name="resource_by_day"),
                ],
            },
        ),
        protect("services_activity", area_column="area"),
        protect("services_resourcegiven", area="income"),
        policies("services_calendarkey", _OWN, _OWN),
        append_only("services_activity"),
        RunSQL(FOLLOW, UNFOLLOW),
    ]
