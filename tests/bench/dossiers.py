"""Cases as they go, for measurements of deadlines: facts of a dossier, of any length."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

#: Entries of cases as they come: most are young, a few are years old.
LENGTHS = (2, 4, 8, 15, 25, 30, 40, 60, 80, 120)


def dossier(entries: int, seed: int) -> Any:
    """A case as it goes: notice, evaluation, decision, plan with six services, then checks, visits and reports."""
    from impreuna.obligations.rules.dossier import Dossier

    begin = datetime(2025, 1, 6, 8, seed % 60, tzinfo=UTC)
    facts = list(_beginning(begin, seed))[:entries]
    for number in range(entries - len(facts)):
        facts.append(_later(number, begin + timedelta(days=22 + 3 * number), seed))
    return Dossier(UUID(int=seed + 1), begin, "child", False, tuple(facts), 5)


def _beginning(begin: datetime, seed: int) -> Iterable[Any]:
    items = [{"id": f"s{n}", "starts_on": "2025-02-03", "ends_on": "2026-12-31"} for n in range(6)]
    acts: list[tuple[float, str, int | None, dict[str, Any]]] = [
        (0, "RegisterNotice", None, {}),
        (20, "RecordInitialEvaluation", None, {"urgency": "planned"}),
        (30, "WriteInitialReport", None, {}),
        (40, "DecideCase", None, {"decision": "confirmed"}),
        (41, "DesignateResponsible", None, {}),
        (480, "DraftPlan", None, {"plan_id": "p", "items": items}),
        (500, "EndorseEntry", 5, {"decision": "endorsed"}),
        (501, "SendEntry", 5, {"to": ["team", "family"]}),
        (503, "MakeContract", 5, {}),
    ]
    for place, (hours, kind, about, said) in enumerate(acts):
        yield _fact(seed, place, kind, begin + timedelta(hours=hours), about, said)


def _later(number: int, at: datetime, seed: int) -> Any:
    kinds: tuple[tuple[str, int | None, dict[str, Any]], ...] = (
        ("CheckService", None, {"item_id": f"s{number % 6}"}),
        ("CheckService", None, {"item_id": f"s{number % 5}"}),
        ("RecordCaseVisit", None, {}),
        ("EndorseEntry", -1, {"decision": "endorsed"}),
        ("InformClient", -2, {}),
        ("RecordImplementation", None, {"item_id": f"s{number % 6}", "occasion": "monthly"}),
        ("SendEntry", -1, {"to": ["responsible"]}),
        ("RecordReevaluation", None, {"plan": "kept"}),
        ("WriteReevaluationReport", -1, {}),
    )
    kind, back, said = kinds[number % len(kinds)]
    return _fact(seed, 100 + number, kind, at, None if back is None else 100 + number + back, said)


def _fact(seed: int, place: int, kind: str, at: datetime, about: int | None, said: dict[str, Any]) -> Any:
    from impreuna.obligations.rules.dossier import Fact

    about_id = None if about is None else UUID(int=(seed + 1) * 10_000 + about)
    return Fact(UUID(int=(seed + 1) * 10_000 + place), kind, at, at, UUID(int=7), about_id, said)
