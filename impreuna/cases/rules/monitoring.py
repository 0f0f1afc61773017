"""What is said of services: checks, reports, re-evaluations, admissions (Order 288/2006, O 7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from impreuna.cases.rules.lists import CHANGES, INSTITUTIONS, OCCASIONS, PLAN_AFTER, REPORTS, SERVICE_STATES
from impreuna.cases.rules.texts import Checks, check_code, check_text, check_texts
from impreuna.cases.rules.versions import in_force
from impreuna.kernel.result import ALLOWED, Verdict, refused
from impreuna.obligations.rules.dossier import Dossier

MOST_CHANGES = 200


class Check(Protocol):
    """A check of a service."""

    @property
    def started(self) -> bool: ...
    @property
    def progress(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def not_started_why(self) -> str: ...


class Implementation(Protocol):
    """A report of how a service is given."""

    @property
    def occasion(self) -> str: ...
    @property
    def period_from(self) -> date: ...
    @property
    def period_to(self) -> date: ...


class Change(Protocol):
    """How a vulnerability stands."""

    @property
    def code(self) -> str: ...
    @property
    def change(self) -> str: ...
    @property
    def person_id(self) -> UUID | None: ...
    @property
    def note(self) -> str: ...


class Reevaluation(Protocol):
    """A re-evaluation."""

    @property
    def occasion(self) -> str: ...
    @property
    def changes(self) -> Sequence[Change]: ...
    @property
    def plan(self) -> str: ...


class Admission(Protocol):
    """An unplanned admission."""

    @property
    def institution_kind(self) -> str: ...
    @property
    def admitted_on(self) -> date: ...


def check_service(check: Check) -> Checks:
    """A check says how the service goes, or why it has not begun (O 7.1 a–b)."""
    yield "state", check_code(check.state, SERVICE_STATES)
    if not check.started:
        yield "not_started_why", check_text(check.not_started_why)
        yield "state", refused("service_not_started") if check.state == "finished" else ALLOWED
    yield from check_texts(check, *(["progress"] if check.started else []), optional=("progress", "not_started_why"))


def check_implementation(report: Implementation, today: date) -> Checks:
    """A report is about a period that has passed (O 7.2)."""
    yield "occasion", check_code(report.occasion, REPORTS)
    yield "period_to", refused("period_ends_before") if report.period_to < report.period_from else ALLOWED
    yield "period_to", not_later(report.period_to, today)
    yield from check_texts(report, "done", "progress", optional=("problems", "proposals"))


def check_reevaluation(reevaluation: Reevaluation, dossier: Dossier) -> Checks:
    """A re-evaluation says of each vulnerability of the plan in force how it stands now (O 7.4; I 7.4.1)."""
    yield "occasion", check_code(reevaluation.occasion, OCCASIONS)
    yield "plan", check_code(reevaluation.plan, PLAN_AFTER)
    yield "changes", _changes(reevaluation.changes)
    said = {change.code for change in reevaluation.changes}
    if missing := sorted(_found(dossier) - said):
        yield "changes", refused("reevaluation_incomplete", codes=", ".join(missing))
    yield from check_texts(reevaluation, "situation", "family_opinion")


def _changes(changes: Sequence[Change]) -> Verdict:
    if len(changes) > MOST_CHANGES:
        return refused("plan_too_many", limit=MOST_CHANGES)
    if len({(change.code, change.person_id) for change in changes}) != len(changes):
        return refused("change_twice")
    if any(change.change not in CHANGES for change in changes):
        return refused("unknown_code")
    return next((verdict for one in changes if not (verdict := check_text(one.note, is_needed=False))), ALLOWED)


def _found(dossier: Dossier) -> set[str]:
    """The vulnerabilities that the plan in force answers."""
    plan = in_force(dossier.facts)
    return {code for one in plan.content["objectives"] for code in one.get("findings", ())} if plan else set()


def check_admission(admission: Admission, today: date) -> Checks:
    """Who was admitted, where and since when (O 7.7)."""
    yield from check_texts(admission, "who", "institution", optional=("why",))
    yield "institution_kind", check_code(admission.institution_kind, INSTITUTIONS)
    yield "admitted_on", not_later(admission.admitted_on, today)


def not_later(day: date, today: date) -> Verdict:
    """Whether a day has come, and is not long past by a slip."""
    return ALLOWED if day.year >= 2000 and day <= today else refused("day_later")
