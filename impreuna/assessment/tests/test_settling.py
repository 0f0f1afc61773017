"""PostgreSQL settles findings as the rule says: one by one, for any finding and any verdict."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from impreuna.assessment.models import Finding, FindingEvent
from impreuna.assessment.rules.settle import Change, Standing, Verdict, settle
from impreuna.assessment.tests.test_rules import STANDING, VERDICT
from impreuna.kernel import clock, guard
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_in_transaction
from tests.fixtures.cast import MOMENT, STRANGER, WORKER
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db
CODE = "ED-02"


def place(subject: UUID, before: Standing) -> UUID:
    finding_id = new_id()
    Finding.objects.create(
        commune_id=BELTIUG, id=finding_id, n=1, subject_id=subject, is_person=True, household_id=new_id(), code=CODE,
        veil="education", severity=before.severity, state=before.state, evidence=dict(before.evidence), edition=1,
        assessment_id=new_id(), found_at=MOMENT,
    )  # fmt: skip
    return finding_id


def settle_there(subject: UUID, verdict: Verdict) -> None:
    found = [
        {
            "subject": str(subject), "is_person": True, "code": CODE, "veil": "education",
            "severity": verdict.severity, "evidence": dict(verdict.evidence or {}),
        }
    ]  # fmt: skip
    untrue = {str(subject): [CODE, "ED-03"]}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT change FROM"
            " assessment_settle(%s, %s, %s, 2, 1, %s, 'Ana', 'social_worker', %s::jsonb, %s::jsonb, '')",
            [
                BELTIUG, new_id(), new_id(), MOMENT,
                json.dumps(found if verdict.is_true else []), json.dumps(untrue if verdict.is_true is False else {}),
            ],
        )  # fmt: skip


def acting(actor: Any = WORKER) -> Any:
    return acting_in_transaction(actor)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.one_of(st.none(), STANDING), verdict=VERDICT)
def test_the_database_settles_as_the_rule_says(before: Standing | None, verdict: Verdict) -> None:
    subject = new_id()
    expected = settle(before, verdict)
    with acting(), guard.executing():
        clock.lock([BELTIUG], new_id(), WORKER)
        finding_id = place(subject, before) if before else None
        settle_there(subject, verdict)
        kept = Finding.objects.filter(subject_id=subject).first()
        events = list(FindingEvent.objects.filter(finding_id=finding_id)) if finding_id else []
    if kept is None:
        assert before is None and expected is None
        return
    after = expected or Change(before.state, before.severity, before.evidence)  # type: ignore[union-attr]
    assert (kept.state, kept.severity, kept.evidence) == (after.state, after.severity, dict(after.evidence))
    assert kept.n == (2 if expected else 1)
    assert [(each.state, each.note) for each in events] == (
        [(expected.state, expected.note)] if expected and not expected.is_new else []
    )


def test_nothing_is_settled_outside_a_command_or_elsewhere() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        settle_there(new_id(), Verdict(True, 3, {}))
    with pytest.raises(DatabaseError), acting(STRANGER):
        clock.lock([BELTIUG], new_id(), STRANGER)
        settle_there(new_id(), Verdict(True, 3, {}))
