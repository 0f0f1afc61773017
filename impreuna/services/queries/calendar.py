"""What somebody has to do, by day: visits, terms of cases, what meetings decided, appointments, meetings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from hmac import compare_digest
from uuid import UUID

from impreuna.cases.models import Case, CaseEntry, Meeting, Task
from impreuna.cases.queries.links import digest_of_secret
from impreuna.kernel.actor import Actor
from impreuna.kernel.moments import BUCHAREST, day_of
from impreuna.obligations.models import Obligation
from impreuna.registry.models import Household
from impreuna.services.models import CalendarKey, PlannedVisit
from impreuna.services.rules.visits import PLANNED

#: Acts that make an appointment, and what it is for.
_APPOINTMENTS = ("CheckService", "RecordCaseVisit", "RecordReevaluation")
MOST = 500


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a day. `kind`: visit, due, task, appointment or meeting; `at` for what has an hour.

    `code` is the visit's purpose, the obligation's code or the act's name; `words` are those of a task; `who` names the
    household or the person of the case.
    """

    id: UUID
    kind: str
    day: date
    at: datetime | None
    code: str
    words: str = ""
    case_id: UUID | None = None
    case: str = ""
    household_id: UUID | None = None
    who: str = ""


def list_events(actor: Actor, first: date, last: date) -> list[Event]:
    """The actor's own from `first` to `last`, both days included, in their order. Seven queries; five when there
    is nothing."""
    events = [
        *_visits(actor, first, last),
        *_due(actor, first, last),
        *_tasks(actor, first, last),
        *_appointments(actor, first, last),
        *_meetings(actor, first, last),
    ]
    events.sort(key=lambda event: (event.day, event.at is not None, event.at or _NOWHEN, event.kind))
    return _numbered(events[:MOST])


_NOWHEN = datetime.min.replace(tzinfo=BUCHAREST)


def _numbered(events: list[Event]) -> list[Event]:
    """The events with the numbers of their cases and the names of whom they are about."""
    if not events:
        return []
    cases = {case.id: case for case in Case.objects.filter(id__in={event.case_id for event in events if event.case_id})}
    homes = Household.objects.filter(id__in={event.household_id for event in events if event.household_id})
    labels = dict(homes.values_list("id", "label"))
    return [_known(event, cases.get(event.case_id) if event.case_id else None, labels) for event in events]


def _known(event: Event, case: Case | None, labels: Mapping[UUID, str]) -> Event:
    if case is not None:
        return replace(event, case=f"{case.number}/{case.year}", who=case.label)
    return replace(event, who=labels.get(event.household_id, "") if event.household_id else "")


def _visits(actor: Actor, first: date, last: date) -> Iterator[Event]:
    own = PlannedVisit.objects.filter(
        commune_id__in=actor.scope.commune_ids,
        state=PLANNED,
        planned_by_id=actor.user_id,
        planned_on__range=(first, last),
    )
    for row in own[:MOST]:
        yield Event(row.id, "visit", row.planned_on, None, row.purpose, household_id=row.household_id)


def _due(actor: Actor, first: date, last: date) -> Iterator[Event]:
    since, until = _span(first, last)
    own = Obligation.objects.filter(responsible_id=actor.user_id, is_open=True, due_at__range=(since, until))
    for row in own[:MOST]:
        yield Event(row.id, "due", day_of(row.due_at), row.due_at, row.code, case_id=row.case_id)


def _tasks(actor: Actor, first: date, last: date) -> Iterator[Event]:
    own = Task.objects.filter(assigned_to_id=actor.user_id, done_at=None, due_on__range=(first, last))
    for row in own[:MOST]:
        yield Event(row.id, "task", row.due_on, None, "", row.title, row.case_id)


def _appointments(actor: Actor, first: date, last: date) -> Iterator[Event]:
    own = CaseEntry.objects.filter(
        commune_id__in=actor.scope.commune_ids,
        author_id=actor.user_id,
        kind__in=_APPOINTMENTS,
        content__next_on__gte=first.isoformat(),
        content__next_on__lte=last.isoformat(),
    )
    for row in own[:MOST]:
        day = date.fromisoformat(row.content["next_on"])
        yield Event(row.id, "appointment", day, None, row.kind, row.content.get("next_purpose", ""), row.case_id)


def _meetings(actor: Actor, first: date, last: date) -> Iterator[Event]:
    planned = Meeting.objects.filter(commune_id__in=actor.scope.commune_ids, next_on__range=(first, last))
    for row in planned[:MOST]:
        if row.next_on is not None:
            yield Event(row.id, "meeting", row.next_on, None, row.kind)


def _span(first: date, last: date) -> tuple[datetime, datetime]:
    return (
        datetime.combine(first, time(), BUCHAREST),
        datetime.combine(last + timedelta(days=1), time(), BUCHAREST) - timedelta(microseconds=1),
    )


def has_key(actor: Actor) -> bool:
    """Whether the actor has an address of her calendar. One query."""
    return CalendarKey.objects.filter(commune_id=actor.scope.place_id, user_id=actor.user_id).exists()


def is_key_of(actor: Actor, secret: str) -> bool:
    """Whether the secret opens the actor's calendar. One query."""
    key = CalendarKey.objects.filter(commune_id=actor.scope.place_id, user_id=actor.user_id).first()
    return key is not None and compare_digest(bytes(key.secret_digest), digest_of_secret(secret))
