"""Meetings of the team: what to talk about, what was said, and what is still to be done (Order 288/2006 5.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from impreuna.cases.models import Case, CaseEntry, CaseMember, Meeting, Task
from impreuna.cases.queries.casefile import Entry, places_of
from impreuna.cases.queries.due import DueRow, first_due
from impreuna.cases.rules.stages import ENDED
from impreuna.kernel.actor import Actor
from impreuna.obligations.models import Obligation
from impreuna.ui.paging import Page, page_of

SIZE = 20
#: So far ahead a meeting looks: until the next one.
AHEAD = timedelta(days=7)
#: So many cases at most stand on an agenda; the rest is chosen by hand.
MOST_CASES = 30


@dataclass(frozen=True, slots=True)
class AgendaCase:
    """A case to talk about. `why`: new, late, soon or chosen; `due` is what is due in it first."""

    id: UUID
    title: str
    label: str
    subject: str
    stage: str
    responsible: str
    why: str
    due: DueRow | None
    open_tasks: int


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting as lists show it."""

    id: UUID
    kind: str
    held_at: datetime
    place: str
    present: int
    cases: int
    author: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Something that a meeting decided; `case` is empty for what concerns no case."""

    id: UUID
    title: str
    case_id: UUID | None
    case: str
    assigned_to_id: UUID
    assigned_to: str
    due_on: date
    done_at: datetime | None
    done_by: str
    result: str
    meeting_id: UUID | None


@dataclass(frozen=True, slots=True)
class Talk:
    """What a meeting said about a case that the reader sees, with what it decided."""

    case_id: UUID
    case: str
    entry: Entry
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class MeetingFile:
    """A meeting as its reader may see it."""

    id: UUID
    kind: str
    held_at: datetime
    place: str
    attendance: tuple[dict[str, object], ...]
    minutes: str
    next_on: date | None
    author: str
    author_id: UUID
    talks: tuple[Talk, ...]
    tasks: tuple[TaskRow, ...]


def list_agenda(commune_id: int, now: datetime, chosen: Iterable[UUID] = ()) -> list[AgendaCase]:
    """What the team has to talk about: late first, then due until the next meeting, then new since the last one, and
    those that were `chosen`, whatever became of them. Restricted cases stand here only when chosen: their own team
    talks about them. Four queries."""
    last = Meeting.objects.filter(commune_id=commune_id, kind="team").order_by("-held_at").first()
    since = last.held_at if last else now - AHEAD
    of_case = Obligation.objects.filter(commune_id=OuterRef("commune_id"), case_id=OuterRef("id"), is_open=True)
    cases = Case.objects.filter(commune_id=commune_id).annotate(
        is_late=Exists(of_case.filter(due_at__lt=now)), is_soon=Exists(of_case.filter(due_at__lt=now + AHEAD))
    )
    is_open = Q(is_restricted=False) & ~Q(stage__in=ENDED)
    wanted = is_open & (Q(is_late=True) | Q(is_soon=True) | Q(registered_at__gt=since))
    found = cases.filter(wanted | Q(id__in=list(chosen))).order_by("-is_late", "-is_soon", "registered_at", "id")
    rows = list(found[:MOST_CASES])
    late, soon = (frozenset(row.id for row in rows if getattr(row, name)) for name in ("is_late", "is_soon"))
    due = first_due([commune_id], [row.id for row in rows])
    tasks = _open_tasks([commune_id]).filter(case_id__in=[row.id for row in rows]).values_list("case_id", flat=True)
    open_tasks = list(tasks)
    return [
        AgendaCase(
            row.id,
            f"{row.number}/{row.year}",
            row.label,
            row.subject,
            row.stage,
            row.responsible,
            _why(row, late, soon, since),
            due.get(row.id),
            open_tasks.count(row.id),
        )
        for row in rows
    ]


def _why(row: Case, late: frozenset[UUID], soon: frozenset[UUID], since: datetime) -> str:
    if row.id in late:
        return "late"
    if row.id in soon:
        return "soon"
    return "new" if row.registered_at > since else "chosen"


def list_open_cases(commune_id: int, limit: int = 200) -> list[tuple[UUID, str]]:
    """The open cases that a meeting may talk about: (id, number and label), the latest first. One query."""
    cases = Case.objects.filter(commune_id=commune_id, is_restricted=False).exclude(stage__in=ENDED)
    rows = cases.order_by("-registered_at", "id")[:limit]
    return [(row.id, f"{row.number}/{row.year} {row.label}") for row in rows]


def workers_of(commune_id: int, case_ids: Iterable[UUID]) -> dict[UUID, list[tuple[UUID, str]]]:
    """Who is in the team of each case now. One query."""
    members = CaseMember.objects.filter(commune_id=commune_id, case_id__in=list(case_ids), until=None)
    workers: dict[UUID, list[tuple[UUID, str]]] = {}
    for member in members.order_by("name", "id"):
        if member.user_id is not None:
            workers.setdefault(member.case_id, []).append((member.user_id, member.name))
    return workers


def list_meetings(actor: Actor, cursor: str | None = None, size: int = SIZE) -> Page[MeetingRow]:
    """A page of the meetings of the actor's commune, the latest first. One query."""
    page = page_of(Meeting.objects.filter(commune_id__in=places_of(actor)), ("-held_at", "id"), cursor, size)
    rows = [
        MeetingRow(
            each.id,
            each.kind,
            each.held_at,
            each.place,
            sum(bool(one.get("is_present")) for one in each.attendance),
            len(each.case_ids),
            each.author,
        )
        for each in page.items
    ]
    return Page(rows, page.next, page.is_first)


