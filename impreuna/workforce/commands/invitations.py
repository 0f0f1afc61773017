"""Inviting somebody to a role, and accepting."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_noop as _
from msgspec import Meta

from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.policy import ROLES
from impreuna.kernel.result import Effect, Rejected, require
from impreuna.kernel.text import clean
from impreuna.workforce import rules
from impreuna.workforce.commands.accounts import checked_name
from impreuna.workforce.commands.giving import assign, require_giver, today_of
from impreuna.workforce.models import Invitation, RoleAssignment, User
from impreuna.workforce.queries import (
    active_on,
    digest_of,
    find_user_by_email,
    level_of,
    list_waiting_invitations,
)


class InvitePerson(Command):
    """Invitarea unei persoane într-un rol, prin e-mail (P art. 3(1)).

    Only the digest of the token travels and is kept: who reads the journal cannot accept in another's place.
    """

    sentence = _("a invitat o persoană într-un rol")

    invitation_id: UUID
    email: str
    name: str
    role: str
    token_digest: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    role_end_date: date | None = None


@handles(InvitePerson)
def invite_person(c: InvitePerson, actor: Actor, at: Stamp) -> Effect:
    """Keeps the invitation; the page sends the e-mail once the act is kept."""
    level = require_giver(actor, c.role, c.commune_id)
    email, name = clean(c.email).lower(), checked_name(c.name)
    local, _sign, domain = email.partition("@")
    if not local or "." not in domain or " " in email or len(email) > 254:
        raise Rejected("email_malformed", field="email")
    require(rules.may_hold(today_of(at), c.role_end_date, today_of(at)), "role_end_date")
    _require_not_here_already(email, c, at)
    Invitation.objects.create(
        place_id=c.commune_id,
        id=c.invitation_id,
        n=at.n,
        email=email,
        name=name,
        role=c.role,
        level=level,
        role_end_date=c.role_end_date,
        token_digest=bytes.fromhex(c.token_digest),
        invited_by=actor.name,
        invited_at=at.received_at,
        expires_at=at.received_at + rules.INVITATION_LASTS,
    )
    return Effect(records=(c.invitation_id,))


def _require_not_here_already(email: str, c: InvitePerson, at: Stamp) -> None:
    waiting = list_waiting_invitations(c.commune_id, at.received_at)
    if any(invitation.email == email and invitation.role == c.role for invitation in waiting):
        raise Rejected("invited_already", field="email")
    user = find_user_by_email(email)
    held = RoleAssignment.objects.filter(active_on(today_of(at)), place_id=c.commune_id, user=user, role=c.role)
    if user is not None and held.exists():
        raise Rejected("role_held_already", field="email", name=user.name)


class WithdrawInvitation(Command):
    """Retragerea unei invitații nefolosite (P art. 3(1))."""

    sentence = _("a retras o invitație")

    invitation_id: UUID


@handles(WithdrawInvitation)
def withdraw_invitation(c: WithdrawInvitation, actor: Actor, at: Stamp) -> Effect:
    """Makes the token of a waiting invitation worthless."""
    invitation = Invitation.objects.filter(place_id=c.commune_id, id=c.invitation_id).first()
    if invitation is None:
        raise Rejected("not_found")
    require_giver(actor, invitation.role, c.commune_id)
    if invitation.accepted_at is not None:
        raise Rejected("invitation_accepted")
    if invitation.withdrawn_at is not None:
        raise Rejected("invitation_withdrawn")
    invitation.withdrawn_at, invitation.withdrawn_by, invitation.n = at.received_at, actor.name, at.n
    invitation.save(update_fields=["withdrawn_at", "withdrawn_by", "n"])
    return Effect(records=(invitation.id,))


class AcceptInvitation(Command):
    """Acceptarea unei invitații de către cel invitat, în rolul la care este invitat (P art. 3(1)).

    The invited person holds no role yet, so the actor is that person in the invited role. The token proves it.
    """

    sentence = _("a acceptat o invitație")

    invitation_id: UUID
    token: str
    assignment_id: UUID


@handles(AcceptInvitation)
def accept_invitation(c: AcceptInvitation, actor: Actor, at: Stamp) -> Effect:
    """Uses the invitation up and gives its role from today on, in the name of who invited."""
    invitation = Invitation.objects.filter(place_id=c.commune_id, id=c.invitation_id).first()
    if invitation is None or bytes(invitation.token_digest) != digest_of(c.token):
        raise Rejected("not_found")
    user = User.objects.get(id=actor.user_id)
    i = invitation
    require(rules.may_accept(user.email, i.email, i.accepted_at, i.withdrawn_at, i.expires_at, at.received_at))
    level = level_of(c.commune_id) or ROLES[i.role].level
    assign(c.assignment_id, user, i.role, level, (today_of(at), i.role_end_date), i.invited_by, at)
    i.accepted_at, i.n = at.received_at, at.n
    i.save(update_fields=["accepted_at", "n"])
    return Effect(records=(i.id, c.assignment_id))
