"""Pages about a person: read, correct, identity, households, death, declared ethnicity."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.policy import may, may_read
from impreuna.registry.commands import ShowCnp
from impreuna.registry.forms.acts import ActForm
from impreuna.registry.forms.people import (
    DeathForm,
    EthnicityForm,
    IdentityForm,
    JoiningForm,
    LeavingForm,
    PersonCorrectionForm,
)
from impreuna.registry.queries.duplicates import list_merges
from impreuna.registry.queries.people import PersonFile, get_person_file
from impreuna.registry.queries.search import Found, search
from impreuna.registry.rules.cnp import mask_cnp
from impreuna.registry.rules.persons import END_REASONS, ETHNICITIES, IDENTITIES, SEXES
from impreuna.registry.views.acts import act_page
from impreuna.registry.views.households import household_or_404, today
from impreuna.ui.access import SignedIn, page
from impreuna.ui.answers import typed

ACTS_OF_PERSON = (
    "CorrectPerson", "RecordCnp", "RecordDeath", "EndMembership", "JoinHousehold", "DeclareEthnicity", "WriteNote",
    "OfferMove", "MergePersons", "ShowCnp",
)  # fmt: skip


def person_or_404(request: SignedIn, person_id: UUID) -> PersonFile:
    """The person of the actor's commune; somebody else's does not exist."""
    found = get_person_file(request.actor.scope.place_id, person_id, today())
    if found is None:
        raise Http404
    return found


@page("SeeRegistry")
def person(request: SignedIn, person_id: UUID) -> HttpResponse:
    """All that the actor may know of a person. The CNP is masked until it is asked for."""
    subject = person_or_404(request, person_id)
    if subject.merged_into_id is not None:
        return redirect("registry:person", person_id=subject.merged_into_id)
    return _person_page(request, subject, cnp_is_open=False)


@require_POST
@page("ShowCnp")
def show_cnp(request: SignedIn, person_id: UUID) -> HttpResponse:
    """The person with the whole CNP, once: the journal knows who looked."""
    subject = person_or_404(request, person_id)
    command = ShowCnp(id=new_id(), commune_id=subject.commune_id, recorded_at=timezone.now(), person_id=person_id)
    return _person_page(request, subject, cnp_is_open=execute(command, request.actor).is_kept)


def _person_page(request: SignedIn, subject: PersonFile, *, cnp_is_open: bool) -> HttpResponse:
    role = request.actor.role
    context = {
        "person": subject,
        "cnp": subject.cnp if cnp_is_open else mask_cnp(subject.cnp),
        "cnp_is_open": cnp_is_open,
        "sees_ethnicity": bool(may_read(role, "ethnicity")),
        "ethnicity": ETHNICITIES.get(subject.ethnicity, ""),
        "sex": SEXES[subject.sex],
        "identity": IDENTITIES[subject.identity],
        "end_reasons": END_REASONS,
        "merges": list_merges(subject.commune_id, subject.id) if may(role, "UndoMerge") else [],
        "may": {act: may(role, act) for act in ACTS_OF_PERSON},
    }
    return render(request, "registry/person.html", context)


def _act(
    request: SignedIn, subject: PersonFile, form: ActForm, about: dict[str, UUID], name: str, done: str, **context: Any
) -> HttpResponse:
    return act_page(
        request,
        form,
        partial(form.to_command, request.actor, **about),
        template=f"registry/{name}.html",
        context={"subject": subject, "kind": "persoana", **context},
        done=done,
        then=reverse("registry:person", args=[subject.id]),
    )


@page("CorrectPerson")
def correct(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Correcting names, sex and birth; a death that was recorded by mistake too."""
    subject = person_or_404(request, person_id)
    stored = {name: getattr(subject, name) for name in PersonCorrectionForm.corrected}
    form = PersonCorrectionForm(typed(request), stored=stored)
    return _act(request, subject, form, {"person_id": person_id}, "correct_person", _("Datele sunt corectate."))


@page("RecordCnp")
def identity(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Writing down the CNP, or why there is none."""
    subject = person_or_404(request, person_id)
    stored = {"identity": subject.identity, "cnp_sealed": subject.cnp or None}
    form = IdentityForm(typed(request), stored=stored)
    return _act(request, subject, form, {"person_id": person_id}, "identity", _("Actul de identitate este înscris."))


@page("RecordDeath")
def death(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Recording a death."""
    subject = person_or_404(request, person_id)
    form = DeathForm(typed(request))
    return _act(request, subject, form, {"person_id": person_id}, "death", _("Decesul este înregistrat."))


@page("EndMembership")
def leaving(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Leaving the household in which the person lives."""
    subject = person_or_404(request, person_id)
    if subject.home is None or subject.home.household_id is None:
        return redirect("registry:person", person_id=person_id)
    household_id = subject.home.household_id
    form = LeavingForm(typed(request))
    about = {"person_id": person_id, "household_id": household_id}
    return _act(request, subject, form, about, "leaving", _("Apartenența la gospodărie este încheiată."))


@page("JoinHousehold")
def choose_household(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Finding the household that a person joins."""
    subject = person_or_404(request, person_id)
    typed = request.GET.get("q", "").strip()[:100]
    found = search(subject.commune_id, typed, today()) if typed else None
    targets = households_of(found) if found else []
    return render(request, "registry/choose_household.html", {"subject": subject, "typed": typed, "targets": targets})


def households_of(found: Found) -> list[tuple[UUID, str, str]]:
    """The households that a search led to: id, name and place."""
    targets = {row.household_id: (row.household, row.place) for row in found.people if row.household_id}
    targets |= {row.id: (row.label, ", ".join(filter(None, (row.village, row.address)))) for row in found.households}
    return [(household_id, *words) for household_id, words in targets.items()]


@page("JoinHousehold")
def joining(request: SignedIn, person_id: UUID, household_id: UUID) -> HttpResponse:
    """Joining that household."""
    subject, household = person_or_404(request, person_id), household_or_404(request, household_id)
    form = JoiningForm(typed(request))
    about = {"person_id": person_id, "household_id": household_id}
    return _act(
        request, subject, form, about, "joining", _("Persoana este trecută în gospodărie."), household=household
    )


@page("DeclareEthnicity")
def ethnicity(request: SignedIn, person_id: UUID) -> HttpResponse:
    """What a person declares of herself."""
    subject = person_or_404(request, person_id)
    form = EthnicityForm(typed(request), initial={"ethnicity": subject.ethnicity})
    return _act(request, subject, form, {"person_id": person_id}, "ethnicity", _("Etnia declarată este notată."))
