"""Two records of one person become one, and two again: nothing typed is lost on the way there or back."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from impreuna.kernel.edits import Change
from impreuna.kernel.identity import new_id
from impreuna.kernel.models import FieldChange
from impreuna.kernel.scope import acting_as
from impreuna.registry.commands import (
    AddPerson,
    CorrectPerson,
    DismissDuplicate,
    EndMembership,
    MergePersons,
    NewPerson,
    RecordDeath,
    UndoMerge,
    WriteNote,
)
from impreuna.registry.models import DuplicateCandidate, Household, Membership, Merge, Note, Person
from impreuna.registry.queries.duplicates import merged_ids
from impreuna.registry.queries.search import search
from impreuna.registry.rules import merging
from impreuna.registry.rules.cnp import make_synthetic_cnp
from tests.fixtures.cast import NEIGHBOUR, NURSE, WORKER, applied, new_person, register, send
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db

TYPED = ("last_name", "first_name", "former_names", "sex", "birth_date", "birth_year", "identity", "death_date")


def get(person: NewPerson | UUID) -> Person:
    with acting_as(WORKER):
        return Person.objects.get(id=person if isinstance(person, UUID) else person.id)


def home_of(person: NewPerson) -> Membership | None:
    with acting_as(WORKER):
        return Membership.objects.filter(person_id=person.id, end_date=None).first()


def merge(kept: NewPerson, dropped: NewPerson, **fields: Any) -> UUID:
    merge_id = new_id()
    applied(WORKER, MergePersons, id=merge_id, kept_id=kept.id, dropped_id=dropped.id, **fields)
    return merge_id


def state(*people: NewPerson) -> dict[str, list[tuple[Any, ...]]]:
    """All that the register says of these people, but for the numbers of the latest act and the seals."""
    ids = [person.id for person in people]
    with acting_as(WORKER):
        memberships = Membership.objects.filter(person_id__in=ids)
        homes = Household.objects.filter(id__in=[membership.household_id for membership in memberships])
        warnings = DuplicateCandidate.objects.filter(Q(person_id__in=ids) | Q(other_id__in=ids))
        rows = {"people": Person.objects.filter(id__in=ids), "in": memberships, "homes": homes, "warnings": warnings}
        return {name: sorted(_plain(row) for row in found) for name, found in rows.items()}


def _plain(row: Any) -> tuple[Any, ...]:
    names = [field.name for field in row._meta.concrete_fields if field.name not in ("n", "cnp_sealed")]
    return tuple(repr(getattr(row, name)) for name in sorted(names, key=lambda name: (name != "id", name)))


names = st.sampled_from(["Pop", "Popp", "Țăran", "Lazăr-Pop"])
births = st.one_of(
    st.builds(dict, birth_date=st.dates(date(1950, 1, 1), date(2020, 12, 31))),
    st.builds(dict, birth_year=st.integers(1950, 2020)),
)


@st.composite
def people(draw: st.DrawFn, relation: str, serials: range = range(1, 500)) -> NewPerson:
    """A person with or without papers; the CNP says what sex and birth say."""
    fields: dict[str, Any] = dict(draw(births))
    sex = draw(st.sampled_from(["F", "M", ""]))
    if "birth_date" in fields and sex and draw(st.booleans()):
        cnp = make_synthetic_cnp(fields["birth_date"], sex, draw(st.sampled_from(serials)))
        fields |= {"identity": "cnp", "cnp": cnp}
    former = draw(st.sampled_from(["", "Rus"]))
    return new_person(draw(names), draw(names), relation, sex=sex, former_names=former, **fields)


choices = st.dictionaries(st.sampled_from(sorted(merging.CHOICES)), st.sampled_from(merging.SIDES))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    one=people("head"),
    other=people("head"),
    third=people("child", range(500, 1000)),
    fields=choices,
    is_same_home=st.booleans(),
    has_left=st.sampled_from(["", "one", "other"]),
    dead=st.sampled_from(["", "one", "other"]),
)
def test_a_merge_undone_leaves_everything_as_it_was(one, other, third, fields, is_same_home, has_left, dead) -> None:
    home = register(WORKER, one, third)
    if is_same_home:
        other = NewPerson(**{**_fields(other), "relation": "sibling"})
        applied(WORKER, AddPerson, household_id=home, person=other)
    else:
        register(WORKER, other)
    for name, person in (("one", one), ("other", other)):
        if has_left == name:
            household = home_of(person).household_id
            applied(WORKER, EndMembership, household_id=household, person_id=person.id,
                    end_date=date(2026, 10, 1), end_reason="abroad")  # fmt: skip
        if dead == name:
            send(WORKER, RecordDeath, person_id=person.id, death_date=date(2026, 11, 1))
    before, typed = state(one, other, third), [_typed(get(person)) for person in (one, other)]

    outcome = send(WORKER, MergePersons, id=(merge_id := new_id()), kept_id=one.id, dropped_id=other.id, fields=fields)

    if outcome.status == "rejected":
        assert outcome.reason in ("cnp_other_sex", "cnp_other_birth", "cnp_missing", "death_before_birth"), outcome
        assert state(one, other, third) == before
        return
    _nothing_typed_is_lost(one, other, typed)
    _one_stands_for_both(one, other, fields, typed)
    applied(WORKER, UndoMerge, merge_id=merge_id)
    assert state(one, other, third) == before
    assert get(one).cnp_hash == typed[0]["cnp_hash"]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=people("head"), other=people("head"), side=st.sampled_from(merging.SIDES))
def test_one_whole_record_can_always_stand(one, other, side) -> None:
    register(WORKER, one)
    register(WORKER, other)
    typed = [_typed(get(person)) for person in (one, other)]
    merge_id = merge(one, other, fields=dict.fromkeys(merging.CHOICES, side))
    assert _typed(get(one)) == typed[side == "dropped"]
    applied(WORKER, UndoMerge, merge_id=merge_id)
    assert [_typed(get(person)) for person in (one, other)] == typed


def _fields(person: NewPerson) -> dict[str, Any]:
    return {name: getattr(person, name) for name in person.__struct_fields__}


def _typed(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) for name in (*TYPED, "cnp_hash")}


def _nothing_typed_is_lost(one: NewPerson, other: NewPerson, typed: list[dict[str, Any]]) -> None:
    kept, dropped = get(one), get(other)
    assert _typed(dropped) == typed[1]
    with acting_as(WORKER):
        names = FieldChange.objects.filter(record_id=kept.id, field__in=["last_name", "first_name", "former_names"])
        history = {(step.field, step.old) for step in names}
    for name in ("last_name", "first_name", "former_names"):
        assert getattr(kept, name) == typed[0][name] or (name, typed[0][name]) in history


def _one_stands_for_both(one: NewPerson, other: NewPerson, fields: dict[str, str], typed: list[dict[str, Any]]) -> None:
    kept, dropped = get(one), get(other)
    assert (kept.merged_into_id, dropped.merged_into_id) == (None, kept.id)
    for name in ("last_name", "first_name", "former_names"):
        side = typed[1] if fields.get(name) == "dropped" else typed[0]
        assert getattr(kept, name) == side[name]
    assert home_of(other) is None
    with acting_as(WORKER):
        assert merged_ids(BELTIUG, kept.id) == [kept.id, dropped.id]
        pair = DuplicateCandidate.objects.filter(person_id=dropped.id, other_id=kept.id, decided_at=None)
        assert not pair.exists()


def test_a_household_without_another_member_passes_to_the_record_that_stands() -> None:
    kept, dropped = new_person("Pop", "Ana"), new_person("Popp", "Ana")
    home = register(WORKER, kept)
    applied(WORKER, EndMembership, household_id=home, person_id=kept.id, end_date=date(2026, 1, 1), end_reason="abroad")
    other_home = register(WORKER, dropped)

    merge_id = merge(kept, dropped)

    assert home_of(kept).household_id == other_home
    with acting_as(WORKER):
        assert Household.objects.get(id=other_home).label == "Pop Ana"
    applied(WORKER, UndoMerge, merge_id=merge_id)
    assert home_of(kept) is None
    with acting_as(WORKER):
        assert Household.objects.get(id=other_home).label == "Popp Ana"


def test_what_was_edited_since_stays() -> None:
    kept, dropped = new_person("Pop", "Ana", former_names="Rus"), new_person("Popp", "Anna", former_names="Ruși")
    register(WORKER, kept)
    register(WORKER, dropped)
    merge_id = merge(kept, dropped, fields={"last_name": "dropped", "former_names": "dropped"})
    applied(WORKER, CorrectPerson, person_id=kept.id, changes={"last_name": Change("Popp", "Popescu")})

    outcome = applied(WORKER, UndoMerge, merge_id=merge_id)

    assert outcome.facts == {"stayed": ["last_name"]}
    assert (get(kept).last_name, get(kept).former_names) == ("Popescu", "Rus")
    assert get(dropped).last_name == "Popp"


def test_notes_of_both_are_found_from_the_one_that_stands() -> None:
    kept, dropped = new_person(), new_person("Popp")
    register(WORKER, kept)
    register(WORKER, dropped)
    third = new_person("Poppp")
    register(WORKER, third)
    applied(NURSE, WriteNote, person_id=third.id, note_area="health", text="astm")
    merge(dropped, third)
    merge(kept, dropped)
    with acting_as(NURSE):
        everybody = merged_ids(BELTIUG, kept.id)
        assert everybody == [kept.id, dropped.id, third.id]
        assert [note.text for note in Note.objects.filter(person_id__in=everybody)] == ["astm"]
    with acting_as(NEIGHBOUR):
        assert merged_ids(BELTIUG, kept.id) == [kept.id]


def test_the_one_that_stands_is_found_by_what_the_other_was_called() -> None:
    kept, dropped, third = new_person("Marincaș", "Elena"), new_person("Oros", "Lenuța"), new_person("Zaha", "Leana")
    for person in (kept, dropped, third):
        register(WORKER, person)
    merge(dropped, third)
    merge(kept, dropped)

    def found(typed: str) -> list[UUID]:
        with acting_as(WORKER):
            return [row.id for row in search(BELTIUG, typed, date(2026, 11, 20)).people]

    for typed in ("marin", "oros", "zaha", "leana"):
        assert found(typed) == [kept.id], typed
    with acting_as(NEIGHBOUR):
        assert not search(BELTIUG, "oros", date(2026, 11, 20)).people


def test_warnings_about_a_third_pass_to_the_record_that_stands() -> None:
    one, two, three = (new_person("Kiss", "Agnes") for _ in range(3))
    for person in (one, two, three):
        register(WORKER, person)
    with acting_as(WORKER):
        assert DuplicateCandidate.objects.filter(decided_at=None).count() == 2
    merge(two, one)
    with acting_as(WORKER):
        standing = DuplicateCandidate.objects.get(decided_at=None)
        assert {standing.person_id, standing.other_id} == {two.id, three.id}


def test_merges_that_make_no_sense_are_refused() -> None:
    one, two, three = new_person("Ardelean"), new_person("Bota"), new_person("Cozma")
    for person in (one, two, three):
        register(WORKER, person)
    both = {"kept_id": one.id, "dropped_id": two.id}
    assert send(WORKER, MergePersons, kept_id=one.id, dropped_id=one.id).reason == "same_person"
    assert send(WORKER, MergePersons, kept_id=one.id, dropped_id=new_id()).reason == "not_found"
    assert send(NEIGHBOUR, MergePersons, **both).reason == "not_found"
    assert send(WORKER, MergePersons, **both, fields={"n": "dropped"}).reason == "field_not_editable"
    assert send(WORKER, MergePersons, **both, fields={"sex": "left"}).reason == "unknown_code"
    assert send(WORKER, MergePersons, **both, candidate_id=new_id()).reason == "not_found"
    seen = get(one).n
    applied(WORKER, CorrectPerson, person_id=one.id, changes={"first_name": Change("Ana", "Anca")})
    assert send(WORKER, MergePersons, **both, kept_n=seen).reason == "record_moved"
    merge_id = merge(one, two)
    assert send(WORKER, MergePersons, kept_id=three.id, dropped_id=two.id).reason == "already_merged"
    merge(three, one)
    assert send(WORKER, UndoMerge, merge_id=merge_id).reason == "merge_covered"
    assert send(NEIGHBOUR, UndoMerge, merge_id=merge_id).reason == "not_found"


def test_a_merge_is_undone_once() -> None:
    one, two = new_person(), new_person("Popp")
    register(WORKER, one)
    register(WORKER, two)
    merge_id = merge(one, two)
    applied(WORKER, UndoMerge, merge_id=merge_id)
    assert send(WORKER, UndoMerge, merge_id=merge_id).reason == "merge_undone"
    merge(two, one)
    with acting_as(WORKER):
        assert Merge.objects.count() == 2


def test_two_people_told_apart_are_not_asked_about_again() -> None:
    one, two = new_person("Kiss", "Agnes"), new_person("Kiss", "Agnes")
    register(WORKER, one)
    register(WORKER, two)
    with acting_as(WORKER):
        candidate = DuplicateCandidate.objects.get()
    assert send(WORKER, DismissDuplicate, candidate_id=candidate.id, reason="").reason == "why_missing"
    applied(WORKER, DismissDuplicate, candidate_id=candidate.id, reason="Verișoare.")
    assert send(NURSE, DismissDuplicate, candidate_id=candidate.id, reason="x").reason == "duplicate_decided"
    assert send(NEIGHBOUR, DismissDuplicate, candidate_id=candidate.id, reason="x").reason == "not_found"
    with acting_as(WORKER):
        decided = DuplicateCandidate.objects.get()
        assert (decided.decision, decided.decision_note, decided.decided_by) == ("dismissed", "Verișoare.", WORKER.name)


def test_a_correction_of_a_record_behind_another_is_sent_to_the_one_that_stands():
    kept, dropped = new_person(), new_person(first_name="Anica")
    register(WORKER, kept)
    register(WORKER, dropped)
    merge(kept, dropped)
    outcome = send(
        WORKER, CorrectPerson, person_id=dropped.id, changes={"first_name": Change(seen="Anica", value="Anuța")}
    )
    assert (outcome.status, outcome.reason) == ("rejected", "record_merged")
    assert get(dropped).first_name == "Anica"
