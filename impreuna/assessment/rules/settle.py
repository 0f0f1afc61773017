"""What becomes of findings when a visit is recorded: one rule, which PostgreSQL applies too.

`assessment_settle` (migrations 0003 and 0005) does the same inside the database, because whoever records a visit may
report into an area that she does not read; `tests/test_settling.py` holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from impreuna.kernel.result import _

State = Literal["proposed", "confirmed", "refuted", "resolved"]
STATES: dict[str, str] = {
    "proposed": _("propusă"),
    "confirmed": _("confirmată"),
    "refuted": _("infirmată"),
    "resolved": _("rezolvată"),
}
#: States in which a finding asks for something to be done.
LIVE = ("proposed", "confirmed")
#: What changes from day to day without anybody answering otherwise.
_PASSING = ("age", "age_months", "age_days")
PROPOSED_AGAIN = _("Propusă din nou: răspunsurile diferă de cele infirmate.")
REOPENED = _("Redeschisă: răspunsurile arată din nou vulnerabilitatea.")
DIED = _("Persoana a decedat.")
UNITED = _("Fișa persoanei a fost unită cu alta, care are aceeași vulnerabilitate.")


@dataclass(frozen=True, slots=True)
class Standing:
    """A finding as it stands before a visit, and what comes of it."""

    state: State
    severity: int
    evidence: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rule says after the visit: true with its severity and evidence, false, or None (undetermined)."""

    is_true: bool | None
    severity: int = 0
    evidence: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a visit does to a finding; `is_new` when there was none, otherwise history gets an event with `note`."""

    state: State
    severity: int
    evidence: Mapping[str, Any]
    is_new: bool = False
    note: str = ""


def settle(before: Standing | None, verdict: Verdict) -> Change | None:
    """The change that `verdict` makes to the finding `before` (None: never found), or None when it stays as it is.

    Nothing is ever found by an undetermined rule, and what was refuted on the same answers stays refuted.
    """
    if verdict.is_true is None:
        return None
    if not verdict.is_true:
        is_live = before is not None and before.state in LIVE
        return Change("resolved", before.severity, before.evidence) if before and is_live else None
    evidence = verdict.evidence or {}
    if before is None:
        return Change("proposed", verdict.severity, evidence, is_new=True)
    is_other = lasting(before.evidence) != lasting(evidence)
    if before.state == "resolved":
        return Change("proposed", verdict.severity, evidence, note=REOPENED)
    if before.state == "refuted":
        return Change("proposed", verdict.severity, evidence, note=PROPOSED_AGAIN) if is_other else None
    if is_other or before.severity != verdict.severity:
        return Change(before.state, verdict.severity, evidence)
    return None


def id_of_new(assessment_id: UUID, subject: UUID, code: str) -> UUID:
    """The id of a finding that a visit brings up: UUIDv8 (RFC 9562) from the visit's id and a hash (FNV-1a) of what
    was found at whom. A tablet knows it before the server has heard of the visit, and can decide about it at once."""
    known = 0xCBF29CE484222325
    for byte in f"{assessment_id} {subject} {code}".encode():
        known = ((known ^ byte) * 0x100000001B3) % 2**64
    of_visit = assessment_id.int >> 64 & ~0xF000 | 0x8000
    return UUID(int=of_visit << 64 | 0b10 << 62 | known % 2**62)


def lasting(evidence: Mapping[str, Any]) -> dict[str, Any]:
    """Evidence without what time alone changes."""
    return {name: value for name, value in evidence.items() if name not in _PASSING}
