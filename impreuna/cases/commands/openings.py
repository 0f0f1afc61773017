"""Who may open a case: restricted cases and their circle, the reason of each opening, breaking the glass."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import connection

from impreuna.cases.commands.circles import align, close_circle
from impreuna.cases.commands.dossier import CaseAct, belonging, keep, look_into, new_entry, open_case
from impreuna.cases.models import Case, CaseMember, Opening
from impreuna.cases.queries.caseload import glass_hours
from impreuna.cases.queries.staff import find_staff
from impreuna.cases.rules.openings import number_of, opens_without_reason
from impreuna.cases.rules.texts import check_text, check_texts
from impreuna.kernel import guard, teams
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.identity import new_id
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import Effect, Rejected, _, require, require_all
from impreuna.kernel.text import clean_lines


class RestrictCase(CaseAct):
    """Caz restricționat (P art. 6(6); Legea 217/2003): from now on it exists only for its team and `circle`."""

    sentence = _("a restricționat un caz")

    reason: str
    circle: tuple[UUID, ...] = ()


class LiftRestriction(CaseAct):
    """Ridicarea restricției (propunere)."""

    sentence = _("a ridicat restricția unui caz")

    reason: str


class OpenCaseFile(CaseAct):
    """Deschiderea dosarului (Legea 190/2018 art. 6): who looked, and why."""

    sentence = _("a deschis dosarul unui caz")

    reason: str


class BreakGlass(Command):
    """Deschiderea unui caz restricționat de cineva din afara echipei, în pericol (propunere): at once, for a day,
    with a reason that the team and the head are told. `number`: the case's, as in 12/2026."""

    area = "case"
    sentence = _("a deschis un caz restricționat din afara echipei")

    number: str
    reason: str

    @property
    def is_restricted(self) -> bool:
        """A refused opening is its author's alone."""
        return True


@handles(RestrictCase)
def restrict_case(c: RestrictCase, actor: Actor, at: Stamp) -> Effect:
    """Closes the circle: the team, whom the act names, the heads, and the social workers while nobody is responsible.
    All rows of the case are theirs alone from now on."""
    opened = open_case(c, actor)
    require_all(check_texts(c, "reason"))
    case = opened.case
    called = {actor.user_id, *(each.user_id for each in opened.members if each.user_id is not None)}
    called |= _named(c)
    called |= {each.user_id for each in find_staff(c.commune_id, "spas_head")}
    if case.responsible_id is None:
        called |= {each.user_id for each in find_staff(c.commune_id, "social_worker")}
    for user_id in sorted(called - _members_with_end(opened.members)):
        teams.admit(case.team_id, user_id, at)
    close_circle(case, called, at)
    case.is_restricted = True
    case.save(update_fields=["is_restricted"])
    effect = keep(opened, c, actor, at)
    align(case, at)
    return effect


@handles(LiftRestriction)
def lift_restriction(c: LiftRestriction, actor: Actor, at: Stamp) -> Effect:
    """From now on the case is seen as every other."""
    opened = open_case(c, actor)
    require_all(check_texts(c, "reason"))
    if not opened.case.is_restricted:
        raise Rejected("not_restricted")
    opened.case.is_restricted = False
    opened.case.save(update_fields=["is_restricted"])
    effect = keep(opened, c, actor, at)
    align(opened.case, at)
    return effect


@handles(OpenCaseFile)
def open_case_file(c: OpenCaseFile, actor: Actor, at: Stamp) -> Effect:
    """Keeps that somebody looked; a reason is asked of who has no function in the case."""
    opened = look_into(c, actor)
    if not opens_without_reason(opened.functions):
        require(check_text(c.reason), "reason")
    _note_opening(opened.case, c.reason, actor, at)
    return Effect(
        records=(opened.case.id,),
        restriction_id=opened.case.team_id if opened.case.is_restricted else None,
    )


@handles(BreakGlass)
def break_glass(c: BreakGlass, actor: Actor, at: Stamp) -> Effect:
    """Lets somebody into the circle for a time, and tells the team and the head in the dossier."""
    require(check_text(c.reason), "reason")
    year_and_number = number_of(c.number)
    if year_and_number is None:
        raise Rejected("case_number_form", field="number")
    hours = glass_hours(day_of(at.received_at))
    if hours is None:
        raise Rejected("opening_hours_unset")
    until = at.received_at + timedelta(hours=hours)
    guard.check("a team's members")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM cases_break_glass(%s, %s, %s, %s, %s)", [c.commune_id, *year_and_number, until, at.n]
        )
        found = cursor.fetchone()
    case = Case.objects.filter(commune_id=c.commune_id, id=found[0]).first() if found else None
    if case is None:
        raise Rejected("case_number_unknown", field="number", number=c.number.strip())
    said = {"reason": clean_lines(c.reason), "until": until.isoformat()}
    entry = new_entry(case, c, actor, at, "case", said)
    entry.save(force_insert=True)
    align(case, at)
    _note_opening(case, c.reason, actor, at)
    return Effect(
        records=(case.id, entry.id),
        restriction_id=case.team_id if case.is_restricted else None,
        facts={"case_id": str(case.id)},
    )


def _named(c: RestrictCase) -> set[UUID]:
    """Whom the act names: colleagues of the commune, everybody else is refused."""
    known = {each.user_id for each in find_staff(c.commune_id)}
    for index, user_id in enumerate(c.circle):
        if user_id not in known:
            raise Rejected("not_a_colleague", field=f"circle.{index}")
    return set(c.circle)


def _members_with_end(members: tuple[CaseMember, ...]) -> set[UUID]:
    """Whose place in the circle ends of itself: it stays so."""
    return {each.user_id for each in members if each.user_id is not None and each.until is not None}


def _note_opening(case: Case, reason: str, actor: Actor, at: Stamp) -> None:
    Opening.objects.create(
        **belonging(case, at),
        id=new_id(),
        user_id=actor.user_id,
        user_name=actor.name,
        role=actor.role,
        reason=clean_lines(reason),
        opened_at=at.received_at,
    )
