"""Who may have which function in a case, and how many cases (Order 288/2006 std. 3.8, 5.1, 9.4–9.5, 10.5)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from impreuna.cases.rules.lists import CRITERIA
from impreuna.cases.rules.texts import Checks
from impreuna.kernel.result import ALLOWED, Verdict, refused

#: Function → roles that may have it. A responsible has at least a baccalaureate and two years in social services
#: (std. 9.2): a social worker or a technician.
ROLES_OF: dict[str, frozenset[str]] = {
    "responsible": frozenset({"social_worker", "social_technician"}),
    "case_manager": frozenset({"dgaspc_coordinator"}),
    "social_worker": frozenset({"social_worker"}),
    "technician": frozenset({"social_technician"}),
    "nurse": frozenset({"community_nurse"}),
    "health_mediator": frozenset({"health_mediator"}),
    "counsellor": frozenset({"school_counsellor"}),
    "school_mediator": frozenset({"school_mediator"}),
    "specialist": frozenset({"external_specialist"}),
}
#: Functions that are given by a designation of the head, not by joining.
DESIGNATED = frozenset({"responsible", "case_manager"})
#: Functions that somebody without an account may have, by name.
BY_NAME = frozenset({"specialist"})


def functions_in_team(roles: Collection[str]) -> tuple[str, ...]:
    """In which functions who holds these roles joins a team without leading it."""
    return tuple(each for each, fitting in ROLES_OF.items() if each not in DESIGNATED and fitting & set(roles))


def check_criteria(criteria: Sequence[str]) -> Checks:
    """At least one of the criteria of std. 3.8 was weighed."""
    if not criteria:
        yield "criteria", refused("criterion_needed")
    elif not set(criteria) <= CRITERIA.keys():
        yield "criteria", refused("unknown_code")


def may_have(function: str, roles: Collection[str]) -> Verdict:
    """Whether who holds these roles (none: nobody who works here) may have a function."""
    if not roles:
        return refused("not_a_colleague")
    return ALLOWED if ROLES_OF[function] & set(roles) else refused("role_does_not_fit")


def may_take_on(active: int, most: float | None, override_reason: str) -> Verdict:
    """Whether somebody with so many active cases gets one more (std. 9.4–9.5): beyond the limit only with a reason."""
    if most is None or active < most or override_reason.strip():
        return ALLOWED
    return refused("too_many_cases", active=active, most=int(most))


def may_join(function: str, has_account: bool, name: str) -> tuple[str, Verdict]:
    """The field at which joining fails, and why: a colleague with an account, or a specialist by name."""
    if function in DESIGNATED:
        return "function", refused("function_by_designation")
    if function not in ROLES_OF:
        return "function", refused("unknown_code")
    if not has_account and function not in BY_NAME:
        return "user_id", refused("choose_somebody")
    if not has_account and not name.strip():
        return "name", refused("choose_somebody")
    return "", ALLOWED


def may_delegate(is_full: bool, functions: Collection[str], roles: Collection[str]) -> Verdict:
    """Whether duties go to who holds these roles: all of them only to who meets the same conditions (std. 10.5)."""
    if not is_full or not roles:
        return ALLOWED if functions_in_team(roles) else refused("role_does_not_fit" if roles else "not_a_colleague")
    same = ROLES_OF[delegated_function(functions)]
    return ALLOWED if same & set(roles) else refused("full_delegation")


def delegated_function(functions: Collection[str]) -> str:
    """Which function somebody delegates."""
    return "responsible" if "responsible" in functions else "case_manager"


def check_period(starts_on: date, ends_on: date, today: date) -> Checks:
    """A period ends after it begins, and not before today."""
    if ends_on < starts_on or ends_on < today:
        yield "ends_on", refused("period_ends_before")
