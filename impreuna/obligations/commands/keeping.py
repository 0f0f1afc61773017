"""Keeping the rows of obligations as the facts of a case say. Called by the handlers of acts, never by pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from impreuna.kernel.command import Stamp
from impreuna.kernel.guard import check
from impreuna.obligations.models import Obligation
from impreuna.obligations.queries.book import current_book, periods_as_of
from impreuna.obligations.queries.stored import stored_rows
from impreuna.obligations.rules.book import Periods
from impreuna.obligations.rules.dossier import Dossier
from impreuna.obligations.rules.judging import Judged, judge
from impreuna.obligations.rules.meetings import judge_meetings
from impreuna.obligations.rules.rows import SAID, ByKey, Circle, Holder, Row, differences


def bring_up_to_date(
    dossier: Dossier,
    circle: Circle,
    holders: Mapping[str, Holder],
    at: Stamp,
    late_reason: str = "",
) -> tuple[Judged, ...]:
    """Brings the rows of a case to what its dossier says; rows that do not change are not touched.

    `holders`: who answers for each kind of responsible (`rules.entries.Responsible`) or function in the team; a kind
    that is missing falls to nobody by name. Answers the obligations that this act, the dossier's last fact, meets
    late: an act whose author gave no `late_reason` has to be refused for them (`Rejected("late_reason",
    field="late_reason", …)`), which undoes all of this. At most three statements, two when nothing changed.
    """
    check("obligations of a case")
    stored = stored_rows(at.commune_id, dossier.case_id)
    judged = judge(dossier, current_book(), periods_as_of(stored.newest_period))
    newest = dossier.facts[-1].id if dossier.facts else None
    late = [one for one in judged if _is_newly_late(one, stored.rows, newest)]
    reasons = {(one.code, one.key): late_reason for one in late}
    rows = differences(dossier.case_id, judged, stored.rows, circle, dossier.subject, holders, at.received_at, reasons)
    _write(rows, at, dossier.case_id)
    return tuple(sorted(late, key=lambda one: one.due_at))


def bring_team_up_to_date(
    commune_id: int, meetings: Iterable[tuple[UUID, datetime]], has_cases_since: datetime | None, at: Stamp
) -> None:
    """Brings the commune's own obligations up to date: the weekly meeting of its team (Order 288/2006, O 5.5).

    `meetings`: id and moment of recording of those held since the obligation that is open was raised, or more.
    `has_cases_since`: since when there has been a case that is not ended; None ends what is open.
    """
    check("obligations of a team")
    stored = stored_rows(commune_id, None)
    periods = periods_as_of(stored.newest_period)
    _write(team_differences(commune_id, meetings, has_cases_since, stored.rows, periods, at), at, None)


def team_differences(
    commune_id: int,
    meetings: Iterable[tuple[UUID, datetime]],
    has_cases_since: datetime | None,
    stored: ByKey,
    periods: Periods,
    at: Stamp,
) -> Iterable[Row]:
    """The team's own rows that say something else than those that are open (`stored`)."""
    since = min((row.since for row in stored.values()), default=has_cases_since)
    if since is None:
        return ()
    judged = judge_meetings(meetings, since, has_cases_since is None, current_book(), periods, at.received_at)
    whose = Circle(None, False, None, "")
    return differences(UUID(int=commune_id), judged, stored, whose, "", {}, at.received_at)


def _is_newly_late(one: Judged, stored: ByKey, newest: UUID | None) -> bool:
    """Whether it is met late by the act that is being carried out, and not by one before it."""
    if not one.is_met_late or one.proof_id != newest:
        return False
    row = stored.get((one.code, one.key))
    return row is None or not row.is_met


def _write(rows: Iterable[Row], at: Stamp, case_id: UUID | None) -> None:
    changed = [
        Obligation(
            commune_id=at.commune_id, id=row.id, n=at.n, case_id=case_id, code=row.code, key=row.key,
            late_reason=row.late_reason, **dict(zip(SAID, row.said, strict=True)),
        )
        for row in rows
    ]  # fmt: skip
    if changed:
        Obligation.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["commune_id", "id"],
            update_fields=["n", "late_reason", *SAID],
        )
