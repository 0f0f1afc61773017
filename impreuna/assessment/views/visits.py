"""The recorded visits of a household, and one of them with its answers, to be read and printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from impreuna.assessment.forms.answers import said
from impreuna.assessment.queries import VisitFile, VisitRow, get_visit, list_visits
from impreuna.assessment.rules.visits import OUTCOME, PURPOSE
from impreuna.kernel.policy import AREAS, ROLES
from impreuna.nomenclature.queries import edition as edition_of
from impreuna.nomenclature.rules.content import Question
from impreuna.nomenclature.rules.edition import Edition
from impreuna.nomenclature.rules.evidence import answer_in_words
from impreuna.registry.views.households import household_or_404
from impreuna.ui.access import SignedIn, page

#: How a visit ended, by the answer to G03: the colour of its line.
_TONES = {1: "green", 2: "amber", 3: "grey", 4: "red", 5: "grey", 6: "grey"}


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit in a household's history."""

    title: str
    ended_at: datetime
    by: str
    tone: str
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """A question with its answer in words."""

    code: str
    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """The answers of one topic about the household or about one person."""

    title: str
    whose: str
    lines: tuple[Line, ...]


def visit_lines(visits: list[VisitRow]) -> list[VisitLine]:
    """The visits in words, each in those of its own questionnaire. One query per questionnaire."""
    editions = cache(edition_of)
    return [
        VisitLine(
            capfirst(_choice(editions(visit.edition), OUTCOME, visit.outcome)) or _("Fișă de recensământ social"),
            visit.ended_at,
            f"{visit.author}, {_(ROLES[visit.role].name)}",
            _TONES.get(visit.outcome or 0, ""),
            reverse("assessment:visit", args=[visit.id]),
        )
        for visit in visits
    ]


def _choice(edition: Edition, code: str, answer: int | None) -> str:
    question = edition.questions.get(code)
    return said(question.option(answer)) if question is not None and answer is not None else ""


@page("SeeAssessments")
def visits(request: SignedIn, household_id: UUID) -> HttpResponse:
    """All visits of a household, the latest first."""
    household = household_or_404(request, household_id)
    lines = visit_lines(list_visits(household.commune_id, household_id))
    return render(request, "assessment/visits.html", {"household": household, "visits": lines})


@page("SeeAssessments")
def visit(request: SignedIn, assessment_id: UUID) -> HttpResponse:
    """One visit with the answers that the reader may see, by topic."""
    found = get_visit(request.actor.scope.place_id, assessment_id)
    if found is None:
        raise Http404
    edition = edition_of(found.visit.edition)
    readable = ROLES[request.actor.role].readable_areas
    asked_areas = {question.area for question in edition.questions.values() if question.is_answerable}
    veiled = [capfirst(_(AREAS[area].name)) for area in AREAS if area in asked_areas - readable]
    context = {
        "household": household_or_404(request, found.visit.household_id),
        "visit": found.visit,
        "role": _(ROLES[found.visit.role].name),
        "title": capfirst(_choice(edition, OUTCOME, found.visit.outcome)),
        "purpose": capfirst(_choice(edition, PURPOSE, found.visit.purpose)),
        "chapters": list(_chapters(edition, found)),
        "veiled": ", ".join(veiled),
    }
    return render(request, "assessment/visit.html", context)


def _chapters(edition: Edition, found: VisitFile) -> list[Chapter]:
    chapters = []
    for topic in edition.topics:
        subjects: list[tuple[str, dict[str, Any]]] = [("", found.household)]
        if topic.level == "person":
            subjects = [(each.name or _("cineva care s-a mutat"), each.answers) for each in found.persons]
        for name, answers in subjects:
            if lines := _lines(edition.questions_of(topic.code), answers):
                chapters.append(Chapter(said(topic.text), name, lines))
    return chapters


def _lines(questions: tuple[Question, ...], answers: dict[str, Any]) -> tuple[Line, ...]:
    language = get_language() or "ro"
    return tuple(
        Line(each.code, said(each.text), answer_in_words(each, answers[each.code], language))
        for each in questions
        if each.code in answers
    )
