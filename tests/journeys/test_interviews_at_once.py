"""The whole team interviews one family at the same time: every visit is kept, findings end as the latest say."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connections

from impreuna.assessment.commands import RecordAssessment
from impreuna.assessment.models import Assessment, Finding, FindingEvent
from impreuna.assessment.tests.visiting import BASICS, COUNSELLOR, Family
from impreuna.kernel.actor import Actor
from impreuna.kernel.journal import verify
from impreuna.kernel.scope import acting_as
from tests.fixtures.cast import MOMENT, NURSE, WORKER, send

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]

VISITS = 12


def test_three_professions_at_once() -> None:
    family = Family()
    start = threading.Barrier(3)

    def visit(actor: Actor, household: dict, said: dict, ended_at: datetime) -> list[str]:
        start.wait()
        statuses = []
        for number in range(VISITS):
            # Each changes its mind at every visit; the last says that the child goes to school and nobody is ill.
            child = said | ({"E01": 7 if number % 2 == 0 else 4} if actor is not NURSE else {"S02": 1 + number % 2})
            moment = ended_at + timedelta(minutes=number)
            fields = family.said(household, {family.child: child}, moment)
            statuses.append(send(actor, RecordAssessment, **fields).status)
        connections.close_all()
        return statuses

    day = MOMENT - timedelta(days=1)
    with ThreadPoolExecutor(3) as pool:
        done = [
            pool.submit(visit, WORKER, BASICS, {}, day),
            pool.submit(visit, COUNSELLOR, {}, {"E08": [3]}, day + timedelta(seconds=20)),
            pool.submit(visit, NURSE, {}, {"S04": [1]}, day),
        ]
        assert all(status == "applied" for each in done for status in each.result())

    with acting_as(WORKER):
        assert Assessment.objects.count() == 3 * VISITS
        assert Finding.objects.get(code="ED-02").state == "resolved"
        assert Finding.objects.get(code="PC-15").state == "proposed"
        assert Finding.objects.filter(code="ED-02").count() == 1
        assert FindingEvent.objects.exists()
    with acting_as(NURSE):
        assert Finding.objects.get(code="SA-04").state == "proposed"
        assert Finding.objects.get(code="SA-02").state == "proposed"
    assert [broken for _place, _entries, broken in verify(using="owner") if broken] == []
