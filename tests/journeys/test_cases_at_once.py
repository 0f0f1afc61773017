"""Two heads decide on one case in the same moment; a whole team registers notices at once: numbers without gaps."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from impreuna.cases import commands as does
from impreuna.cases.models import Case, CaseEntry, RegisterEntry
from impreuna.cases.tests.walking import walk_to
from impreuna.kernel.actor import Actor
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.result import Outcome
from impreuna.kernel.scope import acting_as
from impreuna.workforce.tests.cast import actor
from tests.fixtures.cast import MOMENT
from tests.fixtures.places import BELTIUG

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]

NOTICES = 10


def test_two_heads_decide_at_once() -> None:
    walk = walk_to("evaluated")
    heads = (walk.head, actor("Al Doilea Șef", "spas_head", BELTIUG))
    start = threading.Barrier(2)
    moment = walk.now + timedelta(minutes=5)

    def decide(head: Actor, decision: str) -> Outcome:
        start.wait()
        c = does.DecideCase(
            id=new_id(), commune_id=BELTIUG, recorded_at=moment, case_id=walk.case_id, decision=decision,
            reason="Așa cred.",
        )  # fmt: skip
        outcome = execute(c, head, received_at=moment)
        connections.close_all()
        return outcome

    with ThreadPoolExecutor(2) as pool:
        ended = list(pool.map(decide, heads, ("confirmed", "not_confirmed")))
    (first,) = [number for number, each in enumerate(ended) if each.status == "applied"]
    refused = ended[1 - first]
    assert (refused.reason, refused.facts["name"]) == ("decided_already", heads[first].name)
    with acting_as(walk.head):
        assert CaseEntry.objects.filter(kind="DecideCase").count() == 1


def test_a_team_registers_at_once() -> None:
    team = [actor(f"Coleg {role}", role, BELTIUG) for role in ("social_worker", "community_nurse", "school_counsellor")]
    start = threading.Barrier(len(team))

    def register(who: Actor) -> list[str]:
        start.wait()
        statuses = []
        for number in range(NOTICES):
            c = does.RegisterNotice(
                id=new_id(), commune_id=BELTIUG, recorded_at=MOMENT, case_id=new_id(), channel="self_notice",
                subject="adult", people=(does.Participant(name=f"Om {number}", part="subject"),), what="Este singur.",
                is_restricted_case=number % 3 == 0,
            )  # fmt: skip
            statuses.append(execute(c, who, received_at=MOMENT).status)
        connections.close_all()
        return statuses

    with ThreadPoolExecutor(len(team)) as pool:
        assert all(set(each) == {"applied"} for each in pool.map(register, team))
    with acting_as(team[0]):
        every = list(range(1, len(team) * NOTICES + 1))
        assert sorted(Case.objects.values_list("number", flat=True)) == every
        assert sorted(RegisterEntry.objects.values_list("number", flat=True)) == every
