"""What has happened in the demonstration's communes: each act is a command of one of its people.

Everything is drawn from one seed, ids too, so a generation that was cut short is completed by the next one:
what was done already answers that it was.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from impreuna.config.demo.accounts import BELTIUG, DOBA, HODOD, actor
from impreuna.config.demo.care import care
from impreuna.config.demo.cases import cases
from impreuna.config.demo.households import Drawn, Village
from impreuna.config.demo.narrator import CENSUS_DAYS, DAYS, Narrator
from impreuna.config.demo.tablets import tablets
from impreuna.config.demo.visits import Team, begin
from impreuna.kernel.actor import Actor
from impreuna.kernel.edits import Change
from impreuna.kernel.moments import day_of
from impreuna.kernel.policy import may_write
from impreuna.kernel.queries import find_first_act
from impreuna.kernel.scope import acting_as
from impreuna.registry.commands import (
    AddPerson,
    CorrectHousehold,
    CorrectPerson,
    DeclareEthnicity,
    EndMembership,
    MergePersons,
    NewPerson,
    OfferMove,
    RecordDeath,
    RegisterHousehold,
    WriteNote,
)
from impreuna.registry.rules.cnp import make_synthetic_cnp
from impreuna.territory.queries import find_commune, list_villages

#: Households of each commune; Beltiug is the commune of every guide.
HOUSEHOLDS = {BELTIUG: 32, DOBA: 16, HODOD: 12}
_WORKERS = {BELTIUG: "asistent.social", DOBA: "asistent.social.doba", HODOD: "asistent.social.hodod"}
_CASE_TEAM = {
    "worker": "asistent.social", "head": "sef.spas", "nurse": "asistent.medical", "counsellor": "consilier.scolar",
    "mediator": "mediator.scolar", "manager": "dgaspc",
}  # fmt: skip
#: How neighbours call them: the second writing of a name that is on the list already.
_PET_NAMES = {
    "Ioan": "Nelu", "Gheorghe": "Ghiță", "Vasile": "Lică", "Dumitru": "Mitică", "Alexandru": "Sandu",
    "Nicolae": "Nicu", "Maria": "Marioara", "Elena": "Lenuța", "Floarea": "Florica", "Ana": "Anuța",
    "László": "Laci", "Sándor": "Sanyi", "József": "Jóska", "István": "Pista", "Gavril": "Gavrilă",
}  # fmt: skip


def tell(progress: Callable[[str], object]) -> None:
    """Registers the households of the three communes, then what befell some of them."""
    narrator = Narrator(_day_of_telling(), progress)
    drawn = {commune: _register(narrator, commune, count) for commune, count in HOUSEHOLDS.items()}
    narrator.go_on_from(CENSUS_DAYS)
    for commune, households in drawn.items():
        _declare(narrator, commune, households)
    for commune, households in drawn.items():
        nurse = _colleague("asistent.medical") if commune == BELTIUG else None
        Team(narrator, commune, _worker(commune), nurse).visit(households)
    _life_in_beltiug(narrator, drawn[BELTIUG])
    _warnings(narrator, drawn[BELTIUG], drawn[DOBA])
    _conflict(narrator, drawn[BELTIUG][4])
    begin(_worker(BELTIUG), drawn[BELTIUG], narrator.moment)
    for commune, households in drawn.items():
        colleagues = (
            [_colleague(each) for each in ("asistent.medical", "consilier.scolar")] if commune == BELTIUG else []
        )
        care(narrator, _worker(commune), households, *(colleagues or (None, None)))
    tablets(narrator, _worker(BELTIUG), _colleague("asistent.medical"), drawn[BELTIUG][6])
    cases(narrator, {who: _colleague(address) for who, address in _CASE_TEAM.items()}, drawn[BELTIUG])
    _moves(narrator, drawn)


def is_told() -> bool:
    """Whether the story's last act, a family of Beltiug offered to Hodod, has happened."""
    last = actor(_WORKERS[BELTIUG])
    if last is None:
        return False
    with acting_as(last):
        return find_first_act(BELTIUG, "OfferMove") is not None


