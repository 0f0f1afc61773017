"""Every act at every stage by every function: what the table of acts says is what the handlers do."""

from __future__ import annotations

import typing
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
import pytest
from django.db import transaction

from impreuna.cases import commands as does
from impreuna.cases.rules.acts import ACTS, BY_ROLE, FUNCTION_OF, FUNCTIONS, functions_of, may_do
from impreuna.cases.rules.stages import ENDED, STAGES
from impreuna.cases.tests.walking import WAY, Walk, county_manager, walk_to
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import HANDLERS, KINDS
from impreuna.kernel.identity import new_id
from impreuna.kernel.policy import CAPABILITIES, ROLES, may
from impreuna.obligations.rules.entries import FACTS
from impreuna.workforce.tests.cast import actor
from tests.fixtures.places import BELTIUG

#: Entries that no act of their own makes: what an act keeps apart, or tells in another commune.
KEPT_APART = {"NoteReporter", "NoteForTeam", "PersonMoved"}
#: Acts that ask for no function in the case and no stage: they begin it, come from outside it or with its household.
UNGATED = {"RegisterNotice", "BreakGlass", "AcceptMove", "RemindReferral"} | KEPT_APART
#: About a meeting or an opening, not an entry of one case's dossier.
NOT_OF_ONE_DOSSIER = {"HoldMeeting", "FinishTask", "OpenCaseFile", "RecomputeObligations"}
GATED = sorted(ACTS.keys() - UNGATED)
REFUSALS = {"wrong_stage", "case_ended", "case_suspended", "not_your_function"}


def test_each_act_has_a_command_a_capability_and_a_handler() -> None:
    for kind in ACTS.keys() - KEPT_APART:
        assert kind in KINDS and kind in HANDLERS and kind in CAPABILITIES, kind


def test_each_command_of_a_case_is_an_act() -> None:
    of_cases = {kind for kind, command in KINDS.items() if command.__module__.startswith("impreuna.cases.")}
    assert of_cases - NOT_OF_ONE_DOSSIER == ACTS.keys() - KEPT_APART - {"AcceptMove"}


def test_deadlines_name_only_acts() -> None:
    assert ACTS.keys() | NOT_OF_ONE_DOSSIER >= FACTS


def test_who_may_by_function_may_by_role() -> None:
    """Nobody is offered an act that the policy then refuses to her role."""
    role_of = {function: role for role, function in FUNCTION_OF.items()} | {"social_worker": "social_worker"}
    for kind in GATED:
        for function in ACTS[kind].by:
            assert may(role_of[function], kind), f"{kind}: {role_of[function]} has {function}"


def test_each_role_has_a_function_that_exists() -> None:
    assert set(FUNCTION_OF) <= ROLES.keys() and set(FUNCTION_OF.values()) | set(BY_ROLE.values()) <= FUNCTIONS.keys()


@pytest.mark.parametrize("kind", GATED)
def test_an_act_is_done_where_the_table_says(kind: str) -> None:
    act = ACTS[kind]
    for stage in STAGES:
        for function in FUNCTIONS:
            verdict = may_do(kind, stage, {function})
            assert bool(verdict) == (stage in act.stages and function in act.by)
            if stage not in act.stages:
                assert verdict.reason == ("case_ended" if stage in ENDED else "wrong_stage")
            elif not verdict:
                assert verdict.reason == "not_your_function" and verdict.facts["who_may"]
    assert not may_do(kind, next(iter(act.stages)), set())


def test_a_suspended_case_rests() -> None:
    for kind in GATED:
        verdict = may_do(kind, "in_services", ACTS[kind].by, is_suspended=True)
        if "in_services" in ACTS[kind].stages and ACTS[kind].stages.isdisjoint(ENDED):
            assert bool(verdict) == (kind in ("ResumeCase", "CloseCase", "TransferCase")), kind


def test_a_designated_responsible_leads_alone() -> None:
    assert functions_of("social_worker", (), has_responsible=False) == {"social_worker"}
    assert functions_of("social_worker", (), has_responsible=True) == frozenset()
    assert functions_of("social_worker", ("responsible",), has_responsible=True) == {"responsible"}
    assert functions_of("spas_head", (), has_responsible=True) == {"head"}
    assert functions_of("dgaspc_coordinator", ("case_manager",), has_responsible=True) == {"case_manager"}


SIMPLE: dict[Any, Any] = {str: "x", bool: False, int: 1, UUID: UUID(int=7), date: date(2026, 12, 1), Decimal: 1}


def anything(kind: Any) -> Any:
    """A value of a field's type that means nothing."""
    if kind in SIMPLE:
        return SIMPLE[kind]
    if typing.get_origin(kind) is tuple:
        return ()
    if kind is datetime or typing.get_origin(kind) is typing.Annotated:
        return None
    raise LookupError(kind)


def said(command: type) -> dict[str, Any]:
    """Every field that the command needs, beside whose act it is."""
    hints = typing.get_type_hints(command, include_extras=True)
    own = {"id", "commune_id", "recorded_at", "case_id"}
    fields = (each for each in msgspec.structs.fields(command) if each.required and each.name not in own)
    return {each.name: anything(hints[each.name]) for each in fields}


class _Undo(Exception):
    def __init__(self, reason: str | None) -> None:
        super().__init__(reason)
        self.reason = reason


def tried(walk: Walk, who: Actor, kind: str) -> str | None:
    """Why an act is refused; nothing of it stays."""
    command = KINDS[kind]
    try:
        with transaction.atomic():
            raise _Undo(walk.send(who, command, **said(command)).reason)
    except _Undo as undone:
        return undone.reason


@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize("stage", [*WAY, "not_confirmed", "transferred"])
def test_the_handlers_do_as_the_table_says(stage: str) -> None:
    walk = walk_to(stage)
    is_assigned = stage in WAY[WAY.index("assigned") :] if stage in WAY else False
    functions = {
        walk.worker: {"responsible"} if is_assigned else {"social_worker"},
        walk.head: {"head"},
        actor("Dana Pop", "social_technician", BELTIUG): set(),
    }
    for who, own in functions.items():
        for kind in GATED:
            if who.role not in CAPABILITIES[kind]:
                continue
            verdict = may_do(kind, stage, own)
            reason = tried(walk, who, kind)
            if verdict:
                assert reason not in REFUSALS, (kind, who.role)
            else:
                assert reason in {verdict.reason, "decided_already"}, (kind, who.role)


@pytest.mark.django_db(databases=["default", "owner"])
def test_nobody_acts_in_a_case_that_she_does_not_see() -> None:
    walk = walk_to("assigned")
    for who in (walk.nurse, county_manager(), actor("Ion Dan", "school_counsellor", BELTIUG)):
        for kind in GATED:
            if who.role in CAPABILITIES[kind]:
                assert tried(walk, who, kind) == "not_found", kind


@pytest.mark.django_db(databases=["default", "owner"])
def test_another_case_is_unknown() -> None:
    walk = walk_to("registered")
    outcome = walk.send(walk.worker, does.NoteContact, case_id=new_id(), with_whom="x", how="x", said="x")
    assert (outcome.reason, outcome.field) == ("not_found", "case_id")
