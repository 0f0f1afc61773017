"""All cases of a commune as dossiers, some at a time, for the server's own act that works their obligations out anew
(`commands.recomputing`); to everybody else nothing is answered."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from uuid import UUID

import msgspec

from impreuna.cases.rules.risk import risk_of
from impreuna.obligations.queries.book import current_fields
from impreuna.obligations.queries.bulk import rows_in_bulk
from impreuna.obligations.rules.dossier import Dossier, Fact
from impreuna.obligations.rules.rows import CaseToJudge, Circle, Holder

_CASES = (
    "SELECT id, team_id, is_restricted, household_id, label, registered_at, subject, is_urgent"
    " FROM cases_to_judge(%s, %s::uuid, %s)"
)
_FACTS = (
    "SELECT case_id, id, kind, at, stated_at, author_id, about_id, content::text"
    " FROM cases_facts_to_judge(%s, %s::uuid[], %s)"
)
_MEMBERS = "SELECT case_id, function, user_id, name FROM cases_members_to_judge(%s, %s::uuid[], %s)"
_decode = msgspec.json.Decoder().decode


def cases_to_judge(commune_id: int, after: UUID | None, most: int, moment: datetime) -> list[CaseToJudge]:
    """The next cases of the commune by id, at most so many, with who has which function at `moment`. Three
    statements, whatever they hold."""
    cases = rows_in_bulk(_CASES, [commune_id, after, most])
    ids = [row[0] for row in cases]
    facts, holders = _facts(commune_id, ids), _holders(commune_id, ids, moment)
    return [
        CaseToJudge(
            Dossier(id_, registered_at, subject, is_urgent, tuple(facts[id_]), risk_of(facts[id_])),
            Circle(team_id, is_restricted, household_id, label),
            holders[id_],
        )
        for id_, team_id, is_restricted, household_id, label, registered_at, subject, is_urgent in cases
    ]


def _facts(commune_id: int, ids: list[UUID]) -> dict[UUID, list[Fact]]:
    found: dict[UUID, list[Fact]] = defaultdict(list)
    for case_id, id_, kind, at, stated_at, author_id, about_id, content in rows_in_bulk(
        _FACTS, [commune_id, ids, current_fields()]
    ):
        said = _decode(content) if content else {}
        found[case_id].append(Fact(id_, kind, at, stated_at, author_id, about_id, said))
    return found


def _holders(commune_id: int, ids: list[UUID], moment: datetime) -> dict[UUID, dict[str, Holder]]:
    found: dict[UUID, dict[str, Holder]] = defaultdict(dict)
    for case_id, function, user_id, name in rows_in_bulk(_MEMBERS, [commune_id, ids, moment]):
        found[case_id][function] = Holder(user_id, name)
    return found
