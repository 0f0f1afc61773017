"""Tables of the people who work here: accounts, roles held in a place, invitations, institutions."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from impreuna.kernel.guard import Guarded
from impreuna.kernel.identity import new_id


class User(AbstractBaseUser):
    """An account: sign-in data only. What it may do comes from the roles it holds, never from flags on it.

    Sign-in (django-allauth) writes this table, so it stands outside the guard and holds nothing about families.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)

    #: The roles of today, when the account came with a request (`backend.py`).
    own_roles: ClassVar[Any] = ()

    objects: ClassVar[BaseUserManager[Any]] = BaseUserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]


class OfPlace(Guarded):
    """A row about the people of a place (commune, county, or 0 for the country), on that place's clock."""

    pk = models.CompositePrimaryKey("place_id", "id")
    place_id = models.IntegerField()
    id = models.UUIDField()
    n = models.BigIntegerField()

    class Meta(Guarded.Meta):
        abstract = True


class RoleAssignment(OfPlace):
    """A role held in a place. Both dates belong to it; `ended_at` is the moment when somebody ended it at once."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.TextField()
    level = models.TextField()
    start_date = models.DateField()
    end_date = models.DateField(null=True)
    granted_by = models.TextField()
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(default="")
    end_reason = models.TextField(default="")

    class Meta(OfPlace.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(level__in=("commune", "county", "country")), name="assignment_level"),
            models.CheckConstraint(
                condition=Q(end_date__isnull=True) | Q(end_date__gte=F("start_date")), name="assignment_dates"
            ),
            models.CheckConstraint(condition=~Q(level="country") | Q(place_id=0), name="assignment_country"),
        ]


class Invitation(OfPlace):
    """An invitation to a role, by e-mail. Only the digest of its token is kept; waiting until one of four ends."""

    email = models.EmailField()
    name = models.TextField()
    role = models.TextField()
    level = models.TextField()
    role_end_date = models.DateField(null=True)
    token_digest = models.BinaryField(unique=True)
    invited_by = models.TextField()
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.TextField(default="")

    class Meta(OfPlace.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True), name="invitation_one_end"
            ),
        ]
        indexes = [
            models.Index(
                fields=["place_id", "-invited_at"],
                name="invitation_waiting",
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]


class InstitutionName(OfPlace):
    """What an institution of the place is called from a day on (SPAS, DGASPC, DSP, CJRAE, AJPIS)."""

    kind = models.TextField()
    name = models.TextField()
    start_date = models.DateField()

    class Meta(OfPlace.Meta):
        constraints = [
            models.UniqueConstraint(fields=["place_id", "kind", "start_date"], name="institution_name_once"),
            models.CheckConstraint(
                condition=Q(kind__in=("spas", "dgaspc", "dsp", "cjrae", "ajpis", "ministry")), name="institution_kind"
            ),
        ]
