"""Pages of activities for many: their list, one with who came, and recording one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from impreuna.kernel.policy import may
from impreuna.nomenclature.queries import NoEdition, current_edition
from impreuna.registry.forms.households import unjudge
from impreuna.registry.queries.people import PersonRow
from impreuna.registry.queries.search import search
from impreuna.registry.views.acts import act_page
from impreuna.registry.views.households import today
from impreuna.services.forms.giving import ActivityForm
from impreuna.services.queries.attendance import find_activity, list_people
from impreuna.services.queries.giving import list_activities
from impreuna.services.rules.delivery import services_of
from impreuna.services.rules.giving import MOST_PEOPLE
from impreuna.services.views.lines import activity_lines
from impreuna.ui.access import SignedIn, page
from impreuna.ui.answers import typed
from impreuna.ui.paging import CURSOR_PARAMETER
from impreuna.ui.wording import counted

#: What is typed to find somebody who came, and the button that looks for her where there is no script.
_NAME, _FIND = "cine", "cauta"
#: So many people are offered while a name is typed.
_FEW = 8
_LONGEST = 100


@page("SeeVisits")
def activities(request: SignedIn) -> HttpResponse:
    """Activities for many, the latest first."""
    actor = request.actor
    found = list_activities(actor.scope.place_id, request.GET.get(CURSOR_PARAMETER))
    context = {"page": found, "lines": activity_lines(found.items), "may": may(actor.role, "RecordActivity")}
    return render(request, "services/activities.html", context)


@page("SeeVisits")
def activity(request: SignedIn, activity_id: UUID) -> HttpResponse:
    """One activity, and who came: those who are named, and how many others."""
    found = find_activity(request.actor.scope.place_id, activity_id, today())
    if found is None:
        raise Http404
    row, people = found
    (line,) = activity_lines([row])
    others = row.children + row.adults - row.named
    also = counted(others, _("și încă o persoană, fără nume"), _("și încă {n} persoane, fără nume"),
                   _("și încă {n} de persoane, fără nume"))  # fmt: skip
    context = {"line": line, "people": people, "others": also if others else "", "gone": row.named - len(people)}
    return render(request, "services/activity_held.html", context)


@page("RecordActivity")
def record(request: SignedIn) -> HttpResponse:
    """Recording an activity; `cauta` only looks for somebody more who came, and keeps what is typed."""
    try:
        services = services_of(request.actor.role, current_edition().services)
    except NoEdition:
        services = []
    chosen = list_people(request.actor.scope.place_id, _ids(request.POST.getlist("people")), today())
    form = ActivityForm(typed(request), services=services, chosen=chosen, today=today())
    back = reverse("services:activities")
    context = {"back": back, **_attendance(request, request.POST.get(_NAME, ""), chosen)}
    if _FIND in request.POST:
        unjudge(form)
        return render(request, "services/activity.html", {"form": form, **context})
    return act_page(
        request,
        form,
        partial(form.to_command, request.actor),
        template="services/activity.html",
        context=context,
        done=_("Activitatea este înregistrată."),
        then=back,
    )


@page("RecordActivity")
def who(request: SignedIn) -> HttpResponse:
    """A part of the form: who was named so far, and who is meant by the name being typed."""
    chosen = list_people(request.actor.scope.place_id, _ids(request.GET.getlist("people")), today())
    return render(request, "services/_attendance.html", _attendance(request, request.GET.get(_NAME, ""), chosen))


def _attendance(request: SignedIn, name: str, chosen: list[PersonRow]) -> dict[str, object]:
    asked = name.strip()[:_LONGEST]
    found = search(request.actor.scope.place_id, asked, today(), _FEW).people if len(asked) > 1 else []
    named = {each.id for each in chosen}
    return {
        "chosen": chosen,
        "found": [each for each in found if each.id not in named],
        "asked": asked if len(asked) > 1 else "",
    }


def _ids(typed_ids: Iterable[str]) -> list[UUID]:
    """What can be an id; whatever else is sent is nobody's."""
    known = []
    for each in list(typed_ids)[:MOST_PEOPLE]:
        try:
            known.append(UUID(each))
        except ValueError:
            continue
    return known
