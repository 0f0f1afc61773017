"""Working obligations out anew, many cases at once: after the law's list or a period changed (decision 0051)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import connection

from impreuna.kernel.command import Stamp
from impreuna.kernel.guard import check
from impreuna.obligations.commands.keeping import team_differences
from impreuna.obligations.models import Recomputation
from impreuna.obligations.queries.book import current_book, current_periods
from impreuna.obligations.queries.stored import stored_rows_of
from impreuna.obligations.rules.judging import judge
from impreuna.obligations.rules.rows import SAID, CaseToJudge, Row, differences

_encode = msgspec.json.Encoder().encode


def bring_cases_up_to_date(cases: Sequence[CaseToJudge], at: Stamp) -> int:
    """Brings the rows of many cases of a commune to what their dossiers say. Answers how many came out otherwise.

    Nobody is asked why something was late: nobody acts. Two statements, one more when something changed.
    """
    check("obligations of cases")
    stored = stored_rows_of(at.commune_id, [one.dossier.case_id for one in cases])
    book, periods = current_book(), current_periods()
    changed = [
        (one.dossier.case_id, row)
        for one in cases
        for row in differences(
            one.dossier.case_id, judge(one.dossier, book, periods), stored.get(one.dossier.case_id, {}), one.circle,
            one.dossier.subject, one.holders, at.received_at,
        )
    ]  # fmt: skip
    _write(changed, at)
    return len(changed)


def bring_meetings_up_to_date(
    meetings: Iterable[tuple[UUID, datetime]], has_cases_since: datetime | None, at: Stamp
) -> int:
    """As `bring_team_up_to_date`, whoever may see the rows. Answers how many came out otherwise."""
    check("obligations of a team")
    stored = stored_rows_of(at.commune_id, None).get(None, {})
    rows = team_differences(at.commune_id, meetings, has_cases_since, stored, current_periods(), at)
    changed = [(None, row) for row in rows]
    _write(changed, at)
    return len(changed)


def next_case_of(commune_id: int, basis: str) -> UUID | None:
    """After which case of the commune the work by `basis` goes on; None when it begins."""
    row = Recomputation.objects.filter(commune_id=commune_id, basis=basis, done_at=None).first()
    return row.after_case if row else None


def note_progress(basis: str, after: UUID | None, cases: int, changed: int, at: Stamp) -> None:
    """Keeps how far the commune has come; with `after` None all of it is done."""
    row = Recomputation.objects.filter(commune_id=at.commune_id).first()
    if row is None or row.basis != basis or row.done_at is not None:
        row = Recomputation(commune_id=at.commune_id, basis=basis, began_at=at.received_at)
    row.after_case, row.done_at = after, None if after else at.received_at
    row.cases, row.changed = row.cases + cases, row.changed + changed
    row.save()


def _write(changed: Sequence[tuple[UUID | None, Row]], at: Stamp) -> None:
    if not changed:
        return
    rows = [
        {"id": row.id, "n": at.n, "case_id": case_id, "code": row.code, "key": row.key, "late_reason": row.late_reason}
        | dict(zip(SAID, row.said, strict=True))
        for case_id, row in changed
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT obligations_keep(%s, %s::jsonb)", [at.commune_id, _encode(rows).decode()])
