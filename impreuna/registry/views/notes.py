"""Writing a note about a household or a person, and what is shown after a conflict."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from impreuna.kernel.policy import ROLES
from impreuna.kernel.queries import list_open_conflicts
from impreuna.registry.forms.notes import Colleague, NoteForm
from impreuna.registry.views.acts import act_page
from impreuna.registry.views.households import household_or_404, today
from impreuna.registry.views.people import person_or_404
from impreuna.ui.access import SignedIn, page
from impreuna.ui.answers import typed
from impreuna.workforce.queries import list_team


def _form(request: SignedIn) -> NoteForm:
    actor = request.actor
    colleagues = [
        Colleague(each.user_id, each.name, _(ROLES[each.role].name), ROLES[each.role].readable_areas)
        for each in list_team(actor.scope.place_id, today())
        if each.user_id != actor.user_id
    ]
    return NoteForm(typed(request), actor=actor, colleagues=colleagues)


def _note_page(request: SignedIn, about: dict[str, UUID], subject: Any, kind: str, then: str) -> HttpResponse:
    form = _form(request)
    return act_page(
        request,
        form,
        partial(form.to_command, request.actor, **about),
        template="registry/note.html",
        context={"subject": subject, "kind": kind, "back": then},
        done=_("Nota este scrisă."),
        then=then,
    )


@page("WriteNote")
def household_note(request: SignedIn, household_id: UUID) -> HttpResponse:
    """A note about a household."""
    subject = household_or_404(request, household_id)
    back = reverse("registry:household", args=[household_id])
    return _note_page(request, {"household_id": household_id}, subject, "gospodarie", back)


@page("WriteNote")
def person_note(request: SignedIn, person_id: UUID) -> HttpResponse:
    """A note about a person."""
    subject = person_or_404(request, person_id)
    back = reverse("registry:person", args=[person_id])
    return _note_page(request, {"person_id": person_id}, subject, "persoana", back)


@page("SeeRegistry")
def conflicting(request: SignedIn, kind: str, record_id: UUID) -> HttpResponse:
    """After a correction that met a colleague's: both values are kept, and here is where to settle them."""
    finding = household_or_404 if kind == "gospodarie" else person_or_404
    subject = finding(request, record_id)
    waiting = list_open_conflicts(request.actor.scope.place_id)
    context = {
        "subject": subject,
        "back": reverse(f"registry:{'household' if kind == 'gospodarie' else 'person'}", args=[record_id]),
        "conflicts": [conflict for conflict in waiting if conflict.record_id == record_id],
    }
    return render(request, "registry/conflicting.html", context)
