"""The team of a case: responsible, manager, members, delegation (Order 288/2006 std. 1, 3.7–3.9, 5, 9, 10)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from impreuna.cases.commands.circles import end_of_day, join, leave
from impreuna.cases.commands.dossier import CaseAct, Open, keep, open_case
from impreuna.cases.commands.numbering import number_act
from impreuna.cases.models import CaseMember
from impreuna.cases.queries.caseload import count_active, count_managed, most_active_cases
from impreuna.cases.queries.staff import find_colleague
from impreuna.cases.rules.team import (
    check_criteria,
    check_period,
    delegated_function,
    functions_in_team,
    may_delegate,
    may_have,
    may_join,
    may_take_on,
)
from impreuna.cases.rules.texts import check_texts
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Stamp, handles
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import Effect, Rejected, _, require, require_all
from impreuna.kernel.text import clean


class DesignateResponsible(CaseAct):
    """Desemnarea responsabilului de caz prevenire (O 3.8–3.9, 9.5): criteria weighed; beyond 30 active cases only
    with a reason."""

    sentence = _("a desemnat responsabilul unui caz")

    user_id: UUID
    criteria: tuple[str, ...]
    note: str = ""
    override_reason: str = ""


class DesignateManager(CaseAct):
    """Managerul de caz al DGASPC, care coordonează metodologic (O 1.1, 3.7, 9.4)."""

    sentence = _("a desemnat managerul de caz al unui caz")

    user_id: UUID
    note: str = ""
    override_reason: str = ""


class JoinCaseTeam(CaseAct):
    """Un membru nou al echipei (O 5.1): a colleague with an account, or a specialist known by name."""

    sentence = _("a adus un membru în echipa unui caz")

    function: str
    user_id: UUID | None = None
    name: str = ""
    institution: str = ""
    until: date | None = None


class LeaveCaseTeam(CaseAct):
    """Sfârșitul unei funcții în echipă (O 5.1)."""

    sentence = _("a încheiat o funcție în echipa unui caz")

    member_id: UUID
    reason: str = ""


class DelegateDuties(CaseAct):
    """Delegarea responsabilităților (O 10.5): with the head's agreement; all of them only to who meets the same
    conditions."""

    sentence = _("a delegat responsabilități într-un caz")

    to_user_id: UUID
    is_full: bool
    duties: str
    starts_on: date
    ends_on: date


@handles(DesignateResponsible)
def designate_responsible(c: DesignateResponsible, actor: Actor, at: Stamp) -> Effect:
    """Designates, or replaces, the responsible; the decision tells how many cases she had."""
    opened = open_case(c, actor)
    require_all(check_criteria(c.criteria))
    name = _fitting(c.commune_id, c.user_id, "responsible")
    if opened.case.responsible_id == c.user_id:
        raise Rejected("has_function_already", field="user_id", name=name)
    active = count_active(c.user_id)
    require(may_take_on(active, most_active_cases(day_of(at.received_at)), c.override_reason), "override_reason")
    opened = _replace(opened, "responsible", c.user_id, name, at)
    opened.case.responsible_id, opened.case.responsible = c.user_id, name
    number = number_act(opened.case, c.kind, c.id, actor, at)
    return keep(opened, c, actor, at, more={"name": name, "active_cases": active, **number})


@handles(DesignateManager)
def designate_manager(c: DesignateManager, actor: Actor, at: Stamp) -> Effect:
    """Designates, or replaces, DGASPC's case manager, who sees this case from now on."""
    opened = open_case(c, actor)
    name = _fitting(c.commune_id, c.user_id, "case_manager")
    if any(each.user_id == c.user_id and each.function == "case_manager" for each in opened.members):
        raise Rejected("has_function_already", field="user_id", name=name)
    active = count_managed(c.user_id)
    require(may_take_on(active, most_active_cases(day_of(at.received_at)), c.override_reason), "override_reason")
    opened = _replace(opened, "case_manager", c.user_id, name, at)
    number = number_act(opened.case, c.kind, c.id, actor, at)
    return keep(opened, c, actor, at, more={"name": name, "active_cases": active, **number})


@handles(JoinCaseTeam)
def join_case_team(c: JoinCaseTeam, actor: Actor, at: Stamp) -> Effect:
    """Brings somebody into the team: her tablet is sent the whole case."""
    opened = open_case(c, actor)
    field, verdict = may_join(c.function, c.user_id is not None, c.name)
    require(verdict, field)
    name = clean(c.name) if c.user_id is None else _fitting(c.commune_id, c.user_id, c.function)
    if any(_is_same(member, c, name) for member in opened.members):
        raise Rejected("has_function_already", field="user_id" if c.user_id else "name", name=name)
    if c.until is not None:
        require_all(check_period(c.until, c.until, day_of(at.received_at)))
    until = end_of_day(c.until) if c.until else None
    opened = join(opened, c.function, name, at, user_id=c.user_id, institution=clean(c.institution), until=until)
    return keep(opened, c, actor, at, more={"name": name})


@handles(LeaveCaseTeam)
def leave_case_team(c: LeaveCaseTeam, actor: Actor, at: Stamp) -> Effect:
    """Ends somebody's function; who has no other in the team sees the case no more than others of her role."""
    opened = open_case(c, actor)
    member = next((each for each in opened.members if each.id == c.member_id), None)
    if member is None:
        raise Rejected("not_in_team", field="member_id")
    opened = leave(opened, member, at)
    return keep(opened, c, actor, at, more={"function": member.function, "name": member.name})


@handles(DelegateDuties)
def delegate_duties(c: DelegateDuties, actor: Actor, at: Stamp) -> Effect:
    """Keeps the delegation; it begins when the head endorses it (`EndorseEntry`)."""
    opened = open_case(c, actor)
    require_all(check_texts(c, "duties"))
    require_all(check_period(c.starts_on, c.ends_on, day_of(at.received_at)))
    if c.to_user_id == actor.user_id:
        raise Rejected("not_to_oneself", field="to_user_id")
    name, roles = find_colleague(c.commune_id, c.to_user_id)
    require(may_delegate(c.is_full, opened.functions, roles), "to_user_id")
    function = delegated_function(opened.functions) if c.is_full else functions_in_team(roles)[0]
    number = number_act(opened.case, c.kind, c.id, actor, at)
    return keep(opened, c, actor, at, more={"name": name, "function": function, **number})


def _fitting(commune_id: int, user_id: UUID, function: str) -> str:
    """The name of a colleague whose role fits a function; refuses everybody else."""
    name, roles = find_colleague(commune_id, user_id)
    require(may_have(function, roles), "user_id")
    return name


def _replace(opened: Open, function: str, user_id: UUID, name: str, at: Stamp) -> Open:
    """Gives a function that one person has to somebody else."""
    joined = join(opened, function, name, at, user_id=user_id)
    for member in opened.members:
        if member.function == function:
            joined = leave(joined, member, at)
    return joined


def _is_same(member: CaseMember, c: JoinCaseTeam, name: str) -> bool:
    if c.user_id is not None:
        return member.user_id == c.user_id and member.function == c.function
    return member.user_id is None and member.name == name
