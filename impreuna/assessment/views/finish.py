"""The end of an interview: what is missing, what does not go together, what will be proposed; then it is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from impreuna.assessment.forms.answers import said
from impreuna.assessment.forms.course import Step
from impreuna.assessment.forms.finish import VisitForm
from impreuna.assessment.rules.visits import OUTCOME
from impreuna.assessment.views import known, places, showing, telling
from impreuna.assessment.views.sitting import Sitting, of_draft
from impreuna.kernel.execute import execute
from impreuna.kernel.policy import ROLES
from impreuna.kernel.result import Outcome, explain
from impreuna.ui.access import SignedIn, page
from impreuna.ui.answers import put, typed
from impreuna.ui.wording import counted

#: So many open questions are named; of more only the number is said.
_FEW = 2


@dataclass(frozen=True, slots=True)
class Open:
    """A step with questions that nobody answered yet: about whom, how many, and the texts of few."""

    whose: str
    href: str
    count: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenTopic:
    """A topic with open steps; one about people has one for each."""

    title: str
    steps: tuple[Open, ...]


@require_http_methods(["GET", "POST"])
@page("RecordAssessment")
@of_draft
def review(request: SignedIn, sitting: Sitting) -> HttpResponse:
    """All that is worth a look before the interview becomes an act, and the press that makes it one."""
    form = VisitForm(typed(request), started_at=sitting.notes.started_at)
    where = ""
    if request.method == "POST" and form.is_valid():
        command = form.to_command(
            request.actor,
            assessment_id=sitting.draft.id,
            household_id=sitting.home.id,
            edition=sitting.edition.number,
            asked=sitting.asked,
        )
        outcome = execute(command, request.actor)
        if outcome.is_kept:
            _tell(request, outcome)
            return redirect("assessment:findings", household_id=sitting.home.id)
        where = _explain(sitting, form, outcome, command.people)
        form.renew()
    return render(request, "assessment/review.html", _page(request, sitting, form, where),
                  status=422 if request.method == "POST" else 200)  # fmt: skip


def _page(request: SignedIn, sitting: Sitting, form: VisitForm, where: str) -> dict[str, Any]:
    last = sitting.course.steps[-1] if sitting.course.steps else None
    return {
        "household": known.household(request, sitting),
        "draft": sitting.draft,
        "form": form,
        "where": where,
        "open": _open(sitting),
        "clashes": telling.clash_lines(sitting),
        "lacks_outcome": _lacks_outcome(sitting),
        "outcome_href": places.address(sitting, Step("G"), OUTCOME),
        "back_href": places.address(sitting, last) if last else reverse("assessment:start", args=[sitting.home.id]),
        **showing.around(sitting, None),
        **showing.notices(request.actor, sitting),
    }


def _open(sitting: Sitting) -> list[OpenTopic]:
    """What is left to ask, by topic."""
    topics: dict[str, list[Open]] = {}
    for step in sitting.course.steps:
        if left := sitting.course.unanswered(step):
            texts = tuple(said(each.text) for each in left) if len(left) <= _FEW else ()
            count = counted(len(left), _("o întrebare"), _("{n} întrebări"), _("{n} de întrebări"))
            whose, href = telling.whose(sitting, step.person), places.address(sitting, step, left[0].code)
            topics.setdefault(step.topic, []).append(Open(whose, href, count, texts))
    return [OpenTopic(sitting.course.title(topic), tuple(steps)) for topic, steps in topics.items()]


def _explain(sitting: Sitting, form: VisitForm, outcome: Outcome, people: tuple[Any, ...]) -> str:
    """Puts the reason of a refusal at its field, or above the form with the address where it is mended."""
    put(form, outcome.field, explain(outcome.reason, outcome.facts, _))
    parts = (outcome.field or "").split(".")
    code = parts[-1]
    question = sitting.edition.questions.get(code)
    if question is None or not _writes(sitting, code):
        return ""
    person = people[int(parts[1])] if parts[0] == "persons" and len(parts) > 2 else None
    return places.address(sitting, Step(question.topic, person), code)


def _lacks_outcome(sitting: Sitting) -> bool:
    """Whether the reader still owes the outcome of the visit."""
    shown, answers = sitting.relevance.household, sitting.notes.household
    return _writes(sitting, OUTCOME) and OUTCOME in shown and OUTCOME not in answers


def _writes(sitting: Sitting, code: str) -> bool:
    """Whether the reader is asked this question: a school counsellor is not asked for the outcome of a visit."""
    question = sitting.edition.questions.get(code)
    return question is not None and question.area in sitting.course.writable


def _tell(request: SignedIn, outcome: Outcome) -> None:
    """What came of it, in words."""
    found = outcome.facts.get("findings", {})
    proposed = found.get("proposed", 0) + found.get("reopened", 0)
    sentences = [_("Fișa este înregistrată.")]
    if proposed:
        one, few, many = _("o vulnerabilitate"), _("{n} vulnerabilități"), _("{n} de vulnerabilități")
        sentences.append(_("De hotărât acum: {what}.").format(what=counted(proposed, one, few, many)))
    if found.get("resolved"):
        sentences.append(_("Rezolvate de la ultima vizită: {n}.").format(n=found["resolved"]))
    for role in outcome.facts.get("passed_on", {}):
        if role in ROLES:
            sentences.append(_("Ceva din ce ați notat așteaptă hotărârea altui coleg: {who}.").format(
                who=_(ROLES[role].name)))  # fmt: skip
    messages.success(request, " ".join(sentences))
