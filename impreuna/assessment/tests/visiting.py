"""A family, and the visits that the team makes to it: what the tests of the census stand on."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from impreuna.assessment.commands import RecordAssessment
from impreuna.assessment.models import Finding
from impreuna.kernel.actor import COUNTRY, Actor, Scope
from impreuna.kernel.command import Command
from impreuna.kernel.identity import new_id
from impreuna.kernel.result import Outcome
from impreuna.kernel.scope import acting_as
from impreuna.nomenclature.commands import PublishEdition, installed_lists
from impreuna.nomenclature.queries import NoEdition, current_edition
from impreuna.nomenclature.rules.edition import Edition
from tests.fixtures.cast import MOMENT, WORKER, applied, colleague, new_person, register, send
from tests.fixtures.places import BELTIUG

ADMIN = Actor(UUID(int=77), "Administrator", "national_admin", Scope("country", COUNTRY))
COUNSELLOR = colleague(BELTIUG, "school_counsellor", 3)
TECHNICIAN = colleague(BELTIUG, "social_technician", 4)
HEAD_OF_OFFICE = colleague(BELTIUG, "spas_head", 5)
#: A record that says something, so that it is not empty.
BASICS: dict[str, Any] = {"G02": 1, "G03": 1, "G06": 1}


def publish() -> Edition:
    """The lists of this tree as the edition in force."""
    try:
        return current_edition()
    except NoEdition:
        applied(ADMIN, PublishEdition, commune_id=COUNTRY, digest=installed_lists().digest)
        return current_edition()


class Family:
    """A mother, a child of nine and a grandfather; `edition` is in force."""

    def __init__(self) -> None:
        self.edition = publish()
        self.mother = new_person("Rus", "Ileana", sex="F", birth_date=date(1988, 4, 2))
        self.child = new_person("Rus", "Andrei", "child", sex="M", birth_date=date(2017, 6, 1))
        self.grandfather = new_person("Rus", "Gavril", "parent", sex="M", birth_year=1950)
        self.household = register(WORKER, self.mother, self.child, self.grandfather)
        self.visits = 0

    def visit(
        self,
        actor: Actor = WORKER,
        household: dict[str, Any] | None = None,
        persons: dict[Any, dict[str, Any]] | None = None,
        ended_at: datetime | None = None,
        **fields: Any,
    ) -> Outcome:
        """A visit, a day after the one before unless told; `persons` are answers by person."""
        return send(actor, RecordAssessment, **self.said(household, persons, ended_at), **fields)

    def visited(self, *args: Any, **fields: Any) -> Outcome:
        """A visit that has to succeed."""
        outcome = self.visit(*args, **fields)
        assert outcome.is_kept, (outcome.reason, outcome.field, outcome.facts)
        return outcome

    def said(
        self,
        household: dict[str, Any] | None = None,
        persons: dict[Any, dict[str, Any]] | None = None,
        ended_at: datetime | None = None,
    ) -> dict[str, Any]:
        """The fields of a `RecordAssessment`."""
        self.visits += 1
        ended = ended_at or MOMENT - timedelta(days=30 - self.visits)
        asked = persons or {}
        return {
            "household_id": self.household,
            "assessment_id": new_id(),
            "edition": self.edition.number,
            "started_at": ended - timedelta(minutes=35),
            "ended_at": ended,
            "people": tuple(person.id for person in asked),
            "household": BASICS if household is None else household,
            "persons": tuple(asked.values()),
        }

    def findings(self, actor: Actor = WORKER) -> dict[str, str]:
        """States of the household's findings by code, as `actor` sees them."""
        with acting_as(actor):
            return {one.code: one.state for one in Finding.objects.filter(household_id=self.household)}

    def finding(self, code: str, actor: Actor = WORKER) -> Finding:
        """One finding, as `actor` sees it."""
        with acting_as(actor):
            return Finding.objects.get(household_id=self.household, code=code)


__all__ = [
    "ADMIN",
    "BASICS",
    "COUNSELLOR",
    "HEAD_OF_OFFICE",
    "TECHNICIAN",
    "Command",
    "Family",
    "publish",
]
