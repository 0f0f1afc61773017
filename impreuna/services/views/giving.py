"""Pages of help in kind: its list, and recording what was given."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from impreuna.registry.views.acts import act_page
from impreuna.registry.views.households import household_or_404, today
from impreuna.services.forms.giving import ResourceForm
from impreuna.services.queries.giving import list_resources
from impreuna.services.rules.giving import RESOURCES, UNITS
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
