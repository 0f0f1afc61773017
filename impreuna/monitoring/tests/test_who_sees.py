"""Who is told which figure: the policy table and PostgreSQL say the same, and nobody but the count writes."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from impreuna.kernel.actor import COUNTRY, Actor, Scope
from impreuna.kernel.policy import AREAS, ROLES, may_see_totals, sees_small_totals
from impreuna.kernel.scope import acting_as
from impreuna.monitoring.queries.figures import Reader, figures_of
from impreuna.monitoring.rules.counting import Key, Value
from impreuna.monitoring.rules.drilling import may_see_figures, may_see_households
from impreuna.territory.queries import communes_of_county
from tests.fixtures.cast import WORKER
from tests.fixtures.places import APAHIDA, BELTIUG, SATU_MARE

pytestmark = pytest.mark.django_db
LEVELS = {BELTIUG: "commune", APAHIDA: "commune", SATU_MARE: "county", COUNTRY: "country"}


def somebody(role: str) -> Actor:
    scopes = {
        "commune": Scope("commune", BELTIUG, frozenset({BELTIUG})),
        "county": Scope("county", SATU_MARE, communes_of_county(SATU_MARE)),
        "country": Scope("country", COUNTRY),
    }
    return Actor(UUID(int=1), "Cineva", role, scopes[ROLES[role].level])


@pytest.fixture
def figures(as_owner):
    with as_owner(), connection.cursor() as cursor:
        for place in LEVELS:
            for veil in (*AREAS, ""):
                cursor.execute(
                    "INSERT INTO monitoring_figure VALUES (%s, %s, 0, '', '', %s, 3)", [place, f"finding:{veil}", veil]
                )


@pytest.mark.parametrize("role", ROLES)
def test_postgresql_tells_whom_the_policy_tells(figures, role):
    actor = somebody(role)
    for place, level in LEVELS.items():
        with acting_as(actor):
            told = {value.veil for value in figures_of(place).values()}
        expected = {veil for veil in (*AREAS, "") if may_see_totals(role, veil, level)}
        assert told == (expected if may_see_figures(actor, place) else set())


def test_nobody_is_told_who_is_nobody(figures):
    with acting_as(None):
        assert figures_of(BELTIUG) == {}
        assert figures_of(COUNTRY) == {}


def test_health_is_told_where_it_is_read_and_above_to_two_roles():
    told = {level: {role for role in ROLES if may_see_totals(role, "health", level)} for level in set(LEVELS.values())}
    assert told["commune"] == {"community_nurse"}
    assert told["county"] == told["country"] == {"dsp_coordinator", "ministry_health"}


@pytest.mark.parametrize(
    ("role", "veil", "value", "shown"),
    [
        ("social_worker", "protection", 3, 3),
        ("school_counsellor", "protection", 3, None),
        ("school_counsellor", "protection", 5, 5),
        ("school_counsellor", "protection", 0, 0),
        ("school_counsellor", "education", 1, 1),
        ("county_unit", "protection", 4, None),
        ("county_unit", "", 4, None),
        ("mayor", "", 2, None),
        ("spas_head", "", 2, 2),
    ],
)
def test_small_numbers_are_told_to_those_who_read_the_rows(role, veil, value, shown):
    reader = Reader.of(somebody(role), "commune")
    assert reader.told("persons_with", Value(veil, value)).value == shown
    assert reader.told("persons", Value("", value)).value == value
    assert sees_small_totals(role, veil) or value in (0, 5) or shown is None


def test_the_application_cannot_write_figures(as_owner):
    for statement in (
        "INSERT INTO monitoring_figure VALUES (0, 'persons', 0, '', '', '', 1)",
        "UPDATE monitoring_figure SET value = 0",
        "DELETE FROM monitoring_count",
        "INSERT INTO monitoring_publication VALUES ('2026-01', 0, 'persons', 5)",
        "DELETE FROM monitoring_publication",
        "TRUNCATE monitoring_figure",
        "SELECT * FROM monitoring_cells(136964, '2026-01-01')",
        "SELECT monitoring_add_up(0, ARRAY[136964])",
        "SELECT monitoring_note(0, 1, '2026-01-01', '', now())",
        "SELECT monitoring_take_basis()",
    ):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_going_on_to_households_says_why_not():
    assert may_see_households(WORKER, BELTIUG)
    assert may_see_households(WORKER, BELTIUG, "protection")
    assert may_see_households(WORKER, APAHIDA).reason == "out_of_scope"
    assert may_see_households(WORKER, BELTIUG, "health").reason == "area_not_yours"
    refused = may_see_households(somebody("county_unit"), BELTIUG)
    assert refused.reason == "figures_only"
    assert "asistent social" in refused.sentence
    assert may_see_households(somebody("ministry_labour"), COUNTRY).reason == "out_of_scope"


def test_a_place_elsewhere_is_not_seen(figures):
    with acting_as(WORKER):
        assert figures_of(APAHIDA) == {}
        assert figures_of(SATU_MARE) == {}
        assert Key("finding:household") in figures_of(BELTIUG)
