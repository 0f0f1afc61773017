"""Tables of households and people.

Keys are led by the commune, so relations are pairs (commune_id, id); PostgreSQL holds them as foreign
keys (migration 0002), and queries join by hand.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from impreuna.kernel.models import Record


class Household(Record):
    """Gospodărie: people who live and keep house together at one address (P art. 2(1)); not always one family."""

    village_id = models.IntegerField()
    street = models.TextField(default="")
    number = models.TextField(default="")
    place_note = models.TextField(default="")
    phone = models.TextField(default="")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    dwelling_state = models.TextField(default="not_visited")
    #: The name of its head, and where the household stands in lists: copies that follow the head's name.
    label = models.TextField()
    sort_key = models.TextField()
    search = models.TextField()
    registered_at = models.DateTimeField()
    registered_by = models.TextField()

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["commune_id", "sort_key", "id"], include=["search"], name="household_by_name"),
            models.Index(fields=["commune_id", "n", "id"], name="household_fed"),
            models.Index(fields=["commune_id", "village_id"], name="household_by_village"),
        ]

    def __str__(self) -> str:
        return self.label


class Person(Record):
    """Persoană. Without papers she has a provisional identity: `identity` says why there is no CNP."""

    last_name = models.TextField()
    first_name = models.TextField()
    former_names = models.TextField(default="")
    sex = models.TextField(default="")
    birth_date = models.DateField(null=True)
    birth_year = models.IntegerField(null=True)
    identity = models.TextField()
    cnp_sealed = models.BinaryField(null=True)
    cnp_hash = models.BinaryField(null=True)
    death_date = models.DateField(null=True)
    #: The record that stands for this one since a merge; undoing the merge empties it.
    merged_into_id = models.UUIDField(null=True)
    sort_key = models.TextField()
    name_key = models.TextField()
    search = models.TextField()
    registered_at = models.DateTimeField()
    registered_by = models.TextField()

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["commune_id", "sort_key", "id"], include=["search"], name="person_by_name"),
            models.Index(fields=["commune_id", "n", "id"], name="person_fed"),
            models.Index(fields=["commune_id", "name_key"], name="person_by_name_key"),
            models.Index(fields=["commune_id", "birth_date"], name="person_by_birth"),
            models.Index(fields=["cnp_hash"], name="person_by_cnp", condition=Q(cnp_hash__isnull=False)),
            models.Index(
                fields=["commune_id", "merged_into_id"], name="person_merged", condition=Q(merged_into_id__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.last_name} {self.first_name}"


class Membership(Record):
    """Apartenența unei persoane la o gospodărie, cu date: open while `end_date` is empty; one open at a time."""

    household_id = models.UUIDField()
    person_id = models.UUIDField()
    relation = models.TextField()
    start_date = models.DateField(null=True)
    start_reason = models.TextField(default="registered")
    end_date = models.DateField(null=True)
    end_reason = models.TextField(default="")

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["commune_id", "household_id"], name="membership_of_household"),
            models.Index(fields=["commune_id", "n", "id"], name="membership_fed"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["commune_id", "person_id"], condition=Q(end_date__isnull=True), name="one_open_membership"
            )
        ]


class FormerHome(Record):
    """A membership that ended in another commune: what the person's history keeps when she moves."""

    person_id = models.UUIDField()
    former_commune_id = models.IntegerField()
    household_label = models.TextField()
    relation = models.TextField()
    start_date = models.DateField(null=True)
    end_date = models.DateField(null=True)

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["commune_id", "person_id"], name="former_home_of_person")]


class EthnicityDeclaration(Record):
    """Etnia declarată (GDPR art. 9): kept only when the person says it herself; the latest one counts."""

    person_id = models.UUIDField()
    ethnicity = models.TextField()
    declared_at = models.DateTimeField()
    declared_to = models.TextField()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["commune_id", "person_id"], name="ethnicity_of_person")]


class Note(Record):
    """A note about a household or a person, veiled by its area, and by a circle when it is restricted."""

    household_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    area = models.TextField()
    restriction_id = models.UUIDField(null=True)
    text = models.TextField()
    author_id = models.UUIDField()
    author = models.TextField()
    written_at = models.DateTimeField()

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["commune_id", "household_id"], name="note_of_household"),
            models.Index(fields=["commune_id", "person_id"], name="note_of_person"),
            models.Index(fields=["commune_id", "n", "id"], name="note_fed"),
        ]


class DuplicateCandidate(Record):
    """Two records that may be one person. `other_id` is empty when the CNP is known in another commune."""

    person_id = models.UUIDField()
    other_id = models.UUIDField(null=True)
    reasons = ArrayField(models.TextField())
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.TextField(default="")
    decision = models.TextField(default="")
    decision_note = models.TextField(default="", db_default="")

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["commune_id", "n"], name="duplicate_open", condition=Q(decided_at__isnull=True))
        ]


class Merge(Record):
    """Unirea a două fișe: `dropped_id` stands behind `kept_id` until undone; `before` is what undoing restores."""

    kept_id = models.UUIDField()
    dropped_id = models.UUIDField()
    before = models.JSONField()
    merged_at = models.DateTimeField()
    merged_by = models.TextField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.TextField(default="")


class Departure(Record):
    """A household or person offered to another commune. It stays here until the other team receives it.

    `people` are those who went when it was received, records merged into theirs too.
    """

    household_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    label = models.TextField()
    people = ArrayField(models.UUIDField(), default=list, db_default=[])
    to_commune_id = models.IntegerField()
    note = models.TextField(default="")
    offered_at = models.DateTimeField()
    offered_by = models.TextField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.TextField(default="")
    decision = models.TextField(default="")
    decision_note = models.TextField(default="")

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["commune_id", "n", "id"], name="departure_fed")]


class Arrival(Record):
    """The same move, seen from the commune that receives. Same id as its `Departure`."""

    household_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    label = models.TextField()
    people = models.IntegerField(default=1)
    from_commune_id = models.IntegerField()
    note = models.TextField(default="")
    offered_at = models.DateTimeField()
    offered_by = models.TextField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.TextField(default="")
    decision = models.TextField(default="")
