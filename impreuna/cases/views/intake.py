"""A notice is registered: one page for a telephone call, then the number and until when the evaluation is due."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from impreuna.cases.forms.intake import NoticeForm
from impreuna.cases.queries.due import list_due
from impreuna.cases.views.drafting import keep_typed, typed_in
from impreuna.cases.views.opening import case_or_404
from impreuna.cases.views.words import due_lines
from impreuna.kernel import drafts
from impreuna.kernel.execute import execute
from impreuna.kernel.moments import day_of
from impreuna.registry.forms.households import unjudge
from impreuna.registry.queries.people import PersonRow, find_person, list_members
from impreuna.registry.queries.search import search
from impreuna.registry.rules.names import full_name
from impreuna.ui.access import SignedIn, page
from impreuna.ui.answers import show
from impreuna.ui.wording import age_on

PURPOSE = "case-notice"
#: So many people are offered while a name is typed.
_FEW = 5


@page("RegisterNotice")
def intake(request: SignedIn) -> HttpResponse:
    """The form; what was left unfinished is offered again."""
    if request.method != "POST":
        return _page(request, _opened(request), 200)
    place = request.actor.scope.place_id
    form = NoticeForm(_named(request.POST, place))
    if not form.is_valid():
        return _page(request, form, 422)
    chosen = next(iter(_by_id(place, form.cleaned_data["person_id"], form.cleaned_data["name"])), None)
    home = list_members(place, [chosen.household_id], _today()) if chosen and chosen.household_id else []
    command = form.to_command(request.actor, chosen, [each for each in home if each.is_member])
    if not show(form, execute(command, request.actor)):
        form.renew()
        return _page(request, form, 422)
    drafts.discard_draft(request.actor, command.case_id)
    return redirect("cases:registered", case_id=command.case_id)


@page("SeeCases")
def registered(request: SignedIn, case_id: UUID) -> HttpResponse:
    """The number, the moment, and what is due first by which article."""
    case = case_or_404(request, case_id)
    due = due_lines(list_due([case.commune_id], [case.id]), timezone.now())
    return render(request, "cases/registered.html", {"case": case, "due": due})


@page("SeeCases")
def who(request: SignedIn) -> HttpResponse:
    """A part of the page: who of the registry is meant by the name being typed."""
    typed = request.GET.get("name", "").strip()[:100]
    place = request.actor.scope.place_id
    found = search(place, typed, _today(), _FEW).people if len(typed) > 1 else []
    return render(request, "cases/_who.html", {"found": found, "chosen": request.GET.get("person_id", "")})


@require_POST
@page("RegisterNotice")
def save(request: SignedIn) -> HttpResponse:
    """Keeps what is typed so far."""
    try:
        about = UUID(request.POST.get("draft_id", ""))
    except ValueError:
        return HttpResponse(status=400)
    return keep_typed(request, request.actor.scope.place_id, PURPOSE, about)


def _opened(request: SignedIn) -> NoticeForm:
    """The unfinished form that the address names, one about somebody of the registry, or a fresh one."""
    named = request.GET.get("ciorna", "")
    draft = next((each for each in drafts.drafts_of(request.actor, PURPOSE) if str(each.id) == named), None)
    opened = drafts.open_draft(request.actor, draft.id) if draft else None
    if opened is None:
        return NoticeForm(initial=_about(request))
    form = NoticeForm(typed_in(opened))
    unjudge(form)  # what was typed is not judged before it is sent
    return form


def _about(request: SignedIn) -> dict[str, Any]:
    """Whom the page that led here was about: a person, or who lives alone in a household; of several one is chosen."""
    place = request.actor.scope.place_id
    home = _at_home(request, place)
    person_id = str(home[0].id) if len(home) == 1 else request.GET.get("persoana", "")
    person = find_person(place, UUID(person_id)) if _is_id(person_id) else None
    if person is None:
        return {}
    age = age_on(person.birth_date, _today()) if person.birth_date else None
    subject = "child" if age is not None and age < 18 else ""  # an adult or somebody elderly: who registers says it
    return {"name": full_name(person.last_name, person.first_name), "person_id": person.id, "subject": subject}


def _named(sent: QueryDict, place: int) -> QueryDict:
    """What was sent, with the name of who was chosen from the registry where none was typed."""
    person_id = sent.get("person_id", "")
    person = find_person(place, UUID(person_id)) if _is_id(person_id) and not sent.get("name", "").strip() else None
    if person is None:
        return sent
    named = sent.copy()
    named["name"] = full_name(person.last_name, person.first_name)
    return named


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _page(request: SignedIn, form: NoticeForm, status: int) -> HttpResponse:
    place = request.actor.scope.place_id
    name, person_id = form["name"].value() or "", str(form["person_id"].value() or "")
    unfinished = [each for each in drafts.drafts_of(request.actor, PURPOSE) if each.commune_id == place]
    context: dict[str, Any] = {
        "form": form,
        "found": _by_id(place, person_id, name) or _at_home(request, place),
        "chosen": person_id,
        "unfinished": [each for each in unfinished if str(each.id) != form.draft_id],
    }
    return render(request, "cases/intake.html", context, status=status)


def _at_home(request: SignedIn, place: int) -> list[PersonRow]:
    household_id = request.GET.get("gospodarie", "")
    members = list_members(place, [UUID(household_id)], _today()) if _is_id(household_id) else []
    return [each for each in members if each.is_member]


def _by_id(place: int, person_id: Any, name: str) -> list[PersonRow]:
    """The person of the registry that was chosen for the name; nobody when none was."""
    if not person_id or not name:
        return []
    return [each for each in search(place, name, _today()).people if str(each.id) == str(person_id)]


def _today() -> date:
    return day_of(timezone.now())
