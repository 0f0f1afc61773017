"""What holds for every case, whatever was done in it in whatever order."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from impreuna.obligations.rules.dossier import Dossier, Fact
from impreuna.obligations.rules.judging import Judged, judge
from impreuna.obligations.tests.cases import book, case, fact, there

BEGIN = there("2026-03-02 10:00")
ITEMS = [{"id": item, "starts_on": "2026-03-09", "ends_on": "2027-03-08"} for item in ("a", "b")]
SAID: dict[str, dict[str, Any]] = {
    "RegisterNotice": {"is_urgent": True},
    "RecordInitialEvaluation": {"urgency": "emergency"},
    "DecideCase": {"decision": "confirmed"},
    "DraftPlan": {"plan_id": "1", "items": ITEMS},
    "EndorseEntry": {"decision": "endorsed"},
    "SendEntry": {"to": ["team", "family"]},
    "CheckService": {"item_id": "a"},
    "RecordImplementation": {"item_id": "b", "occasion": "monthly"},
    "RecordCaseVisit": {"is_last": True},
    "NotifyAuthority": {"authority": "dgaspc"},
}
#: What can meet something without raising anything itself, ending anything, or changing what another act is about.
EVIDENCE = ("CheckService", "RespondToProblem", "DesignateResponsible", "RecordPostReport", "TellChild", "InformClient",
            "EndorseEntry", "AnswerComplaint", "SignEntry", "DesignateManager", "NotifyAuthority")  # fmt: skip
KINDS = sorted(
    {kind for rule in book().rules for step in (rule.raised_by, *rule.steps) for kind in step.kinds}
    | {"SuspendCase", "ResumeCase", "CloseCase", "ReopenCase", "TransferCase", "JoinCaseTeam"}
)


@st.composite
def facts(draw: st.DrawFn, kinds: tuple[str, ...] = tuple(KINDS), least: int = 0) -> list[Fact]:
    """Facts of a year, some of which answer one of the others."""
    made: list[Fact] = []
    for number in range(draw(st.integers(least, 18))):
        kind = draw(st.sampled_from(kinds))
        at = BEGIN + timedelta(minutes=draw(st.integers(0, 60 * 24 * 365)))
        about = draw(st.sampled_from(made)).id if made and draw(st.booleans()) else None
        one = fact(kind, at, f"{kind} {number}", **SAID.get(kind, {}))
        made.append(replace(one, about_id=about))
    return made


cases = facts().map(lambda made: case(*made, registered=BEGIN, risk=3))
moments = st.integers(0, 60 * 24 * 500).map(lambda minutes: BEGIN + timedelta(minutes=minutes))


def by_key(dossier: Dossier) -> dict[tuple[str, str], Judged]:
    return {(one.code, one.key): one for one in judge(dossier, book(), {})}


@settings(deadline=None, max_examples=300)
@given(cases)
def test_judging_again_says_the_same(dossier: Dossier) -> None:
    assert judge(dossier, book(), {}) == judge(dossier, book(), {})


@settings(deadline=None, max_examples=300)
@given(cases, st.randoms())
def test_the_order_in_which_facts_are_given_does_not_matter(dossier: Dossier, chance: random.Random) -> None:
    mixed = list(dossier.facts)
    chance.shuffle(mixed)
    assert judge(replace(dossier, facts=tuple(mixed)), book(), {}) == judge(dossier, book(), {})


@settings(deadline=None, max_examples=300)
@given(cases)
def test_no_two_obligations_of_a_case_have_the_same_key(dossier: Dossier) -> None:
    judged = judge(dossier, book(), {})
    assert len({(one.code, one.key) for one in judged}) == len(judged)


@settings(deadline=None, max_examples=300)
@given(cases, moments, moments)
def test_time_alone_only_makes_late(dossier: Dossier, one: datetime, other: datetime) -> None:
    early, later = sorted((one, other))
    order = ["pending", "close", "late"]
    for judged in judge(dossier, book(), {}):
        before, after = judged.state(early), judged.state(later)
        if judged.is_open:
            assert order.index(before) <= order.index(after)
        else:
            assert before == after


@settings(deadline=None, max_examples=400)
@given(facts(), facts(EVIDENCE, least=1))
def test_more_evidence_never_makes_an_obligation_later(before: list[Fact], more: list[Fact]) -> None:
    """Neither due later, nor met later, nor not met any more."""
    added = [replace(one, id=fact(one.kind, one.at, f"more {one.id}").id) for one in more]
    poor, rich = (case(*told, registered=BEGIN, risk=3) for told in (before, [*before, *added]))
    found = by_key(rich)
    plans = {one.about_id for one in added if one.kind == "EndorseEntry"}
    if any(one.id in plans and one.kind == "DraftPlan" for one in before):
        return  # an endorsement that puts a plan into force raises its own obligations
    for key, was in by_key(poor).items():
        if key in found:
            now = found[key]
            assert now.due_at <= was.due_at
            assert was.met_at is None or (now.met_at is not None and now.met_at <= was.met_at)


@settings(deadline=None, max_examples=300)
@given(cases)
def test_turns_that_are_met_are_followed_by_one_at_most_that_is_not(dossier: Dossier) -> None:
    turns = {rule.entry.code for rule in book().rules if rule.entry.kind == "turn"}
    chains: dict[tuple[str, str], list[Judged]] = {}
    for one in judge(dossier, book(), {}):
        if one.code in turns:
            chains.setdefault((one.code, one.key.rpartition("/")[0]), []).append(one)
    for chain in chains.values():
        assert sum(one.met_at is None for one in chain) <= 1
        assert all(earlier.since <= later.since for earlier, later in pairwise(chain))


@settings(deadline=None, max_examples=300)
@given(cases)
def test_nothing_is_due_before_it_begins_or_met_after_it_ended(dossier: Dossier) -> None:
    for one in judge(dossier, book(), {}):
        assert one.since <= one.due_at and one.since <= one.warn_at <= one.due_at
        assert one.met_at is None or one.ended_at is None
