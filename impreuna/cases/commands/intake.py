"""How a case begins: a notice is registered, an emergency acted on (Order 288/2006 std. 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

import msgspec
from django.db import connection

from impreuna.cases.commands.dossier import CaseAct, Open, belonging, keep, keep_apart
from impreuna.cases.commands.numbering import next_number, number_act
from impreuna.cases.commands.participants import tied
from impreuna.cases.models import Case, CasePerson
from impreuna.cases.queries.dossier import dossier_of
from impreuna.cases.queries.registry import home_of
from impreuna.cases.rules.intake import check_notice, may_register
from impreuna.kernel import teams
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Stamp, handles
from impreuna.kernel.identity import new_id
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import Effect, Rejected, _, require_all
from impreuna.kernel.text import clean
from impreuna.registry.rules.names import search_text

#: What is kept apart from what was told: who told it.
PROTECTED = ("reporter", "reporter_contact", "reporter_relation")


class Participant(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody of the case: of the registry, or known by name only. `part`: subject, parent, sibling, carer, other."""

    name: str
    part: str
    person_id: UUID | None = None
    birth_date: date | None = None


class RegisterNotice(CaseAct):
    """Înregistrarea unei cereri, referiri, sesizări sau autosesizări (O 3.2–3.3): from here the 72 hours run.

    `channel`: request, referral, notice_written, notice_phone, self_notice. Who told it is protected: `reporter` is
    kept apart from what was told. `is_restricted_case`: violence or abuse, for the named team only.
    """

    sentence = _("a înregistrat o sesizare")

    channel: str
    subject: str
    people: tuple[Participant, ...]
    what: str
    household_id: UUID | None = None
    where: str = ""
    is_urgent: bool = False
    urgent_why: str = ""
    reporter: str = ""
    reporter_contact: str = ""
    reporter_relation: str = ""
    is_anonymous: bool = False
    is_restricted_case: bool = False
    #: The registry's number given elsewhere, when the town hall's own register had it first.
    outer_number: str = ""


@handles(RegisterNotice)
def register_notice(c: RegisterNotice, actor: Actor, at: Stamp) -> Effect:
    """Opens the case, numbers it and its paper, and calls its first team: who registered it, and in a restricted case
    the commune's social workers and heads."""
    require_all(may_register(c.channel, c.subject, [(p.name, p.part) for p in c.people], c.what))
    require_all(check_notice(c.channel, c.is_urgent, c.urgent_why, c.reporter, c.is_anonymous))
    if Case.objects.filter(commune_id=c.commune_id, id=c.case_id).exists():
        raise Rejected("already_registered")
    return open_notice(c, actor, at)


def open_notice(c: RegisterNotice, actor: Actor, at: Stamp, more: Mapping[str, str | int] | None = None) -> Effect:
    """Opens the case of a notice that says what it has to; `more` is what else its entry tells."""
    named = _names(c)
    case = _case(c, named, actor, at)
    _call_team(case, actor, at)
    case.save(force_insert=True)
    _note_people(case, c, named, at)
    paper = number_act(case, c.kind, c.id, actor, at)
    opened = Open(case, dossier_of(case, ()), frozenset(), ())
    if c.reporter.strip():
        told_by = {name: getattr(c, name).strip() for name in PROTECTED}
        keep_apart(case, c, actor, at, kind="NoteReporter", area="protection", content=told_by)
    effect = keep(opened, c, actor, at, more={**(more or {}), **paper}, without=PROTECTED)
    return replace(effect, area="protection") if c.reporter.strip() else effect


def _names(c: RegisterNotice) -> list[str]:
    """How each person of the notice is called: as in the registry, when she is there."""
    names = []
    for index, person in enumerate(c.people):
        home = c.household_id if person.part == "subject" else None
        known = tied(c.commune_id, home, person.person_id, f"people.{index}.person_id")
        names.append(known.name if known else clean(person.name))
    return names


def _case(c: RegisterNotice, names: list[str], actor: Actor, at: Stamp) -> Case:
    label, subject = next(each for each in zip(names, c.people, strict=True) if each[1].part == "subject")
    year = day_of(at.received_at).year
    number = next_number(c.commune_id, year, of_cases=True)
    return Case(
        commune_id=c.commune_id,
        id=c.case_id,
        n=at.n,
        team_id=new_id(),
        key_id=new_id(),
        is_restricted=c.is_restricted_case,
        household_id=c.household_id or (home_of(c.commune_id, subject.person_id) if subject.person_id else None),
        person_id=subject.person_id,
        year=year,
        number=number,
        label=label,
        subject=c.subject,
        channel=c.channel,
        is_urgent=c.is_urgent,
        stage="registered",
        registered_at=at.received_at,
        registered_by=actor.name,
        search=search_text(f"{number}/{year}", *names),
    )


def _call_team(case: Case, actor: Actor, at: Stamp) -> None:
    teams.admit(case.team_id, actor.user_id, at)
    if case.is_restricted:
        with connection.cursor() as cursor:
            cursor.execute("SELECT cases_call_workers(%s, %s, %s)", [case.commune_id, case.team_id, at.n])


def _note_people(case: Case, c: RegisterNotice, names: list[str], at: Stamp) -> None:
    for name, person in zip(names, c.people, strict=True):
        CasePerson.objects.create(
            **belonging(case, at),
            id=new_id(),
            person_id=person.person_id,
            name=name,
            birth_date=person.birth_date,
            part=person.part,
        )
