"""Tables of tablets: the devices, when they were last in contact, and work that waits to be taken over."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from impreuna.kernel.guard import Guarded
from impreuna.workforce.models import OfPlace


class Device(OfPlace):
    """A tablet of one person in one role of a commune. Only the digest of its secret is kept.

    `outbox_key` is sealed: with it the server reads what a locked tablet hands over.
    """

    label = models.TextField()
    app = models.TextField()
    user_id = models.UUIDField()
    user_name = models.TextField()
    role = models.TextField()
    assignment_id = models.UUIDField()
    secret_digest = models.BinaryField()
    outbox_key = models.BinaryField()
    enrolled_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.TextField(default="")
    revoke_reason = models.TextField(default="")

    class Meta(OfPlace.Meta):
        constraints = [models.UniqueConstraint(fields=["id"], name="device_once")]


class Contact(Guarded):
    """When a device last spoke and what it said of itself: no act, no journal, renewed at most once a minute.

    `cursor` and `view` are what it had then; sizes are in bytes, None where the browser does not tell.
    """

    pk = models.CompositePrimaryKey("place_id", "id")
    place_id = models.IntegerField()
    id = models.UUIDField()
    user_id = models.UUIDField()
    last_contact_at = models.DateTimeField()
    app = models.TextField()
    protocol = models.IntegerField()
    cursor = models.BigIntegerField(default=0)
    view = models.TextField(default="")
    unsent = models.IntegerField(default=0)
    oldest_unsent_at = models.DateTimeField(null=True)
    attachments_waiting = models.IntegerField(default=0)
    storage_used = models.BigIntegerField(null=True)
    storage_quota = models.BigIntegerField(null=True)
    persisted = models.BooleanField(null=True)


class Held(Guarded):
    """Work that a tablet handed over and nobody could carry out: whose, of what kind, why. What it says is apart.

    `id` is the command's or the draft's. It waits until `settled_at`; nothing of it is ever removed.
    """

    pk = models.CompositePrimaryKey("commune_id", "id")
    commune_id = models.IntegerField()
    id = models.UUIDField()
    n = models.BigIntegerField(default=0)
    device_id = models.UUIDField()
    user_id = models.UUIDField()
    user_name = models.TextField()
    what = models.TextField()
    kind = models.TextField()
    reason = models.TextField()
    recorded_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.TextField(default="")
    outcome = models.TextField(default="")
    note = models.TextField(default="")

    class Meta(Guarded.Meta):
        indexes = [
            models.Index(
                fields=["commune_id", "received_at"], name="held_waiting", condition=models.Q(settled_at__isnull=True)
            )
        ]


class HeldContent(Guarded):
    """What held work says, sealed: for its author, and for colleagues who read all of `areas`, unless restricted."""

    pk = models.CompositePrimaryKey("commune_id", "id")
    commune_id = models.IntegerField()
    id = models.UUIDField()
    user_id = models.UUIDField()
    areas = ArrayField(models.TextField())
    is_restricted = models.BooleanField()
    sealed = models.BinaryField()
