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
    context = {
        "rows": _words(rows),
        "may": may(actor.role, "RegisterNotice"),
        "household_text": str(household_id),
        "readers": may(actor.role, "SeeReaders"),
    }
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


def new_cases(request: HttpRequest, siruta: int) -> SafeString:
    """Notices that wait for their evaluation, for who evaluates and for the head."""
    actor = _actor(request)
    if actor.role not in ("social_worker", "spas_head"):
        return SafeString()
    rows = list_cases(actor, Asked("triage"), timezone.now(), size=_FEW).items
    return render_to_string("cases/panels/home.html", {"rows": _words(rows)}, request) if rows else SafeString()


def _words(rows: Any) -> list[Any]:
    now = timezone.now()
    return [in_words(row, now) for row in rows]


def _actor(request: Any) -> Any:
    return request.actor
