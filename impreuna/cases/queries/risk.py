"""How many risk situations of Legea 156/2023 art. 5 a case counts."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from impreuna.cases.models import Case
from impreuna.cases.rules.risk import situations
from impreuna.nomenclature.queries import NoEdition, current_edition


def count_risk(case: Case, codes: Iterable[str] = ()) -> int:
    """How many letters of art. 5 the child's household is in: found there and not refuted, or among `codes`; 0 in a
    case that is not about a child. The number is the same whoever acts: areas that the actor does not read count too.
    Within an act only. Two queries.
    """
    if case.subject != "child":
        return 0
    try:
        vulnerabilities = current_edition().vulnerabilities
    except NoEdition:
        return 0
    letters = {code: entry.law156 for code, entry in vulnerabilities.items()}
    return len(situations({*codes, *_found(case)}, letters))


def _found(case: Case) -> list[str]:
    if case.household_id is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_risk_codes(%s, %s)", [case.commune_id, case.household_id])
        found: list[str] = cursor.fetchone()[0]
    return found
