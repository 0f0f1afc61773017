"""Rows of obligations: written by the act that changes the case, touched only when they change, seen as the case is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Stamp
from impreuna.kernel.guard import WriteOutsideExecute
from impreuna.kernel.identity import new_id
from impreuna.kernel.result import Outcome
from impreuna.kernel.scope import acting_as
from impreuna.obligations.commands import bring_up_to_date
from impreuna.obligations.models import Obligation
from impreuna.obligations.rules.dossier import Dossier
from impreuna.obligations.rules.rows import Circle, Holder
from impreuna.obligations.tests.cases import CASE, case, fact
from tests.fixtures.cast import MOMENT, NURSE, STRANGER, WORKER, colleague, send
from tests.fixtures.database import AsOwner
from tests.fixtures.deadlines import (
    HANDED,
    LATE,
    MEETINGS,
    ActInCaseOfTests,
    MeetOfTests,
)
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db

TEAM = UUID(int=0x7EA)
HEAD = colleague(BELTIUG, "spas_head", 5)
HOLDERS = {"responsible": Holder(WORKER.user_id, WORKER.name), "head": Holder(HEAD.user_id, HEAD.name)}
NOTICE = fact("RegisterNotice", MOMENT - timedelta(hours=100))
EVALUATION = fact("RecordInitialEvaluation", MOMENT - timedelta(hours=20))


def act(dossier: Dossier, reason: str = "", **circle: Any) -> Outcome:
    """The case as an act leaves it."""
    command_id = new_id()
    whose = Circle(
        circle.pop("team_id", TEAM), circle.pop("is_restricted", False), None, circle.pop("label", "12/2026 Pop Ana")
    )
    HANDED[command_id] = dossier, whose, HOLDERS
    return send(WORKER, ActInCaseOfTests, id=command_id, late_reason=reason)


def rows(actor: Actor = WORKER, **chosen: Any) -> dict[str, Obligation]:
    with acting_as(actor):
        return {row.code: row for row in Obligation.objects.filter(**chosen)}


def test_what_a_notice_raises_is_kept_with_who_answers_for_it() -> None:
    assert act(case(NOTICE)).is_kept
    found = rows()
    assert set(found) == {"SMO-3.1", "SMO-6.1", "SMO-6.4C"}
    evaluation = found["SMO-3.1"]
    assert evaluation.due_at == NOTICE.at + timedelta(hours=72) and evaluation.is_open
    assert evaluation.responsible_id == WORKER.user_id and evaluation.responsible_kind == "evaluator"
    assert evaluation.label == "12/2026 Pop Ana" and evaluation.case_id == CASE


def test_what_is_met_late_asks_for_a_reason_and_keeps_it() -> None:
    act(case(NOTICE))
    refused = act(case(NOTICE, EVALUATION))
    assert refused.status == "rejected" and LATE == ["SMO-3.1"]
    assert rows()["SMO-3.1"].is_open
    assert act(case(NOTICE, EVALUATION), "Drumul era închis.").is_kept
    found = rows()
    assert found["SMO-3.1"].late_reason == "Drumul era închis." and not found["SMO-3.1"].is_open
    assert found["SMO-3.1"].proof_id == EVALUATION.id and found["SMO-3.6"].is_open


def test_a_reason_is_asked_once() -> None:
    act(case(NOTICE, EVALUATION), "Drumul era închis.")
    report = fact("WriteInitialReport", MOMENT - timedelta(hours=1))
    assert act(case(NOTICE, EVALUATION, report)).is_kept
    assert rows()["SMO-3.1"].late_reason == "Drumul era închis."


def test_rows_that_say_the_same_are_not_touched() -> None:
    act(case(NOTICE))
    before = {row.id: row.n for row in rows().values()}
    assert act(case(NOTICE)).is_kept
    assert {row.id: row.n for row in rows().values()} == before
    act(case(NOTICE), label="12/2026 Popa Ana")
    assert all(row.n > before[row.id] for row in rows().values())


def test_it_costs_few_statements() -> None:
    act(case(NOTICE))
    report = fact("WriteInitialReport", MOMENT - timedelta(hours=1))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        act(case(NOTICE, EVALUATION, report), "Drumul era închis.")
    ours = [each["sql"] for each in asked if "obligations_obligation" in each["sql"]]
    assert len(ours) == 2, ours


def test_an_obligation_that_no_longer_concerns_the_case_ends() -> None:
    plan = fact("DraftPlan", MOMENT - timedelta(days=3), "plan", items=(), starts_on="2026-11-20")
    approved = fact("EndorseEntry", MOMENT - timedelta(days=2), about="plan", decision="endorsed")
    act(case(NOTICE, plan, approved, risk=4))
    assert "L156-7.7a" in rows(is_open=True) and "L156-7.7b" not in rows()
    act(case(NOTICE, plan, approved, risk=12))
    found = rows()
    assert found["L156-7.7b"].is_open and found["L156-7.7a"].ended_at == MOMENT, "tablets are told that it is over"


def test_a_restricted_case_is_its_teams_alone(as_owner: AsOwner) -> None:
    act(case(NOTICE))
    assert rows(HEAD) and not rows(NURSE) and not rows(STRANGER)
    with as_owner():
        connection.cursor().execute(
            "INSERT INTO kernel_restrictionmember (commune_id, id, user_id, n, is_team) VALUES (%s, %s, %s, 1, true)",
            [BELTIUG, TEAM, WORKER.user_id],
        )
    act(case(NOTICE), is_restricted=True)
    assert rows(WORKER) and not rows(HEAD)


def test_nothing_writes_outside_an_act() -> None:
    at = Stamp(BELTIUG, 1, MOMENT, new_id(), {BELTIUG: 1})
    with pytest.raises(WriteOutsideExecute):
        bring_up_to_date(case(NOTICE), Circle(TEAM, False, None, ""), {}, at)


def meet(*meetings: datetime, since: datetime | None = MOMENT - timedelta(days=20)) -> None:
    """The team's meetings, as the act of one leaves them."""
    command_id = new_id()
    MEETINGS[command_id] = [(UUID(int=round(at.timestamp())), at) for at in meetings], since
    assert send(WORKER, MeetOfTests, id=command_id).is_kept


def test_the_weekly_meeting_of_the_team() -> None:
    with acting_as(WORKER):

        def ours() -> list[Obligation]:
            return list(Obligation.objects.filter(code="SMO-5.5").order_by("since"))

    meet()
    assert [row.is_open for row in rows().values()] == [True]
    meet(MOMENT - timedelta(days=15))
    with acting_as(WORKER):
        first, running = ours()
    assert first.met_at == MOMENT - timedelta(days=15) and running.since == first.met_at and running.is_open
    # Only what came since is told: the weeks before stay as they are.
    meet(MOMENT - timedelta(days=15), MOMENT - timedelta(days=3))
    with acting_as(WORKER):
        assert [row.is_open for row in ours()] == [False, False, True]
        assert ours()[1].met_at == MOMENT - timedelta(days=3) > ours()[1].due_at
    meet(since=None)
    with acting_as(WORKER):
        assert ours()[-1].ended_at == MOMENT and not ours()[-1].is_open
