"""What is due: for somebody, for a team, in a case. Row-level security decides of whose cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Min, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Coalesce

from impreuna.kernel.actor import Actor
from impreuna.kernel.streams import stream
from impreuna.obligations.models import Obligation
from impreuna.obligations.queries.heads import HEADS_SQL, heads, is_headless, who_answers
from impreuna.ui.paging import Page, page_of

_CELLS = f"""
SELECT label, code, detail, since, due_at,
  CASE WHEN responsible_id IS NULL AND responsible_kind = 'head' THEN coalesce({HEADS_SQL}, '') ELSE responsible END
FROM obligations_obligation
WHERE commune_id = %s AND is_open AND since <= %s AND (%s = '' OR code = %s) AND (%s OR due_at < %s)
ORDER BY due_at, id
"""
#: Role → the kinds of responsible whose duty it is while nobody is named (the same as sql/telling.sql).
_BY_ROLE = {"spas_head": ("head",), "social_worker": ("evaluator", "responsible", "author", "team", "case_manager")}
#: What is due so soon stands on the home page, however short its time.
_SOON = timedelta(days=3)
#: One page of a list.
SIZE = 25


@dataclass(frozen=True, slots=True)
class DueRow:
    """An obligation as a list shows it; `state` at the moment that was asked for."""

    id: UUID
    commune_id: int
    case_id: UUID | None
    code: str
    key: str
    label: str
    detail: str
    subject: str
    since: datetime
    due_at: datetime
    state: str
    met_at: datetime | None
    proof_id: UUID | None
    ended_at: datetime | None
    waived_reason: str | None
    late_reason: str
    responsible_id: UUID | None
    responsible: str


@dataclass(frozen=True, slots=True)
class LateOfPerson:
    """How many are late of one person, and since when the oldest of them is."""

    responsible_id: UUID | None
    responsible: str
    late: int
    oldest: datetime


def list_mine(
    actor: Actor, now: datetime, *, code: str = "", is_late: bool = False, cursor: str | None = None
) -> Page[DueRow]:
    """What the reader answers for and has begun, the first due first. One query."""
    return _page(_chosen(_of(actor), now, code, is_late), now, cursor)


def list_of_team(
    commune_id: int,
    now: datetime,
    *,
    code: str = "",
    is_late: bool = False,
    user_id: UUID | None = None,
    cursor: str | None = None,
) -> Page[DueRow]:
    """What is due in the commune, of everybody or of one person, the first due first. One query."""
    found = Obligation.objects.filter(commune_id=commune_id)
    if user_id is not None:
        found = found.filter(responsible_id=user_id)
    return _page(_chosen(found, now, code, is_late), now, cursor)


@dataclass(frozen=True, slots=True)
class DueCells:
    """An open obligation for a file."""

    label: str
    code: str
    detail: str
    since: datetime
    due_at: datetime
    responsible: str


def stream_of_team(
    actor: Actor, commune_id: int, now: datetime, code: str = "", is_late: bool = False
) -> Iterator[DueCells]:
    """What is due in the commune, for a file: read for `actor` while the file leaves."""
    cells = (commune_id, now, code, code, not is_late, now)
    return (DueCells(*row) for row in stream(actor, _CELLS, cells))


def list_first(actor: Actor, now: datetime, most: int) -> list[DueRow]:
    """The first few that the reader answers for and that are late, close or due soon. One query."""
    is_near = Q(warn_at__lte=now) | Q(due_at__lt=now + _SOON)
    found = _chosen(_of(actor).filter(is_near), now, "", False)
    return [_row(row, now) for row in found.order_by("due_at", "id")[:most]]


def count_late_by_person(commune_id: int, now: datetime) -> list[LateOfPerson]:
    """Whose how many are late in the commune, the most first; the head's under the heads' names, nobody's under none.
    One query."""
    of_heads = When(
        responsible_id=None, responsible_kind="head", then=Coalesce(heads(), Value(""), output_field=TextField())
    )
    late = Obligation.objects.filter(commune_id=commune_id, is_open=True, due_at__lt=now)
    named = late.annotate(who=Case(of_heads, default="responsible", output_field=TextField()))
    rows = named.values_list("responsible_id", "who").annotate(late=Count("id"), oldest=Min("due_at"))
    return [LateOfPerson(*row) for row in rows.order_by("-late", "who")]


def _of(actor: Actor) -> QuerySet[Obligation]:
    """What somebody answers for by name, and what nobody does by name but everybody of that role in the commune; the
    head's, where there is no head, is seen by the social workers."""
    kinds = _BY_ROLE.get(actor.role, ())
    if not kinds:
        return Obligation.objects.filter(responsible_id=actor.user_id)
    is_theirs = Q(responsible_kind__in=kinds)
    if actor.role == "social_worker":
        is_theirs |= Q(responsible_kind="head", is_headless=True)
    nobodys = Q(commune_id=actor.scope.place_id, responsible_id=None) & is_theirs
    return Obligation.objects.alias(is_headless=is_headless(actor.scope.place_id)).filter(
        Q(responsible_id=actor.user_id) | nobodys
    )


def _chosen(rows: QuerySet[Obligation], now: datetime, code: str, is_late: bool) -> QuerySet[Obligation]:
    """Open ones that have begun: a service that starts next month is nothing to do yet."""
    chosen = rows.filter(is_open=True, since__lte=now).annotate(heads=heads())
    if code:
        chosen = chosen.filter(code=code)
    return chosen.filter(due_at__lt=now) if is_late else chosen


def _page(rows: QuerySet[Obligation], now: datetime, cursor: str | None) -> Page[DueRow]:
    page = page_of(rows, ("due_at", "id"), cursor, SIZE)
    return Page(list(_rows(page.items, now)), page.next, page.is_first)


def _rows(rows: Iterable[Obligation], now: datetime) -> Iterator[DueRow]:
    return (_row(row, now) for row in rows)


def _row(row: Any, now: datetime) -> DueRow:
    return DueRow(
        row.id, row.commune_id, row.case_id, row.code, row.key, row.label, row.detail, row.subject, row.since,
        row.due_at, _state(row, now), row.met_at, row.proof_id, row.ended_at, row.waived_reason, row.late_reason,
        row.responsible_id, who_answers(row, row.heads),
    )  # fmt: skip


def _state(row: Obligation, now: datetime) -> str:
    """As `rules.judging.Judged.state` says it of what was judged."""
    if row.waived_reason is not None:
        return "waived"
    if row.met_at is not None:
        return "met_late" if row.met_at > row.due_at else "met"
    if row.ended_at is not None:
        return "ended_late" if row.ended_at > row.due_at else "ended"
    if now > row.due_at:
        return "late"
    return "close" if now >= row.warn_at else "pending"
