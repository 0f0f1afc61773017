"""Meetings, what they decide, and the week that runs until the next one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from impreuna.cases.commands import (
    Attendance,
    Decision,
    DesignateManager,
    DiscussInMeeting,
    FinishTask,
    HoldMeeting,
    JoinCaseTeam,
)
from impreuna.cases.models import CaseEntry, Meeting, Task
from impreuna.cases.tests.walking import Walk, county_manager, walk_to
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from impreuna.obligations.models import Obligation
from impreuna.workforce.tests.cast import actor
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def decision(walk: Walk, **said: Any) -> Decision:
    told = {
        "task_id": new_id(),
        "title": "Sună la școală",
        "assigned_to_id": walk.worker.user_id,
        "due_on": walk.today + timedelta(days=3),
        **said,
    }
    return Decision(**told)


def test_what_is_decided_about_a_case_is_somebodys_task() -> None:
    walk = walk_to("assigned")
    decided = decision(walk)
    walk.discuss(decisions=(decided,), family_came=True)
    with acting_as(walk.head):
        task = Task.objects.get(id=decided.task_id)
        assert (task.case_id, task.assigned_to, task.meeting_id) == (walk.case_id, walk.worker.name, walk.meeting_id)
        assert Meeting.objects.get().case_ids == [walk.case_id]
        entry = CaseEntry.objects.get(kind="DiscussInMeeting")
    assert entry.content["names"] == {str(decided.task_id): walk.worker.name}


def test_a_restricted_case_is_not_named_in_the_meeting() -> None:
    walk = walk_to("assigned", is_restricted_case=True)
    walk.discuss(decisions=(decision(walk),))
    with acting_as(walk.nurse):
        assert Meeting.objects.get().case_ids == []
        assert not Task.objects.exists()
    with acting_as(walk.worker):
        assert Task.objects.count() == 1


def test_a_nurse_gets_a_task_of_a_case_once_she_is_in_its_team() -> None:
    walk = walk_to("assigned")
    hers = decision(walk, assigned_to_id=walk.nurse.user_id)
    walk.meet()
    said = {"meeting_id": walk.meeting_id, "discussed": "x", "decisions": (hers,)}
    assert walk.send(walk.worker, DiscussInMeeting, **said).reason == "task_for_outsider"
    walk.do(walk.worker, JoinCaseTeam, function="nurse", user_id=walk.nurse.user_id)
    walk.do(walk.worker, DiscussInMeeting, **said)
    walk.do(walk.nurse, FinishTask, task_id=hers.task_id, result="Am sunat.")
    with acting_as(walk.worker):
        task = Task.objects.get()
        assert (task.done_by, task.result) == (walk.nurse.name, "Am sunat.")
    assert walk.send(walk.worker, FinishTask, task_id=hers.task_id, result="x").reason == "task_done"


def test_what_a_meeting_decides_about_no_case_is_its_doers_and_the_offices() -> None:
    walk = walk_to("registered")
    hers = decision(walk, assigned_to_id=walk.nurse.user_id, title="Verifică stocul de pături")
    walk.meet(decisions=(hers,))
    with acting_as(walk.nurse):
        assert Task.objects.get().case_id is None
    mediator = actor("Ana Lakatos", "health_mediator", BELTIUG)
    with acting_as(mediator):
        assert not Task.objects.exists()
    assert walk.send(mediator, FinishTask, task_id=hers.task_id, result="x").reason == "not_found"
    walk.do(walk.nurse, FinishTask, task_id=hers.task_id, result="Sunt 12.")


def test_a_task_is_decided_once() -> None:
    walk = walk_to("assigned")
    once = decision(walk)
    walk.discuss(decisions=(once,))
    said = {"meeting_id": walk.meeting_id, "discussed": "x", "decisions": (once,)}
    outcome = walk.send(walk.worker, DiscussInMeeting, **said)
    assert (outcome.reason, outcome.field) == ("already_registered", "decisions")


def test_a_task_is_its_doers_or_the_leaders() -> None:
    walk = walk_to("assigned")
    walk.do(walk.worker, JoinCaseTeam, function="nurse", user_id=walk.nurse.user_id)
    mine = decision(walk)
    walk.discuss(decisions=(mine,))
    assert walk.send(walk.nurse, FinishTask, task_id=mine.task_id, result="x").reason == "task_not_yours"
    assert walk.send(walk.head, FinishTask, task_id=mine.task_id, result=" ").field == "result"
    walk.do(walk.head, FinishTask, task_id=mine.task_id, result="S-a făcut.")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"minutes": " "}, "minutes"),
        ({"meeting_kind": "party"}, "meeting_kind"),
        ({"attendance": ()}, "attendance"),
        ({"attendance": (Attendance(name="Cineva", part="x", is_present=False),)}, "attendance"),
        ({"next_on": "today"}, "next_on"),
        ({"held_at": "later"}, "held_at"),
        ({"decisions": "stranger"}, "decisions"),
        ({"decisions": "past"}, "decisions"),
        ({"decisions": "empty"}, "decisions"),
    ],
)
def test_a_meeting_says_who_came_and_what_was_said(said: dict[str, Any], field: str) -> None:
    walk = walk_to("registered")
    words: dict[Any, Any] = {
        "today": walk.today,
        "later": walk.now + timedelta(days=1),
        "stranger": (decision(walk, assigned_to_id=new_id()),),
        "past": (decision(walk, due_on=walk.today - timedelta(days=1)),),
        "empty": (decision(walk, title=" "),),
    }
    told: dict[str, Any] = {
        "meeting_id": new_id(), "meeting_kind": "team", "held_at": walk.now, "place": "",
        "attendance": (Attendance(name="Cineva", part="x", is_present=True),), "minutes": "x",
    }  # fmt: skip
    told |= {name: words.get(value, value) if isinstance(value, str) else value for name, value in said.items()}
    outcome = walk.send(walk.worker, HoldMeeting, **told)
    assert (outcome.status, outcome.field) == ("rejected", field)


def test_a_meeting_is_held_once_and_known_before_it_is_talked_about() -> None:
    walk = walk_to("registered")
    said = {"discussed": "x"}
    assert walk.send(walk.worker, DiscussInMeeting, meeting_id=new_id(), **said).reason == "meeting_unknown"
    walk.meet()
    with acting_as(walk.worker):
        kept = Meeting.objects.get()
    told = {"meeting_kind": "team", "held_at": walk.now, "place": "", "attendance": kept.attendance, "minutes": "x"}
    people = (Attendance(name="Cineva", part="x", is_present=True),)
    again = walk.send(walk.worker, HoldMeeting, **(told | {"meeting_id": kept.id, "attendance": people}))
    assert again.reason == "already_registered"


def test_the_countys_manager_talks_about_her_case_in_a_meeting_that_she_does_not_see() -> None:
    walk, manager = walk_to("assigned"), county_manager()
    walk.do(walk.head, DesignateManager, user_id=manager.user_id)
    walk.meet()
    walk.do(manager, DiscussInMeeting, meeting_id=walk.meeting_id, discussed="Am vorbit prin telefon.")
    with acting_as(manager):
        assert not Meeting.objects.exists()


def test_a_week_runs_from_each_meeting_as_long_as_there_are_cases() -> None:
    walk = walk_to("registered")
    with acting_as(walk.worker):
        week = Obligation.objects.get(code="SMO-5.5", is_open=True)
    assert week.due_at.date() == (walk.now + timedelta(days=7)).date()
    walk.wait(5)
    walk.meet()
    with acting_as(walk.worker):
        assert Obligation.objects.get(id=week.id).met_at == walk.now
        following = Obligation.objects.get(code="SMO-5.5", is_open=True)
    assert following.due_at.date() == (walk.now + timedelta(days=7)).date()
    walk_to("transferred", walk)
    with acting_as(walk.worker):
        assert not Obligation.objects.filter(code="SMO-5.5", is_open=True).exists()
