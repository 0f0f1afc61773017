"""What can be done about the people who work here: giving and ending roles, inviting and accepting."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from impreuna.kernel.actor import COUNTRY, Actor, Level
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.policy import ROLES
from impreuna.kernel.result import Effect, Rejected, Verdict
from impreuna.kernel.text import clean
from impreuna.workforce import rules
from impreuna.workforce.models import Invitation, RoleAssignment, User
from impreuna.workforce.queries import (
    active_on,
    count_other_holders,
    digest_of,
    find_assignment,
    find_user_by_email,
    is_known_to,
    list_own_roles,
    list_waiting_invitations,
)


def _require(verdict: Verdict, field: str | None = None) -> None:
    if not verdict:
        rejection = Rejected.by(verdict)
        rejection.field = field
        raise rejection


def level_of(place_id: int) -> Level | None:
    """Whether a SIRUTA code is a commune's or a county's (0: the country); none when it is neither."""
    if place_id == COUNTRY:
        return "country"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 'commune' FROM territory_commune WHERE siruta = %s UNION ALL"
            " SELECT 'county' FROM territory_county WHERE siruta = %s",
            [place_id, place_id],
        )
        row = cursor.fetchone()
    return row[0] if row else None


def _require_giver(actor: Actor, role: str, place_id: int) -> Level:
    level = level_of(place_id)
    if level is None:
        raise Rejected("unknown_place", field="commune_id", commune_id=place_id)
    _require(rules.may_give(actor, role, place_id, level), "role")
    return level


def _today(at: Stamp) -> date:
    return timezone.localtime(at.received_at).date()


class GrantRole(Command):
    """Acordarea unui rol în echipa comunitară integrată sau la alt nivel (P art. 3(1) și 3(2)).

    The clock is the place's: commune, county, or 0 for the country. Both dates belong to the role.
    """

    sentence = _("a dat un rol")

    assignment_id: UUID
    user_id: UUID
    role: str
    start_date: date
    end_date: date | None = None


@handles(GrantRole)
def grant_role(c: GrantRole, actor: Actor, at: Stamp) -> Effect:
    """Gives a role to somebody with an account whom the actor knows; others are invited."""
    level = _require_giver(actor, c.role, c.commune_id)
    _require(rules.may_hold(c.start_date, c.end_date, _today(at)), "end_date")
    user = User.objects.filter(id=c.user_id, is_active=True).first()
    if user is None or not (actor.scope.level == "country" or is_known_to(actor, user.id)):
        raise Rejected("person_unknown_here", field="user_id")
    _assign(c.assignment_id, user, c.role, level, (c.start_date, c.end_date), actor.name, at)
    return Effect(records=(c.assignment_id,))


def _assign(
    assignment_id: UUID, user: User, role: str, level: Level, dates: tuple[date, date | None], by: str, at: Stamp
) -> None:
    start, end = dates
    held = RoleAssignment.objects.filter(place_id=at.commune_id, user=user, role=role, ended_at=None)
    for assignment in held:
        is_before = assignment.end_date is not None and assignment.end_date < start
        is_after = end is not None and assignment.start_date > end
        if not (is_before or is_after):
            raise Rejected("role_held_already", field="start_date", name=user.name)
    RoleAssignment.objects.create(
        place_id=at.commune_id,
        id=assignment_id,
        n=at.n,
        user=user,
        role=role,
        level=level,
        start_date=start,
        end_date=end,
        granted_by=by,
        granted_at=at.received_at,
    )


class EndRole(Command):
    """Încheierea unui rol: la o zi anume, sau de îndată când `last_day` lipsește (P art. 3(1))."""

    sentence = _("a încheiat un rol")

    assignment_id: UUID
    reason: str
    last_day: date | None = None


@handles(EndRole)
def end_role(c: EndRole, actor: Actor, at: Stamp) -> Effect:
    """Sets the last day, or ends at once; the row stays as the record of who worked here and when."""
    today = _today(at)
    assignment = find_assignment(c.commune_id, c.assignment_id)
    if assignment is None:
        raise Rejected("not_found")
    _require_giver(actor, assignment.role, c.commune_id)
    if assignment.ended_at is not None or (assignment.end_date is not None and assignment.end_date < today):
        raise Rejected("role_has_ended")
    if not clean(c.reason):
        raise Rejected("reason_missing", field="reason")
    if c.last_day is not None:
        _require(rules.may_hold(assignment.start_date, c.last_day, today), "last_day")
    _require(may_end(assignment, actor, today))
    _close(assignment, c, actor, at)
    return Effect(records=(assignment.id,))


def may_end(assignment: RoleAssignment, actor: Actor, today: date) -> Verdict:
    """The verdict on ending that assignment, with the facts from the tables."""
    is_own = assignment.user_id == actor.user_id
    own = [role for role in list_own_roles(actor.user_id, today) if role.role in rules.GRANTERS] if is_own else []
    others = [role for role in own if role.assignment_id != assignment.id]
    return rules.may_end(actor, is_own, assignment.role, len(others), count_other_holders(assignment, today))


def _close(assignment: RoleAssignment, c: EndRole, actor: Actor, at: Stamp) -> None:
    if c.last_day is None:
        assignment.ended_at = at.received_at
    else:
        assignment.end_date = c.last_day
    assignment.ended_by, assignment.end_reason, assignment.n = actor.name, clean(c.reason), at.n
    assignment.save(update_fields=["ended_at", "end_date", "ended_by", "end_reason", "n"])


class InvitePerson(Command):
    """Invitarea unei persoane într-un rol, prin e-mail (P art. 3(1)).

    Only the digest of the token travels and is kept: who reads the journal cannot accept in another's place.
    """

    sentence = _("a invitat o persoană într-un rol")

    invitation_id: UUID
    email: str
    name: str
    role: str
    token_digest: str
    role_end_date: date | None = None


@handles(InvitePerson)
def invite_person(c: InvitePerson, actor: Actor, at: Stamp) -> Effect:
    """Keeps the invitation; the page sends the e-mail once the act is kept."""
    level = _require_giver(actor, c.role, c.commune_id)
    email, name = clean(c.email).lower(), clean(c.name)
    local, _sign, domain = email.partition("@")
    if not local or "." not in domain or " " in email or len(email) > 254:
        raise Rejected("email_malformed", field="email")
    if not name:
        raise Rejected("name_missing", field="name")
    _require(rules.may_hold(_today(at), c.role_end_date, _today(at)), "role_end_date")
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
    held = RoleAssignment.objects.filter(active_on(_today(at)), place_id=c.commune_id, user=user, role=c.role)
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
    _require_giver(actor, invitation.role, c.commune_id)
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
    _require(rules.may_accept(user.email, i.email, i.accepted_at, i.withdrawn_at, i.expires_at, at.received_at))
    level = level_of(c.commune_id) or ROLES[i.role].level
    _assign(c.assignment_id, user, i.role, level, (_today(at), i.role_end_date), i.invited_by, at)
    i.accepted_at, i.n = at.received_at, at.n
    i.save(update_fields=["accepted_at", "n"])
    return Effect(records=(i.id, c.assignment_id))


class CorrectOwnName(Command):
    """Corectarea numelui propriu, așa cum îl văd colegii (practica echipei; P art. 3(1))."""

    sentence = _("și-a corectat numele")

    seen: str
    name: str


@handles(CorrectOwnName)
def correct_own_name(c: CorrectOwnName, actor: Actor, at: Stamp) -> Effect:
    """Writes the actor's own name, and nobody else's."""
    name = clean(c.name)
    if not name:
        raise Rejected("name_missing", field="name")
    if name == c.seen:
        raise Rejected("nothing_changed", field="name")
    if not User.objects.filter(id=actor.user_id, name=c.seen).update(name=name):
        raise Rejected("value_moved", field="name")
    return Effect(records=(actor.user_id,))


__all__ = [
    "AcceptInvitation",
    "CorrectOwnName",
    "EndRole",
    "GrantRole",
    "InvitePerson",
    "WithdrawInvitation",
    "may_end",
]
