"""The pages of an interview: begin or go on, ask step by step, throw away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from impreuna.assessment.forms.course import Step
from impreuna.assessment.forms.steps import Asked, Sent, ask, read_step
from impreuna.assessment.queries import list_visits
from impreuna.assessment.views import begun, known, places, showing, telling
from impreuna.assessment.views.sitting import Sitting, begin, keep, of_draft, sit_down
from impreuna.assessment.views.visits import visit_lines
from impreuna.kernel import drafts
from impreuna.kernel.policy import may
from impreuna.nomenclature.queries import current_edition
from impreuna.registry.views.households import household_or_404
from impreuna.ui.access import SignedIn, page


@require_http_methods(["GET", "POST"])
@page("RecordAssessment")
def start(request: SignedIn, household_id: UUID) -> HttpResponse:
    """What an interview is, one's own draft to go on with, and who else has begun one."""
    household = household_or_404(request, household_id)
    known_drafts = begun.drafts_about(household.commune_id, household_id)
    mine = next((each for each in known_drafts if each.user_id == request.actor.user_id), None)
    if request.method == "POST":
        draft = mine or begin(request, household_id, current_edition().number)
        return redirect("assessment:resume", draft_id=draft.id)
    own = drafts.open_draft(request.actor, mine.id) if mine else None
    sitting = sit_down(request, own) if own else None
    context = {
        "household": household,
        "mine": mine,
        "others": [each for each in known_drafts if each is not mine],
        "progress": sitting.course.total if sitting else None,
        "topics": begun.shares(request.actor.role),
        "visits": visit_lines(list_visits(household.commune_id, household_id, limit=3)),
        "adding": may(request.actor.role, "AddPerson"),
    }
    return render(request, "assessment/start.html", context)


@page("RecordAssessment")
@of_draft
def resume(request: SignedIn, sitting: Sitting) -> HttpResponse:
    """Where one goes on: the first step with something left to ask, and after the last one the end."""
    step = sitting.course.first_open()
    is_done = step is not None and sitting.course.progress(step).is_done
    return redirect(places.address_of(sitting, None if is_done else step))


@require_http_methods(["GET", "POST"])
@page("RecordAssessment")
@of_draft
def step(request: SignedIn, sitting: Sitting, topic: str, person_id: UUID | None = None) -> HttpResponse:
    """One step: its questions, saved as they are answered; what they lead to beside them."""
    here = Step(_topic_of(sitting, topic), person_id)
    if not _makes_sense(sitting, here):
        return redirect(places.address_of(sitting, sitting.course.first_open(here.topic)))
    if request.method != "POST":
        return render(request, "assessment/step.html", _page(request, sitting, here, Sent()))
    sent = read_step(sitting.course.questions(here.topic), request.POST, _codes_of(request))
    taken = keep(request, sitting, here, sent.answers)
    if request.headers.get("HX-Request"):
        return _answer(request, sitting, here, sent, taken)
    if sent.refused:
        return render(request, "assessment/step.html", _page(request, sitting, here, sent), status=422)
    return redirect(_onward(sitting, here))


def _onward(sitting: Sitting, here: Step) -> str:
    """The step that follows, at its own part: the next Tab leads into its questions, not through the menu again."""
    return places.address_of(sitting, sitting.course.after(here)) + "#content"


def _topic_of(sitting: Sitting, slug: str) -> str:
    """The topic of an address, if the role asks something of it."""
    found = next((each for each in sitting.edition.topics if each.code.lower() == slug), None)
    if found is None or not sitting.course.may_write(found):
        raise Http404
    return found.code


def _makes_sense(sitting: Sitting, here: Step) -> bool:
    """Whether a topic about people names one who lives there, and one about the household nobody."""
    is_about_people = any(each.code == here.topic and each.level == "person" for each in sitting.edition.topics)
    return sitting.lives_there(here.person) if here.person and is_about_people else not (here.person or is_about_people)


def _codes_of(request: SignedIn) -> list[str]:
    """Of which questions the form speaks: the one that changed, or all that stood on the page."""
    changed = request.POST.get("changed")
    return [changed] if changed else request.POST.get("shown", "").split()


