"""The policy table: complete, and refusing with a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impreuna.kernel.actor import Actor, Scope
from impreuna.kernel.identity import new_id
from impreuna.kernel.policy import AREAS, CAPABILITIES, ROLES, may, may_read, may_write
from impreuna.kernel.result import REASONS, Verdict, explain, refused
from impreuna.kernel.scope import settings_of

roles = st.sampled_from(sorted(ROLES))


@given(role=roles, capability=st.sampled_from(sorted(CAPABILITIES)))
def test_a_refusal_names_who_may(role: str, capability: str) -> None:
    verdict = may(role, capability)
    assert bool(verdict) == (role in CAPABILITIES[capability])
    if not verdict:
        assert ROLES[CAPABILITIES[capability][0]].name in verdict.sentence


@given(role=roles, area=st.sampled_from(sorted(AREAS)))
def test_who_writes_an_area_reads_it(role: str, area: str) -> None:
    assert not may_write(role, area) or may_read(role, area)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_county_and_country_read_no_rows(role: str) -> None:
    assert ROLES[role].level == "commune" or not ROLES[role].readable_areas


@pytest.mark.parametrize("role", ["social_worker", "health_mediator", "school_mediator", "spas_head", "mayor"])
def test_clinical_data_is_for_health_roles(role: str) -> None:
    assert "health" not in ROLES[role].readable_areas


@pytest.mark.parametrize(
    ("role", "scope", "communes", "places"),
    [
        ("social_worker", Scope("commune", 7, frozenset({7})), "7", "7"),
        ("mayor", Scope("commune", 7, frozenset({7})), "", "7"),
        ("dgaspc_coordinator", Scope("county", 305, frozenset({7, 8})), "", "7,8,305"),
        ("national_admin", Scope("country", 0), "", "*"),
    ],
)
def test_what_postgresql_is_told(role: str, scope: Scope, communes: str, places: str) -> None:
    _user, told_role, told_places, told_communes, *_areas = settings_of(Actor(new_id(), "Autor", role, scope))
    assert (told_role, told_communes, told_places) == (role, communes, places)


def test_who_has_no_rows_of_her_own_reads_those_of_her_cases() -> None:
    assert "health" not in ROLES["dgaspc_coordinator"].case_areas
    for role in ("dgaspc_coordinator", "external_specialist", "community_nurse"):
        assert "case" not in ROLES[role].readable_areas
        assert "case" in ROLES[role].case_areas
    assert not ROLES["mayor"].case_areas


def test_every_reason_explains_itself_without_its_facts() -> None:
    for code in REASONS:
        assert explain(code, {})


def test_a_verdict_is_true_or_says_why() -> None:
    assert Verdict() and not refused("not_found")
    assert refused("role_may_not", role="primar", who_may="x").sentence.startswith("Rolul „primar”")
