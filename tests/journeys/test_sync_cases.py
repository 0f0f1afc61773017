"""Cases on the tablets of a team: who joins is sent the case, who leaves has it no more, what is done is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from impreuna.cases import commands as does
from impreuna.cases.tests.walking import Walk, begin, county_manager, walk_to
from impreuna.kernel.identity import new_id
from impreuna.workforce.tests.cast import actor
from tests.fixtures.places import BELTIUG
from tests.fixtures.tablet import Tablet

pytestmark = pytest.mark.django_db


def kinds(tablet: Tablet) -> set[str]:
    """The kinds of rows that the tablet holds of cases and what is due in them."""
    of_case = [row for row in tablet.rows.values() if row["kind"] != "obligation" or row["case_id"]]
    return {row["kind"] for row in of_case} & {
        "case", "case_person", "case_member", "case_entry", "obligation", "task",
    }  # fmt: skip


def acts(tablet: Tablet) -> list[str]:
    """What the entries that the tablet holds were, in alphabetical order."""
    return sorted(row["act"] for row in tablet.rows.values() if row["kind"] == "case_entry")


def pulled(tablet: Tablet) -> str:
    """Pulls; how: with changes or everything."""
    mode: str = tablet.pull()[0].first["mode"]
    assert not tablet.differing()
    return mode


def join(walk: Walk) -> None:
    """The nurse joins the team."""
    walk.do(walk.head, does.JoinCaseTeam, function="nurse", user_id=walk.nurse.user_id)


def test_a_nurse_who_joins_gets_the_case_by_an_ordinary_pull_and_who_leaves_has_it_no_more() -> None:
    walk = walk_to("evaluated")
    tablet = Tablet.enrolled(walk.nurse)
    tablet.pull()
    assert not kinds(tablet)
    join(walk)
    assert pulled(tablet) == "changes"
    assert kinds(tablet) >= {"case", "case_person", "case_member", "case_entry", "obligation"}
    assert "RecordInitialEvaluation" in acts(tablet) and "NoteReporter" not in acts(tablet)
    member = next(row for row in tablet.rows.values() if row["kind"] == "case_member" and row["function"] == "nurse")
    walk.do(walk.head, does.LeaveCaseTeam, member_id=UUID(member["id"]), reason="S-a mutat.")
    assert pulled(tablet) == "everything"
    assert not kinds(tablet)
    join(walk)
    assert pulled(tablet) == "everything"
    assert "case" in kinds(tablet)


def test_a_colleague_sees_the_case_of_her_commune_until_it_is_restricted() -> None:
    walk = walk_to("registered")
    technician = Tablet.enrolled(actor("Dan Rus", "social_technician", BELTIUG))
    own = Tablet.enrolled(walk.worker)
    for tablet in (technician, own):
        tablet.pull()
        assert "case" in kinds(tablet)
    walk.do(walk.worker, does.RestrictCase, reason="Violență în familie.")
    for tablet in (technician, own):
        tablet.pull()
        assert not tablet.differing()
    assert not kinds(technician)
    assert "case" in kinds(own)


def test_a_restricted_case_never_reaches_who_is_not_of_its_team() -> None:
    walk = begin(is_restricted_case=True)
    for other in (actor("Dan Rus", "social_technician", BELTIUG), walk.nurse):
        tablet = Tablet.enrolled(other)
        tablet.pull()
        assert not kinds(tablet)
    own = Tablet.enrolled(walk.worker)
    own.pull()
    assert "NoteReporter" in acts(own)


def test_the_countys_case_manager_has_no_tablet() -> None:
    with pytest.raises(AssertionError, match="role_may_not"):
        Tablet.enrolled(county_manager())


def test_what_is_done_is_gone_with_the_next_changes() -> None:
    walk = walk_to("registered")
    tablet = Tablet.enrolled(walk.worker)
    tablet.pull()
    first = [row["code"] for row in tablet.rows.values() if row["kind"] == "obligation" and row["code"] == "SMO-3.1"]
    assert first == ["SMO-3.1"]
    said = {"place": "acasă", "situation": "Singuri.", "risks": "Frig.", "needs": "Lemne.", "resources": "Bunica."}
    walk.do(walk.worker, does.RecordInitialEvaluation, present=("Ana",), urgency="urgent", **said)
    assert pulled(tablet) == "changes"
    assert "SMO-3.1" not in {row.get("code") for row in tablet.rows.values()}


def decided(walk: Walk) -> Any:
    """A meeting gives the worker something to do."""
    return does.Decision(
        task_id=new_id(), title="Cere adeverința", assigned_to_id=walk.worker.user_id,
        due_on=walk.today + timedelta(days=3),
    )  # fmt: skip


def test_a_task_is_on_the_tablet_until_it_is_finished() -> None:
    walk = walk_to("assigned")
    tablet = Tablet.enrolled(walk.worker)
    decision = decided(walk)
    walk.discuss(decisions=(decision,))
    tablet.pull()
    assert f"task/{decision.task_id}" in tablet.rows
    walk.do(walk.worker, does.FinishTask, task_id=decision.task_id, result="Am luat-o.")
    assert pulled(tablet) == "changes"
    assert f"task/{decision.task_id}" not in tablet.rows


def test_the_dossier_of_a_case_that_has_ended_leaves_the_tablets_and_comes_back_with_it() -> None:
    walk = walk_to("post_services")
    tablet = Tablet.enrolled(walk.worker)
    tablet.pull()
    before = acts(tablet)
    assert "DraftPlan" in before
    ended = walk_to("closed")
    assert ended.case_id != walk.case_id
    assert pulled(tablet) == "changes"
    assert acts(tablet) == before
    held = {row["id"]: row for row in tablet.rows.values() if row["kind"] == "case"}
    assert held[str(ended.case_id)]["ended_at"] is not None
    ended.do(ended.head, does.ReopenCase, reason="Familia a revenit.")
    assert pulled(tablet) == "changes"
    assert acts(tablet).count("DraftPlan") == 2 * before.count("DraftPlan")


def test_an_older_tablet_keeps_what_it_does_not_know() -> None:
    walk = walk_to("registered")
    tablet = Tablet.enrolled(walk.worker)
    later = replace(tablet, protocol=1)
    later.pull()
    assert later.rows[f"case/{walk.case_id}"]["label"] == "Țăran Ștefan"
