"""Giving and ending roles."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_noop as _

from impreuna.kernel.actor import COUNTRY, Actor, Scope
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.result import Effect, Rejected, Verdict, require
from impreuna.kernel.text import clean
from impreuna.workforce import rules
from impreuna.workforce.commands.giving import assign, require_giver, today_of
from impreuna.workforce.models import RoleAssignment, User
from impreuna.workforce.queries import (
    count_other_holders,
    find_assignment,
    is_known_to,
    list_own_roles,
)

#: Who gives the first role of an installation: whoever has the server (`impreuna create-admin`, the demonstration).
#: An actor without an account, so nobody signs in as it; what it does stands in the journal like everybody's acts.
OPERATOR = Actor(UUID(int=1), "Operatorul serverului", "national_admin", Scope("country", COUNTRY))


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
    level = require_giver(actor, c.role, c.commune_id)
    require(rules.may_hold(c.start_date, c.end_date, today_of(at)), "end_date")
    user = User.objects.filter(id=c.user_id, is_active=True).first()
    if user is None or not (actor.scope.level == "country" or is_known_to(actor, user.id)):
        raise Rejected("person_unknown_here", field="user_id")
    assign(c.assignment_id, user, c.role, level, (c.start_date, c.end_date), actor.name, at)
    return Effect(records=(c.assignment_id,))


class EndRole(Command):
    """Încheierea unui rol: la o zi anume, sau de îndată când `last_day` lipsește (P art. 3(1))."""

    sentence = _("a încheiat un rol")

    assignment_id: UUID
    reason: str
    last_day: date | None = None


@handles(EndRole)
def end_role(c: EndRole, actor: Actor, at: Stamp) -> Effect:
    """Sets the last day, or ends at once; the row stays as the record of who worked here and when."""
    today = today_of(at)
    assignment = find_assignment(c.commune_id, c.assignment_id)
    if assignment is None:
        raise Rejected("not_found")
    require_giver(actor, assignment.role, c.commune_id)
    if assignment.ended_at is not None or (assignment.end_date is not None and assignment.end_date < today):
        raise Rejected("role_has_ended")
    if not clean(c.reason):
        raise Rejected("reason_missing", field="reason")
    if c.last_day is not None:
        require(rules.may_hold(assignment.start_date, c.last_day, today), "last_day")
    require(may_end(assignment, actor, today))
    _close(assignment, c, actor, at)
    return Effect(records=(assignment.id,))


def may_end(assignment: RoleAssignment, actor: Actor, today: date) -> Verdict:
    """The verdict on ending that assignment, with the facts from the tables."""
    is_own = assignment.user_id == actor.user_id
    own = [role for role in list_own_roles(actor.user_id, today) if role.role in rules.GRANTERS] if is_own else []
    others = [role for role in own if role.assignment_id != assignment.id]
    return rules.may_end(is_own, assignment.role, len(others), count_other_holders(assignment, today))


def _close(assignment: RoleAssignment, c: EndRole, actor: Actor, at: Stamp) -> None:
    if c.last_day is None:
        assignment.ended_at = at.received_at
    else:
        assignment.end_date = c.last_day
    assignment.ended_by, assignment.end_reason, assignment.n = actor.name, clean(c.reason), at.n
    assignment.save(update_fields=["ended_at", "end_date", "ended_by", "end_reason", "n"])
