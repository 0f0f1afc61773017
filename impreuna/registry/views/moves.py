"""Pages about moves to another commune: offering, what came, what went, receiving."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from impreuna.kernel.policy import may
from impreuna.registry.forms.moves import DeclineForm, JoiningAfterMoveForm, OfferForm, SettlingForm, WithdrawForm
from impreuna.registry.queries.moves import Move, find_arrival, find_departure, list_arrivals, list_departures
from impreuna.registry.queries.search import search
from impreuna.registry.views.acts import act_page, send
from impreuna.registry.views.households import household_or_404, today
from impreuna.registry.views.people import households_of, person_or_404
from impreuna.territory.queries import Commune, find_commune, search_communes
from impreuna.ui.access import SignedIn, page


@page("SeeMoves")
def arrivals(request: SignedIn) -> HttpResponse:
    """What other communes offered to this one."""
    return _list(request, "arrivals")


@page("SeeMoves")
def departures(request: SignedIn) -> HttpResponse:
    """What this commune offered to others."""
    return _list(request, "departures")


def _list(request: SignedIn, direction: str) -> HttpResponse:
    actor = request.actor
    found = {"arrivals": list_arrivals, "departures": list_departures}[direction](actor.scope.place_id)
    context = {
        "direction": direction,
        "waiting": [move for move in found if not move.decision],
        "decided": [move for move in found if move.decision],
        "may": {act: may(actor.role, act) for act in ("AcceptMove", "DeclineMove", "WithdrawMove")},
    }
    return render(request, f"registry/moves/{direction}.html", context)


# --- offering -------------------------------------------------------------------------------------


@page("OfferMove")
def offer_household(request: SignedIn, household_id: UUID) -> HttpResponse:
    """To which commune a household goes: search, then a word and the button."""
    household = household_or_404(request, household_id)
    here, back = (
        reverse("registry:offer-household", args=[household_id]),
        reverse("registry:household", args=[household_id]),
    )
    subject = {"name": household.label, "back": back, "here": here, "people": len(household.members)}
    return _offer(request, subject, household_id=household_id)


@page("OfferMove")
def offer_person(request: SignedIn, person_id: UUID) -> HttpResponse:
    """The same for a person who goes alone."""
    person = person_or_404(request, person_id)
    here, back = reverse("registry:offer-person", args=[person_id]), reverse("registry:person", args=[person_id])
    return _offer(request, {"name": person.name, "back": back, "here": here, "people": 1}, person_id=person_id)


def _offer(request: SignedIn, subject: dict[str, Any], **ids: UUID) -> HttpResponse:
    commune_id = request.actor.scope.place_id
    commune = _chosen(request, commune_id)
    if commune is None:
        return _choose_commune(request, subject, commune_id)
    form = OfferForm(request.POST if request.method == "POST" else None)
    return act_page(
        request,
        form,
        lambda: form.to_command(request.actor, commune.siruta, **ids),
        template="registry/moves/offer.html",
        context={"subject": subject, "commune": commune},
        done=_("Mutarea este propusă echipei din {commune}. Până răspunde, fișele rămân aici.").format(
            commune=commune.name
        ),
        then=subject["back"],
    )


def _chosen(request: SignedIn, commune_id: int) -> Commune | None:
    typed = request.GET.get("comuna", "")
    commune = find_commune(int(typed)) if typed.isdecimal() and len(typed) < 8 else None
    return commune if commune and commune.ended_on is None and commune.siruta != commune_id else None


def _choose_commune(request: SignedIn, subject: dict[str, Any], commune_id: int) -> HttpResponse:
    typed = request.GET.get("q", "").strip()[:100]
    found = [commune for commune in search_communes(typed) if commune.siruta != commune_id] if typed else []
    context = {"subject": subject, "typed": typed, "communes": found}
    return render(request, "registry/moves/choose_commune.html", context)


@page("WithdrawMove")
def withdraw(request: SignedIn, move_id: UUID) -> HttpResponse:
    """Taking an offer back."""
    move = find_departure(request.actor.scope.place_id, move_id)
    if move is None:
        raise Http404
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    return act_page(
        request,
        form,
        lambda: form.to_command(request.actor, move),
        template="registry/moves/withdraw.html",
        context={"move": move},
        done=_("Propunerea este retrasă; fișele rămân aici."),
        then=reverse("registry:departures"),
    )


# --- receiving ------------------------------------------------------------------------------------


@page("AcceptMove")
def accept(request: SignedIn, move_id: UUID) -> HttpResponse:
    """Where those who come live now: a household's new address, or a new household for a person alone."""
    move = _find(request, move_id)
    form = SettlingForm(request.POST if request.method == "POST" else None, commune_id=request.actor.scope.place_id)
    return _receive(request, move, form, lambda: form.to_command(request.actor, move), "accept")


@page("AcceptMove")
def choose_home(request: SignedIn, move_id: UUID) -> HttpResponse:
    """Finding the household that a person who comes alone joins."""
    move = _find(request, move_id)
    if move.is_household:
        return redirect("registry:accept-move", move_id=move_id)
    typed = request.GET.get("q", "").strip()[:100]
    found = search(request.actor.scope.place_id, typed, today()) if typed else None
    context = {"move": move, "typed": typed, "targets": households_of(found) if found else []}
    return render(request, "registry/moves/choose_home.html", context)


@page("AcceptMove")
def accept_into(request: SignedIn, move_id: UUID, household_id: UUID) -> HttpResponse:
    """Receiving a person into that household."""
    move, household = _find(request, move_id), household_or_404(request, household_id)
    form = JoiningAfterMoveForm(request.POST if request.method == "POST" else None)
    command = lambda: form.to_command(request.actor, move, household_id)  # noqa: E731
    return _receive(request, move, form, command, "accept_into", household=household)


def _receive(request: SignedIn, move: Move, form: Any, to_command: Any, template: str, **context: Any) -> HttpResponse:
    if request.method == "POST" and (outcome := send(request, form, to_command)) is not None:
        messages.success(request, _("I-ați primit. Fișele lor, cu istoricul lor, sunt acum aici."))
        home = outcome.facts.get("household_id")
        return redirect("registry:household", household_id=home) if home else redirect("registry:arrivals")
    status = 422 if request.method == "POST" else 200
    return render(request, f"registry/moves/{template}.html", {"form": form, "move": move, **context}, status=status)


@page("DeclineMove")
def decline(request: SignedIn, move_id: UUID) -> HttpResponse:
    """Declining a move, with the reason that the other team reads."""
    move = _find(request, move_id)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    return act_page(
        request,
        form,
        lambda: form.to_command(request.actor, move),
        template="registry/moves/decline.html",
        context={"move": move},
        done=_("Ați răspuns. Echipa care a propus mutarea vede de ce."),
        then=reverse("registry:arrivals"),
    )


def _find(request: SignedIn, move_id: UUID) -> Move:
    move = find_arrival(request.actor.scope.place_id, move_id)
    if move is None:
        raise Http404
    return move
