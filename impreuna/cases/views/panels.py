"""What this room shows on pages of other rooms: a household's, a person's, the commune's home page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from impreuna.cases.queries.lists import Asked, cases_of_household, cases_of_people, list_cases
from impreuna.cases.views.lists import in_words
from impreuna.kernel.policy import may
from impreuna.registry.queries.duplicates import merged_ids

#: So many stand on a page of another room; the rest is behind the link.
_FEW = 5


def household_cases(request: HttpRequest, household_id: UUID) -> SafeString:
    """The cases of a household, and the way to a new one."""
    actor = _actor(request)
    rows = cases_of_household(actor, actor.scope.place_id, household_id)
    context = {"rows": _words(rows), "may": may(actor.role, "RegisterNotice"), "household_text": str(household_id)}
    return render_to_string("cases/panels/household.html", context, request)


def person_cases(request: HttpRequest, person_id: UUID) -> SafeString:
    """The cases in which a person has a part, and the way to a new one about her."""
    actor = _actor(request)
    place = actor.scope.place_id
    rows = cases_of_people(actor, place, [person_id, *merged_ids(place, person_id)])
    context = {
        "rows": _words(rows),
        "may": may(actor.role, "RegisterNotice"),
        "readers": may(actor.role, "SeeReaders"),
        "person_id": person_id,
        "person_text": str(person_id),
    }
    return render_to_string("cases/panels/person.html", context, request)


def own_cases(request: HttpRequest, siruta: int) -> SafeString:
    """What comes in and waits for its evaluation, and what is late among the reader's own cases."""
    actor, now = _actor(request), timezone.now()
    leads = actor.role in ("social_worker", "spas_head")
    fresh = list_cases(actor, Asked("triage"), now, size=_FEW).items if leads else []
    late = list_cases(actor, Asked("late" if actor.role == "spas_head" else "mine-late"), now, size=_FEW).items
    shown = {row.id for row in fresh}
    late = [row for row in late if row.id not in shown]
    if not fresh and not late:
        return SafeString()
    context = {"fresh": _words(fresh), "late": _words(late)}
    return render_to_string("cases/panels/home.html", context, request)


def _words(rows: Any) -> list[Any]:
    now = timezone.now()
    return [in_words(row, now) for row in rows]


def _actor(request: Any) -> Any:
    return request.actor