def _day_of_telling() -> date:
    """Today, or the day on which a telling that was cut short began: its commands have to be the same ones."""
    with acting_as(_worker(BELTIUG)):
        first = find_first_act(BELTIUG, "RegisterHousehold")
    return day_of(first) + timedelta(days=DAYS) if first else timezone.localdate()


def _worker(commune_id: int) -> Actor:
    """The social worker of the commune."""
    return _colleague(_WORKERS[commune_id])


def _colleague(address: str) -> Actor:
    found = actor(address)
    if found is None:
        raise LookupError(address)
    return found


def _register(narrator: Narrator, commune_id: int, count: int) -> list[Drawn]:
    team = [_worker(commune_id), _colleague("asistent.medical") if commune_id == BELTIUG else _worker(commune_id)]
    villages = _villages(commune_id)
    households = list(narrator.draw.households(villages, count))
    for number, household in enumerate(households):
        narrator.send(
            team[number % 3 == 2],
            RegisterHousehold,
            household_id=household.household_id,
            members=household.members,
            **household.fields,
        )
    return households


def _villages(commune_id: int) -> list[Village]:
    commune = find_commune(commune_id)
    return [
        Village(
            village.siruta,
            village.latitude or (commune.latitude if commune else None),
            village.longitude or (commune.longitude if commune else None),
        )
        for village in list_villages(commune_id)
    ]


def _declare(narrator: Narrator, commune_id: int, households: list[Drawn]) -> None:
    """Some heads of households say what they are; most are not asked."""
    worker = _worker(commune_id)
    for household in households[::4]:
        narrator.send(worker, DeclareEthnicity, person_id=household.head.id, ethnicity=household.ethnicity)


def _life_in_beltiug(narrator: Narrator, households: list[Drawn]) -> None:
    worker, nurse = _worker(BELTIUG), _colleague("asistent.medical")
    mediator = _colleague("mediator.scolar")
    child_of = next(home for home in households if any(member.relation == "child" for member in home.members))
    child = next(member for member in child_of.members if member.relation == "child")
    old = next(home for home in households if len(home.members) == 1)
    note = {"household_id": child_of.household_id}
    narrator.send(
        worker, WriteNote, **note, note_area="housing", text="Acoperișul lasă apa să intre în camera copiilor."
    )
    narrator.send(
        worker, WriteNote, **note, note_area="income", text="Nu primește alocația din august; cererea s-a depus."
    )
    _write_if_may(narrator, mediator, person_id=child.id, note_area="education", text="Lipsește lunea: ajută la piață.")
    narrator.send(
        nurse, WriteNote, person_id=old.head.id, note_area="health", text="Hipertensiune; tratament zilnic."
    )  # fmt: skip
    narrator.send(
        worker, WriteNote, **note, note_area="protection", circle=(nurse.user_id,),
        text="Mama a povestit că se teme de fratele soțului. Nu se discută la telefon.",
    )  # fmt: skip
    _someone_dies(narrator, worker, households)
    _someone_goes_abroad(narrator, worker, households)
    wife = next(member for home in households for member in home.members if member.former_names)
    narrator.send(
        worker, CorrectPerson, person_id=wife.id,
        changes={"last_name": Change(wife.last_name, f"{wife.former_names}-{wife.last_name}")},
    )  # fmt: skip


def _write_if_may(narrator: Narrator, who: Actor, **fields: Any) -> None:
    if may_write(who.role, fields["note_area"]):
        narrator.send(who, WriteNote, **fields)


def _someone_dies(narrator: Narrator, worker: Actor, households: list[Drawn]) -> None:
    couple = next(home for home in households if [member.relation for member in home.members] == ["head", "spouse"])
    narrator.send(
        worker, RecordDeath, person_id=couple.members[1].id, death_date=narrator.moment.date() - timedelta(days=3)
    )  # fmt: skip


