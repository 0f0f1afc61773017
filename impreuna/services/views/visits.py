"""Pages of visits: what is planned, planning one, calling one off, recording one, all of a household's."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from impreuna.kernel.policy import may
from impreuna.registry.queries.households import HouseholdFile
from impreuna.registry.views.acts import act_page
from impreuna.registry.views.households import household_or_404, today
from impreuna.services.forms.visits import CallOffForm, PlanForm, VisitForm, plan_in_words
from impreuna.services.queries import find_plan, list_pictures, list_plans, list_plans_of, list_services, list_visits
from impreuna.services.queries.attendance import list_attended_by_household
from impreuna.services.rules.visits import CENSUS, PLANNED
from impreuna.services.views.lines import attended_lines, picture_lines, plan_lines, service_lines, visit_lines
from impreuna.ui.access import SignedIn, page
from impreuna.ui.answers import typed
from impreuna.ui.paging import CURSOR_PARAMETER, Page
from impreuna.ui.wording import day

ACTS = ("PlanVisit", "CallOffVisit", "RecordVisit", "RecordService", "GiveResource")


def may_act(request: Any) -> dict[str, Any]:
    """What the reader may do about visits, by act."""
    return {act: may(request.actor.role, act) for act in ACTS}


@page("SeeVisits")
def planned(request: SignedIn) -> HttpResponse:
    """The commune's planned visits by day, the reader's own first of all."""
    place, actor = request.actor.scope.place_id, request.actor
    plans_herself = bool(may(actor.role, "PlanVisit"))
    is_mine = plans_herself and request.GET.get("ale") != "tuturor"
    found = list_plans(place, request.GET.get(CURSOR_PARAMETER), actor.user_id if is_mine else None)
    context = {
        "page": Page(plan_lines(found.items, today()), found.next, found.is_first),
        "is_mine": is_mine,
        "plans_herself": plans_herself,
        "may": may_act(request),
    }
    return render(request, "services/planned.html", context)


@page("SeeVisits")
def household(request: SignedIn, household_id: UUID) -> HttpResponse:
    """All visits, services and pictures of a household, the latest first."""
    subject = household_or_404(request, household_id)
    place = subject.commune_id
    context = {
        "household": subject,
        "plans": plan_lines(list_plans_of(place, household_id), today()),
        "visits": visit_lines(list_visits(place, household_id)),
        "services": service_lines(list_services(place, household_id)),
        "activities": attended_lines(list_attended_by_household(place, household_id)),
        "pictures": picture_lines(list_pictures(place, household_id)),
        "may": may_act(request),
    }
    return render(request, "services/household.html", context)


@page("PlanVisit")
def plan(request: SignedIn, household_id: UUID) -> HttpResponse:
    """Planning a visit."""
    subject = household_or_404(request, household_id)
    form = PlanForm(typed(request), today=today())
    return _act(request, form, subject, partial(form.to_command, request.actor, household_id), "services/plan.html",
                _("Vizita este planificată."))  # fmt: skip


@page("CallOffVisit")
def call_off(request: SignedIn, visit_id: UUID) -> HttpResponse:
    """Calling a planned visit off."""
    found = find_plan(request.actor.scope.place_id, visit_id)
    if found is None:
        raise Http404
    subject = household_or_404(request, found.household_id)
    form = CallOffForm(typed(request))
    (line,) = plan_lines([found], today())
    return _act(request, form, subject, partial(form.to_command, request.actor, visit_id), "services/call_off.html",
                _("Vizita este anulată."), plan=line, is_open=found.state == PLANNED)  # fmt: skip


@page("RecordVisit")
def record(request: SignedIn, household_id: UUID) -> HttpResponse:
    """Recording a visit with its report; `?plan=` names the plan that it carries out."""
    subject = household_or_404(request, household_id)
    plans = [each for each in list_plans_of(subject.commune_id, household_id) if each.purpose != CENSUS]
    chosen = next((each for each in plans if str(each.id) == request.GET.get("plan")), None)
    form = VisitForm(
        typed(request),
        actor=request.actor,
        plans=[(str(each.id), plan_in_words(each.purpose, day(each.planned_on))) for each in plans],
        people=[(str(each.id), each.name) for each in subject.members],
        initial={"planned_id": str(chosen.id), "purpose": chosen.purpose} if chosen else {},
    )
    return _act(request, form, subject, partial(form.to_command, request.actor, household_id), "services/record.html",
                _("Vizita este înregistrată."))  # fmt: skip


def _act(
    request: SignedIn, form: Any, subject: HouseholdFile, to_command: Any, template: str, done: str, **more: Any
) -> HttpResponse:
    back = reverse("registry:household", args=[subject.id])
    context = {"subject": subject, "kind": "gospodarie", "back": back, **more}
    return act_page(request, form, to_command, template=template, context=context, done=done, then=back)
