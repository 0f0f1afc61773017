"""What this room shows on pages of other rooms: a household's, a person's, the commune's home page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from impreuna.kernel.policy import may
from impreuna.registry.queries.duplicates import merged_ids
from impreuna.registry.views.households import today
from impreuna.services.queries import (
    list_due,
    list_pictures,
    list_plans_of,
    list_services,
    list_services_of_person,
    list_visits,
)
from impreuna.services.queries.attendance import list_attended, list_attended_by_household
from impreuna.services.views.lines import attended_lines, picture_lines, plan_lines, service_lines, visit_lines
from impreuna.services.views.visits import may_act

#: So many stand on a page of another room; the rest is behind the link.
_FEW, _PICTURES = 3, 6


def household_visits(request: HttpRequest, household_id: UUID) -> SafeString:
    """The next visits of a household and its last ones, the last services, the last pictures."""
    place = _place(request)
    context = {
        "household_id": household_id,
        "plans": plan_lines(list_plans_of(place, household_id), today()),
        "visits": visit_lines(list_visits(place, household_id, _FEW)),
        "services": service_lines(list_services(place, household_id, _FEW)),
        "activities": attended_lines(list_attended_by_household(place, household_id, _FEW)),
        "pictures": picture_lines(list_pictures(place, household_id, _PICTURES)),
        "may": may_act(request),
    }
    return render_to_string("services/panels/household.html", context, request)


def person_services(request: HttpRequest, person_id: UUID) -> SafeString:
    """The services that a person was given and the activities to which she came, under any of her records."""
    place = _place(request)
    ids = [person_id, *merged_ids(place, person_id)]
    services, attended = list_services_of_person(place, ids), list_attended(place, ids)
    if not services and not attended:
        return SafeString()
    context = {"services": service_lines(services), "activities": attended_lines(attended), "is_one": True}
    return render_to_string("services/panels/person.html", context, request)


def due_visits(request: Any, siruta: int) -> SafeString:
    """Visits of today and those whose day has passed: the reader's own; all of them for who plans none."""
    actor = request.actor
    mine = actor.user_id if may(actor.role, "PlanVisit") else None
    rows = list_due(siruta, today(), mine)
    if not rows:
        return SafeString()
    context = {"plans": plan_lines(rows, today()), "may": may_act(request)}
    return render_to_string("services/panels/due.html", context, request)


def _place(request: Any) -> int:
    place: int = request.actor.scope.place_id
    return place
