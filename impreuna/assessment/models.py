"""Tables of the census: visits with their answers, and the vulnerabilities that were found.

Answers lie apart by area of data, one row per area, so that PostgreSQL veils each area by itself.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from impreuna.kernel.models import Record


class Assessment(Record):
    """O fișă de recensământ social: one interview of a household, as its author recorded it. It never changes."""

    household_id = models.UUIDField()
    edition = models.IntegerField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    received_at = models.DateTimeField()
    author_id = models.UUIDField()
    author = models.TextField()
    role = models.TextField()
    #: Answers to G02, G03 (or that the author is not asked it) and Z03, which lists of visits ask for.
    purpose = models.SmallIntegerField(null=True)
    outcome = models.SmallIntegerField(null=True)
    conclusion = models.SmallIntegerField(null=True)
    #: Who was asked about, in the order of `Answers.persons`.
    people = ArrayField(models.UUIDField(), default=list)

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["commune_id", "household_id", "ended_at"], name="assessment_of_household"),
            models.Index(fields=["commune_id", "n", "id"], name="assessment_fed"),
        ]


class Answers(Record):
    """The answers of one assessment in one area of data; `id` is the assessment's."""

    pk = models.CompositePrimaryKey("commune_id", "id", "area")
    area = models.TextField()
    household_id = models.UUIDField()
    household = models.JSONField(default=dict)
    persons = models.JSONField(default=list)

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["commune_id", "household_id"], name="answers_of_household"),
            models.Index(fields=["commune_id", "n", "id"], name="answers_fed"),
        ]


class Finding(Record):
    """O vulnerabilitate găsită, at a person or a household: proposed by a rule, decided by a professional."""

    subject_id = models.UUIDField()
    is_person = models.BooleanField()
    household_id = models.UUIDField()
    code = models.TextField()
    #: The area of data of what it says.
    veil = models.TextField()
    severity = models.SmallIntegerField()
    state = models.TextField()
    #: The answers and facts that made its rule true, by name, in the words of `edition`.
    evidence = models.JSONField(default=dict)
    edition = models.IntegerField()
    assessment_id = models.UUIDField()
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.TextField(default="")
    decided_role = models.TextField(default="")
    note = models.TextField(default="")

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["commune_id", "household_id"], name="finding_of_household"),
            models.Index(fields=["commune_id", "n", "id"], name="finding_fed"),
            models.Index(fields=["commune_id", "veil"], name="finding_open", condition=models.Q(state="proposed")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["commune_id", "subject_id", "code"], name="one_finding_per_vulnerability")
        ]


class FindingEvent(Record):
    """A change in the life of a finding, after it was first proposed."""

    finding_id = models.UUIDField()
    veil = models.TextField()
    state = models.TextField()
    happened_at = models.DateTimeField()
    by = models.TextField()
    role = models.TextField()
    note = models.TextField(default="")
    assessment_id = models.UUIDField(null=True)
    evidence = models.JSONField(null=True)

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["commune_id", "finding_id", "n"], name="event_of_finding")]
