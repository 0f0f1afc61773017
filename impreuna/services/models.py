"""Tables of what a team does for a household: visits it plans and makes, services it gives, pictures it takes.

A visit, a service, a picture is veiled by its own `area`: a nurse's report of a health visit exists for those who
read health. A planned visit says only that somebody comes, and is the household's.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from impreuna.kernel.models import Record


class PlannedVisit(Record):
    """O vizită planificată (Order 288/2006 st. 4.6): who means to come, when, for what; until it is made or called
    off."""

    household_id = models.UUIDField()
    planned_on = models.DateField()
    purpose = models.TextField()
    note = models.TextField(default="")
    planned_by = models.TextField()
    planned_by_id = models.UUIDField()
    planned_at = models.DateTimeField()
    state = models.TextField(default="planned")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(default="")
    ended_reason = models.TextField(default="")

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["commune_id", "household_id"], name="planned_visit_of_household"),
            models.Index(fields=["commune_id", "n", "id"], name="planned_visit_by_n"),
            models.Index(
                fields=["commune_id", "planned_on", "id"], name="planned_visit_due", condition=Q(state="planned")
            ),
        ]


class Visit(Record):
    """O vizită cu raportul ei (Order 288/2006 st. 4.4–4.6), as its author recorded it. It never changes."""

    household_id = models.UUIDField()
    planned_id = models.UUIDField(null=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    received_at = models.DateTimeField()
    purpose = models.TextField()
    outcome = models.TextField()
    present = ArrayField(models.UUIDField(), default=list)
    report = models.TextField(default="")
    area = models.TextField()
    author = models.TextField()
    author_id = models.UUIDField()
    role = models.TextField()

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["commune_id", "household_id"], name="visit_of_household"),
            models.Index(fields=["commune_id", "n", "id"], name="visit_by_n"),
        ]


class ServiceDelivered(Record):
    """Un serviciu acordat: `code` of the national lists in the words of `edition`. It never changes."""

    household_id = models.UUIDField()
    person_id = models.UUIDField(null=True)
    #: Whom it follows when they move: the person, or the household when it was given to nobody by name.
    subject_id = models.UUIDField()
    code = models.TextField()
    edition = models.IntegerField()
    delivered_on = models.DateField()
    quantity = models.IntegerField(default=1)
    note = models.TextField(default="")
    area = models.TextField()
    #: The vulnerabilities found that it answers.
    finding_ids = ArrayField(models.UUIDField(), default=list)
    #: The case in whose plan it stands, and its item there.
    case_id = models.UUIDField(null=True)
    plan_item_id = models.UUIDField(null=True)
    #: The circle of that case, and whether the case exists for it alone; it follows the case (migration 0004).
    team_id = models.UUIDField(null=True)
    is_restricted = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    author = models.TextField()
    author_id = models.UUIDField()
    role = models.TextField()

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["commune_id", "household_id"], name="service_of_household"),
            models.Index(
                fields=["commune_id", "person_id"], name="service_of_person", condition=Q(person_id__isnull=False)
            ),
            models.Index(fields=["commune_id", "n", "id"], name="service_by_n"),
            models.Index(fields=["commune_id", "case_id"], name="service_of_case", condition=Q(case_id__isnull=False)),
        ]


class Attachment(Record):
    """A picture or a signature: what it shows, who agreed to it, and the digest of its content (`kernel.files`)."""

    household_id = models.UUIDField()
    visit_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    #: Whom it follows when they move: the household, or the person when it belongs to no visit.
    subject_id = models.UUIDField()
    what = models.TextField()
    #: SHA-256, as 64 hexadecimal digits.
    digest = models.TextField()
    size = models.IntegerField()
    media_type = models.TextField()
    taken_at = models.DateTimeField()
    caption = models.TextField(default="")
    consent = models.TextField()
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    area = models.TextField()
    author = models.TextField()
    author_id = models.UUIDField()
    #: Whether the content has arrived; it comes after the act, over a slow line.
    is_complete = models.BooleanField(default=False)

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["commune_id", "household_id"], name="attachment_of_household"),
            models.Index(fields=["commune_id", "digest"], name="attachment_by_digest"),
            models.Index(fields=["commune_id", "n", "id"], name="attachment_by_n"),
        ]


class CalendarKey(Record):
    """What opens somebody's calendar to her own phone or mail programme: only the digest of the secret stands here."""

    user_id = models.UUIDField()
    #: SHA-256 of the secret.
    secret_digest = models.BinaryField()
    renewed_at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["commune_id", "user_id"], name="calendar_key_once")]


class Activity(Record):
    """O activitate de grup sau comunitară (P art. 3): a campaign, a course, a meeting of parents, and how many came.

    Who came by name stands here only where it was wished. It never changes.
    """

    title = models.TextField()
    #: group or community.
    kind = models.TextField()
    code = models.TextField()
    edition = models.IntegerField()
    held_on = models.DateField()
    place = models.TextField(default="")
    children = models.IntegerField()
    adults = models.IntegerField()
    people = ArrayField(models.UUIDField(), default=list)
    note = models.TextField(default="")
    area = models.TextField()
    received_at = models.DateTimeField()
    author = models.TextField()
    author_id = models.UUIDField()
    role = models.TextField()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["commune_id", "-held_on", "id"], name="activity_by_day")]


class ResourceGiven(Record):
    """Un ajutor în natură dat unei gospodării: food, clothes, hot meals, works at the house. It never changes."""

    household_id = models.UUIDField()
    person_id = models.UUIDField(null=True)
    what = models.TextField()
    quantity = models.DecimalField(max_digits=10, decimal_places=2)
    unit = models.TextField()
    given_on = models.DateField()
    note = models.TextField(default="")
    received_at = models.DateTimeField()
    author = models.TextField()
    author_id = models.UUIDField()
    role = models.TextField()

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["commune_id", "household_id"], name="resource_of_household"),
            models.Index(fields=["commune_id", "-given_on", "id"], name="resource_by_day"),
        ]
