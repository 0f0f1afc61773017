"""A family and what the team does for it: what the tests of visits and services stand on."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from impreuna.assessment.tests.visiting import Family
from impreuna.cases.tests.walking import Walk
from impreuna.kernel.actor import Actor
from impreuna.kernel.identity import new_id
from impreuna.kernel.result import Outcome
from impreuna.services.commands import AttachFile, PlanVisit, RecordService, RecordVisit
from tests.fixtures.cast import MOMENT, WORKER, send

TODAY = MOMENT.date()
PICTURE = b"\xff\xd8\xff\xe0" + b"o casa si o poarta verde" * 400


def plan(home: UUID, actor: Actor = WORKER, **fields: Any) -> Outcome:
    """A visit is planned for tomorrow."""
    named = {"visit_id": new_id(), "planned_on": TODAY + timedelta(days=1), "purpose": "monitoring", **fields}
    return send(actor, PlanVisit, household_id=home, **named)


def visit(home: UUID, actor: Actor = WORKER, **fields: Any) -> Outcome:
    """A visit of half an hour, an hour ago."""
    named = {
        "visit_id": new_id(),
        "planned_id": None,
        "started_at": MOMENT - timedelta(minutes=60),
        "ended_at": MOMENT - timedelta(minutes=30),
        "purpose": "monitoring",
        "outcome": "met",
        "present": (),
        "report": "S-a vorbit despre școală.",
        **fields,
    }
    return send(actor, RecordVisit, household_id=home, **named)


def deliver(home: UUID, code: str, actor: Actor = WORKER, **fields: Any) -> Outcome:
    """A service is given today."""
    named = {"service_id": new_id(), "person_id": None, "delivered_on": TODAY, **fields}
    return send(actor, RecordService, household_id=home, code=code, **named)


def within(walk: Walk, home: UUID, **fields: Any) -> Outcome:
    """The responsible of a case gives a service of its plan today."""
    named = {"service_id": new_id(), "person_id": None, "code": "AS-18", "delivered_on": walk.today, **fields}
    said = {"household_id": home, "case_id": walk.case_id, "plan_item_id": walk.item_id, **named}
    return walk.send(walk.worker, RecordService, **said)


def attach(home: UUID, actor: Actor = WORKER, content: bytes = PICTURE, **fields: Any) -> Outcome:
    """A photo of the house is taken."""
    named = {
        "attachment_id": new_id(),
        "visit_id": None,
        "person_id": None,
        "what": "photo",
        "digest": sha256(content).hexdigest(),
        "size": len(content),
        "media_type": "image/jpeg",
        "taken_at": MOMENT - timedelta(minutes=40),
        "consent": "Rus Ileana, mama",
        **fields,
    }
    return send(actor, AttachFile, household_id=home, **named)


__all__ = ["PICTURE", "TODAY", "Family", "attach", "deliver", "plan", "visit", "within"]