def find_meeting(actor: Actor, meeting_id: UUID) -> MeetingFile | None:
    """A meeting with what it said about the cases that the reader sees. Four queries."""
    row = Meeting.objects.filter(commune_id__in=places_of(actor), id=meeting_id).first()
    if row is None:
        return None
    tasks = list_tasks_of(row.commune_id, meeting_id)
    said = list(
        CaseEntry.objects.filter(
            commune_id=row.commune_id, kind="DiscussInMeeting", content__meeting_id=str(meeting_id)
        ).order_by("n")
    )
    cases = Case.objects.filter(commune_id=row.commune_id, id__in=[entry.case_id for entry in said])
    names = {case.id: f"{case.number}/{case.year} {case.label}" for case in cases}
    talks = tuple(
        Talk(
            entry.case_id,
            names.get(entry.case_id, ""),
            _entry(entry),
            tuple(task for task in tasks if task.case_id == entry.case_id),
        )
        for entry in said
    )
    return MeetingFile(
        row.id, row.kind, row.held_at, row.place, tuple(row.attendance), row.minutes, row.next_on, row.author,
        row.author_id, talks, tuple(task for task in tasks if task.case_id is None),
    )  # fmt: skip


def list_tasks_of(commune_id: int, meeting_id: UUID) -> list[TaskRow]:
    """What a meeting decided, by day. Two queries."""
    return _tasks(list(Task.objects.filter(commune_id=commune_id, meeting_id=meeting_id).order_by("due_on", "id")))


def list_tasks(actor: Actor, which: str = "mine", cursor: str | None = None, size: int = SIZE) -> Page[TaskRow]:
    """A page of what meetings decided: mine (open, of the actor), open (everybody's) or done. Two queries."""
    places = places_of(actor)
    if which == "done":
        done = Task.objects.filter(commune_id__in=places).exclude(done_at=None)
        page = page_of(done, ("-done_at", "id"), cursor, size)
    else:
        tasks = _open_tasks(places)
        tasks = tasks.filter(assigned_to_id=actor.user_id) if which == "mine" else tasks
        page = page_of(tasks, ("due_on", "id"), cursor, size)
    return Page(_tasks(page.items), page.next, page.is_first)


def find_task(actor: Actor, task_id: UUID) -> TaskRow | None:
    """One task; none when there is none for the reader. Two queries."""
    rows = _tasks(list(Task.objects.filter(commune_id__in=places_of(actor), id=task_id)))
    return rows[0] if rows else None


def _open_tasks(places: Iterable[int]) -> QuerySet[Task]:
    return Task.objects.filter(commune_id__in=list(places), done_at=None)


def _tasks(rows: list[Task]) -> list[TaskRow]:
    ids = {row.case_id for row in rows if row.case_id}
    cases = Case.objects.filter(id__in=ids) if ids else ()
    names = {case.id: f"{case.number}/{case.year} {case.label}" for case in cases}
    return [
        TaskRow(
            row.id, row.title, row.case_id, names.get(row.case_id, "") if row.case_id else "", row.assigned_to_id,
            row.assigned_to, row.due_on, row.done_at, row.done_by, row.result, row.meeting_id,
        )
        for row in rows
    ]  # fmt: skip


def _entry(row: CaseEntry) -> Entry:
    return Entry(
        row.id, row.kind, row.area, row.about_id, row.stated_at, row.recorded_at, row.received_at, row.late_reason,
        row.author, row.author_id, row.role, row.content,
    )  # fmt: skip
