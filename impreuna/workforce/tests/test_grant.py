"""Giving and ending roles, through the one write path."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection, transaction

from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from impreuna.workforce import queries
from impreuna.workforce.commands import EndRole, GrantRole
from impreuna.workforce.models import RoleAssignment
from impreuna.workforce.tests.cast import NOON, TODAY, account, actor, grant
from tests.fixtures.places import APAHIDA, BELTIUG, DOBA, SATU_MARE

pytestmark = pytest.mark.django_db


def giving(user_id, role, place, **more):
    more = {"start_date": TODAY, **more}
    return GrantRole(
        id=new_id(), commune_id=place, recorded_at=NOON, assignment_id=new_id(), user_id=user_id, role=role, **more
    )


def ending(assignment_id, place, **more):
    more = {"reason": "s-a mutat în alt județ", **more}
    return EndRole(id=new_id(), commune_id=place, recorded_at=NOON, assignment_id=assignment_id, **more)


def test_a_role_makes_an_actor_in_its_scope(worker):
    assert worker.role == "social_worker"
    assert worker.scope.level == "commune"
    assert worker.scope.commune_ids == {BELTIUG}


def test_a_county_role_covers_the_countys_communes(coordinator):
    assert {BELTIUG, DOBA} < coordinator.scope.commune_ids
    assert APAHIDA not in coordinator.scope.commune_ids
    assert len(coordinator.scope.commune_ids) == 65


def test_nobody_acts_without_account_or_role(db):
    assert queries.actor_of(new_id(), None, TODAY) is None
    assert queries.actor_of(account("Fără Rol").id, None, TODAY) is None


def test_the_head_gives_team_roles_to_people_known_here(head, worker):
    outcome = execute(giving(worker.user_id, "social_technician", BELTIUG), head, NOON)
    assert outcome.status == "applied"
    with acting_as(head):
        rows = RoleAssignment.objects.filter(user_id=worker.user_id, role="social_technician")
        assert [row.granted_by for row in rows] == ["Sanda Mureșan"]


@pytest.mark.parametrize(
    ("role", "place", "reason"),
    [
        ("spas_head", BELTIUG, "role_not_yours_to_give"),
        ("dgaspc_coordinator", SATU_MARE, "out_of_scope"),
        ("social_worker", DOBA, "out_of_scope"),
        ("vraci", BELTIUG, "unknown_role"),
    ],
)
def test_the_head_gives_nothing_else(head, worker, role, place, reason):
    outcome = execute(giving(worker.user_id, role, place), head, NOON)
    assert (outcome.status, outcome.reason) == ("rejected", reason)


def test_a_role_fits_its_level(admin, worker):
    assert execute(giving(worker.user_id, "social_worker", SATU_MARE), admin, NOON).reason == "role_of_other_level"
    assert execute(giving(worker.user_id, "dpo", BELTIUG), admin, NOON).reason == "role_of_other_level"
    assert execute(giving(worker.user_id, "dpo", 0), admin, NOON).status == "applied"


def test_an_unknown_place_is_refused(admin, worker):
    assert execute(giving(worker.user_id, "social_worker", 999_999), admin, NOON).reason == "unknown_place"


def test_the_coordinator_gives_county_roles_and_heads_of_own_county(coordinator, worker):
    assert execute(giving(worker.user_id, "spas_head", BELTIUG), coordinator, NOON).status == "applied"
    assert execute(giving(worker.user_id, "dsp_coordinator", SATU_MARE), coordinator, NOON).status == "applied"
    assert execute(giving(worker.user_id, "spas_head", APAHIDA), coordinator, NOON).reason == "out_of_scope"


def test_a_person_who_never_worked_here_is_invited_not_found(head, stranger):
    outcome = execute(giving(stranger.user_id, "social_worker", BELTIUG), head, NOON)
    assert (outcome.reason, outcome.field) == ("person_unknown_here", "user_id")


def test_the_same_role_twice_at_a_time_is_refused(head, worker):
    assert execute(giving(worker.user_id, "social_worker", BELTIUG), head, NOON).reason == "role_held_already"


def test_dates_have_to_make_sense(head, worker):
    reversed_ = giving(worker.user_id, "social_technician", BELTIUG, end_date=TODAY - timedelta(1))
    assert execute(reversed_, head, NOON).reason == "role_dates_reversed"
    past = giving(worker.user_id, "social_technician", BELTIUG, start_date=date(2025, 1, 1), end_date=date(2025, 2, 1))
    assert execute(past, head, NOON).reason == "role_ends_before_today"


def test_a_role_given_for_later_is_not_held_yet(head, worker):
    command = giving(worker.user_id, "social_technician", BELTIUG, start_date=TODAY + timedelta(1))
    assert execute(command, head, NOON).status == "applied"
    assert [role.role for role in queries.list_own_roles(worker.user_id, TODAY)] == ["social_worker"]
    assert len(queries.list_own_roles(worker.user_id, TODAY + timedelta(1))) == 2


def test_ending_at_once_takes_the_role_away_today(head, worker):
    assert execute(ending(worker.assignment_id, BELTIUG), head, NOON).status == "applied"
    assert queries.actor_of(worker.user_id, worker.assignment_id, TODAY) is None
    with acting_as(head):
        row = queries.find_assignment(BELTIUG, worker.assignment_id)
    assert (row.ended_by, row.end_reason, row.ended_at) == ("Sanda Mureșan", "s-a mutat în alt județ", NOON)


def test_a_last_day_belongs_to_the_role(head, worker):
    last = TODAY + timedelta(10)
    assert execute(ending(worker.assignment_id, BELTIUG, last_day=last), head, NOON).status == "applied"
    assert queries.actor_of(worker.user_id, None, last) is not None
    assert queries.actor_of(worker.user_id, None, last + timedelta(1)) is None


def test_ending_asks_for_a_reason_and_happens_once(head, worker):
    assert execute(ending(worker.assignment_id, BELTIUG, reason="  "), head, NOON).field == "reason"
    execute(ending(worker.assignment_id, BELTIUG), head, NOON)
    assert execute(ending(worker.assignment_id, BELTIUG), head, NOON).reason == "role_has_ended"


def test_nobody_ends_the_own_last_admin_role(head, coordinator):
    assert execute(ending(head.assignment_id, BELTIUG), head, NOON).reason == "role_not_yours_to_give"
    own = execute(ending(coordinator.assignment_id, SATU_MARE), coordinator, NOON)
    assert own.reason == "own_last_admin_role"
    assert execute(ending(head.assignment_id, BELTIUG), coordinator, NOON).status == "applied"


def test_the_country_keeps_one_administrator(admin):
    other = actor("Al Doilea", "national_admin", 0)
    assert execute(ending(other.assignment_id, 0), admin, NOON).status == "applied"
    assert execute(ending(admin.assignment_id, 0), admin, NOON).reason == "last_national_admin"


def test_a_stranger_sees_nobody_and_ends_nothing(worker, stranger, admin):
    other_head = actor("Alt Șef", "spas_head", DOBA)
    with acting_as(stranger):
        assert not RoleAssignment.objects.filter(place_id=BELTIUG).exists()
    with acting_as(None):
        assert not RoleAssignment.objects.exists()
    assert execute(ending(worker.assignment_id, DOBA), other_head, NOON).reason == "not_found"


def test_the_application_cannot_write_past_the_commands(worker):
    with connection.cursor() as cursor:  # the test's one transaction still says that a command is carried out
        cursor.execute("SELECT set_config('impreuna.command', '', true)")
    with acting_as(worker), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO workforce_institutionname VALUES (%s, %s, 1, 'spas', 'x', now())", [BELTIUG, new_id()]
        )
    with acting_as(worker), connection.cursor() as cursor:
        cursor.execute("UPDATE workforce_roleassignment SET role = 'spas_head'")
        assert cursor.rowcount == 0


def test_two_roles_of_one_person_are_chosen_by_assignment(worker):
    second = grant(account_of(worker), "social_worker", DOBA)
    assert queries.actor_of(worker.user_id, second, TODAY).scope.place_id == DOBA
    assert queries.actor_of(worker.user_id, None, TODAY).scope.place_id == BELTIUG


def account_of(somebody):
    return get_user_model().objects.get(id=somebody.user_id)
