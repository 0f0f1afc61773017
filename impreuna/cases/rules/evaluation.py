"""What an evaluation has to say: the first one, specialists' reports, visits, synthesis (Order 288/2006 std. 3–4)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from impreuna.cases.rules.lists import URGENCIES
from impreuna.cases.rules.texts import Checks
from impreuna.kernel.policy import ROLES
from impreuna.kernel.result import ALLOWED, Verdict, refused
from impreuna.obligations.rules.dossier import Dossier

#: Function → the area of data in which its reports are written; every other one writes in that of the case.
AREA_OF = {"nurse": "health", "health_mediator": "health", "counsellor": "education", "school_mediator": "education"}
#: What the synthesis of an evaluation stands on (std. 4.8).
SOURCES = ("RecordSpecialistReport", "RecordCaseVisit")


def check_emergency(police_officer: str, resource_person: str, mobile_team_came: bool) -> Checks:
    """Never without a police officer; where the mobile team did not come, who evaluated with him (std. 3.5)."""
    if not police_officer.strip():
        yield "police_officer", refused("police_officer_needed")
    if not mobile_team_came and not resource_person.strip():
        yield "resource_person", refused("resource_person_needed")


def check_initial(urgency: str, present: Sequence[str]) -> Checks:
    """How urgent it is, and who was there: nobody is evaluated from afar (std. 3)."""
    if urgency not in URGENCIES:
        yield "urgency", refused("unknown_code")
    if not any(name.strip() for name in present):
        yield "present", refused("nobody_was_present")


def report_area(functions: Collection[str]) -> str:
    """The area of data of a specialist's report: that of her profession (2017 protocol art. 6(6))."""
    return next((area for function, area in AREA_OF.items() if function in functions), "case")


def may_report_in(area: str, functions: Collection[str]) -> Verdict:
    """Whether somebody with these functions writes a specialist's report in an area: her own, or the case's."""
    return ALLOWED if area in ("case", report_area(functions)) else refused("report_area", area=area)


def may_visit_in(area: str, writable: Collection[str]) -> Verdict:
    """Whether a visit is told in an area: one in which its author writes and that the head, who endorses each report
    (std. 4.5), reads."""
    if area == "case" or (area in writable and area in ROLES["spas_head"].readable_areas):
        return ALLOWED
    return refused("visit_area")


def check_visit(
    is_announced: bool, agreed_by: str, unannounced_why: str, next_on: date | None, visited_on: date
) -> Checks:
    """An unannounced visit has the head's agreement and a serious reason (std. 4.6); the next one comes after it."""
    if not is_announced and not agreed_by.strip():
        yield "agreed_by", refused("visit_needs_agreement")
    if not is_announced and not unannounced_why.strip():
        yield "unannounced_why", refused("visit_needs_reason")
    if next_on is not None and next_on < visited_on:
        yield "next_on", refused("next_before_this")


def check_reference(named_by_family: bool, family_told_how: str) -> Checks:
    """The family is told before somebody is asked whom it did not name (std. 4.7)."""
    if not named_by_family and not family_told_how.strip():
        yield "family_told_how", refused("family_not_told")


def synthesis_of(subject: str) -> tuple[str, ...]:
    """What a detailed report has to say: of a child also what the parents are able to do and what she thinks herself
    (std. 4.3, 4.8; Legea 156/2023 art. 6)."""
    of_everybody = ("needs", "context", "family_opinion", "conclusions")
    return (*of_everybody, "capacity", "child_opinion") if subject == "child" else of_everybody


def may_synthesise(dossier: Dossier) -> Verdict:
    """Whether there is anything to make a detailed report of: visits or specialists' reports (std. 4.8)."""
    return ALLOWED if dossier.last(*SOURCES) else refused("no_sources")
