"""Pages about households: find, register, read, correct."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from impreuna.kernel.execute import execute
from impreuna.kernel.moments import day_of
from impreuna.kernel.policy import may
from impreuna.registry.forms.households import (
    HouseholdCorrectionForm,
    HouseholdForm,
    MemberFormSet,
    members_after,
    unjudge,
)
from impreuna.registry.forms.people import AddPersonForm
from impreuna.registry.queries.households import (
    HouseholdFile,
    get_household_file,
    has_households,
    list_households,
)
from impreuna.registry.queries.moves import find_waiting_departure
from impreuna.registry.queries.search import find_alike, hash_of_cnp, search
from impreuna.registry.rules.likeness import Likened
from impreuna.registry.rules.persons import DWELLING_STATES
from impreuna.registry.views.acts import act_page
from impreuna.territory.queries import list_villages
from impreuna.ui.access import SignedIn, page
from impreuna.ui.answers import show, typed
from impreuna.ui.paging import CURSOR_PARAMETER

ACTS_OF_HOUSEHOLD = ("AddPerson", "CorrectHousehold", "WriteNote", "OfferMove")


def today() -> date:
    """The day in Romania."""
    return day_of(timezone.now())


@page("SeeRegistry")
def households(request: SignedIn) -> HttpResponse:
    """The commune's households by name; with something typed, the people and households found."""
    commune_id = request.actor.scope.place_id
    typed = request.GET.get("q", "").strip()[:100]
    context: dict[str, Any] = {"typed": typed, "registering": may(request.actor.role, "RegisterHousehold")}
    context |= {"found": search(commune_id, typed, today())} if typed else _listed(request, commune_id)
    whole = not request.headers.get("HX-Request") or bool(request.headers.get("HX-History-Restore-Request"))
    return render(request, "registry/households.html" if whole else "registry/_results.html", context)


def _listed(request: SignedIn, commune_id: int) -> dict[str, Any]:
    """A page of the list, by village and by state of the dwelling where these were chosen."""
    villages = list_villages(commune_id)
    village = {str(each.siruta): each.siruta for each in villages}.get(request.GET.get("sat", ""))
    state = request.GET.get("locuinta", "")
    state = state if state in DWELLING_STATES else ""
    rows = list_households(commune_id, request.GET.get(CURSOR_PARAMETER), village, state)
    return {
        "villages": villages,
        "village": village,
        "states": DWELLING_STATES,
        "state": state,
        "page": rows,
        "is_empty": not rows.items and not has_households(commune_id),
    }


@page("RegisterHousehold")
def register(request: SignedIn) -> HttpResponse:
    """The registration of a household: address and people on one page."""
    commune_id = request.actor.scope.place_id
    if request.method != "POST":
        head = [{"relation": "head"}]
        return _register_page(
            request, HouseholdForm(commune_id=commune_id), MemberFormSet(prefix="members", initial=head)
        )
    form = HouseholdForm(request.POST, commune_id=commune_id)
    act = request.POST.get("act", "")
    if act == "add" or (act.startswith("remove-") and act.removeprefix("remove-").isdecimal()):
        unjudge(form)
        return _register_page(request, form, members_after(request.POST, act))
    return _register(request, form, MemberFormSet(request.POST, prefix="members"))


def _register(request: SignedIn, form: HouseholdForm, members: Any) -> HttpResponse:
    if not (form.is_valid() & members.is_valid()):
        return _register_page(request, form, members, 422)
    command = form.to_command(request.actor, members.to_people())
    outcome = execute(command, request.actor)
    if not outcome.is_kept:
        members.show(outcome, _) or show(form, outcome)
        form.renew()
        members.renew()
        return _register_page(request, form, members, 422)
    if outcome.facts.get("possible_duplicates"):
        messages.warning(
            request, _("Gospodăria este înregistrată. Cineva din ea pare să fie deja în registru: vedeți „Dubluri”.")
        )
    else:
        messages.success(request, _("Gospodăria este înregistrată."))
    return redirect("registry:household", household_id=command.household_id)


def _register_page(request: SignedIn, form: HouseholdForm, members: Any, status: int = 200) -> HttpResponse:
    context = {"form": form, "members": members, "added": request.POST.get("act") == "add"}
    return render(request, "registry/register.html", context, status=status)


@require_POST
@page("RegisterHousehold")
def alike(request: SignedIn, index: int) -> HttpResponse:
    """A part of the page: who is registered already and may be the person being typed."""
    return _alike(request, MemberFormSet(request.POST, prefix="members").forms[index : index + 1])


@require_POST
@page("AddPerson")
def alike_one(request: SignedIn) -> HttpResponse:
    """The same part, for one person who is added to a household."""
    return _alike(request, [AddPersonForm(request.POST)])


def _alike(request: SignedIn, typed: list[Any]) -> HttpResponse:
    found = []
    for form in typed:
        form.is_valid()  # what is not yet right is simply not compared
        found += find_alike(request.actor.scope.place_id, _likened(form.cleaned_data), today())
    return render(request, "registry/_alike.html", {"found": found})


def _likened(typed: dict[str, Any]) -> Likened:
    birth = typed.get("birth_date")
    return Likened(
        typed.get("last_name") or "",
        typed.get("first_name") or "",
        birth,
        birth.year if birth else typed.get("birth_year"),
        typed.get("sex") or "",
        hash_of_cnp(typed.get("cnp") or ""),
    )


def household_or_404(request: SignedIn, household_id: UUID) -> HouseholdFile:
    """The household of the actor's commune; somebody else's does not exist."""
    found = get_household_file(request.actor.scope.place_id, household_id, today())
    if found is None:
        raise Http404
    return found


@page("SeeRegistry")
def household(request: SignedIn, household_id: UUID) -> HttpResponse:
    """All that the actor may know of a household."""
    context = {
        "household": household_or_404(request, household_id),
        "state": DWELLING_STATES,
        "departure": find_waiting_departure(request.actor.scope.place_id, household_id),
        "may": {act: may(request.actor.role, act) for act in ACTS_OF_HOUSEHOLD},
    }
    return render(request, "registry/household.html", context)


@page("CorrectHousehold")
def correct_household(request: SignedIn, household_id: UUID) -> HttpResponse:
    """Correcting the household's own data."""
    subject = household_or_404(request, household_id)
    stored = {name: getattr(subject, name) for name in HouseholdCorrectionForm.corrected}
    form = HouseholdCorrectionForm(typed(request), stored=stored, commune_id=subject.commune_id)
    return act_page(
        request,
        form,
        partial(form.to_command, request.actor, household_id),
        template="registry/correct_household.html",
        context={"subject": subject, "kind": "gospodarie"},
        done=_("Datele sunt corectate."),
        then=reverse("registry:household", args=[household_id]),
    )


@page("AddPerson")
def add_person(request: SignedIn, household_id: UUID) -> HttpResponse:
    """One more person in a household."""
    subject = household_or_404(request, household_id)
    form = AddPersonForm(typed(request))
    return act_page(
        request,
        form,
        partial(form.to_command, request.actor, household_id),
        template="registry/add_person.html",
        context={"subject": subject, "kind": "gospodarie"},
        done=_("Persoana este adăugată."),
        then=reverse("registry:household", args=[household_id]),
    )
