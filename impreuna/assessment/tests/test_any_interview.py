"""Whatever is answered, by whomever, in whatever order: kept or refused in words, and never seen through a veil."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from impreuna.assessment.models import Answers, Finding
from impreuna.assessment.queries import find_home
from impreuna.assessment.rules.interview import Asked, Home, context
from impreuna.assessment.tests.visiting import Family
from impreuna.kernel.policy import ROLES, TEAM
from impreuna.kernel.result import Outcome
from impreuna.kernel.scope import acting_as
from impreuna.nomenclature.queries import parameters_on
from impreuna.nomenclature.rules.content import Question
from impreuna.nomenclature.rules.edition import Edition
from tests.fixtures.cast import MOMENT, colleague
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db

ANYTHING = st.one_of(
    st.integers(-3, 40), st.integers(), st.floats(allow_nan=True), st.text(max_size=8), st.just("?"),
    st.lists(st.integers(-1, 17), max_size=3), st.sampled_from(["", "2026-02-30", "2026-13", "\u0000", "ș" * 4001]),
)  # fmt: skip
ROLE = st.sampled_from(TEAM)


def fitting(question: Question) -> st.SearchStrategy[Any]:
    codes = [option.code for option in question.options]
    match question.kind:
        case "single":
            return st.sampled_from(codes)
        case "multi":
            return st.lists(st.sampled_from(codes), min_size=1, max_size=2, unique=True)
        case "number":
            return st.integers(int(question.low or 0), int(question.high or 5000))
        case "date":
            return st.dates().map(str)
        case "month":
            return st.sampled_from(["2025-01", "2026-11"])
    return st.text(max_size=5)


def answers(edition: Edition, level: str, areas: frozenset[str] | None = None) -> st.SearchStrategy[dict[str, Any]]:
    """Answers that fit their questions, in these areas; without `areas` anything at all, to any question."""
    asked = [each for each in edition.questions.values() if each.level == level and each.is_answerable]
    if areas is None:
        return st.dictionaries(st.sampled_from([*edition.questions, "X", "size", "\u0000"]), ANYTHING, max_size=4)
    mine = [each for each in asked if each.area in areas]
    chosen = st.lists(st.sampled_from(mine), max_size=12, unique_by=lambda each: each.code) if mine else st.just([])
    return chosen.flatmap(
        lambda some: st.fixed_dictionaries({each.code: fitting(each) | st.just("?") for each in some})
    )


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), role=ROLE)
def test_any_answers_end_in_words(data: st.DataObject, role: str) -> None:
    family = Family()
    household = data.draw(answers(family.edition, "household"))
    person = data.draw(answers(family.edition, "person"))
    outcome = family.visit(colleague(BELTIUG, role, 9), household=household, persons={family.child: person})
    assert outcome.is_kept or outcome.sentence


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), roles=st.lists(ROLE, min_size=1, max_size=3))
def test_after_any_visits_everybody_sees_only_what_is_hers(data: st.DataObject, roles: list[str]) -> None:
    family = Family()
    for turn, role in enumerate(roles):
        visit(family, data, role, MOMENT - timedelta(days=data.draw(st.integers(0, 9)), hours=turn))
    for role in (*TEAM, "spas_head"):
        with acting_as(colleague(BELTIUG, role, 7)):
            readable = ROLES[role].readable_areas
            assert {row.area for row in Answers.objects.all()} <= readable
            assert {one.veil for one in Finding.objects.all()} <= readable


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), role=ROLE)
def test_a_first_visit_finds_exactly_what_the_rules_find(data: st.DataObject, role: str, as_owner: Any) -> None:
    family = Family()
    outcome, asked = visit(family, data, role, MOMENT)
    with acting_as(colleague(BELTIUG, role, 7)):
        home = find_home(BELTIUG, family.household)
    assert home
    bare = Home(id=home.id, dwelling_state="", last_visit=None, members=home.members)
    household, members = context(bare, family.edition, asked, MOMENT.date())
    found = family.edition.find(household, members, parameters_on(MOMENT.date()))
    subjects = {None: home.id, **dict(enumerate(asked.people))}
    expected = {(subjects[one.member], one.code, one.severity) for one in found if one.member in subjects}
    with as_owner():
        rows = Finding.objects.filter(household_id=family.household, state="proposed")
        kept = {(one.subject_id, one.code, one.severity) for one in rows}
        evidence = {one.code for one in rows if not one.evidence}
    assert kept == (expected if outcome.is_kept else set())
    assert not evidence


def visit(family: Family, data: st.DataObject, role: str, ended_at: datetime) -> tuple[Outcome, Asked]:
    """A visit in which somebody of this role answers what she may write."""
    areas = ROLES[role].writable_areas
    people = (family.mother, family.child)
    persons = {person: data.draw(answers(family.edition, "person", areas)) for person in people}
    household = data.draw(answers(family.edition, "household", areas))
    outcome = family.visit(colleague(BELTIUG, role, 9), household, persons, ended_at)
    return outcome, Asked(tuple(person.id for person in people), household, tuple(persons.values()), ended_at)
