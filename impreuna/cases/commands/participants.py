"""Who a case is about and who belongs to it: tied to the registry, coming in, having no part any more (propunere)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from impreuna.cases.commands.circles import align
from impreuna.cases.commands.dossier import CaseAct, belonging, keep, open_case
from impreuna.cases.models import Case, CasePerson
from impreuna.cases.queries.registry import Known, known_of, people_of
from impreuna.cases.rules.participants import check_end, check_participant, may_be_subject, may_come_in
from impreuna.cases.rules.texts import check_texts
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Stamp, handles
from impreuna.kernel.identity import new_id
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import Effect, Rejected, _, require, require_all
from impreuna.kernel.text import clean
from impreuna.registry.rules.names import search_text


class CorrectParticipants(CaseAct):
    """Persoanele cazului, legate de registru (propunere): who is named in the registry is called as there."""

    sentence = _("a corectat persoanele unui caz")

    label: str
    household_id: UUID | None = None
    person_id: UUID | None = None


class AddParticipant(CaseAct):
    """O persoană nouă în caz (propunere): of the registry, or as far as she is known. `part`: subject, parent, sibling,
    carer or other; `note`: what that leaves open."""

    sentence = _("a adăugat o persoană într-un caz")

    name: str
    part: str
    person_id: UUID | None = None
    birth_date: date | None = None
    note: str = ""


class EndParticipation(CaseAct):
    """Sfârșitul părții cuiva într-un caz (propunere). `reason`: a code of `rules.lists.PART_ENDS`."""

    sentence = _("a încheiat partea cuiva într-un caz")

    participant_id: UUID
    reason: str
    note: str = ""


@handles(CorrectParticipants)
def correct_participants(c: CorrectParticipants, actor: Actor, at: Stamp) -> Effect:
    """Changes whom the case is about; all its rows follow the household."""
    opened = open_case(c, actor)
    require_all(check_texts(c, "label"))
    case = opened.case
    known = tied(c.commune_id, c.household_id, c.person_id, "person_id")
    label = known.name if known else clean(c.label)
    if (label, c.household_id, c.person_id) == (case.label, case.household_id, case.person_id):
        raise Rejected("nothing_changed")
    main = _main(case)
    case.label, case.household_id, case.person_id = label, c.household_id, c.person_id
    main.name, main.person_id, main.n = label, c.person_id, at.n
    main.birth_date = known.birth_date if known else main.birth_date
    main.save()
    case.search = _search_of(case)
    case.save()
    align(case, at)
    return keep(opened, c, actor, at, more={"label": label})


@handles(AddParticipant)
def add_participant(c: AddParticipant, actor: Actor, at: Stamp) -> Effect:
    """Brings somebody into the case; who reads the case sees her there."""
    opened = open_case(c, actor)
    case, today = opened.case, day_of(at.received_at)
    require_all(check_participant(c.name, c.part, c.birth_date, c.note, today))
    known = tied(c.commune_id, None, c.person_id, "person_id") or Known(clean(c.name), c.birth_date)
    require(may_come_in(list(_present(case)), c.person_id, known.name), "name")
    if c.part == "subject":
        home = people_of(c.commune_id, case.household_id) if case.household_id else None
        require(may_be_subject(case.subject, known.birth_date, today, c.person_id, home), "part")
    CasePerson.objects.create(
        **belonging(case, at),
        id=new_id(),
        person_id=c.person_id,
        name=known.name,
        birth_date=known.birth_date,
        part=c.part,
        note=clean(c.note),
    )
    case.search = _search_of(case)
    born = known.birth_date.isoformat() if known.birth_date else None
    return keep(opened, c, actor, at, more={"name": known.name, "birth_date": born})


@handles(EndParticipation)
def end_participation(c: EndParticipation, actor: Actor, at: Stamp) -> Effect:
    """Ends somebody's part; whom the case is about first stays. The row stays too, with why."""
    opened = open_case(c, actor)
    require_all(check_end(c.reason, c.note))
    person = _present(opened.case).filter(id=c.participant_id).first()
    if person is None:
        raise Rejected("not_in_case", field="participant_id")
    if person.id == _main(opened.case).id:
        raise Rejected("case_person_main", field="participant_id")
    person.until, person.ended_why, person.n = at.received_at, c.reason, at.n
    person.save(update_fields=["until", "ended_why", "n"])
    opened.case.search = _search_of(opened.case)
    return keep(opened, c, actor, at, more={"name": person.name, "part": person.part})


def tied(commune_id: int, household_id: UUID | None, person_id: UUID | None, field: str) -> Known | None:
    """What the registry knows of somebody; none when nobody was named. Refuses who is not there, or not of the
    household."""
    people = None
    if household_id is not None and (people := people_of(commune_id, household_id)) is None:
        raise Rejected("not_found", field="household_id")
    if person_id is None:
        return None
    known = known_of(commune_id, person_id)
    if known is None:
        raise Rejected("not_found", field=field)
    if people is not None and person_id not in people:
        raise Rejected("case_person_elsewhere", field=field)
    return known


def search_of(case: Case, names: Iterable[str]) -> str:
    """The words by which a case is found: its numbers and its people."""
    numbers = (f"{case.number}/{case.year}", case.former_number)
    return search_text(*(each for each in numbers if each), *names)


def _search_of(case: Case) -> str:
    return search_of(case, _present(case).values_list("name", flat=True))


def _present(case: Case) -> QuerySet[CasePerson]:
    """Who has a part in the case now, in the order in which they came."""
    return CasePerson.objects.filter(commune_id=case.commune_id, case_id=case.id, until=None).order_by("id")


def _main(case: Case) -> CasePerson:
    """Whom the case is about first: by whose name it is called."""
    return _present(case).filter(part="subject")[:1].get()
