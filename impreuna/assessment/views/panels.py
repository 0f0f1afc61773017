"""What the census shows on pages of other rooms: a household's, a person's, the commune's home page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from impreuna.assessment.forms.answers import said
from impreuna.assessment.queries import (
    FindingRow,
    Wanted,
    count_open_findings,
    list_findings,
    list_findings_of_person,
    list_visits,
    list_worklist,
)
from impreuna.assessment.views import begun
from impreuna.assessment.views.findings import priority_of
from impreuna.assessment.views.visits import visit_lines
from impreuna.nomenclature.queries import edition as edition_of
from impreuna.nomenclature.queries import parameters_on
from impreuna.registry.queries.duplicates import merged_ids
from impreuna.registry.views.households import today

#: So many lines stand on the home page; the rest is behind the link.
_ON_HOME = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A finding in a list: what it is called, and what is known of it."""

    row: FindingRow
    title: str


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one subject."""

    name: str
    is_person: bool
    lines: tuple[Line, ...]


def _lines(rows: list[FindingRow]) -> list[Line]:
    editions = cache(edition_of)
    lines = []
    for row in rows:
        entry = editions(row.edition).vulnerabilities.get(row.code)
        lines.append(Line(row, said(entry.text) if entry else row.code))
    return lines


def household_findings(request: HttpRequest, household_id: UUID) -> SafeString:
    """The vulnerabilities of a household that ask for something, and its visits."""
    place = _place(request)
    rows = list_findings(place, household_id)
    live = [row for row in rows if row.is_live]
    ordered = sorted(_lines(live), key=lambda line: (line.row.is_person, line.row.subject, str(line.row.subject_id)))
    groups = [
        Group(lines[0].row.subject, lines[0].row.is_person, tuple(lines))
        for _subject, found in groupby(ordered, key=lambda line: line.row.subject_id)
        for lines in [list(found)]
    ]
    visits = list_visits(place, household_id, limit=3)
    context = {
        "household_id": household_id,
        "groups": groups,
        "past": len(rows) - len(live),
        "priority": priority_of(rows, visits) if rows or visits else None,
        "visits": visit_lines(visits),
    }
    return render_to_string("assessment/panels/household.html", context, request)


def household_actions(request: HttpRequest, household_id: UUID) -> SafeString:
    """The button that begins an interview, or leads back into one's own."""
    actor = request.actor  # type: ignore[attr-defined]
    known_drafts = begun.drafts_about(_place(request), household_id)
    mine = next((each for each in known_drafts if each.user_id == actor.user_id), None)
    context = {"household_id": household_id, "mine": mine}
    return render_to_string("assessment/panels/actions.html", context, request)


def person_findings(request: HttpRequest, person_id: UUID) -> SafeString:
    """The vulnerabilities of a person, past ones too."""
    place = _place(request)
    rows = list_findings_of_person(place, [person_id, *merged_ids(place, person_id)])
    if not rows:
        return SafeString()
    context = {
        "live": _lines([row for row in rows if row.is_live]),
        "past": _lines([row for row in rows if not row.is_live]),
        "household_id": rows[0].household_id,
    }
    return render_to_string("assessment/panels/person.html", context, request)


def to_decide(request: HttpRequest, siruta: int) -> SafeString:
    """Households in which something waits for the reader, the most pressing first. What it is stands only on the
    household's own page: this one is open on the desk while people come and go."""
    role = request.actor.role  # type: ignore[attr-defined]
    count = count_open_findings(siruta, role)
    if not count:
        return SafeString()
    day = today()
    found = list_worklist(siruta, day, parameters_on(day), role, Wanted(waits_for=role), size=_ON_HOME)
    return render_to_string("assessment/panels/to_decide.html", {"rows": found.rows, "count": count}, request)


def my_drafts(request: HttpRequest, siruta: int) -> SafeString:
    """The reader's unfinished interviews."""
    rows = begun.draft_rows(request.actor)  # type: ignore[attr-defined]
    if not rows:
        return SafeString()
    context = {"rows": rows[:_ON_HOME], "count": len(rows)}
    return render_to_string("assessment/panels/drafts.html", context, request)


def _place(request: Any) -> int:
    place: int = request.actor.scope.place_id
    return place
