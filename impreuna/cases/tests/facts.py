"""Dossiers made of facts, for rules that need no database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from impreuna.obligations.rules.dossier import Dossier, Fact

BEGAN = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
WORKER, HEAD = UUID(int=1), UUID(int=2)


class File:
    """Facts one after the other, an hour apart: `file.add("DraftPlan", …)` answers the fact."""

    def __init__(self, subject: str = "child") -> None:
        self.subject = subject
        self.facts: list[Fact] = []
        self.now = BEGAN

    @property
    def dossier(self) -> Dossier:
        """The case so far."""
        return Dossier(UUID(int=9), BEGAN, self.subject, False, tuple(self.facts))

    @property
    def today(self) -> date:
        """The day of the story."""
        return self.now.date()

    def add(self, kind: str, about: Fact | None = None, by: UUID = WORKER, **content: Any) -> Fact:
        """Something is done."""
        self.now += timedelta(hours=1)
        about_id = about.id if about else None
        fact = Fact(UUID(int=100 + len(self.facts)), kind, self.now, self.now, by, about_id, content)
        self.facts.append(fact)
        return fact

    def wait(self, days: int) -> None:
        """So many days pass."""
        self.now += timedelta(days=days)

    def endorse(self, about: Fact, decision: str = "endorsed") -> Fact:
        """The head's word."""
        return self.add("EndorseEntry", about, by=HEAD, decision=decision)

    def plan(self, version: int = 1, **content: Any) -> Fact:
        """A version of the plan, with one service."""
        said = {
            "plan_id": "p",
            "version": version,
            "type": "services",
            "objectives": [{"id": "o", "text": "x", "indicator": "y", "findings": ["ED-02"]}],
            "items": [{"id": str(UUID(int=7)), "title": "Consiliere", "starts_on": "2026-01-10"}],
            **content,
        }
        return self.add("DraftPlan", **said)


def planned() -> File:
    """A case with a plan in force."""
    file = File()
    file.add("DesignateResponsible", by=HEAD)
    file.add("WriteDetailedReport")
    plan = file.plan()
    file.add("DiscussInMeeting")
    file.endorse(plan)
    return file