def _someone_goes_abroad(narrator: Narrator, worker: Actor, households: list[Drawn]) -> None:
    """A parent works abroad; and a house whose only inhabitant left stands empty."""
    left = narrator.moment.date() - timedelta(days=6)
    gone = {"end_date": left, "end_reason": "abroad"}
    family = next(home for home in households[6:] if any(member.relation == "spouse" for member in home.members[:2]))
    narrator.send(worker, EndMembership, household_id=family.household_id, person_id=family.members[1].id, **gone)
    alone = next(home for home in households[::-1] if len(home.members) == 1)
    narrator.send(worker, EndMembership, household_id=alone.household_id, person_id=alone.head.id, **gone)
    state = {"dwelling_state": Change(alone.fields["dwelling_state"], "vacant")}
    narrator.send(worker, CorrectHousehold, household_id=alone.household_id, changes=state)


def _warnings(narrator: Narrator, here: list[Drawn], there: list[Drawn]) -> None:
    """Two pairs who may be one person, a third found to be one, and a CNP known in another commune."""
    worker = _worker(BELTIUG)
    _add_again(narrator, worker, here[2].head, here[9])
    known_by_two = next(home.head for home in here[10:] if home.head.first_name in _PET_NAMES)
    _add_again(narrator, worker, known_by_two, here[5], first_name=_PET_NAMES[known_by_two.first_name])
    twin = _add_again(narrator, worker, here[7].head, here[15], former_names="Bârle")
    narrator.send(
        worker, MergePersons, kept_id=here[7].head.id, dropped_id=twin.id, fields={"former_names": "dropped"}
    )  # fmt: skip
    born = narrator.today - timedelta(days=9131)
    papers: dict[str, Any] = {
        "birth_date": born,
        "sex": "F",
        "identity": "cnp",
        "cnp": make_synthetic_cnp(born, "F", 401),
    }
    for who, home in ((_worker(DOBA), there[3]), (worker, here[11])):
        guest = NewPerson(
            id=narrator.draw.id(), last_name="Sălăjan", first_name="Diana", relation="other_relative", **papers
        )  # fmt: skip
        narrator.send(who, AddPerson, household_id=home.household_id, person=guest, start_reason="moved_in")


def _add_again(narrator: Narrator, who: Actor, known: NewPerson, home: Drawn, **as_typed: Any) -> NewPerson:
    """The same person written down a second time, in a relative's household, with another's pen."""
    typed: dict[str, Any] = {
        "last_name": known.last_name,
        "first_name": known.first_name,
        "former_names": "",
        "relation": "other_relative",
        "sex": known.sex,
        "birth_date": known.birth_date,
        "birth_year": known.birth_year,
        "identity": "not_given",
        **as_typed,
    }
    again = NewPerson(id=narrator.draw.id(), **typed)
    narrator.send(who, AddPerson, household_id=home.household_id, person=again)
    return again


def _conflict(narrator: Narrator, home: Drawn) -> None:
    """The worker and the nurse write down two telephone numbers, neither having seen the other's."""
    seen = home.fields["phone"]
    two = ((_worker(BELTIUG), "0700 114 225"), (_colleague("asistent.medical"), "0700 114 252"))
    for who, phone in two:
        narrator.send(
            who, CorrectHousehold, household_id=home.household_id, changes={"phone": Change(seen, phone)}
        )  # fmt: skip


def _moves(narrator: Narrator, drawn: dict[int, list[Drawn]]) -> None:
    """One family waits to be received in Beltiug, and one of Beltiug's waits for Hodod to receive it."""
    narrator.send(
        _worker(DOBA), OfferMove, to_commune_id=BELTIUG, household_id=_family(drawn[DOBA]).household_id,
        note="S-au mutat la sfârșitul verii la părinții soției; copiii sunt deja înscriși la școala din Beltiug.",
    )  # fmt: skip
    narrator.send(
        _worker(BELTIUG), OfferMove, to_commune_id=HODOD, household_id=_family(drawn[BELTIUG][16:]).household_id,
        note="Au cumpărat casă în Hodod.",
    )  # fmt: skip


def _family(homes: list[Drawn]) -> Drawn:
    """A couple with children at school."""
    relations = ({member.relation for member in home.members} for home in homes)
    return next(home for home, those in zip(homes, relations, strict=True) if {"spouse", "child"} <= those)
