"""A person's own account and name, and the institutions' names."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from allauth.account.models import EmailAddress
from django.utils.translation import gettext_noop as _

from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.result import Effect, Rejected
from impreuna.kernel.text import clean
from impreuna.workforce import rules
from impreuna.workforce.models import InstitutionName, User
from impreuna.workforce.queries import (
    level_of,
)


class CorrectOwnName(Command):
    """Corectarea numelui propriu, așa cum îl văd colegii (practica echipei; P art. 3(1))."""

    sentence = _("și-a corectat numele")

    seen: str
    name: str


@handles(CorrectOwnName)
def correct_own_name(c: CorrectOwnName, actor: Actor, at: Stamp) -> Effect:
    """Writes the actor's own name, and nobody else's."""
    name = checked_name(c.name)
    if name == c.seen:
        raise Rejected("nothing_changed", field="name")
    user = User.objects.select_for_update().filter(id=actor.user_id).first()
    if user is None or user.name != c.seen:
        raise Rejected("value_moved", field="name")
    user.name = name
    user.save(update_fields=["name"])
    return Effect(records=(actor.user_id,))


def checked_name(typed: str) -> str:
    """The name of somebody who works here, cleaned; `Rejected` at `name` when there is none or it is endless."""
    name = clean(typed)
    if not name:
        raise Rejected("name_missing", field="name")
    if len(name) > rules.LONGEST_NAME:
        raise Rejected("staff_name_too_long", field="name", limit=rules.LONGEST_NAME)
    return name


class NameInstitution(Command):
    """Denumirea unei instituții, de la o zi încolo (P art. 3(2)); cele de dinainte rămân, cu zilele lor."""

    sentence = _("a scris denumirea unei instituții")

    name_id: UUID
    institution: str
    name: str
    start_date: date


@handles(NameInstitution)
def name_institution(c: NameInstitution, actor: Actor, at: Stamp) -> Effect:
    """Keeps one more dated name; the same day's name is replaced."""
    if rules.INSTITUTIONS.get(c.institution) != level_of(c.commune_id):
        raise Rejected("institution_unknown", field="institution")
    name = clean(c.name)
    if not name:
        raise Rejected("institution_name_missing", field="name")
    if len(name) > rules.LONGEST_NAME:
        raise Rejected("staff_name_too_long", field="name", limit=rules.LONGEST_NAME)
    InstitutionName.objects.update_or_create(
        place_id=c.commune_id,
        kind=c.institution,
        start_date=c.start_date,
        defaults={"name": name, "n": at.n},
        create_defaults={"id": c.name_id, "name": name, "n": at.n},
    )
    return Effect(records=(c.name_id,))


def open_account(email: str, name: str, password: str, *, is_hashed: bool = False) -> User:
    """A new account, its address known to be its owner's: an invitation or an operator has proved it.

    `is_hashed`: the password comes as `make_password` made it. Sign-in data, so no command: django-allauth
    changes the same table. Raises `IntegrityError` for a taken address.
    """
    user = User(email=clean(email).lower(), name=clean(name))
    if is_hashed:
        user.password = password
    else:
        user.set_password(password)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user
