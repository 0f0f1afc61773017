"""Tables of cases. A case is one row and a dossier of entries to which acts only add (Order 288/2006 std. 2).

Everything of a case holds its team's circle and whether the case is restricted: a restricted one exists only for its
team. What is veiled by area of data, an entry says of itself.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from impreuna.kernel.models import Record


class OfTeam(Record):
    """A row of a team, and what decides who sees it; it goes along when the household moves."""

    team_id = models.UUIDField()
    is_restricted = models.BooleanField(default=False)
    household_id = models.UUIDField(null=True)

    class Meta(Record.Meta):
        abstract = True


class OfCase(OfTeam):
    """A row of a case and its team."""

    case_id = models.UUIDField()

    class Meta(OfTeam.Meta):
        abstract = True


class Case(Record):
    """Un caz, de la cerere la închidere (Order 288/2006 std. 3–8): where it stands; how it came there, its entries
    say."""

    team_id = models.UUIDField()
    #: Those to whom the case's medical data were opened for a time (Legea 46/2003 art. 22).
    key_id = models.UUIDField()
    is_restricted = models.BooleanField(default=False)
    household_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    year = models.IntegerField()
    number = models.IntegerField()
    #: Whom it is about, in words: who reads the case need not read the registry.
    label = models.TextField()
    #: child, adult, elderly or family.
    subject = models.TextField()
    channel = models.TextField()
    is_urgent = models.BooleanField(default=False)
    stage = models.TextField()
    is_suspended = models.BooleanField(default=False)
    registered_at = models.DateTimeField()
    registered_by = models.TextField()
    responsible_id = models.UUIDField(null=True)
    responsible = models.TextField(default="")
    #: Of the responsible's team of active cases: until post-service monitoring (Order 288/2006 std. 9.5).
    is_active = models.BooleanField(default=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="")
    #: Words by which it is found: number and label, folded.
    search = models.TextField(default="")
    #: Under which number it stood where the household lived before, as in "12/2026".
    former_number = models.TextField(default="")

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["commune_id", "year", "number"], name="case_number_once")]
        indexes = [
            models.Index(fields=["commune_id", "-registered_at", "id"], name="case_by_registration"),
            models.Index(fields=["commune_id", "stage", "-registered_at"], name="case_by_stage"),
            models.Index(fields=["commune_id", "household_id"], name="case_of_household"),
            models.Index(fields=["responsible_id"], name="case_active_of", condition=Q(is_active=True)),
            models.Index(fields=["team_id"], name="case_of_team"),
            models.Index(fields=["commune_id", "n", "id"], name="case_by_n"),
        ]


class CasePerson(OfCase):
    """Somebody whom the case is about or who belongs to it: the child, brothers and sisters, a parent, a carer."""

    person_id = models.UUIDField(null=True)
    name = models.TextField()
    birth_date = models.DateField(null=True)
    #: subject, parent, sibling, carer or other.
    part = models.TextField()
    #: What the part leaves open: "partenerul mamei", "lucrează în Italia".
    note = models.TextField(default="")
    #: Since when she has no part any more, and why (`rules.lists.PART_ENDS`): nobody is ever deleted from a case.
    until = models.DateTimeField(null=True)
    ended_why = models.TextField(default="")

    class Meta(OfCase.Meta):
        indexes = [
            models.Index(fields=["commune_id", "case_id"], name="case_person_of_case"),
            models.Index(
                fields=["commune_id", "person_id"], name="case_of_person", condition=Q(person_id__isnull=False)
            ),
            models.Index(fields=["commune_id", "n", "id"], name="case_person_by_n"),
        ]


class CaseEntry(OfCase):
    """An act in a case, kept: `kind` is its command's name, `content` what the command said. It never changes.

    The registry's number stands beside entries that came in or went out as papers.
    """

    key_id = models.UUIDField()
    kind = models.TextField()
    area = models.TextField()
    #: The entry that this one answers: an endorsement its report, a signature its plan.
    about_id = models.UUIDField(null=True)
    #: When it happened, as its author states; when it was recorded; when the server had it.
    stated_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    received_at = models.DateTimeField()
    late_reason = models.TextField(default="")
    author = models.TextField()
    author_id = models.UUIDField()
    role = models.TextField()
    content = models.JSONField()
    #: Of a case that has ended: tablets hold no such entries. It follows `Case.ended_at` (migration 0006).
    is_past = models.BooleanField(default=False)

    class Meta(OfCase.Meta):
        indexes = [
            models.Index(fields=["commune_id", "case_id", "n"], name="case_entry_of_case"),
            models.Index(fields=["commune_id", "n", "id"], name="case_entry_by_n"),
        ]


class CaseMember(OfCase):
    """Somebody's function in a case's team, from a moment until another (Order 288/2006 std. 1, 5, 9, 10)."""

    user_id = models.UUIDField(null=True)
    name = models.TextField()
    function = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    #: The institution of an external specialist.
    institution = models.TextField(default="")
    #: Whose duties she does meanwhile (Order 288/2006 O 10.5).
    delegated_by_id = models.UUIDField(null=True)

    class Meta(OfCase.Meta):
        indexes = [
            models.Index(fields=["commune_id", "case_id"], name="case_member_of_case"),
            models.Index(fields=["commune_id", "user_id"], name="case_member_user", condition=Q(until__isnull=True)),
            models.Index(fields=["commune_id", "n", "id"], name="case_member_by_n"),
        ]


class RegisterEntry(Record):
    """Registrul de intrare-ieșire of the social service: one number for each paper of a commune's year, without
    gaps."""

    year = models.IntegerField()
    number = models.IntegerField()
    case_id = models.UUIDField(null=True)
    entry_id = models.UUIDField(null=True)
    #: in, out or internal.
    direction = models.TextField()
    #: What the paper is, never whom it is about: the register is read by all.
    title = models.TextField()
    registered_at = models.DateTimeField()
    registered_by = models.TextField()

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["commune_id", "year", "number"], name="register_number_once")]
        indexes = [models.Index(fields=["commune_id", "entry_id"], name="register_of_entry")]


class Meeting(Record):
    """O întâlnire de echipă (Order 288/2006 std. 5.5): who came, what was said; of each case, its own entry says."""

    held_at = models.DateTimeField()
    #: When it was recorded: from here the next week runs.
    recorded_at = models.DateTimeField()
    #: team or conference.
    kind = models.TextField()
    place = models.TextField(default="")
    #: [{user_id, name, role, present}]
    attendance = models.JSONField()
    minutes = models.TextField()
    case_ids = ArrayField(models.UUIDField(), default=list)
    next_on = models.DateField(null=True)
    author = models.TextField()
    author_id = models.UUIDField()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["commune_id", "-held_at"], name="meeting_by_day")]


class Task(OfTeam):
    """Something that a meeting decided: who does it, until when; about a case, or about none."""

    case_id = models.UUIDField(null=True)
    meeting_id = models.UUIDField(null=True)
    title = models.TextField()
    assigned_to_id = models.UUIDField()
    assigned_to = models.TextField()
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.TextField(default="")
    result = models.TextField(default="")

    class Meta(OfTeam.Meta):
        indexes = [
            models.Index(fields=["assigned_to_id", "due_on"], name="task_open_of", condition=Q(done_at__isnull=True)),
            models.Index(fields=["commune_id", "case_id"], name="task_of_case"),
            models.Index(fields=["commune_id", "n", "id"], name="task_by_n"),
        ]


class ReferralLink(OfCase):
    """A way for an institution without an account to answer one referral: opened by a secret, of which the digest
    stands here, until a moment and an answer."""

    entry_id = models.UUIDField()
    #: SHA-256 of the secret.
    secret_digest = models.BinaryField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta(OfCase.Meta):
        constraints = [models.UniqueConstraint(fields=["secret_digest"], name="referral_secret_once")]


class Opening(OfCase):
    """Somebody opened the case file, and why (Legea 190/2018 art. 6; P art. 6(6)). It never changes."""

    user_id = models.UUIDField()
    user_name = models.TextField()
    role = models.TextField()
    reason = models.TextField()
    opened_at = models.DateTimeField()

    class Meta(OfCase.Meta):
        indexes = [models.Index(fields=["commune_id", "case_id", "-opened_at"], name="case_opening_of_case")]
