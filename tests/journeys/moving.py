"""A family of which everything is known, and the steps of its way into another commune."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from impreuna.kernel.edits import Change
from impreuna.kernel.identity import new_id
from impreuna.kernel.models import Conflict, FieldChange, Restriction, RestrictionMember
from impreuna.registry.commands import (
    AcceptMove,
    CorrectHousehold,
    CorrectPerson,
    DeclareEthnicity,
    EndMembership,
    JoinHousehold,
    MergePersons,
    OfferMove,
    RecordDeath,
    WriteNote,
)
from impreuna.registry.models import (
    DuplicateCandidate,
    EthnicityDeclaration,
    FormerHome,
    Household,
    Membership,
    Merge,
    Note,
    Person,
)
from impreuna.registry.rules.cnp import make_synthetic_cnp
from impreuna.territory.queries import list_villages
from tests.fixtures.cast import (
    NEIGHBOUR,
    NURSE,
    WORKER,
    applied,
    new_person,
    register,
    send,
)
from tests.fixtures.places import BELTIUG, DOBA

EVERYTHING = (
    Household, Person, Membership, FormerHome, EthnicityDeclaration, Note, DuplicateCandidate, Merge,
    FieldChange, Conflict, Restriction, RestrictionMember,
)  # fmt: skip
#: What a family takes along and brings back; a former home of the daughter who stays is made on the way.
TRAVELLING = (Household, Person, EthnicityDeclaration, Note, Merge, Conflict, Restriction, RestrictionMember)


def village(commune_id: int) -> int:
    return list_villages(commune_id)[-1].siruta


def offer(**fields: object) -> UUID:
    move = new_id()
    applied(WORKER, OfferMove, id=move, **{"to_commune_id": DOBA, **fields})
    return move


def accept(move: UUID, actor=NEIGHBOUR, **fields: object):
    wanted = {"from_commune_id": BELTIUG, "arrival_id": move, "village_id": village(DOBA), **fields}
    return send(actor, AcceptMove, **wanted)


def counts(commune_id: int) -> dict[str, int]:
    return {table.__name__: table.objects.filter(commune_id=commune_id).count() for table in EVERYTHING}


class Family:
    """A household in which everything that can be known of a household is known."""

    def __init__(self) -> None:
        self.head = new_person("Moldovan", "Ileana", identity="cnp", cnp=make_synthetic_cnp(date(1985, 4, 2), "F", 7))
        self.child = new_person("Moldovan", "Andrei", "child", birth_date=date(2015, 6, 1))
        self.twice = new_person("Moldovan", "Andreiu", "child", birth_date=date(2015, 6, 1))
        self.grandfather = new_person("Moldovan", "Gavril", "parent", birth_year=1941)
        self.daughter = new_person("Moldovan", "Crina", "child", birth_date=date(2004, 2, 9))
        self.household = register(WORKER, self.head, self.child, self.twice, self.grandfather, self.daughter)
        self.merge, self.secret, self.health = new_id(), new_id(), new_id()
        applied(
            WORKER, CorrectPerson, person_id=self.head.id, changes={"last_name": Change("Moldovan", "Moldovan-Pop")}
        )
        other = {"last_name": Change("Moldovan", "Moldoveanu")}
        assert send(NURSE, CorrectPerson, person_id=self.head.id, changes=other).status == "conflict"
        applied(WORKER, CorrectHousehold, household_id=self.household, changes={"street": Change("", "Principală")})
        applied(WORKER, MergePersons, id=self.merge, kept_id=self.child.id, dropped_id=self.twice.id)
        applied(WORKER, DeclareEthnicity, person_id=self.head.id, ethnicity="romanian")
        applied(NURSE, WriteNote, id=self.health, person_id=self.head.id, note_area="health", text="tensiune")
        applied(
            WORKER, WriteNote, id=self.secret, household_id=self.household, note_area="protection", text="amenințări",
            circle=(NURSE.user_id,),
        )  # fmt: skip
        applied(WORKER, RecordDeath, person_id=self.grandfather.id, death_date=date(2026, 1, 5))
        self._marry_the_daughter()

    def _marry_the_daughter(self) -> None:
        self.next_door = register(WORKER, new_person("Lazăr", "Radu"))
        went = {"household_id": self.household, "person_id": self.daughter.id}
        applied(WORKER, EndMembership, **went, end_date=date(2026, 8, 1), end_reason="moved_out")
        applied(
            WORKER, JoinHousehold, household_id=self.next_door, person_id=self.daughter.id, relation="spouse",
            start_date=date(2026, 8, 1),
        )  # fmt: skip
