"""What the team's page shows: people, gaps, invitations, and what the reader may do about each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from impreuna.kernel.actor import COUNTRY, Actor, Level, Scope
from impreuna.kernel.result import Verdict
from impreuna.territory.queries import find_commune, list_counties
from impreuna.workforce import rules
from impreuna.workforce.models import Invitation
from impreuna.workforce.queries.accounts import find_invitation, find_user_by_email, list_own_roles
from impreuna.workforce.queries.team import Colleague, institution_name, list_team, list_waiting_invitations


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place where people work, for `standing.place_in_words`."""

    place_id: int
    level: Level
    kind: str
    name: str
    county: str


@dataclass(frozen=True, slots=True)
class Member:
    """A colleague, and whether the reader may end the role."""

    colleague: Colleague
    may_end: Verdict


@dataclass(frozen=True, slots=True)
class Team:
    """A place's people: those at work, those to come, those who left; professions that nobody holds."""

    place: PlaceName
    institution: str
    active: list[Member]
    future: list[Member]
    ended: list[Colleague]
    missing: list[str]
    invitations: list[Invitation]
    grantable: list[str]
    may_invite: Verdict


def find_place(place_id: int) -> PlaceName | None:
    """The names of a commune, a county or the country; none for another code."""
    if place_id == COUNTRY:
        return PlaceName(0, "country", "", "", "")
    if commune := find_commune(place_id):
        return PlaceName(place_id, "commune", commune.kind, commune.name, commune.county_name)
    county = next((county for county in list_counties() if county.siruta == place_id), None)
    return PlaceName(place_id, "county", "", county.name, county.name) if county else None


def find_team(actor: Actor, place_id: int, today: date) -> Team | None:
    """The team of a place in the actor's scope, or none. The number of statements does not grow with the team."""
    place = find_place(place_id) if actor.scope.covers(place_id) else None
    if place is None:
        return None
    people = list_team(place_id, today)
    at_work = [one for one in people if one.state == "active"]
    own = _count_own_granters(actor, today)
    judged = {one.assignment_id: _may_end(actor, one, place, own, at_work) for one in people if one.state != "ended"}
    held = {one.role for one in at_work}
    grantable = rules.list_grantable(actor, place.level)
    return Team(
        place=place,
        institution=institution_name(place_id, _institution_of(place.level, actor), today),
        active=[Member(one, judged[one.assignment_id]) for one in at_work],
        future=[Member(one, judged[one.assignment_id]) for one in people if one.state == "future"],
        ended=[one for one in people if one.state == "ended"],
        missing=[role for role in rules.PROFESSIONS if role not in held] if place.level == "commune" else [],
        invitations=list_waiting_invitations(place_id) if grantable else [],
        grantable=grantable,
        may_invite=rules.may_invite_at(actor, place.level),
    )


def _institution_of(level: Level, actor: Actor) -> str:
    by_role = {"dsp_coordinator": "dsp", "cjrae_coordinator": "cjrae", "county_inspector": "ajpis"}
    return {"commune": "spas", "county": by_role.get(actor.role, "dgaspc"), "country": "ministry"}[level]


def _count_own_granters(actor: Actor, today: date) -> int:
    if actor.role not in rules.GRANTERS:
        return 0
    return sum(role.role in rules.GRANTERS for role in list_own_roles(actor.user_id, today))


def _may_end(actor: Actor, one: Colleague, place: PlaceName, own: int, at_work: list[Colleague]) -> Verdict:
    may_give = rules.may_give(actor, one.role, place.place_id, place.level)
    if not may_give:
        return may_give
    others = {other.user_id for other in at_work if other.role == one.role} - {one.user_id}
    return rules.may_end(one.user_id == actor.user_id, one.role, own - 1, len(others))


def find_member(actor: Actor, place_id: int, assignment_id: UUID, today: date) -> Member | None:
    """One person at work or to come in the place, or none."""
    team = find_team(actor, place_id, today)
    members = [*team.active, *team.future] if team else []
    return next((member for member in members if member.colleague.assignment_id == assignment_id), None)


def find_person(actor: Actor, place_id: int, user_id: UUID, today: date) -> Colleague | None:
    """Somebody who works or worked in the place, or none."""
    people = list_team(place_id, today) if actor.scope.covers(place_id) else []
    return next((one for one in people if one.user_id == user_id), None)


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation as its holder sees it; `verdict` says whether it can be accepted now."""

    invitation_id: UUID
    email: str
    name: str
    role: str
    invited_by: str
    expires_at: datetime
    place: PlaceName
    has_account: bool
    verdict: Verdict

    def actor(self, user_id: UUID, name: str) -> Actor:
        """The person invited, acting in the role of the invitation: the first act in it is to accept."""
        return Actor(user_id, name, self.role, Scope(self.place.level, self.place.place_id))


def find_invited(token: str, now: datetime, user: Any) -> Invited | None:
    """The invitation of that token for whoever opens it; none for a token that was never given out."""
    i = find_invitation(token)
    place = find_place(i.place_id) if i else None
    if i is None or place is None:
        return None
    email = user.email if user.is_authenticated else ""
    verdict = rules.may_accept(email, i.email, i.accepted_at, i.withdrawn_at, i.expires_at, now)
    has_account = find_user_by_email(i.email) is not None
    return Invited(i.id, i.email, i.name, i.role, i.invited_by, i.expires_at, place, has_account, verdict)
