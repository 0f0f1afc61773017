"""The team of a place: who works there, in which role, until when; and the switch between one's own roles."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from impreuna.kernel.execute import execute
from impreuna.kernel.result import explain
from impreuna.ui.access import page
from impreuna.ui.answers import show, typed
from impreuna.workforce import queries
from impreuna.workforce.backend import own_roles
from impreuna.workforce.forms import EndForm, GrantForm, InstitutionForm
from impreuna.workforce.middleware import CHOSEN
from impreuna.workforce.rules import PROFESSIONS
from impreuna.workforce.standing import place_in_words, place_of


def get_team(request: Any, place_id: int) -> queries.Team:
    """The team of a place in the reader's scope, or 404."""
    team = queries.find_team(request.actor, place_id, timezone.localdate())
    if team is None:
        raise Http404
    return team


def words_of(place: queries.PlaceName) -> str:
    """The place as a heading says it."""
    return place_in_words(place.level, place.kind, place.name, place.county)


@page("SeeWorkforce")
def team(request: Any, place_id: int | None = None) -> HttpResponse:
    """The people of a place; without one, of the reader's own."""
    found = get_team(request, request.actor.scope.place_id if place_id is None else place_id)
    professions = [(role, role not in found.missing) for role in PROFESSIONS]
    facts = {"team": found, "place": words_of(found.place), "professions": professions}
    return render(request, "workforce/team.html", facts)


@page("GrantRole")
def grant(request: Any, place_id: int, user_id: UUID) -> HttpResponse:
    """One more role for somebody who works or worked here."""
    found = get_team(request, place_id)
    person = queries.find_person(request.actor, place_id, user_id, timezone.localdate())
    if person is None:
        raise Http404
    form = GrantForm(typed(request), roles=found.grantable, initial={"start_date": timezone.localdate()})
    if form.is_valid() and show(form, execute(form.to_command(place_id, user_id), request.actor)):
        messages.success(request, _("{name} are de acum încă un rol aici.").format(name=person.name))
        return redirect("workforce:team-of", place_id)
    facts = {"form": form, "person": person, "team": found, "place": words_of(found.place)}
    return render(request, "workforce/grant.html", facts)


@page("EndRole")
def end_role(request: Any, place_id: int, assignment_id: UUID) -> HttpResponse:
    """When and why a role ends."""
    found = get_team(request, place_id)
    member = queries.find_member(request.actor, place_id, assignment_id, timezone.localdate())
    if member is None:
        raise Http404
    form = EndForm(typed(request))
    if form.is_valid() and show(form, execute(form.to_command(place_id, assignment_id), request.actor)):
        messages.success(request, _said_of(member.colleague.name, form.cleaned_data["last_day"], form))
        return redirect("workforce:team-of", place_id)
    refusal = explain(member.may_end.reason, member.may_end.facts, _)
    facts = {"form": form, "member": member, "team": found, "place": words_of(found.place), "refusal": refusal}
    return render(request, "workforce/end.html", facts)


def _said_of(name: str, last_day: date | None, form: EndForm) -> str:
    if form.cleaned_data["when"] == "now" or last_day is None:
        return _("Rolul lui {name} s-a încheiat.").format(name=name)
    return _("Rolul lui {name} se încheie la {day}.").format(name=name, day=last_day.strftime("%d.%m.%Y"))


@page("NameInstitution")
def name_institution(request: Any, place_id: int) -> HttpResponse:
    """What the institution of the place is called."""
    found = get_team(request, place_id)
    kinds = {"commune": "spas", "county": "dgaspc", "country": "ministry"}
    initial = {"name": found.institution, "start_date": timezone.localdate()}
    form = InstitutionForm(typed(request), initial=initial)
    command = form.to_command(place_id, kinds[found.place.level]) if form.is_valid() else None
    if command and show(form, execute(command, request.actor)):
        messages.success(request, _("Denumirea s-a păstrat."))
        return redirect("workforce:team-of", place_id)
    facts = {"form": form, "team": found, "place": words_of(found.place)}
    return render(request, "workforce/institution.html", facts)


@page("SeeHome")
def switch_role(request: Any) -> HttpResponse:
    """The reader's own roles of today; choosing one is explicit and shown in the head of every page."""
    roles = own_roles(request.user)
    if request.method == "POST":
        chosen = next((one for one in roles if str(one.assignment_id) == request.POST.get("assignment")), None)
        if chosen is not None:
            request.session[CHOSEN] = str(chosen.assignment_id)
            return redirect("/")
        messages.error(request, _("Rolul ales nu mai este activ. Alegeți altul."))
    facts = {"roles": [(one, place_of(one)) for one in roles], "actor": request.actor}
    return render(request, "workforce/roles.html", facts)