def _page(request: SignedIn, sitting: Sitting, here: Step, sent: Sent) -> dict[str, Any]:
    """All that a step's page shows."""
    asked = _asked(request, sitting, here, sent)
    return {
        "household": known.household(request, sitting),
        "draft": sitting.draft,
        "asked": asked,
        "problems": _problems(asked),
        "tabs": showing.member_tabs(sitting, here),
        "title": sitting.course.title(here.topic),
        "meta": telling.whose(sitting, here.person),
        "shown_codes": _shown_codes(asked),
        "left_to": sitting.course.left_to(here.topic),
        "adding": may(request.actor.role, "AddPerson"),
        "here": places.address(sitting, here),
        "back_href": _back(sitting, here),
        "next_href": places.address_of(sitting, sitting.course.after(here)),
        **showing.around(sitting, here),
        **showing.notices(request.actor, sitting),
    }


def _back(sitting: Sitting, here: Step) -> str:
    before = sitting.course.before(here)
    return places.address(sitting, before) if before else reverse("assessment:start", args=[sitting.home.id])


def _asked(request: SignedIn, sitting: Sitting, here: Step, sent: Sent) -> list[Asked]:
    course = sitting.course
    answers, shown = course.answers(here.person), course.shown(here.person)
    clashes, before = telling.clashes_at(sitting, here), sitting.before(here.person)
    carried = sitting.carried(here.person)
    facts = {} if request.headers.get("HX-Request") else known.facts(request, sitting, here)
    return [
        ask(question, answers, shown, sent.refused.get(question.code), request.POST,
            clash=clashes.get(question.code, ""), known=facts.get(question.code), before=before.get(question.code),
            day=sitting.day_before(here.person, question.area), is_carried=question.code in carried)
        for question in course.questions(here.topic)
    ]  # fmt: skip


def _problems(asked: Iterable[Asked]) -> list[dict[str, str]]:
    return [{"control": each.first_control, "text": each.error} for each in asked if each.error and each.is_shown]


def _shown_codes(asked: Iterable[Asked]) -> str:
    return " ".join(each.code for each in asked if each.is_shown and each.is_answerable)


def _answer(request: SignedIn, sitting: Sitting, here: Step, sent: Sent, taken: frozenset[str]) -> HttpResponse:
    """What has changed on the page: errors, questions that come or go, findings, progress. The rest is not touched,
    so that the focus and what is being typed stay."""
    is_whole = "changed" not in request.POST
    if is_whole and not sent.refused:
        onward = HttpResponse(status=204)
        onward["HX-Redirect"] = _onward(sitting, here)
        return onward
    asked = _asked(request, sitting, here, sent)
    on_page = set(request.POST.get("shown", "").split())
    answer = render(request, "assessment/answer.html", {
        "judged": [each for each in asked if each.code in sent.answers or each.code in sent.refused],
        "moved": [each for each in asked if _moves(each, on_page) or each.code in taken],
        "clashing": [each for each in asked if each.is_shown and each.code in on_page],
        "problems": _problems(asked) if is_whole else [],
        "is_whole": is_whole,
        "tabs": showing.member_tabs(sitting, here),
        "shown_codes": _shown_codes(asked),
        "here": places.address(sitting, here),
        **showing.around(sitting, here),
    })  # fmt: skip
    answer["X-Saved-At"] = f"{timezone.localtime(sitting.draft.saved_at):%H:%M}"
    answer["X-Refused"] = " ".join(sent.refused)
    return answer


def _moves(asked: Asked, on_page: set[str]) -> bool:
    """Whether the question has to appear or to go. Headings go with their parts, which the page does not list."""
    if not asked.is_answerable:
        return asked.kind == "composite"
    return asked.is_shown != (asked.code in on_page)


@require_http_methods(["GET", "POST"])
@page("RecordAssessment")
@of_draft
def discard(request: SignedIn, sitting: Sitting) -> HttpResponse:
    """Throwing a draft away, asked once."""
    if request.method == "POST":
        drafts.discard_draft(request.actor, sitting.draft.id)
        messages.success(request, _("Ciorna este ștearsă."))
        return redirect("assessment:start", household_id=sitting.home.id)
    context = {
        "draft": sitting.draft,
        "household": known.household(request, sitting),
        "progress": sitting.course.total,
    }
    return render(request, "assessment/discard.html", context)


@page("RecordAssessment")
def my_drafts(request: SignedIn) -> HttpResponse:
    """The actor's unfinished interviews, the latest first."""
    return render(request, "assessment/drafts.html", {"drafts": begun.draft_rows(request.actor)})
