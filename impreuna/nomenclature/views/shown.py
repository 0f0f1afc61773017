"""What pages of the lists share: the edition in force, its crossings and its teller; questions as they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from impreuna.nomenclature import queries
from impreuna.nomenclature.queries import NoEdition
from impreuna.nomenclature.rules.content import Expression, Question
from impreuna.nomenclature.rules.crossings import Crossings, cross
from impreuna.nomenclature.rules.differences import Difference, differences
from impreuna.nomenclature.rules.edition import Edition
from impreuna.nomenclature.rules.words import Teller

View = Callable[..., HttpResponse]


def with_edition(view: View) -> View:
    """Gives the view the edition in force after the request; before the first one was published, a page says so."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            edition = queries.current_edition()
        except NoEdition:
            return render(request, "nomenclature/none.html")
        return view(request, edition, *args, **kwargs)

    return shown


@lru_cache(maxsize=4)
def crossings_of(edition: Edition) -> Crossings:
    """What leads to what in an edition."""
    return cross(edition.content)


@lru_cache(maxsize=16)
def differences_between(before: Edition, after: Edition) -> tuple[Difference, ...]:
    """What an edition says otherwise than another."""
    return differences(before.content, after.content)


def teller_of(edition: Edition, values: Mapping[str, float] | None = None) -> Teller:
    """The rules of an edition in the reader's language; `values` of parameters beside their names."""
    return Teller(edition.content, get_language() or "ro", values)


def today_values() -> Mapping[str, float]:
    """The parameters in force today."""
    return queries.parameters_on(timezone.localdate())


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question with its parts, and with what its answer leads to."""

    question: Question
    when: Expression | None
    found_by: tuple[str, ...]
    opens: tuple[str, ...]
    parts: tuple[ShownQuestion, ...] = ()


def shown_questions(edition: Edition, topic: str) -> Iterator[ShownQuestion]:
    """The questions of a topic, each with its parts inside."""
    for question in edition.questions_of(topic):
        if question.part_of is None:
            yield _shown(edition, question, None)


def _own_condition(question: Question, whole: Question | None) -> Expression | None:
    """The condition of a question without what it inherits from the whole that it is a part of."""
    if question.when is None or whole is None or whole.when is None:
        return question.when
    inherited = f"({whole.when.text}) and ("
    if question.when.text == whole.when.text:
        return None
    if not question.when.text.startswith(inherited):
        return question.when
    return Expression(question.when.text.removeprefix(inherited).removesuffix(")"), question.when.tree)


def _shown(edition: Edition, question: Question, whole: Question | None) -> ShownQuestion:
    crossings = crossings_of(edition)
    own = _own_condition(question, whole)
    parts = tuple(_shown(edition, edition.questions[code], question) for code in question.parts)
    found_by, opens = crossings.found_by.get(question.code, ()), crossings.opens.get(question.code, ())
    return ShownQuestion(question, own, found_by, tuple(code for code in opens if code not in question.parts), parts)
