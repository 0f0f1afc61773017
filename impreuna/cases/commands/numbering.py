"""Numbers without gaps, for each commune and year: of cases, and of the papers that come in and go out."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from impreuna.cases.models import Case, RegisterEntry
from impreuna.cases.rules.papers import PAPERS
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Stamp
from impreuna.kernel.identity import new_id
from impreuna.kernel.moments import day_of


def next_number(commune_id: int, year: int, *, of_cases: bool) -> int:
    """The next free number; the commune's clock is locked, so nobody else takes it meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_next_number(%s, %s, %s)", [commune_id, year, of_cases])
        number: int = cursor.fetchone()[0]
    return number


def number_paper(
    case: Case | None, entry_id: UUID | None, direction: str, title: str, actor: Actor, at: Stamp
) -> RegisterEntry:
    """Enters a paper into the register. `direction`: in, out or internal; `title` never names anybody."""
    year = day_of(at.received_at).year
    return RegisterEntry.objects.create(
        commune_id=at.commune_id,
        id=new_id(),
        n=at.n,
        year=year,
        number=next_number(at.commune_id, year, of_cases=False),
        case_id=case.id if case else None,
        entry_id=entry_id,
        direction=direction,
        title=title,
        registered_at=at.received_at,
        registered_by=actor.name,
    )


def number_act(case: Case, kind: str, entry_id: UUID, actor: Actor, at: Stamp) -> dict[str, str]:
    """Numbers the paper that an act of this kind is; answers what its entry tells of it: `register_no`, 12/2026."""
    direction, title = PAPERS[kind]
    paper = number_paper(case, entry_id, direction, title, actor, at)
    return {"register_no": f"{paper.number}/{paper.year}"}
