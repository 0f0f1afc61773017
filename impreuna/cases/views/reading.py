"""Who opens a case file: the question why, the list of readers, and the answer to somebody who asks who read of her."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from impreuna.cases.forms.protecting import GlassForm
from impreuna.cases.forms.reading import OpenForm
from impreuna.cases.queries.casefile import CaseFile
from impreuna.cases.queries.openings import OpeningRow, list_openings, list_openings_about
from impreuna.cases.views.opening import case_or_404, note_opening, of_case
from impreuna.kernel.execute import execute
from impreuna.kernel.policy import ROLES
from impreuna.registry.queries.duplicates import merged_ids
from impreuna.registry.views.households import household_or_404
from impreuna.registry.views.people import person_or_404
from impreuna.ui.access import SignedIn, page
from impreuna.ui.answers import show, typed, way_back


@page("SeeCases")
def open_file(request: SignedIn, case_id: UUID) -> HttpResponse:
    """Asks who is not of the team why she opens the file; her answer is kept."""
    case = case_or_404(request, case_id)
    form = OpenForm(typed(request))
    if form.is_valid() and show(form, note_opening(case, form.reason)):
        return redirect(way_back(request, reverse("cases:case", args=[case.id])))
    return render(request, "cases/open.html", {"case": case, "form": form}, status=422 if form.is_bound else 200)


@page("BreakGlass")
def break_glass(request: SignedIn) -> HttpResponse:
    """Opens a restricted case to somebody outside its team, at once and for a short time."""
    form = GlassForm(typed(request))
    if form.is_valid():
        outcome = execute(form.to_command(request.actor), request.actor)
        if show(form, outcome):
            return redirect("cases:case", case_id=outcome.facts["case_id"])
        form.renew()
    return render(request, "cases/glass.html", {"form": form}, status=422 if form.is_bound else 200)


@page("SeeCases")
@of_case
def readers(request: SignedIn, case: CaseFile) -> HttpResponse:
    """Who opened the file, when, why."""
    return render(request, "cases/readers.html", {"case": case, "openings": _in_words(list_openings(case))})


@page("SeeReaders")
def readers_of_person(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Who opened the files of a person's cases: the answer to her own question, for printing."""
    person = person_or_404(request, person_id)
    place = request.actor.scope.place_id
    rows = list_openings_about(place, [person_id, *merged_ids(place, person_id)], None)
    back = reverse("registry:person", args=[person_id])
    return _about(request, person.name, back, rows)


@page("SeeReaders")
def readers_of_household(request: SignedIn, household_id: UUID) -> HttpResponse:
    """The same about a household."""
    household = household_or_404(request, household_id)
    rows = list_openings_about(request.actor.scope.place_id, [], household_id)
    return _about(request, household.label, reverse("registry:household", args=[household_id]), rows)


def _about(request: SignedIn, label: str, back: str, rows: Sequence[OpeningRow]) -> HttpResponse:
    context = {"label": label, "back": back, "openings": _in_words(rows)}
    return render(request, "cases/readers_about.html", context)


def _in_words(rows: Sequence[OpeningRow]) -> list[tuple[OpeningRow, str, str]]:
    return [(row, _(ROLES[row.role].name) if row.role in ROLES else row.role, _(row.reason)) for row in rows]
