"""How soon a household needs somebody, and why: a proposal for the order of work, never a decision about people.

Basis P (proposal). Points are the sum of the squares of the severities of live findings; the gravest finding sets
the level; a long silence raises it by one. Each reason is a sentence that the page shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from impreuna.assessment.rules.settle import LIVE
from impreuna.kernel.result import _

Level = Literal["urgent", "high", "medium", "low", "none"]
LEVELS: dict[Level, str] = {
    "urgent": _("urgentă"),
    "high": _("ridicată"),
    "medium": _("medie"),
    "low": _("scăzută"),
    "none": _("fără vulnerabilități"),
}
_BY_SEVERITY: dict[int, Level] = {4: "urgent", 3: "high", 2: "medium", 1: "low"}
_RAISED: dict[Level, Level] = {"none": "low", "low": "medium", "medium": "high"}
_SEVERITIES = {
    4: (_("o vulnerabilitate urgentă"), _("{count} vulnerabilități urgente")),
    3: (_("o vulnerabilitate gravă"), _("{count} vulnerabilități grave")),
    2: (_("o vulnerabilitate medie"), _("{count} vulnerabilități medii")),
    1: (_("o vulnerabilitate ușoară"), _("{count} vulnerabilități ușoare")),
}
_SILENCE = _("Nimeni nu a mai fost acolo de {days} zile (peste {limit}).")
# From 20 on Romanian puts a "de" after the number, but not after 101 to 119.
_SILENCE_DE = _("Nimeni nu a mai fost acolo de {days} de zile (peste {limit}).")
_NEVER = _("Gospodăria nu a fost încă vizitată.")


class Weighed(Protocol):
    """Of a finding, what priority reads."""

    @property
    def state(self) -> str: ...

    @property
    def severity(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence in Romanian, to be translated, with its facts."""

    sentence: str
    facts: Mapping[str, int]

    def __str__(self) -> str:
        return self.sentence.format_map(dict(self.facts))


@dataclass(frozen=True, slots=True)
class Priority:
    """How soon, by how many points, and why; the gravest reason first."""

    level: Level
    points: int
    reasons: tuple[Reason, ...]

    @property
    def order(self) -> tuple[int, int]:
        """Ascending: who stands first in the list of work."""
        return list(LEVELS).index(self.level), -self.points


def priority(
    findings: Iterable[Weighed], last_visited: date | None, today: date, parameters: Mapping[str, float]
) -> Priority:
    """The priority of a household with these findings, visited last on `last_visited` (None: never).

    `parameters` gives `silence_days` (days, national parameter); without it silence raises nothing.
    """
    severities = [finding.severity for finding in findings if finding.state in LIVE]
    level: Level = _BY_SEVERITY.get(max(severities, default=0), "none")
    reasons = [_counted(severity, severities.count(severity)) for severity in _SEVERITIES if severity in severities]
    limit = parameters.get("silence_days")
    if last_visited is None:
        reasons.append(Reason(_NEVER, {}))
    elif limit is not None and (days := (today - last_visited).days) > limit:
        level = _RAISED.get(level, level)
        sentence = _SILENCE if 0 < days % 100 < 20 else _SILENCE_DE
        reasons.append(Reason(sentence, {"days": days, "limit": int(limit)}))
    return Priority(level, sum(severity**2 for severity in severities), tuple(reasons))


def _counted(severity: int, count: int) -> Reason:
    one, many = _SEVERITIES[severity]
    return Reason(one if count == 1 else many, {"count": count})
