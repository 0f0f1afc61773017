"""Finding people and households: without diacritics, by pet name, birth, CNP, village and number; and nobody else's."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from impreuna.kernel import seal
from impreuna.kernel.edits import Change
from impreuna.kernel.scope import acting_as
from impreuna.registry.commands import CorrectPerson, RecordDeath
from impreuna.registry.queries.search import Found, find_alike, search
from impreuna.registry.rules.cnp import make_synthetic_cnp
from impreuna.registry.rules.likeness import Likened
from impreuna.territory.queries import list_villages
from tests.fixtures.cast import NEIGHBOUR, STRANGER, WORKER, applied, new_person, register
from tests.fixtures.places import APAHIDA, BELTIUG, DOBA

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
CNP = make_synthetic_cnp(date(1980, 3, 12), "M", 41)


@pytest.fixture
def family() -> UUID:
    """Țăran Ioan with his wife and a child, in the commune's last village, on Morii street, number 14A."""
    village = list_villages(BELTIUG)[-1].siruta
    return register(
        WORKER,
        new_person("Țăran", "Ioan", birth_date=date(1980, 3, 12), identity="cnp", cnp=CNP, sex="M"),
        new_person("Țăran", "Ștefania-Lăcrămioara", "spouse", former_names="Şuteu", birth_date=date(1983, 6, 1)),
        new_person("Țăran", "Îngerel", "child", birth_date=None, birth_year=2015),
        village_id=village,
        street="Strada Morii",
        number="14A",
    )


def looked_for(typed: str) -> Found:
    with acting_as(WORKER):
        return search(BELTIUG, typed, TODAY)


def names(found: Found) -> list[str]:
    return [row.name for row in found.people]


@pytest.mark.parametrize(
    "typed",
    [
        "Țăran Ioan", "taran ioan", "TARAN", "Ţăran", "ţaran", "ioan ț", "  taran   ioan ", "Nelu", "nelu taran",
        "ionica", "12.3.1980", "12/03/1980", "1980", "taran 1980", "taran 12.3.1980", CNP, f"{CNP[:7]} {CNP[7:]}",
        "tăran", "TĂRAN IOAN", "\u202etaran", "țăran 🙂",
    ],
)  # fmt: skip
def test_the_head_is_found_however_he_is_typed(family: UUID, typed: str) -> None:
    assert "Țăran Ioan" in names(looked_for(typed))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("stefania", "Țăran Ștefania-Lăcrămioara"), ("lacramioara", "Țăran Ștefania-Lăcrămioara"),
        ("suteu", "Țăran Ștefania-Lăcrămioara"), ("Șuteu", "Țăran Ștefania-Lăcrămioara"),
        ("ingerel", "Țăran Îngerel"), ("inger 2015", "Țăran Îngerel"), ("Ingerel Taran", "Țăran Îngerel"),
    ],
)  # fmt: skip
def test_the_others_are_found_by_parts_of_their_names(family: UUID, typed: str, expected: str) -> None:
    assert names(looked_for(typed)) == [expected]


@pytest.mark.parametrize(
    "typed",
    [
        "aran", "oan", "ioan pop", "13.3.1980", "31.2.1980", "1979", CNP[:-1] + str((int(CNP[-1]) + 1) % 10), "%",
        "_", "'; --", "\\", "😀", "zz" * 50, " ", "ț" * 100,
    ],
)  # fmt: skip
def test_what_does_not_begin_a_word_finds_nobody(family: UUID, typed: str) -> None:
    assert names(looked_for(typed)) == []


@pytest.mark.parametrize(
    "typed", ["morii", "14", "14a", "morii 14", "strada morii", "taran morii", "taran 14", "nelu 14"]
)
def test_a_household_is_found_by_its_address(family: UUID, typed: str) -> None:
    rows = looked_for(typed).households
    assert [row.id for row in rows] == ([] if typed == "nelu 14" else [family])


def test_a_household_is_found_by_its_village(family: UUID) -> None:
    village = list_villages(BELTIUG)[-1].name
    assert [row.id for row in looked_for(f"{village} taran").households] == [family]
    assert looked_for(village[:4]).households[0].village == village


def test_a_name_alone_brings_the_people_and_not_their_house_again(family: UUID) -> None:
    assert looked_for("taran").households == []


