import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "place_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("place_id", models.IntegerField()),
                ("id", models.UUIDField()),
                ("user_id", models.UUIDField()),
                ("last_contact_at", models.DateTimeField()),
                ("app", models.TextField()),
                ("protocol", models.IntegerField()),
                ("cursor", models.BigIntegerField(default=0)),
                ("view", models.TextField(default="")),
                ("unsent", models.IntegerField(default=0)),
                ("oldest_unsent_at", models.DateTimeField(null=True)),
                ("attachments_waiting", models.IntegerField(default=0)),
                ("storage_used", models.BigIntegerField(null=True)),
                ("storage_quota", models.BigIntegerField(null=True)),
                ("persisted", models.BooleanField(null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="HeldContent",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "commune_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("commune_id", models.IntegerField()),
                ("id", models.UUIDField()),
                ("user_id", models.UUIDField()),
                ("areas", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("is_restricted", models.BooleanField()),
                ("sealed", models.BinaryField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Device",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "place_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("place_id", models.IntegerField()),
                ("id", models.UUIDField()),
                ("n", models.BigIntegerField()),
                ("label", models.TextField()),
                ("app", models.TextField()),
                ("user_id", models.UUIDField()),
                ("user_name", models.TextField()),
                ("role", models.TextField()),
                ("assignment_id", models.UUIDField()),
                ("secret_digest", models.BinaryField()),
                ("outbox_key", models.BinaryField()),
                ("enrolled_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoked_by", models.TextField(default="")),
                ("revoke_reason", models.TextField(default="")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("id",), name="device_once")],
            },
        ),
        migrations.CreateModel(
            name="Held",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "commune_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("commune_id", models.IntegerField()),
                ("id", models.UUIDField()),
                ("n", models.BigIntegerField(default=0)),
                ("device_id", models.UUIDField()),
                ("user_id", models.UUIDField()),
                ("user_name", models.TextField()),
                ("what", models.TextField()),
                ("kind", models.TextField()),
                ("reason", models.TextField()),
                ("recorded_at", models.DateTimeField(null=True)),
                ("received_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by", models.TextField(default="")),
                ("outcome", models.TextField(default="")),
                ("note", models.TextField(default="")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=["commune_id", "received_at"],
                        name="held_waiting",
                    )
                ],
            },
        ),
    ]
