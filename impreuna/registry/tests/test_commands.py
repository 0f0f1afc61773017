"""The registry's acts on the real database, as `impreuna_app` under row-level security."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from impreuna.kernel.actor import Actor, Scope
from impreuna.kernel.command import Command
from impreuna.kernel.commands import SettleConflict
from impreuna.kernel.edits import Change
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.models import FieldChange
from impreuna.kernel.queries import find_open_conflict, list_history, list_open_conflicts
from impreuna.kernel.result import Outcome
from impreuna.kernel.scope import acting_as
from impreuna.registry import commands as acts
from impreuna.registry.models import DuplicateCandidate, EthnicityDeclaration, Household, Membership, Note, Person
from impreuna.registry.rules.cnp import make_synthetic_cnp
from impreuna.territory.queries import list_villages
from tests.fixtures.places import BELTIUG, DOBA

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 11, 20, 9, 12, tzinfo=UTC)
CNP = make_synthetic_cnp(date(1980, 1, 2), "F", 1)


def actor(number: int, commune: int = BELTIUG, role: str = "social_worker") -> Actor:
    return Actor(UUID(int=number), f"Autor {number}", role, Scope("commune", commune, frozenset({commune})))


WORKER, NURSE, STRANGER = actor(1), actor(2, role="community_nurse"), actor(3, DOBA)


def do(kind: type[Command], by: Actor = WORKER, **facts: Any) -> Outcome:
    commune = facts.pop("commune_id", by.scope.place_id)
    return execute(kind(id=new_id(), commune_id=commune, recorded_at=MOMENT, **facts), by)


def member(relation: str = "head", **facts: Any) -> acts.NewPerson:
    known = {"last_name": "Pop", "first_name": "Ana", "birth_year": 1980} | facts
    return acts.NewPerson(id=new_id(), relation=relation, **known)


def register(*members: acts.NewPerson, by: Actor = WORKER, **facts: Any) -> tuple[UUID, list[UUID], Outcome]:
    people = members or (member(),)
    household = new_id()
    village = list_villages(by.scope.place_id)[0].siruta
    outcome = do(
        acts.RegisterHousehold, by, **({"household_id": household, "village_id": village, "members": people} | facts)
    )
    return household, [person.id for person in people], outcome


def test_a_household_is_registered_with_its_people() -> None:
    household, people, outcome = register(
        member(first_name="Ștefania", last_name="Ţăran"), member("child", birth_year=2017), number="14"
    )
    assert outcome.status == "applied"
    with acting_as(WORKER):
        kept = Household.objects.get(commune_id=BELTIUG, id=household)
        assert (kept.label, kept.sort_key, kept.number) == ("Țăran Ștefania", "taran stefania", "14")
        memberships = Membership.objects.filter(commune_id=BELTIUG, household_id=household)
        assert set(memberships.values_list("person_id", flat=True)) == set(people)


@pytest.mark.parametrize(
    ("facts", "field", "reason"),
    [
        ({"village_id": 1}, "village_id", "unknown_village"),
        ({"members": ()}, "members", "no_members"),
        ({"members": (member(), member())}, "members", "one_head"),
        ({"members": (member("child"),)}, "members", "one_head"),
        ({"members": (member(), member("child", birth_year=2999))}, "members.1.birth_date", "birth_future"),
        ({"members": (member(last_name="😀"),)}, "members.0.last_name", "name_signs"),
        ({"latitude": 10.0, "longitude": 10.0}, "latitude", "position_out_of_country"),
        ({"dwelling_state": "castle"}, "dwelling_state", "unknown_code"),
        ({"phone": "sunați seara"}, "phone", "phone_signs"),
        ({"street": "x" * 201}, "street", "text_too_long"),
    ],
)
def test_bad_input_is_refused_at_its_field_and_leaves_nothing(facts: dict, field: str, reason: str) -> None:
    household, _people, outcome = register(**facts)
    assert (outcome.status, outcome.field, outcome.reason) == ("rejected", field, reason)
    with acting_as(WORKER):
        assert not Household.objects.filter(id=household).exists()


def test_a_stranger_registers_nothing_here_and_sees_nothing() -> None:
    household, people, _outcome = register()
    refused = do(
        acts.CorrectPerson, STRANGER, commune_id=BELTIUG, person_id=people[0],
        changes={"last_name": Change(seen="Pop", value="Rău")},
    )  # fmt: skip
    assert refused.reason == "out_of_scope"
    here = do(acts.CorrectPerson, STRANGER, person_id=people[0], changes={"last_name": Change(seen="Pop", value="Rău")})
    assert here.reason == "not_found"
    with acting_as(STRANGER):
        assert not Household.objects.filter(id=household).exists()
        assert not Person.objects.filter(id__in=people).exists()


def test_two_corrections_of_one_name_are_both_kept_and_one_settles() -> None:
    _household, (person,), _outcome = register()
    first = do(acts.CorrectPerson, person_id=person, changes={"last_name": Change(seen="Pop", value="Popa")})
    second = do(acts.CorrectPerson, NURSE, person_id=person, changes={"last_name": Change(seen="Pop", value="Popescu")})
    assert (first.status, second.status) == ("applied", "conflict")
    with acting_as(WORKER):
        (conflict,) = list_open_conflicts(BELTIUG)
        assert (conflict.stored, conflict.stored_by, conflict.proposed, conflict.proposed_by) == (
            "Popa", "Autor 1", "Popescu", "Autor 2",
        )  # fmt: skip
    stale = do(SettleConflict, conflict_id=conflict.id, seen="Pop", value="Popescu")
    assert stale.reason == "value_moved"
    assert do(SettleConflict, conflict_id=conflict.id, seen="Popa", value="Popescu").status == "applied"
    with acting_as(WORKER):
        assert Person.objects.get(commune_id=BELTIUG, id=person).last_name == "Popescu"
        assert Household.objects.get(commune_id=BELTIUG).label == "Popescu Ana"
        assert [(step.old, step.new) for step in list_history(BELTIUG, person)] == [
            ("Popa", "Popescu"),
            ("Pop", "Popa"),
        ]
        assert find_open_conflict(BELTIUG, conflict.id) is None
    assert do(SettleConflict, conflict_id=conflict.id, seen="Popescu", value="Popa").reason == "conflict_settled"


def test_the_value_not_chosen_stays_in_history() -> None:
    _household, (person,), _outcome = register()
    for by, value in ((WORKER, "Popa"), (NURSE, "Popescu")):
        do(acts.CorrectPerson, by, person_id=person, changes={"last_name": Change(seen="Pop", value=value)})
    with acting_as(WORKER):
        (conflict,) = list_open_conflicts(BELTIUG)
    do(SettleConflict, conflict_id=conflict.id, seen="Popa", value="Popa")
    with acting_as(WORKER):
        history = list_history(BELTIUG, person)
    assert ("Popescu", False) in {(step.new, step.was_chosen) for step in history}


def test_a_cnp_is_sealed_everywhere_and_found_by_its_hash(as_owner: Any) -> None:
    _household, (person,), _outcome = register()
    changes = {"identity": Change(seen="not_given", value="cnp"), "cnp_sealed": Change(seen=None, value=CNP)}
    assert do(acts.RecordCnp, person_id=person, changes=changes).status == "applied"
    other = make_synthetic_cnp(date(1980, 1, 2), "F", 2)
    assert (
        do(acts.RecordCnp, person_id=person, changes={"cnp_sealed": Change(seen=CNP, value=other)}).status == "applied"
    )
    with acting_as(WORKER):
        kept = Person.objects.get(commune_id=BELTIUG, id=person)
        assert (kept.sex, kept.birth_date) == ("F", date(1980, 1, 2))
        assert CNP.encode() not in bytes(kept.cnp_sealed)
        history = list_history(BELTIUG, person)
        assert [step.old for step in history if step.field == "cnp_sealed"] == [CNP, None]
        assert {(step.field, step.old) for step in history} >= {("sex", ""), ("birth_date", None)}
    with as_owner():
        archived = str(list(FieldChange.objects.values_list("old", "new")))
    assert CNP not in archived and other not in archived


def test_a_full_date_replaces_the_estimated_year_and_history_keeps_it() -> None:
    _household, (person,), _outcome = register(member(birth_year=1979))
    changes = {"birth_date": Change(seen=None, value="1981-03-04")}
    assert do(acts.CorrectPerson, person_id=person, changes=changes).status == "applied"
    with acting_as(WORKER):
        assert Person.objects.get(commune_id=BELTIUG, id=person).birth_year == 1981
        assert ("birth_year", 1979) in {(step.field, step.old) for step in list_history(BELTIUG, person)}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"cnp_sealed": Change(seen=None, value="123")}, "cnp_unexpected"),
        ({"identity": Change(seen="not_given", value="cnp")}, "cnp_missing"),
        (
            {"identity": Change(seen="not_given", value="cnp"), "cnp_sealed": Change(seen=None, value="1630615123458")},
            "cnp_check",
        ),
        ({"last_name": Change(seen="Pop", value="Alt")}, "field_not_editable"),
        ({}, "nothing_changed"),
    ],
)
def test_a_wrong_identity_is_refused(changes: dict, reason: str) -> None:
    _household, (person,), _outcome = register()
    assert do(acts.RecordCnp, person_id=person, changes=changes).reason == reason


def test_the_same_cnp_here_and_elsewhere_becomes_a_candidate() -> None:
    known = member(identity="cnp", cnp=CNP, birth_year=None)
    register(known)
    _household, (again,), here = register(member(last_name="Alt", identity="cnp", cnp=CNP, birth_year=None))
    assert here.facts["possible_duplicates"] == {str(again): str(known.id)}
    _elsewhere, (there,), outcome = register(member(identity="cnp", cnp=CNP, birth_year=None), by=STRANGER)
    assert outcome.facts["possible_duplicates"] == {str(there): "elsewhere"}
    with acting_as(STRANGER):
        (candidate,) = DuplicateCandidate.objects.all()
        assert (candidate.other_id, candidate.reasons) == (None, ["cnp_elsewhere"])


def test_the_same_name_and_birth_is_a_candidate_whatever_the_spelling() -> None:
    register(member(last_name="Țăran", first_name="Nelu", birth_date=date(1980, 3, 4), birth_year=None))
    _h, (again,), outcome = register(
        member(last_name="TARAN", first_name="Ioan", birth_date=date(1980, 3, 4), birth_year=None)
    )
    assert str(again) in outcome.facts["possible_duplicates"]


def test_one_household_at_a_time() -> None:
    first, (person,), _outcome = register()
    second, _others, _o = register(member(first_name="Vasile"))
    today = date(2026, 11, 20)
    joining = {"household_id": second, "person_id": person, "relation": "sibling", "start_date": today}
    assert do(acts.JoinHousehold, **joining).reason == "member_elsewhere"
    leaving = {"household_id": first, "person_id": person, "end_date": today, "end_reason": "moved_out"}
    assert do(acts.EndMembership, **leaving).status == "applied"
    assert do(acts.EndMembership, **leaving).reason == "not_a_member"
    assert do(acts.JoinHousehold, **joining).status == "applied"


def test_a_death_ends_the_membership() -> None:
    household, (person,), _outcome = register()
    assert do(acts.RecordDeath, person_id=person, death_date=date(1970, 1, 1)).reason == "death_before_birth"
    assert do(acts.RecordDeath, person_id=person, death_date=date(2026, 12, 31)).reason == "death_future"
    assert do(acts.RecordDeath, person_id=person, death_date=date(2026, 11, 1)).status == "applied"
    assert do(acts.RecordDeath, person_id=person, death_date=date(2026, 11, 2)).reason == "person_dead"
    with acting_as(WORKER):
        membership = Membership.objects.get(commune_id=BELTIUG, household_id=household)
        assert (membership.end_reason, membership.end_date) == ("died", date(2026, 11, 1))


def test_a_person_is_added_to_a_household() -> None:
    household, _people, _outcome = register()
    added = do(acts.AddPerson, household_id=household, person=member("child", birth_year=2026), start_reason="born")
    assert added.status == "applied"
    assert do(acts.AddPerson, household_id=household, person=member()).reason == "one_head"
    assert do(acts.AddPerson, household_id=new_id(), person=member("child")).reason == "not_found"


def test_ethnicity_is_kept_only_when_declared_and_only_for_who_may() -> None:
    _household, (person,), _outcome = register()
    assert do(acts.DeclareEthnicity, person_id=person, ethnicity="roma").status == "applied"
    assert do(acts.DeclareEthnicity, person_id=person, ethnicity="x").reason == "unknown_code"
    with acting_as(actor(4, role="school_counsellor")):
        assert not EthnicityDeclaration.objects.exists()


@pytest.mark.parametrize(
    ("by", "area", "text", "reason"),
    [
        (WORKER, "protection", "  ", "note_empty"),
        (WORKER, "protection", "x" * 5001, "note_too_long"),
        (WORKER, "health", "diagnostic", "area_not_yours"),
        (NURSE, "income", "datorii", "area_not_yours"),
    ],
)
def test_notes_that_are_refused(by: Actor, area: str, text: str, reason: str) -> None:
    household, _people, _outcome = register()
    assert do(acts.WriteNote, by, household_id=household, note_area=area, text=text).reason == reason


def test_a_health_note_is_veiled_from_the_social_worker() -> None:
    household, _people, _outcome = register()
    assert do(acts.WriteNote, NURSE, household_id=household, note_area="health", text="Tratament").status == "applied"
    with acting_as(NURSE):
        assert Note.objects.count() == 1
    with acting_as(WORKER):
        assert not Note.objects.exists()
