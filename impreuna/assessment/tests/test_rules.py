"""The pure rules: what becomes of findings, how soon a household needs somebody, what a visit says of a dwelling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impreuna.assessment.rules import lifecycles
from impreuna.assessment.rules.priority import LEVELS, Priority, priority
from impreuna.assessment.rules.settle import (
    LIVE,
    PROPOSED_AGAIN,
    REOPENED,
    STATES,
    Standing,
    Verdict,
    lasting,
    settle,
)
from impreuna.assessment.rules.visits import dwelling_after, is_empty

TODAY = date(2026, 11, 20)
SAME: dict[str, Any] = {"age": 9, "E01": 7}
OLDER: dict[str, Any] = {"age": 10, "E01": 7}
OTHER: dict[str, Any] = {"age": 9, "E01": 8}
TRUE, OTHERWISE, FALSE, UNKNOWN = Verdict(True, 3, SAME), Verdict(True, 3, OTHER), Verdict(False), Verdict(None)


def standing(state: str, severity: int = 3) -> Standing:
    return Standing(state, severity, SAME)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "verdict", "then", "note"),
    [
        (None, TRUE, "proposed", ""),
        (None, FALSE, None, ""),
        (None, UNKNOWN, None, ""),
        ("proposed", TRUE, None, ""),
        ("proposed", OTHERWISE, "proposed", ""),
        ("proposed", FALSE, "resolved", ""),
        ("proposed", UNKNOWN, None, ""),
        ("confirmed", TRUE, None, ""),
        ("confirmed", OTHERWISE, "confirmed", ""),
        ("confirmed", Verdict(True, 4, SAME), "confirmed", ""),
        ("confirmed", FALSE, "resolved", ""),
        ("confirmed", UNKNOWN, None, ""),
        ("refuted", TRUE, None, ""),
        ("refuted", Verdict(True, 4, OLDER), None, ""),
        ("refuted", OTHERWISE, "proposed", PROPOSED_AGAIN),
        ("refuted", FALSE, None, ""),
        ("resolved", TRUE, "proposed", REOPENED),
        ("resolved", OTHERWISE, "proposed", REOPENED),
        ("resolved", FALSE, None, ""),
        ("resolved", UNKNOWN, None, ""),
    ],
)
def test_what_becomes_of_a_finding(before: str | None, verdict: Verdict, then: str | None, note: str) -> None:
    change = settle(standing(before) if before else None, verdict)
    assert (change.state if change else None) == then
    if change:
        assert change.note == note
        assert change.is_new == (before is None)


def test_a_birthday_makes_no_other_evidence() -> None:
    assert settle(standing("confirmed"), Verdict(True, 3, OLDER)) is None
    assert lasting({"age_days": 4, "S15": 2}) == {"S15": 2}


STATE = st.sampled_from(sorted(STATES))
EVIDENCE = st.dictionaries(st.sampled_from(["age", "age_days", "E01", "V05"]), st.integers(0, 3), max_size=3)
STANDING = st.builds(Standing, STATE, st.integers(1, 4), EVIDENCE)
VERDICT = st.one_of(
    st.builds(Verdict, st.just(True), st.integers(1, 4), EVIDENCE), st.sampled_from([Verdict(False), Verdict(None)])
)


@given(st.one_of(st.none(), STANDING), VERDICT)
def test_settling_twice_changes_nothing_more(before: Standing | None, verdict: Verdict) -> None:
    change = settle(before, verdict)
    after = Standing(change.state, change.severity, change.evidence) if change else before
    assert settle(after, verdict) is None


@given(STANDING, VERDICT)
def test_only_known_steps_are_taken_and_only_by_what_is_known(before: Standing, verdict: Verdict) -> None:
    change = settle(before, verdict)
    steps = {(step.before, step.then) for step in lifecycles.FINDING.steps if step.act == "RecordAssessment"}
    if change is not None:
        assert verdict.is_true is not None
        assert change.state == before.state or (before.state, change.state) in steps
        assert (change.state in LIVE) == bool(verdict.is_true)


# --- Priority -------------------------------------------------------------------------------------------


@dataclass
class Seen:
    severity: int
    state: str = "proposed"


def rated(*severities: int, last: date | None = TODAY, state: str = "proposed") -> Priority:
    return priority([Seen(each, state) for each in severities], last, TODAY, {"silence_days": 180})


@pytest.mark.parametrize(
    ("severities", "last", "level", "points"),
    [
        ((), TODAY, "none", 0),
        ((1,), TODAY, "low", 1),
        ((1, 2), TODAY, "medium", 5),
        ((3, 1, 1), TODAY, "high", 11),
        ((4, 3), TODAY, "urgent", 25),
        ((), date(2026, 5, 24), "none", 0),
        ((), date(2026, 5, 23), "low", 0),
        ((1,), date(2026, 1, 1), "medium", 1),
        ((2,), date(2026, 1, 1), "high", 4),
        ((3,), date(2026, 1, 1), "high", 9),
        ((4,), date(2026, 1, 1), "urgent", 16),
        ((2,), None, "medium", 4),
    ],
)
def test_priority(severities: tuple[int, ...], last: date | None, level: str, points: int) -> None:
    found = rated(*severities, last=last)
    assert (found.level, found.points) == (level, points)


def test_priority_says_why_in_words() -> None:
    reasons = [str(reason) for reason in rated(4, 2, 2, last=date(2026, 5, 1)).reasons]
    assert reasons == [
        "o vulnerabilitate urgentă",
        "2 vulnerabilități medii",
        "Nimeni nu a mai fost acolo de 203 zile (peste 180).",
    ]
    assert [str(reason) for reason in rated(last=None).reasons] == ["Gospodăria nu a fost încă vizitată."]
    assert "de 220 de zile" in str(rated(last=date(2026, 4, 14)).reasons[-1])


def test_what_is_refuted_or_resolved_weighs_nothing() -> None:
    assert rated(4, state="refuted").level == rated(4, state="resolved").level == "none"
    assert rated(3, state="confirmed").level == "high"


def test_without_the_parameter_silence_raises_nothing() -> None:
    assert priority([], date(2020, 1, 1), TODAY, {}).level == "none"


SEVERITIES = st.lists(st.integers(1, 4), max_size=8)
DAYS = st.one_of(st.none(), st.dates(date(2024, 1, 1), TODAY))


@given(SEVERITIES, DAYS, st.integers(1, 4))
def test_one_finding_more_never_lowers_priority(severities: list[int], last: date | None, more: int) -> None:
    fewer, all_ = rated(*severities, last=last), rated(*severities, more, last=last)
    assert all_.order <= fewer.order
    assert all_.points == fewer.points + more**2


@given(SEVERITIES, DAYS)
def test_silence_raises_by_one_at_most_and_never_to_urgent(severities: list[int], last: date | None) -> None:
    order = list(LEVELS)
    heard, silent = rated(*severities), rated(*severities, last=last)
    assert order.index(heard.level) - order.index(silent.level) in (0, 1)
    assert silent.level != "urgent" or heard.level == "urgent"
    assert bool(silent.points) == bool(severities)


# --- Visits ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "before", "after"),
    [
        (1, "not_visited", "visited"),
        (2, "refused", "visited"),
        (3, "not_visited", "absent"),
        (4, "absent", "refused"),
        (3, "visited", "visited"),
        (4, "visited", "visited"),
        (5, "visited", "vacant"),
        (6, "not_visited", "vacant"),
        (None, "not_visited", "not_visited"),
    ],
)
def test_the_dwelling_after_a_visit(outcome: int | None, before: str, after: str) -> None:
    assert dwelling_after(outcome, before) == after


def test_a_record_without_answers_is_empty_unless_nobody_could_answer() -> None:
    assert is_empty(1, frozenset({"G02", "G03"}))
    assert is_empty(None, frozenset())
    assert not is_empty(3, frozenset({"G03"}))
    assert not is_empty(2, frozenset({"G03", "E01"}))
