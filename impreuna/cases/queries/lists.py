"""Lists of cases: by state, by name or number, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from impreuna.cases.models import Case, CaseMember, CasePerson
from impreuna.cases.queries.casefile import places_of
from impreuna.cases.queries.due import DueRow, first_due
from impreuna.cases.rules.stages import ENDED
from impreuna.kernel.actor import Actor
from impreuna.obligations.models import Obligation
from impreuna.registry.rules.names import search_words
from impreuna.ui.paging import Page, page_of

SIZE = 20


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as lists show it; `due` is what is due in it first."""

    id: UUID
    title: str
    label: str
    subject: str
    stage: str
    responsible: str
    registered_at: datetime
    registered_by: str
    is_urgent: bool
    is_suspended: bool
    is_restricted: bool
    due: DueRow | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for. `which`: all, mine, triage, late, ended; `stage`: one of them, or any."""

    which: str = "mine"
    stage: str = ""
    words: str = ""


def list_cases(actor: Actor, asked: Asked, now: datetime, cursor: str | None = None, size: int = SIZE) -> Page[CaseRow]:
    """A page of the cases that the actor sees: in triage the urgent ones first and then the oldest, otherwise the
    latest first. Two queries."""
    keys = ("-is_urgent", "registered_at", "id") if asked.which == "triage" else ("-registered_at", "id")
    page = page_of(_asked(actor, asked, now), keys, cursor, size)
    return Page(rows_of(actor, page.items), page.next, page.is_first)


def rows_of(actor: Actor, cases: Sequence[Case]) -> list[CaseRow]:
    """The cases with what is due in each. One query; none without cases."""
    due = first_due(places_of(actor), [case.id for case in cases]) if cases else {}
    return [
        CaseRow(
            case.id,
            f"{case.number}/{case.year}",
            case.label,
            case.subject,
            case.stage,
            case.responsible,
            case.registered_at,
            case.registered_by,
            case.is_urgent,
            case.is_suspended,
            case.is_restricted,
            due.get(case.id),
        )
        for case in cases
    ]


def _asked(actor: Actor, asked: Asked, now: datetime) -> QuerySet[Case]:
    cases = Case.objects.filter(commune_id__in=places_of(actor))
    if asked.stage:
        cases = cases.filter(stage=asked.stage)
    elif asked.which == "ended":
        cases = cases.filter(stage__in=ENDED)
    elif not asked.words:
        cases = cases.exclude(stage__in=ENDED)
    if asked.which == "mine":
        cases = cases.filter(_own(actor))
    if asked.which == "triage":
        cases = cases.filter(stage="registered")
    if asked.which == "late":
        late = Obligation.objects.filter(commune_id=OuterRef("commune_id"), case_id=OuterRef("id"), is_open=True)
        cases = cases.filter(Exists(late.filter(due_at__lt=now)))
    return cases.filter(_found(asked.words)) if asked.words else cases


def _own(actor: Actor) -> Q:
    member = CaseMember.objects.filter(
        commune_id=OuterRef("commune_id"), case_id=OuterRef("id"), user_id=actor.user_id, until=None
    )
    return Q(Q(responsible_id=actor.user_id) | Exists(member))


def _found(words: str) -> Q:
    """Every word begins a word of the number or of a name."""
    pieces = search_words(words)[:6]
    return reduce(and_, (Q(search__contains=f" {piece}") for piece in pieces), Q()) if pieces else Q(pk__in=[])


def cases_of_household(actor: Actor, commune_id: int, household_id: UUID) -> list[CaseRow]:
    """The cases of a household, the latest first. Two queries."""
    cases = Case.objects.filter(commune_id=commune_id, household_id=household_id)
    return rows_of(actor, list(cases.order_by("-registered_at", "id")[:SIZE]))


def cases_of_people(actor: Actor, commune_id: int, person_ids: list[UUID]) -> list[CaseRow]:
    """The cases in which somebody has or had a part, under any of her records. Three queries at most."""
    held = CasePerson.objects.filter(commune_id=commune_id, person_id__in=person_ids).exclude(ended_why="mistake")
    ids = set(held.values_list("case_id", flat=True))
    cases = Case.objects.filter(commune_id=commune_id, id__in=ids).order_by("-registered_at", "id")
    return rows_of(actor, list(cases)) if ids else []
