"""Tables of obligations: what is due in each case and when, periods set by the country, who was told of delays."""

from django.db import models
from django.db.models import Q

from impreuna.kernel.guard import Guarded
from impreuna.kernel.models import Record


class Obligation(Record):
    """O obligație a unui caz sau a echipei, as its facts say (`rules.judging`). `id` follows from case, code and key.

    That time has passed is stored nowhere: an open one is late when `due_at` is over.
    """

    #: None: the commune's own, not of a case.
    case_id = models.UUIDField(null=True)
    team_id = models.UUIDField(null=True)
    is_restricted = models.BooleanField(default=False)
    household_id = models.UUIDField(null=True)
    code = models.TextField()
    key = models.TextField()
    since = models.DateTimeField()
    due_at = models.DateTimeField()
    #: From then on it is close.
    warn_at = models.DateTimeField()
    is_open = models.BooleanField()
    met_at = models.DateTimeField(null=True)
    proof_id = models.UUIDField(null=True)
    stated_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    waived_reason = models.TextField(null=True)
    late_reason = models.TextField(default="")
    #: The case's number and whom it is about, as a list says it.
    label = models.TextField()
    #: Which service of the plan it is about.
    detail = models.TextField(default="")
    #: child, adult, elderly or family: what the law says of children is a proposal for others.
    subject = models.TextField(default="")
    responsible_id = models.UUIDField(null=True)
    responsible = models.TextField(default="")
    responsible_kind = models.TextField()

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["commune_id", "case_id"], name="obligation_of_case"),
            models.Index(fields=["responsible_id", "due_at"], name="obligation_open_of", condition=Q(is_open=True)),
            models.Index(fields=["commune_id", "due_at", "id"], name="obligation_open_in", condition=Q(is_open=True)),
            # What nobody answers for by name, of one commune among thousands.
            models.Index(
                fields=["commune_id", "due_at"],
                name="obligation_nobodys",
                condition=Q(is_open=True, responsible_id=None),
            ),
            # Everything that late counts of the country ask for, so that they read the index alone.
            models.Index(
                fields=["due_at", "commune_id", "code"],
                name="obligation_late",
                condition=Q(is_open=True, is_restricted=False),
            ),
            models.Index(fields=["commune_id", "n", "id"], name="obligation_by_n"),
        ]


class Period(Guarded):
    """How long an obligation takes from a day on, as the country's administrator set it. Values are only added."""

    code = models.TextField()
    from_day = models.DateField()
    amount = models.IntegerField()
    unit = models.TextField()
    source = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.TextField()

    class Meta(Guarded.Meta):
        indexes = [models.Index(fields=["code", "-from_day", "-id"], name="period_by_day")]


class Recomputation(Guarded):
    """How far a commune's obligations were worked out anew from its dossiers: one row for each place, the latest time.

    `basis`: by which list and set periods (`queries.rounds`). `after_case`: up to which case, while `done_at` is none.
    """

    commune_id = models.IntegerField(primary_key=True)
    basis = models.TextField()
    after_case = models.UUIDField(null=True)
    cases = models.IntegerField(default=0)
    #: So many rows came out otherwise.
    changed = models.IntegerField(default=0)
    began_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)


class Escalation(Record):
    """That somebody was told of a delay: each obligation once at each level (worker, head, county)."""

    obligation_id = models.UUIDField()
    level = models.TextField()
    told_at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = [models.UniqueConstraint(fields=["commune_id", "obligation_id", "level"], name="escalation_once")]


class Notification(Guarded):
    """O înștiințare: what somebody is told of, hers alone. It names the case by its number, nobody by name."""

    id = models.UUIDField(primary_key=True)
    user_id = models.UUIDField()
    commune_id = models.IntegerField()
    case_id = models.UUIDField(null=True)
    #: As in "12/2026"; empty for the team's own.
    case_number = models.TextField(default="")
    code = models.TextField()
    level = models.TextField()
    due_at = models.DateTimeField()
    told_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        indexes = [
            models.Index(fields=["user_id", "-told_at", "-id"], name="notification_of"),
            models.Index(fields=["told_at"], name="notification_unmailed", condition=Q(mailed_at=None)),
            models.Index(fields=["user_id"], name="notification_unread", condition=Q(read_at=None)),
        ]
