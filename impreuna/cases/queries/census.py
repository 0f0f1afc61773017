"""What the census already knows of a case's household, so that an evaluation asks nothing twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from impreuna.assessment.queries import find_home, list_findings
from impreuna.nomenclature.queries import NoEdition, current_edition

#: The questions in which the household's own resources and needs are written down.
_NEEDS, _RESOURCES = "Z01", "Z02"


@dataclass(frozen=True, slots=True)
class Known:
    """Resources and needs in the household's words, what was found (code, words, whose), and when it was visited."""

    resources: str
    needs: str
    findings: tuple[tuple[str, str, str], ...]
    visited_at: datetime | None


def find_known(commune_id: int, household_id: UUID | None, language: str) -> Known:
    """What the reader may know of the household from the census. Three queries; none without a household."""
    home = find_home(commune_id, household_id) if household_id else None
    if home is None or household_id is None:
        return Known("", "", (), None)
    answers: dict[str, object] = {}
    for past in home.past:
        if past.subject == household_id:
            answers |= past.answers
    live = [row for row in list_findings(commune_id, household_id) if row.is_live]
    words = names_of_findings(language)
    found = tuple((row.code, words.get(row.code, row.code), row.subject if row.is_person else "") for row in live)
    return Known(_text(answers.get(_RESOURCES)), _text(answers.get(_NEEDS)), found, home.last_visit)


def _text(answer: object) -> str:
    return answer if isinstance(answer, str) else ""


def names_of_findings(language: str) -> dict[str, str]:
    """The vulnerabilities of the lists in force, by code, in a language; none before they are published."""
    try:
        entries = current_edition().vulnerabilities
    except NoEdition:
        return {}
    return {code: entry.text.say(language) for code, entry in entries.items()}
