"""Pages of help in kind and of activities for many: their lists, and recording one."""

from __future__ import annotations

from functools import cache, partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from impreuna.assessment.forms.answers import said
from impreuna.kernel.policy import may
from impreuna.nomenclature.queries import NoEdition, current_edition
from impreuna.nomenclature.queries import edition as edition_of
from impreuna.registry.views.acts import act_page
from impreuna.registry.views.households import household_or_404, today
from impreuna.services.forms.giving import ActivityForm, ResourceForm
from impreuna.services.queries.giving import list_activities, list_resources
from impreuna.services.rules.delivery import services_of
from impreuna.services.rules.giving import ACTIVITIES, RESOURCES, UNITS
from impreuna.ui.access import SignedIn, page
from impreuna.ui.answers import typed
from impreuna.ui.paging import CURSOR_PARAMETER


@page("SeeVisits")
def resources(request: SignedIn) -> HttpResponse:
    """Help in kind, the latest first."""
    found = list_resources(request.actor.scope.place_id, request.GET.get(CURSOR_PARAMETER))
    rows = [(row, capfirst(_(RESOURCES[row.what])), _(UNITS[row.unit])) for row in found.items]
    return render(request, "services/resources.html", {"page": found, "rows": rows})


@page("GiveResource")
def give(request: SignedIn, household_id: UUID) -> HttpResponse:
    """Recording what was given to a household."""
    subject = household_or_404(request, household_id)
    people = [(str(each.id), each.name) for each in subject.members]
    form = ResourceForm(typed(request), people=people, today=today())
    back = reverse("registry:household", args=[household_id])
    return act_page(
        request,
        form,
        partial(form.to_command, request.actor, household_id),
        template="services/give.html",
        context={"subject": subject, "kind": "gospodarie", "back": back},
        done=_("Ajutorul este înregistrat."),
        then=back,
    )


@page("SeeVisits")
def activities(request: SignedIn) -> HttpResponse:
    """Activities for many, the latest first, in the words of the lists under which each was held."""
    actor = request.actor
    found = list_activities(actor.scope.place_id, request.GET.get(CURSOR_PARAMETER))
    editions = cache(edition_of)
    rows = []
    for row in found.items:
        service = editions(row.edition).services.get(row.code)
        rows.append((row, capfirst(_(ACTIVITIES[row.kind])), said(service.text) if service else row.code))
    context = {"page": found, "rows": rows, "may": may(actor.role, "RecordActivity")}
    return render(request, "services/activities.html", context)


@page("RecordActivity")
def record(request: SignedIn) -> HttpResponse:
    """Recording an activity for many."""
    try:
        services = services_of(request.actor.role, current_edition().services)
    except NoEdition:
        services = []
    form = ActivityForm(typed(request), services=services, today=today())
    back = reverse("services:activities")
    return act_page(
        request,
        form,
        partial(form.to_command, request.actor),
        template="services/activity.html",
        context={"back": back},
        done=_("Activitatea este înregistrată."),
        then=back,
    )
