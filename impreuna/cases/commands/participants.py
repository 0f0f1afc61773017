"""Whom a case is about, tied to the registry (propunere)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from impreuna.cases.commands.circles import align
from impreuna.cases.commands.dossier import CaseAct, keep, open_case
from impreuna.cases.models import Case, CasePerson
from impreuna.cases.queries.registry import name_of, people_of
from impreuna.cases.rules.texts import check_texts
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Stamp, handles
from impreuna.kernel.result import Effect, Rejected, _, require_all
from impreuna.kernel.text import clean
from impreuna.registry.rules.names import search_text


class CorrectParticipants(CaseAct):
    """Persoanele cazului, legate de registru (propunere): who is named in the registry is called as there."""

    sentence = _("a corectat persoanele unui caz")

    label: str
    household_id: UUID | None = None
    person_id: UUID | None = None


@handles(CorrectParticipants)
def correct_participants(c: CorrectParticipants, actor: Actor, at: Stamp) -> Effect:
    """Changes whom the case is about; all its rows follow the household."""
    opened = open_case(c, actor)
    require_all(check_texts(c, "label"))
    case = opened.case
    label = tied_name(c.commune_id, c.household_id, c.person_id, "person_id") or clean(c.label)
    if (label, c.household_id, c.person_id) == (case.label, case.household_id, case.person_id):
        raise Rejected("nothing_changed")
    case.label, case.household_id, case.person_id = label, c.household_id, c.person_id
    people = CasePerson.objects.filter(commune_id=c.commune_id, case_id=case.id)
    people.filter(part="subject").update(name=label, person_id=c.person_id, n=at.n)
    case.search = search_of(case, people.values_list("name", flat=True))
    case.save()
    align(case, at)
    return keep(opened, c, actor, at, more={"label": label})


def tied_name(commune_id: int, household_id: UUID | None, person_id: UUID | None, field: str) -> str | None:
    """What the registry calls somebody; none when nobody was named. Refuses who is not there, or not of the
    household."""
    people = None
    if household_id is not None and (people := people_of(commune_id, household_id)) is None:
        raise Rejected("not_found", field="household_id")
    if person_id is None:
        return None
    name = name_of(commune_id, person_id)
    if name is None:
        raise Rejected("not_found", field=field)
    if people is not None and person_id not in people:
        raise Rejected("case_person_elsewhere", field=field)
    return name


def search_of(case: Case, names: Iterable[str]) -> str:
    """The words by which a case is found: its numbers and its people."""
    numbers = (f"{case.number}/{case.year}", case.former_number)
    return search_text(*(each for each in numbers if each), *names)