def test_people_found_say_where_they_live(family: UUID) -> None:
    row = looked_for("nelu").people[0]
    assert row.place == f"{list_villages(BELTIUG)[-1].name}, Strada Morii, nr. 14A"
    assert (row.household_id, row.age, row.relation) == (family, 46, "capul gospodăriei")


def test_who_died_is_still_found(family: UUID) -> None:
    person = looked_for("nelu").people[0]
    applied(WORKER, RecordDeath, person_id=person.id, death_date=date(2026, 11, 1))
    found = looked_for("nelu").people[0]
    assert found.death_date == date(2026, 11, 1) and found.place == ""


def test_a_corrected_name_is_found_and_the_old_one_is_not(family: UUID) -> None:
    person = looked_for("nelu").people[0]
    changes = {"last_name": Change(seen="Țăran", value="Pașca")}
    applied(WORKER, CorrectPerson, person_id=person.id, changes=changes)
    assert names(looked_for("pasca")) == ["Pașca Ioan"]
    assert "Țăran Ioan" not in names(looked_for("taran"))


def test_nobody_is_found_in_another_commune(family: UUID) -> None:
    for actor, place in ((NEIGHBOUR, DOBA), (STRANGER, APAHIDA)):
        with acting_as(actor):
            for commune in (place, BELTIUG):
                for typed in ("taran", "nelu", CNP, "12.3.1980", "morii", "14"):
                    assert search(commune, typed, TODAY).count == 0
    with acting_as(None):
        assert search(BELTIUG, "taran", TODAY).count == 0


def test_more_than_a_page_says_so_and_asks_the_same_number_of_questions() -> None:
    def questions() -> int:
        with acting_as(WORKER), CaptureQueriesContext(connection) as captured:
            search(BELTIUG, "pop 14", TODAY)
        return len(captured)

    def fill(count: int) -> None:
        for n in range(count):
            register(WORKER, new_person("Pop", "Ana" + "a" * (n % 26)), number="14")

    fill(3)
    questions()
    few = questions()
    fill(30)
    assert questions() == few <= 5
    found = looked_for("pop")
    assert len(found.people) == 20 and found.has_more


# --- somebody like this is registered already -------------------------------------------------------


def alike(**typed: object) -> list[tuple[str, tuple[str, ...]]]:
    likened = Likened(**{"last_name": "", "first_name": "", **typed})  # type: ignore[arg-type]
    with acting_as(WORKER):
        return [
            (each.person.name if each.person else "", each.likeness.reasons)
            for each in find_alike(BELTIUG, likened, TODAY)
        ]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"last_name": "TARAN", "first_name": "Nelu", "birth_date": date(1980, 3, 12)}, "same_birth_date"),
        ({"last_name": "Ioan", "first_name": "Țăran", "birth_year": 1981}, "same_birth_year"),
        ({"last_name": "Țăran", "first_name": "Ionn", "birth_year": 1980}, "similar_name"),
        ({"last_name": "Altul", "first_name": "Cu Totul", "cnp_hash": seal.keyed_hash(CNP, "cnp")}, "same_cnp"),
    ],
)  # fmt: skip
def test_somebody_alike_is_shown_with_the_reason(family: UUID, typed: dict[str, object], reason: str) -> None:
    found = alike(**typed)
    assert found and found[0][0] == "Țăran Ioan" and reason in found[0][1]


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"last_name": "Țăran"},
        {"last_name": "Țăran", "first_name": "Ioan", "birth_date": date(1950, 1, 1)},
        {"last_name": "Mureșan", "first_name": "Veta", "birth_date": date(1980, 3, 12)},
    ],
)
def test_who_is_somebody_else_is_not_shown(family: UUID, typed: dict[str, object]) -> None:
    assert "Țăran Ioan" not in [name for name, _reasons in alike(**typed)]


def test_a_cnp_of_another_commune_says_that_it_is_known_and_nothing_else(family: UUID) -> None:
    with acting_as(NEIGHBOUR):
        typed = Likened("Țăran", "Ioan", date(1980, 3, 12), cnp_hash=seal.keyed_hash(CNP, "cnp"))
        found = find_alike(DOBA, typed, TODAY)
    assert [(each.person, each.is_elsewhere) for each in found] == [(None, True)]
