"""The kernel's tables, and `Record`, from which every table of a commune descends."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from impreuna.kernel.guard import Guarded


class Record(Guarded):
    """A row of a commune. `n` is the number, on the commune's clock, of the latest act that touched it."""

    pk = models.CompositePrimaryKey("commune_id", "id")
    commune_id = models.IntegerField()
    id = models.UUIDField()
    n = models.BigIntegerField()

    class Meta(Guarded.Meta):
        abstract = True


class Clock(Guarded):
    """The serial order of a place: the number and the hash of its latest journal entry."""

    commune_id = models.IntegerField(primary_key=True)
    n = models.BigIntegerField(default=0)
    head = models.BinaryField(default=bytes)


class JournalEntry(Guarded):
    """One act: who, what kind, its three moments, how it ended. Append-only and hash-chained per clock."""

    pk = models.CompositePrimaryKey("commune_id", "n")
    commune_id = models.IntegerField()
    n = models.BigIntegerField()
    command_id = models.UUIDField()
    kind = models.TextField()
    user_id = models.UUIDField()
    user_name = models.TextField()
    role = models.TextField()
    happened_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    received_at = models.DateTimeField()
    status = models.TextField()
    reason = models.TextField(null=True)
    outcome = models.JSONField(default=dict)
    records = ArrayField(models.UUIDField(), default=list)
    restriction_id = models.UUIDField(null=True)
    payload_digest = models.BinaryField()
    hash = models.BinaryField()

    class Meta(Guarded.Meta):
        constraints = [models.UniqueConstraint(fields=["commune_id", "command_id"], name="journal_command_once")]


class Payload(Guarded):
    """What the command said, sealed. It may be erased after its retention period; the chain still verifies."""

    pk = models.CompositePrimaryKey("commune_id", "command_id")
    commune_id = models.IntegerField()
    command_id = models.UUIDField()
    user_id = models.UUIDField()
    area = models.TextField()
    restriction_id = models.UUIDField(null=True)
    sealed = models.BinaryField()


class Restriction(Record):
    """A circle of named people: what carries its id exists only for them."""

    reason = models.TextField()


class RestrictionMember(Record):
    """One person of the circle. `id` is the restriction's."""

    pk = models.CompositePrimaryKey("commune_id", "id", "user_id")
    user_id = models.UUIDField()
    #: From then on the person belongs to it no more.
    until = models.DateTimeField(null=True)
    #: Of a case's team: its rows are sent to a tablet when somebody joins, and not everything anew.
    is_team = models.BooleanField(default=False)


class FieldChange(Record):
    """One value replaced by another: the history of every field. `id` is its own; `old` and `new` are JSON."""

    record_id = models.UUIDField()
    record_type = models.TextField()
    field = models.TextField()
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    command_id = models.UUIDField()
    user_id = models.UUIDField()
    user_name = models.TextField()
    recorded_at = models.DateTimeField()
    received_at = models.DateTimeField()
    area = models.TextField()
    restriction_id = models.UUIDField(null=True)

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["commune_id", "record_id", "field", "n"], name="fieldchange_of_record")]


class Conflict(Record):
    """Two values for one field, written by people who did not see each other's. Open until a colleague settles it.

    `current` stood when the second, `proposed`, arrived; `seen` is what the second author had before the eyes.
    """

    record_id = models.UUIDField()
    record_type = models.TextField()
    field = models.TextField()
    area = models.TextField()
    restriction_id = models.UUIDField(null=True)
    seen = models.JSONField(null=True)
    current = models.JSONField(null=True)
    current_by = models.TextField()
    current_at = models.DateTimeField(null=True)
    proposed = models.JSONField(null=True)
    proposed_by = models.TextField()
    proposed_by_id = models.UUIDField()
    proposed_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.TextField(default="")
    chosen = models.JSONField(null=True)

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["commune_id", "n"], name="conflict_open", condition=models.Q(settled_at__isnull=True)),
            models.Index(fields=["commune_id", "record_id"], name="conflict_of_record"),
            models.Index(fields=["commune_id", "n", "id"], name="conflict_fed"),
        ]


class Draft(Guarded):
    """Somebody's unfinished work, as the team may know of it: who, what about, since when. Its content is apart."""

    id = models.UUIDField(primary_key=True)
    commune_id = models.IntegerField()
    user_id = models.UUIDField()
    user_name = models.TextField()
    role = models.TextField()
    purpose = models.TextField()
    about_id = models.UUIDField()
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        indexes = [models.Index(fields=["commune_id", "about_id"], name="draft_about")]


class DraftContent(Guarded):
    """What a draft says, sealed: its author's alone. `id` is the draft's."""

    id = models.UUIDField(primary_key=True)
    user_id = models.UUIDField()
    sealed = models.BinaryField()


class FileChunk(Guarded):
    """A part of a content (`kernel.files`), sealed: `size` bytes from `place` on, of `total` in all."""

    pk = models.CompositePrimaryKey("commune_id", "digest", "place")
    commune_id = models.IntegerField()
    digest = models.TextField()
    place = models.IntegerField()
    size = models.IntegerField()
    total = models.IntegerField()
    sealed = models.BinaryField()
    added_at = models.DateTimeField()
