"""Two values side by side, settled in two taps; and a page that has grown old meanwhile."""

from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from impreuna.kernel.commands import SettleConflict
from impreuna.kernel.edits import Change
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.queries import list_open_conflicts
from impreuna.kernel.scope import acting_as
from impreuna.registry.commands import CorrectHousehold, NewPerson, RegisterHousehold
from impreuna.web.forms import choice_of
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db


def register(actor) -> UUID:
    with connection.cursor() as cursor:
        cursor.execute("SELECT siruta FROM territory_village WHERE commune_id = %s ORDER BY siruta", [BELTIUG])
        village = cursor.fetchone()[0]
    household = new_id()
    command = RegisterHousehold(
        id=new_id(),
        commune_id=BELTIUG,
        recorded_at=timezone.now(),
        household_id=household,
        village_id=village,
        number="14",
        members=(NewPerson(id=new_id(), last_name="Lup", first_name="Ana", sex="F", birth_year=1980, relation="head"),),
    )
    outcome = execute(command, actor)
    assert outcome.status == "applied", outcome
    return household


def correct(actor, household, seen, value):
    command = CorrectHousehold(
        id=new_id(),
        commune_id=BELTIUG,
        recorded_at=timezone.now(),
        household_id=household,
        changes={"number": Change(seen=seen, value=value)},
    )
    return execute(command, actor).status


@pytest.fixture
def conflict(worker, nurse):
    household = register(worker.actor)
    assert correct(worker.actor, household, "14", "14A") == "applied"
    assert correct(nurse.actor, household, "14", "41B") == "conflict"
    with acting_as(worker.actor):
        return list_open_conflicts(BELTIUG)[0]


def test_both_values_stand_with_author_and_moment(conflict, worker):
    page = worker.read("/conflicte/")
    assert "14A" in page and "41B" in page
    assert "Ilinca Breban" in page and "Reghina Pop" in page
    assert "De hotărât: o pereche de valori" in worker.read("/")


def test_two_taps_settle_it(conflict, nurse):
    address = f"/conflicte/{conflict.id}/"
    choice = choice_of("14A", "41B")
    asked = nurse.post(address, {"choice": choice}).content.decode()
    assert "Rămâne:" in asked and "41B" in asked
    assert len(open_conflicts(nurse)) == 1
    answer = nurse.post(address, {"choice": choice, "confirmed": "1"}, follow=True).content.decode()
    assert "S-a păstrat „41B”" in answer and "Nimic de hotărât" in answer


def test_a_third_value_may_be_the_good_one(conflict, worker):
    address = f"/conflicte/{conflict.id}/"
    typed = {"choice": choice_of("14A", "14A"), "other": "14 bis"}
    assert "14 bis" in worker.post(address, typed).content.decode()
    assert "S-a păstrat „14 bis”" in worker.post(address, {**typed, "confirmed": "1"}, follow=True).content.decode()


def test_a_value_that_moved_meanwhile_is_shown_anew(conflict, worker, nurse):
    correct(nurse.actor, conflict.record_id, "14A", "15C")
    typed = {"choice": choice_of("14A", "41B"), "confirmed": "1"}
    page = worker.post(f"/conflicte/{conflict.id}/", typed).content.decode()
    assert "Valoarea s-a schimbat între timp" in page and "15C" in page
    assert len(open_conflicts(worker)) == 1


def test_a_settled_one_is_not_settled_again(conflict, worker, nurse):
    command = SettleConflict(
        id=new_id(),
        commune_id=BELTIUG,
        recorded_at=timezone.now(),
        conflict_id=conflict.id,
        seen="14A",
        value="14A",
    )
    assert execute(command, nurse.actor).status == "applied"
    page = worker.post(f"/conflicte/{conflict.id}/", {"choice": "x", "confirmed": "1"}, follow=True).content.decode()
    assert "Un coleg a hotărât deja" in page


@pytest.mark.parametrize("choice", ["", "x", "[]", '{"seen": 1}', '{"seen": 1, "value": {}}'])
def test_a_choice_that_is_none_of_ours_is_refused_at_its_place(conflict, worker, choice):
    page = worker.post(f"/conflicte/{conflict.id}/", {"choice": choice, "confirmed": "1"})
    assert page.status_code == 200
    assert len(open_conflicts(worker)) == 1


def test_a_stranger_sees_no_conflict(conflict, stranger):
    assert "41B" not in stranger.read("/conflicte/")
    answer = stranger.get(f"/conflicte/{conflict.id}/", follow=True)
    assert "41B" not in answer.content.decode()


def open_conflicts(somebody):
    with acting_as(somebody.actor):
        return list_open_conflicts(BELTIUG)
