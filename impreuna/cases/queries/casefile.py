"""One case as its reader may see it: the row, the people, the team, the entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL
from django.utils import timezone

from impreuna.cases.models import Case, CaseEntry, CaseMember, CasePerson
from impreuna.cases.queries.dossier import dossier_of
from impreuna.cases.rules.acts import functions_of, may_do
from impreuna.kernel.actor import Actor
from impreuna.kernel.policy import may
from impreuna.kernel.result import Verdict
from impreuna.obligations.rules.dossier import Dossier

#: Whether the reader belongs to the case's circle, however she came to it.
_IN_TEAM = partial(RawSQL, "team_id = ANY ((SELECT impreuna_restrictions())::uuid[])", (), output_field=BooleanField())


@dataclass(frozen=True, slots=True)
class Entry:
    """An act of the dossier that the reader may see."""

    id: UUID
    kind: str
    area: str
    about_id: UUID | None
    stated_at: datetime
    recorded_at: datetime
    received_at: datetime
    late_reason: str
    author: str
    author_id: UUID
    role: str
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody's function in the team, from a moment, for ever or until another."""

    id: UUID
    user_id: UUID | None
    name: str
    function: str
    since: datetime
    until: datetime | None
    institution: str
    is_present: bool


@dataclass(frozen=True, slots=True)
class Someone:
    """Somebody of the case; `person_id` when she is in the registry. `until`: since when she has no part any more, for
    the reason `ended_why`."""

    id: UUID
    person_id: UUID | None
    name: str
    birth_date: date | None
    part: str
    note: str = ""
    until: datetime | None = None
    ended_why: str = ""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case and all that its reader sees of it, in the order in which it was recorded."""

    commune_id: int
    id: UUID
    number: int
    year: int
    label: str
    subject: str
    channel: str
    stage: str
    outcome: str
    is_urgent: bool
    is_suspended: bool
    is_restricted: bool
    registered_at: datetime
    registered_by: str
    responsible_id: UUID | None
    responsible: str
    household_id: UUID | None
    person_id: UUID | None
    ended_at: datetime | None
    #: Whether the reader is in the case's circle, and what she is in the case.
    is_in_team: bool
    functions: frozenset[str]
    reader: Actor
    #: Who has a part in it now, and who had one.
    people: tuple[Someone, ...]
    past_people: tuple[Someone, ...]
    members: tuple[Member, ...]
    entries: tuple[Entry, ...]
    dossier: Dossier

    @property
    def title(self) -> str:
        """The number by which people speak of it: "12/2026"."""
        return f"{self.number}/{self.year}"

    @property
    def team(self) -> tuple[Member, ...]:
        """Who is in the team now."""
        return tuple(member for member in self.members if member.is_present)

    def holder(self, function: str) -> Member | None:
        """Who has a function now."""
        return next((member for member in self.team if member.function == function), None)

    def entry(self, entry_id: UUID | None, *kinds: str) -> Entry | None:
        """The entry of that id, if the reader sees it and it is of `kinds` (any, when none is named)."""
        return next((e for e in self.entries if e.id == entry_id and (not kinds or e.kind in kinds)), None)

    def of(self, *kinds: str) -> Iterator[Entry]:
        """The entries of these kinds, in order."""
        return (entry for entry in self.entries if entry.kind in kinds)

    def last(self, *kinds: str) -> Entry | None:
        """The latest entry of these kinds."""
        return next((entry for entry in reversed(self.entries) if entry.kind in kinds), None)

    def about(self, entry_id: UUID, *kinds: str) -> Iterator[Entry]:
        """The entries of these kinds that answer another."""
        return (entry for entry in self.of(*kinds) if entry.about_id == entry_id)

    @property
    def works_with_it(self) -> bool:
        """Whether the reader has a part in the case itself, beside what her role in the commune gives her."""
        return self.is_in_team or bool(self.functions - {"head"})

    def may(self, kind: str) -> Verdict:
        """Whether the reader may do an act now: by role, by function in the case, by stage."""
        return may(self.reader.role, kind) and may_do(kind, self.stage, self.functions, self.is_suspended)


def find_case(actor: Actor, case_id: UUID) -> CaseFile | None:
    """The case as `actor` may see it; none when there is none for her. Four queries, whatever it holds."""
    case = Case.objects.filter(commune_id__in=places_of(actor), id=case_id).annotate(in_team=_IN_TEAM()).first()
    if case is None:
        return None
    of_case = {"commune_id": case.commune_id, "case_id": case.id}
    rows = list(CaseEntry.objects.filter(**of_case).order_by("received_at", "recorded_at", "id"))
    members = tuple(
        _member(row, timezone.now()) for row in CaseMember.objects.filter(**of_case).order_by("since", "id")
    )
    people = tuple(_someone(row) for row in CasePerson.objects.filter(**of_case).order_by("id"))
    held = [member.function for member in members if member.is_present and member.user_id == actor.user_id]
    has_responsible = any(member.is_present and member.function == "responsible" for member in members)
    return CaseFile(
        is_in_team=case.in_team,
        functions=functions_of(actor.role, held, has_responsible),
        reader=actor,
        people=tuple(each for each in people if each.until is None),
        past_people=tuple(each for each in people if each.until is not None),
        members=members,
        entries=tuple(_entry(row) for row in rows),
        dossier=dossier_of(case, rows),
        **{name: getattr(case, name) for name in _COLUMNS},
    )


_COLUMNS = (
    "commune_id", "id", "number", "year", "label", "subject", "channel", "stage", "outcome", "is_urgent",
    "is_suspended", "is_restricted", "registered_at", "registered_by", "responsible_id", "responsible",
    "household_id", "person_id", "ended_at",
)  # fmt: skip


def places_of(actor: Actor) -> list[int]:
    """The communes whose cases the actor may have a part in: an index condition, beside the row's own protection."""
    return sorted(actor.scope.commune_ids)


def _entry(row: CaseEntry) -> Entry:
    return Entry(
        row.id, row.kind, row.area, row.about_id, row.stated_at, row.recorded_at, row.received_at, row.late_reason,
        row.author, row.author_id, row.role, row.content,
    )  # fmt: skip


def _member(row: CaseMember, now: datetime) -> Member:
    is_present = row.since <= now and (row.until is None or row.until > now)
    return Member(row.id, row.user_id, row.name, row.function, row.since, row.until, row.institution, is_present)


def _someone(row: CasePerson) -> Someone:
    return Someone(
        row.id, row.person_id, row.name, row.birth_date, row.part, row.note, row.until, row.ended_why
    )  # fmt: skip
