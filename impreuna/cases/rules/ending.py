"""What the acts that let a case rest or end have to say (Order 288/2006, O 8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from impreuna.cases.rules.lists import CHANGES, CLOSING, TRANSFERS
from impreuna.cases.rules.monitoring import MOST_CHANGES, not_later
from impreuna.cases.rules.texts import Checks, check_code, check_texts
from impreuna.kernel.result import ALLOWED, Verdict, refused

#: At which field of a decision to close a gate is told.
FIELD_OF = {
    "closing_other_reason": "reason",
    "closing_unmonitored": "override_reason",
    "closing_too_early": "override_reason",
    "closing_unendorsed": "override_reason",
}


class Result(Protocol):
    """How a vulnerability stands at the end."""

    @property
    def code(self) -> str: ...
    @property
    def change(self) -> str: ...


class Recommendation(Protocol):
    """A recommendation to close."""

    @property
    def reason(self) -> str: ...
    @property
    def results(self) -> Sequence[Result]: ...


class Closing(Protocol):
    """A decision to close."""

    @property
    def reason(self) -> str: ...


class Transfer(Protocol):
    """A transfer."""

    @property
    def to(self) -> str: ...
    @property
    def commune_id(self) -> int: ...
    @property
    def to_commune_id(self) -> int | None: ...


def check_month(month: date, today: date) -> Verdict:
    """Whether the month of a report has begun."""
    return not_later(month.replace(day=1), today)


def check_recommendation(recommendation: Recommendation) -> Checks:
    """A recommendation says why, and how each vulnerability stands against the first evaluation (O 8.4)."""
    yield "reason", check_code(recommendation.reason, CLOSING)
    yield "results", _results(recommendation.results)
    yield from check_texts(recommendation, "summary", optional=("preparation",))


def _results(results: Sequence[Result]) -> Verdict:
    if len(results) > MOST_CHANGES:
        return refused("plan_too_many", limit=MOST_CHANGES)
    if len({result.code for result in results}) != len(results):
        return refused("change_twice")
    return ALLOWED if all(result.change in CHANGES for result in results) else refused("unknown_code")


def check_closing(closing: Closing) -> Checks:
    """A decision to close says why and with which outcome (O 8.5)."""
    yield "reason", check_code(closing.reason, CLOSING)
    yield from check_texts(closing, "outcome", optional=("override_reason",))


def check_suspension(until: date, today: date) -> Verdict:
    """Whether the case rests until a day to come."""
    return ALLOWED if until > today else refused("suspended_until")


def may_resume(is_suspended: bool) -> Verdict:
    """Whether there is something to take up again."""
    return ALLOWED if is_suspended else refused("not_suspended")


def check_transfer(transfer: Transfer, is_commune: bool) -> Checks:
    """A transfer says to whom, why, and what the receiver has to know. `is_commune`: whether the commune that it names
    is one."""
    yield "to", check_code(transfer.to, TRANSFERS)
    if transfer.to == "commune":
        is_other = is_commune and transfer.to_commune_id != transfer.commune_id
        yield "to_commune_id", ALLOWED if is_other else refused("transfer_commune")
    else:
        yield "to_commune_id", ALLOWED if transfer.to_commune_id is None else refused("transfer_commune")
        yield from check_texts(transfer, "receiver")
    yield from check_texts(transfer, "reason", "summary", optional=("receiver",))
