"""What the pages are told: lists by key, a household's and a person's file, history in words, veils, few questions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from impreuna.kernel.edits import Change
from impreuna.kernel.identity import new_id
from impreuna.kernel.queries import list_open_conflicts
from impreuna.kernel.scope import acting_as
from impreuna.registry.commands import (
    CorrectHousehold,
    CorrectPerson,
    DeclareEthnicity,
    EndMembership,
    JoinHousehold,
    RecordCnp,
    WriteNote,
)
from impreuna.registry.queries.households import get_household_file, list_households
from impreuna.registry.queries.people import get_person_file
from impreuna.registry.rules.cnp import make_synthetic_cnp
from impreuna.territory.queries import list_villages
from tests.fixtures.cast import NEIGHBOUR, NURSE, STRANGER, WORKER, applied, colleague, new_person, register
from tests.fixtures.places import APAHIDA, BELTIUG, DOBA

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def test_the_list_goes_on_by_key_without_gap_or_repetition() -> None:
    for name in ("Țăran", "Avram", "Șandor", "Zaharia", "Pop", "Pop", "Îngeru"):
        register(WORKER, new_person(name, "Ana"))
    seen, cursor = [], ""
    with acting_as(WORKER):
        for _ in range(9):
            page = list_households(BELTIUG, cursor, size=2)
            seen += page.items
            if not (cursor := page.next):
                break
    labels = ["Avram Ana", "Îngeru Ana", "Pop Ana", "Pop Ana", "Șandor Ana", "Țăran Ana", "Zaharia Ana"]
    assert [row.label for row in seen] == labels and len({row.id for row in seen}) == 7


def test_the_list_is_narrowed_by_village_and_by_state() -> None:
    first, *_, last = list_villages(BELTIUG)
    register(WORKER, new_person("Pop", "Ana"), village_id=first.siruta, dwelling_state="visited")
    register(WORKER, new_person("Rus", "Ion"), village_id=last.siruta, dwelling_state="refused")
    with acting_as(WORKER):
        assert [row.label for row in list_households(BELTIUG, village_id=last.siruta).items] == ["Rus Ion"]
        assert [row.label for row in list_households(BELTIUG, dwelling_state="visited").items] == ["Pop Ana"]
        assert list_households(BELTIUG, village_id=first.siruta, dwelling_state="refused").items == []


def test_the_head_stands_first_then_the_partner_then_by_age() -> None:
    household = register(
        WORKER,
        new_person("Pop", "Mic", "child", birth_date=date(2020, 1, 1)),
        new_person("Pop", "Bunica", "parent", birth_date=date(1945, 1, 1)),
        new_person("Pop", "Soția", "spouse", birth_date=date(1985, 1, 1)),
        new_person("Pop", "Capul", "head", birth_date=date(1980, 1, 1)),
    )
    with acting_as(WORKER):
        found = get_household_file(BELTIUG, household, TODAY)
    assert found is not None
    assert [(row.name, row.age) for row in found.members] == [
        ("Pop Capul", 46), ("Pop Soția", 41), ("Pop Bunica", 81), ("Pop Mic", 6),
    ]  # fmt: skip
    assert found.children == 1


def test_history_speaks_in_words() -> None:
    first, *_, last = list_villages(BELTIUG)
    household = register(WORKER, village_id=first.siruta, dwelling_state="not_visited")
    changes = {
        "village_id": Change(seen=first.siruta, value=last.siruta),
        "dwelling_state": Change(seen="not_visited", value="refused"),
        "phone": Change(seen="", value="0740 000 000"),
    }
    applied(WORKER, CorrectHousehold, household_id=household, changes=changes)
    with acting_as(NURSE):
        found = get_household_file(BELTIUG, household, TODAY)
    assert found is not None
    assert {(step.field, step.old, step.new) for step in found.history} == {
        ("village_id", first.name, last.name),
        ("dwelling_state", "nevizitată", "a refuzat"),
        ("phone", "", "0740 000 000"),
    }
    assert all(step.by == WORKER.name for step in found.history)


def test_a_conflict_over_a_code_is_read_in_words() -> None:
    household = register(WORKER, dwelling_state="not_visited")
    for actor, state in ((WORKER, "visited"), (NURSE, "absent")):
        change = {"dwelling_state": Change(seen="not_visited", value=state)}
        applied(actor, CorrectHousehold, household_id=household, changes=change)
    with acting_as(WORKER):
        (waiting,) = list_open_conflicts(BELTIUG)
        found = get_household_file(BELTIUG, household, TODAY)
    assert (waiting.stored, waiting.stored_words) == ("visited", "vizitată")
    assert (waiting.proposed, waiting.proposed_words) == ("absent", "absenți")
    assert found is not None and found.fields_in_conflict == {"dwelling_state"}


def test_history_shows_no_identity_number_whole() -> None:
    number = make_synthetic_cnp(date(1980, 3, 14), "F", 12)
    member = new_person(identity="none", sex="F")
    register(WORKER, member)
    changes = {"identity": Change(seen="none", value="cnp"), "cnp_sealed": Change(seen=None, value=number)}
    applied(WORKER, RecordCnp, person_id=member.id, changes=changes)
    with acting_as(WORKER):
        found = get_person_file(BELTIUG, member.id, TODAY)
    assert found is not None and found.cnp == number
    told = " ".join(f"{step.old} {step.new}" for step in found.history)
    assert number[:7] in told and number not in told and "nu are CNP are CNP" in told


def test_a_person_who_moved_has_both_homes() -> None:
    member = new_person("Pop", "Ana", "child")
    old = register(WORKER, new_person("Pop", "Ion"), member, number="3")
    new = register(WORKER, new_person("Rus", "Ion"), number="8")
    left_on, place = date(2026, 11, 19), {"person_id": member.id}
    applied(WORKER, EndMembership, household_id=old, end_date=left_on, end_reason="moved_out", **place)
    applied(WORKER, JoinHousehold, household_id=new, relation="grandchild", start_date=left_on, **place)
    with acting_as(WORKER):
        person = get_person_file(BELTIUG, member.id, TODAY)
        left = get_household_file(BELTIUG, old, TODAY)
    assert person is not None and left is not None
    assert [(home.label, home.end_reason) for home in person.homes] == [("Rus Ion", ""), ("Pop Ion", "moved_out")]
    assert person.home is not None and person.home.place.endswith("nr. 8")
    assert [row.name for row in left.members] == ["Pop Ion"] and [row.name for row in left.past_members] == ["Pop Ana"]


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("social_worker", {"housing", "protection"}),
        ("community_nurse", {"housing", "health"}),
        ("school_counsellor", set()),
        ("spas_head", {"housing", "protection"}),
    ],
)
def test_each_profession_reads_the_notes_of_its_areas(role: str, sees: set[str]) -> None:
    household = register(WORKER)
    for author, area in ((WORKER, "housing"), (WORKER, "protection"), (NURSE, "health")):
        applied(author, WriteNote, household_id=household, note_area=area, text=area)
    with acting_as(colleague(BELTIUG, role, 9)):
        found = get_household_file(BELTIUG, household, TODAY)
    assert found is not None and {note.area for note in found.notes} == sees


def test_a_note_for_two_exists_for_these_two_alone() -> None:
    household, third = register(WORKER), colleague(BELTIUG, "social_worker", 3)
    applied(WORKER, WriteNote, household_id=household, note_area="protection", text="Taină", circle=(NURSE.user_id,))
    applied(WORKER, WriteNote, household_id=household, note_area="housing", text="Acasă", circle=(NURSE.user_id,))
    texts = {}
    for actor in (WORKER, NURSE, third):
        with acting_as(actor):
            found = get_household_file(BELTIUG, household, TODAY)
        texts[actor] = {note.text for note in found.notes} if found else None
    # The nurse belongs to the circle, but protection is not among her areas.
    assert texts == {WORKER: {"Taină", "Acasă"}, NURSE: {"Acasă"}, third: set()}


def test_ethnicity_is_there_only_for_who_may_read_it() -> None:
    member = new_person()
    register(WORKER, member)
    applied(WORKER, DeclareEthnicity, person_id=member.id, ethnicity="roma")
    for role, expected in (("social_worker", "roma"), ("spas_head", "")):
        with acting_as(colleague(BELTIUG, role, 5)):
            found = get_person_file(BELTIUG, member.id, TODAY)
        assert found is not None and found.ethnicity == expected


def test_a_stranger_is_told_nothing() -> None:
    member = new_person()
    household = register(WORKER, member)
    applied(WORKER, CorrectPerson, person_id=member.id, changes={"last_name": Change(seen="Pop", value="Popa")})
    strangers = (NEIGHBOUR, DOBA), (STRANGER, APAHIDA), (colleague(BELTIUG, "mayor", 8), BELTIUG)
    for actor, place in strangers:
        with acting_as(actor):
            for commune in {place, BELTIUG}:
                assert list_households(commune).items == []
                assert get_household_file(commune, household, TODAY) is None
                assert get_person_file(commune, member.id, TODAY) is None
    with acting_as(WORKER):
        assert get_household_file(BELTIUG, new_id(), TODAY) is None


def _asked(question: Callable[[], Any]) -> int:
    with acting_as(WORKER), CaptureQueriesContext(connection) as captured:
        question()
    return len(captured)


def test_the_number_of_questions_does_not_grow_with_the_answer() -> None:
    def fill(count: int) -> tuple[UUID, UUID]:
        members = [new_person("Pop", "A" + "n" * n, "child" if n else "head") for n in range(count)]
        household, person = register(WORKER, *members), members[0].id
        for n in range(count):
            applied(WORKER, WriteNote, person_id=person, note_area="housing", text="notă")
            seen = "A" if n == 0 else "Ana" + "a" * n
            changes = {"first_name": Change(seen=seen, value="Ana" + "a" * (n + 1))}
            applied(WORKER, CorrectPerson, person_id=person, changes=changes)
            register(WORKER)
        return household, person

    def asked(household: UUID, person: UUID) -> list[int]:
        return [
            _asked(lambda: list_households(BELTIUG)),
            _asked(lambda: get_household_file(BELTIUG, household, TODAY)),
            _asked(lambda: get_person_file(BELTIUG, person, TODAY)),
        ]

    small = fill(3)
    asked(*small)
    few = asked(*small)
    assert asked(*fill(20)) == few
    assert few[0] <= 2 and few[1] <= 8 and few[2] <= 12
