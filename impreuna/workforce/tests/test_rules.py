"""Who may give which role where, as tables."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from impreuna.kernel.actor import Actor, Scope
from impreuna.kernel.policy import ROLES
from impreuna.workforce import rules

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
TODAY = date(2026, 11, 20)
HEAD = Actor(UUID(int=1), "șef", "spas_head", Scope("commune", 1, frozenset({1})))
COORDINATOR = Actor(UUID(int=2), "coordonator", "dgaspc_coordinator", Scope("county", 9, frozenset({1, 2})))
ADMIN = Actor(UUID(int=3), "administrator", "national_admin", Scope("country", 0))
WORKER = Actor(UUID(int=4), "asistent", "social_worker", Scope("commune", 1, frozenset({1})))


@pytest.mark.parametrize(
    ("actor", "role", "place", "level", "reason"),
    [
        (HEAD, "social_worker", 1, "commune", None),
        (HEAD, "external_specialist", 1, "commune", None),
        (HEAD, "mayor", 1, "commune", "role_not_yours_to_give"),
        (HEAD, "social_worker", 2, "commune", "out_of_scope"),
        (COORDINATOR, "spas_head", 2, "commune", None),
        (COORDINATOR, "mayor", 1, "commune", None),
        (COORDINATOR, "county_inspector", 9, "county", None),
        (COORDINATOR, "dgaspc_coordinator", 8, "county", "out_of_scope"),
        (COORDINATOR, "dpo", 0, "country", "role_not_yours_to_give"),
        (COORDINATOR, "social_worker", 9, "county", "role_of_other_level"),
        (ADMIN, "dpo", 0, "country", None),
        (ADMIN, "social_worker", 2, "commune", None),
        (ADMIN, "nobody", 2, "commune", "unknown_role"),
        (WORKER, "social_worker", 1, "commune", "role_not_yours_to_give"),
    ],
)
def test_who_gives_what(actor, role, place, level, reason):
    assert rules.may_give(actor, role, place, level).reason == reason


def test_the_refusal_names_who_gives_the_role():
    sentence = rules.may_give(HEAD, "mayor", 1, "commune").sentence
    assert sentence == "Rolul „primar” se dă și se încheie de: coordonator DGASPC, administrator național."


def test_every_role_is_given_by_somebody():
    assert {role for given in rules.GRANTABLE.values() for role in given} == set(ROLES)


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        (TODAY, None, None),
        (TODAY, TODAY, None),
        (TODAY, TODAY - timedelta(1), "role_dates_reversed"),
        (TODAY - timedelta(9), TODAY - timedelta(1), "role_ends_before_today"),
        (TODAY + timedelta(9), TODAY + timedelta(10), None),
    ],
)
def test_when_a_role_is_held(start, end, reason):
    assert rules.may_hold(start, end, TODAY).reason == reason


@pytest.mark.parametrize(
    ("is_own", "role", "other_own", "other_holders", "reason"),
    [
        (False, "social_worker", 0, 0, None),
        (True, "spas_head", 0, 3, "own_last_admin_role"),
        (True, "spas_head", 1, 0, None),
        (False, "spas_head", 0, 0, None),
        (False, "national_admin", 0, 0, "last_national_admin"),
        (False, "national_admin", 0, 1, None),
        (True, "national_admin", 0, 1, "own_last_admin_role"),
    ],
)
def test_who_ends_what(is_own, role, other_own, other_holders, reason):
    assert rules.may_end(is_own, role, other_own, other_holders).reason == reason


@pytest.mark.parametrize(
    ("email", "accepted", "withdrawn", "expires", "reason"),
    [
        ("", None, None, NOW + timedelta(1), None),
        ("Ana@Primarie.ro", None, None, NOW + timedelta(1), None),
        ("alta@primarie.ro", None, None, NOW + timedelta(1), "invitation_of_another"),
        ("", NOW, None, NOW + timedelta(1), "invitation_accepted"),
        ("", None, NOW, NOW + timedelta(1), "invitation_withdrawn"),
        ("", None, None, NOW, "invitation_expired"),
    ],
)
def test_who_accepts(email, accepted, withdrawn, expires, reason):
    assert rules.may_accept(email, "ana@primarie.ro", accepted, withdrawn, expires, NOW).reason == reason
