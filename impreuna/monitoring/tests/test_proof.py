"""`impreuna check figures`: it finds what differs, names what waits, and is content with what is so."""

from __future__ import annotations

from datetime import UTC, date, datetime
from random import Random
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from impreuna.monitoring.commands import counting
from impreuna.monitoring.queries.proof import Difference, Proof, count_provable, prove
from impreuna.monitoring.queries.stale import today_there
from impreuna.monitoring.rules.counting import (
    Cells,
    Commune,
    FindingFact,
    HouseholdFact,
    Key,
    Law,
    PersonFact,
    Value,
    add_up,
    count,
)
from impreuna.monitoring.tests.communes import make_town, put
from impreuna.registry.commands import AcceptMove, OfferMove, RecordDeath
from impreuna.registry.models import Person
from impreuna.territory.queries import list_villages
from tests.fixtures.cast import NEIGHBOUR, WORKER, applied, new_person, register
from tests.fixtures.places import BELTIUG, DOBA, SATU_MARE

COUNTRY = 0


def run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def proofs(as_owner, *only: int) -> dict[int, Proof]:
    with as_owner():
        return {proof.place_id: proof for proof in prove(only)}


@pytest.mark.django_db
def test_a_census_of_random_communes_is_proved(as_owner):
    random, today = Random(1), today_there()
    with as_owner():
        for place in (BELTIUG, DOBA):
            put(make_town(random, today, [village.siruta for village in list_villages(place)], 15), place)
            run("UPDATE kernel_clock SET n = 1 WHERE commune_id = %s", place)
    counting.count_round(seconds=60)
    found = proofs(as_owner)
    assert found.keys() == {BELTIUG, DOBA, SATU_MARE, COUNTRY}
    assert [proof for proof in found.values() if proof.differences or proof.waits] == []
    assert sum(proof.cells for proof in found.values()) > 200


@pytest.mark.django_db
def test_a_figure_changed_by_hand_is_named(as_owner):
    register(WORKER)
    counting.count_round()
    with as_owner():
        run("UPDATE monitoring_figure SET value = 7 WHERE place_id = %s AND measure = 'persons' AND sex = ''", BELTIUG)
        run("DELETE FROM monitoring_figure WHERE place_id = %s AND measure = 'households'", SATU_MARE)
        assert count_provable() == 3
    found = proofs(as_owner)
    village = list_villages(BELTIUG)[0].siruta
    assert found[BELTIUG].differences == (
        Difference(Key("persons"), Value("", 7), Value("", 1)),
        Difference(Key("persons", village), Value("", 7), Value("", 1)),
    )
    # The county is proved against its communes' figures as they are kept.
    assert found[SATU_MARE].differences == (
        Difference(Key("households"), None, Value("", 1)),
        Difference(Key("persons"), Value("", 1), Value("", 7)),
    )
    assert proofs(as_owner, COUNTRY)[COUNTRY].differences == (Difference(Key("households"), Value("", 1), None),)


@pytest.mark.django_db
def test_what_waits_is_no_difference(as_owner):
    register(WORKER)
    counting.count_round()
    register(WORKER)
    register(NEIGHBOUR)
    found = proofs(as_owner)
    assert found[BELTIUG].waits and not found[BELTIUG].differences
    assert found[DOBA] == Proof(DOBA, 0, waits=True)
    counting.recount(BELTIUG)
    assert proofs(as_owner)[SATU_MARE].waits


@pytest.mark.django_db
def test_a_move_and_a_death_are_counted_on_both_sides(as_owner):
    household = register(WORKER, new_person(), new_person(first_name="Ion", relation="spouse"))
    register(WORKER, new_person(last_name="Lup"))
    counting.count_round()
    move = new_id()
    applied(WORKER, OfferMove, id=move, to_commune_id=DOBA, household_id=household)
    applied(NEIGHBOUR, AcceptMove, arrival_id=move, from_commune_id=BELTIUG, village_id=list_villages(DOBA)[0].siruta)
    with acting_as(NEIGHBOUR):
        person = Person.objects.get(commune_id=DOBA, first_name="Ion")
    applied(NEIGHBOUR, RecordDeath, person_id=person.id, death_date=date(2026, 11, 1))
    counting.count_round()
    found = proofs(as_owner)
    assert not any(proof.differences or proof.waits for proof in found.values())
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT place_id, value FROM monitoring_figure WHERE measure = 'persons' AND village_id = 0"
            " AND age_band = '' ORDER BY 1"
        )
        assert cursor.fetchall() == [(COUNTRY, 2), (SATU_MARE, 2), (BELTIUG, 1), (DOBA, 1)]


def test_ten_situations_of_the_law_make_a_family_one_of_many_visits():
    home, child, parent = UUID(int=1), UUID(int=2), UUID(int=3)
    codes = [f"VR-{number:02}" for number in range(10)]
    law = Law({code: (f"5(1){code[-1]}", "4(1)a") for code in codes} | {"PC-20": ("4(2)",)})
    moment = datetime(2026, 1, 1, tzinfo=UTC)

    def findings(*subjects: tuple[UUID, str]) -> Cells:
        facts = [FindingFact(who, who != home, code, "income", 1, "proposed", moment) for who, code in subjects]
        people = [
            PersonFact(child, "F", date(2016, 1, 1), None, None, False, home),
            PersonFact(parent, "F", date(1986, 1, 1), None, None, False, home),
        ]
        return count(Commune(date(2026, 11, 22), law, people, [HouseholdFact(home, 5, "visited")], [], facts))

    def children(cells: Cells) -> tuple[int, int]:
        return tuple(cells.get(Key(name), Value("", 0)).value for name in ("law156", "law156_10"))  # type: ignore[return-value]

    assert children(findings()) == (0, 0)
    assert children(findings((home, codes[0]))) == (1, 0)
    assert children(findings((parent, codes[0]), (home, codes[0]))) == (1, 0)
    assert children(findings(*((home, code) for code in codes[:9]))) == (1, 0)
    assert children(findings(*((home, code) for code in codes))) == (1, 1)
    assert children(findings((child, "PC-20"))) == (1, 0)
    assert children(findings((parent, "PC-20"))) == (0, 0)


_CELLS = st.dictionaries(
    st.builds(
        Key, st.sampled_from(["persons", "finding:ED-02"]), st.sampled_from([0, 5]), st.sampled_from(["", "0-5"])
    ),
    st.builds(Value, st.sampled_from(["", "income", "health"]), st.integers(1, 9)),
)


@settings(deadline=None)
@given(places=st.lists(_CELLS, max_size=5))
def test_sums_of_sums_are_the_sum(places):
    """County by county or all at once: the country is the same."""
    assert add_up([add_up(places[:2]), add_up(places[2:])]) == add_up(places)
