"""Keeping the rows of obligations as the facts of a case say. Called by the handlers of acts, never by pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from impreuna.kernel.command import Stamp
from impreuna.kernel.guard import check
from impreuna.obligations.models import Obligation
from impreuna.obligations.queries.book import current_book, periods_as_of
from impreuna.obligations.queries.stored import Stored, stored_rows
from impreuna.obligations.rules.dossier import Dossier
from impreuna.obligations.rules.judging import Judged, judge
from impreuna.obligations.rules.meetings import judge_meetings

#: Who answers where nobody is named for it: a proposal, as the responsible is designated only after evaluation.
_INSTEAD = {"evaluator": ("responsible", "social_worker"), "responsible": ("evaluator",), "case_manager": ("head",)}
#: What a row says beside its key; compared, so that a row that says the same is not touched.
_SAID = (
    "team_id", "is_restricted", "household_id", "since", "due_at", "warn_at", "is_open", "met_at", "proof_id",
    "stated_at", "ended_at", "waived_reason", "label", "detail", "subject", "responsible_id",
    "responsible", "responsible_kind",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holder:
    """Who answers for an obligation now."""

    user_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Circle:
    """Whose rows they are, and what a list says of the case: its number and whom it is about."""

    team_id: UUID | None
    is_restricted: bool
    household_id: UUID | None
    label: str


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
    field="late_reason", …)`), which undoes all of this. At most four statements, two when nothing changed.
    """
    check("obligations of a case")
    stored = stored_rows(at.commune_id, dossier.case_id)
    judged = judge(dossier, current_book(), periods_as_of(stored.newest_period))
    newest = dossier.facts[-1].id if dossier.facts else None
    said = list(_said(dossier, circle, holders, judged))
    late = [one for one, row_id, _row in said if _is_newly_late(one, stored.rows.get(row_id), newest)]
    reasons = {(one.code, one.key): late_reason for one in late}
    _write(said, stored, at, dossier.case_id, reasons)
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
    team = UUID(int=commune_id)
    since = min((row.since for row in stored.rows.values()), default=has_cases_since)
    if since is None:
        return
    judged = judge_meetings(meetings, since, has_cases_since is None, current_book(), at.received_at)
    dossier = Dossier(team, since, "", False)
    said = list(_said(dossier, Circle(None, False, None, ""), {}, judged))
    _write(said, stored, at, None, {})


Said = tuple[Judged, UUID, dict[str, Any]]


def _said(dossier: Dossier, circle: Circle, holders: Mapping[str, Holder], judged: Iterable[Judged]) -> Iterator[Said]:
    """Each obligation with its row's id and what the row has to say."""
    for one in judged:
        holder = _holder(one, holders)
        row = {
            "team_id": circle.team_id,
            "is_restricted": circle.is_restricted,
            "household_id": circle.household_id,
            "since": one.since,
            "due_at": one.due_at,
            "warn_at": one.warn_at,
            "is_open": one.is_open,
            "met_at": one.met_at,
            "proof_id": one.proof_id,
            "stated_at": one.stated_at,
            "ended_at": one.ended_at,
            "waived_reason": one.waived,
            "label": circle.label,
            "detail": one.detail,
            "subject": dossier.subject,
            "responsible_id": holder.user_id if holder else None,
            "responsible": holder.name if holder else "",
            "responsible_kind": one.responsible,
        }
        yield one, uuid5(dossier.case_id, f"{one.code}/{one.key}"), row


def _holder(one: Judged, holders: Mapping[str, Holder]) -> Holder | None:
    if one.responsible == "author":
        found = next((holder for holder in holders.values() if holder.user_id == one.author_id), None)
        return found or holders.get("responsible")
    for kind in (one.responsible, *_INSTEAD.get(one.responsible, ())):
        if kind in holders:
            return holders[kind]
    return None


def _is_newly_late(one: Judged, row: Obligation | None, newest: UUID | None) -> bool:
    """Whether it is met late by the act that is being carried out, and not by one before it."""
    if not one.is_met_late or one.proof_id != newest:
        return False
    return row is None or row.met_at is None


def _write(
    said: list[Said], stored: Stored, at: Stamp, case_id: UUID | None, reasons: Mapping[tuple[str, str], str]
) -> None:
    changed = []
    for one, row_id, row in said:
        before = stored.rows.get(row_id)
        reason = reasons.get((one.code, one.key), before.late_reason if before else "")
        if before and before.met_at is not None:  # who answered for it when it was met stays
            row["responsible_id"], row["responsible"] = before.responsible_id, before.responsible
        if before and all(getattr(before, name) == row[name] for name in _SAID) and before.late_reason == reason:
            continue
        changed.append(
            Obligation(
                commune_id=at.commune_id, id=row_id, n=at.n, case_id=case_id, code=one.code, key=one.key,
                late_reason=reason, **row,
            )
        )  # fmt: skip
    if changed:
        Obligation.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["commune_id", "id"],
            update_fields=["n", "late_reason", *_SAID],
        )
    kept = {row_id for _one, row_id, _row in said}
    gone = [row_id for row_id, row in stored.rows.items() if row_id not in kept and row.is_open and case_id]
    if gone:
        Obligation.objects.filter(commune_id=at.commune_id, id__in=gone).delete()
