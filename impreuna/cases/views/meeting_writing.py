"""Writing the minutes of a meeting: one page, one draft; in the end one act for the meeting and one for each case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from impreuna.cases.forms.meeting import MeetingEditor, Staff, Talked
from impreuna.cases.forms.parts import add, kept, one, opened, put_day, take_away
from impreuna.cases.queries.meetings import AgendaCase, list_agenda, list_open_cases, workers_of
from impreuna.cases.queries.staff import Colleague, find_staff
from impreuna.kernel import drafts
from impreuna.kernel.actor import Actor
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.policy import ROLES
from impreuna.kernel.result import explain
from impreuna.ui.access import SignedIn, page

PURPOSE = "meeting"
#: Who works with every open case of the commune, beside its team.
_EVERYWHERE = ("social_worker", "social_technician", "spas_head")


@require_http_methods(["GET", "POST"])
@page("HoldMeeting")
def write(request: SignedIn) -> HttpResponse:
    """The minutes as far as they are written. Each button keeps them and comes back; the last one makes them acts."""
    actor = request.actor
    if actor.scope.level != "commune":
        raise Http404
    draft_id = uuid5(actor.user_id, f"{PURPOSE} {actor.scope.place_id}")
    if request.method == "GET":
        draft = drafts.open_draft(actor, draft_id)
        data = opened(draft.content["fields"]) if draft else _fresh(timezone.localtime())
        _choose(data, request.GET.get("caz", ""))
        return _page(request, _editor(actor, data), saved_at=draft.saved_at if draft else None)
    data = request.POST.copy()
    do = request.POST.get("do", "")
    place = _change(data, do)
    if do == "send":
        return _send(request, _editor(actor, data, is_sent=True), draft_id)
    _keep(actor, draft_id, data)
    if request.headers.get("HX-Request"):
        return render(request, "cases/_saved.html", {"at": timezone.localtime()})
    return redirect("cases:meetings" if do == "leave" else f"{reverse('cases:meeting-new')}{place}")


def _send(request: SignedIn, editor: MeetingEditor, draft_id: UUID) -> HttpResponse:
    if editor.is_valid() and _hold(request.actor, editor):
        left = [talk for talk in editor.talks if talk.is_touched and not _say(request.actor, editor, talk)]
        if not left:
            drafts.discard_draft(request.actor, draft_id)
            messages.success(request, _("Întâlnirea este consemnată. Hotărârile ei sunt ale celor numiți."))
            return redirect("cases:meeting", meeting_id=UUID(one(editor.data, "meeting_id")))
        editor.talks = left
    _keep(request.actor, draft_id, editor.data)
    return _page(request, editor, status=422)


def _hold(actor: Actor, editor: MeetingEditor) -> bool:
    """The meeting itself, once; what refuses it goes to its field."""
    if editor.is_held:
        return True
    outcome = execute(editor.to_meeting(actor), actor)
    if outcome.is_kept:
        editor.data["held"] = "1"
        return True
    field = {"held_at": "held_hour", "attendance": "present"}.get(outcome.field or "", outcome.field)
    editor.head.add_error(field if field in editor.head.fields else None, explain(outcome.reason, outcome.facts, _))
    editor.data["command_id"] = str(new_id())
    return False


def _say(actor: Actor, editor: MeetingEditor, talk: Talked) -> bool:
    """What was said of a case, as its own act; what is kept leaves the page, what is refused stays with its reason."""
    outcome = execute(editor.to_talk(actor, talk), actor)
    if outcome.is_kept:
        _forget(editor.data, talk.number)
        return True
    form = talk.form
    if outcome.field == "decisions" and talk.decisions:
        talk.decisions[0][1].add_error("title", explain(outcome.reason, outcome.facts, _))
    else:
        form.add_error(
            outcome.field if outcome.field in form.fields else "discussed", explain(outcome.reason, outcome.facts, _)
        )
    editor.data[f"case-{talk.number}-command_id"] = str(new_id())
    return False


def _page(request: SignedIn, editor: MeetingEditor, status: int = 200, **more: Any) -> HttpResponse:
    place = request.actor.scope.place_id
    on_page = {str(talk.case.id) for talk in editor.talks}
    context = {
        "editor": editor,
        "others": [(str(case_id), name) for case_id, name in list_open_cases(place) if str(case_id) not in on_page],
        "back": reverse("cases:meetings"),
        **more,
    }
    return render(request, "cases/meeting_write.html", context, status=status)


def _editor(actor: Actor, data: QueryDict, *, is_sent: bool = False) -> MeetingEditor:
    place = actor.scope.place_id
    chosen = [UUID(case_id) for number in data.getlist("case") if (case_id := data.get(f"case-{number}-id"))]
    agenda = list_agenda(place, timezone.now(), chosen)
    colleagues = find_staff(place)
    if not is_sent and data.get("held") != "1":
        _put_agenda(data, agenda)
    return MeetingEditor(data, agenda, _staff(colleagues), _workers(place, agenda, colleagues), is_sent=is_sent)


def _staff(colleagues: Sequence[Colleague]) -> Staff:
    roles: dict[UUID, list[str]] = {}
    names = {each.user_id: each.name for each in colleagues}
    for each in colleagues:
        roles.setdefault(each.user_id, []).append(_(ROLES[each.role].name))
    return [(str(user_id), names[user_id], ", ".join(own)) for user_id, own in roles.items()]


def _workers(
    place: int, agenda: Sequence[AgendaCase], colleagues: Sequence[Colleague]
) -> dict[UUID, list[tuple[str, str]]]:
    """Whom each case may give something to do: its team, and who works with all cases."""
    everywhere = {str(each.user_id): each.name for each in colleagues if each.role in _EVERYWHERE}
    teams = workers_of(place, [case.id for case in agenda])
    return {
        case.id: list({**{str(user_id): name for user_id, name in teams.get(case.id, [])}, **everywhere}.items())
        for case in agenda
    }


def _fresh(now: datetime) -> QueryDict:
    data = QueryDict(mutable=True)
    data["command_id"], data["meeting_id"] = str(new_id()), str(new_id())
    data["meeting-meeting_kind"] = "team"
    put_day(data, "meeting-held_day", now.date())
    data["meeting-held_hour"] = now.strftime("%H:%M")
    return data


def _put_agenda(data: QueryDict, agenda: Sequence[AgendaCase]) -> None:
    on_page = {data.get(f"case-{number}-id") for number in data.getlist("case")}
    for case in agenda:
        if str(case.id) not in on_page:
            _add_case(data, str(case.id))


def _add_case(data: QueryDict, case_id: str) -> str:
    return add(data, "case", {"id": case_id, "command_id": str(new_id()), "discussed": ""})


def _choose(data: QueryDict, case_id: str) -> str:
    """A case that is not on the agenda by itself."""
    try:
        wanted = str(UUID(case_id))
    except ValueError:
        return ""
    numbers = {data.get(f"case-{number}-id"): number for number in data.getlist("case")}
    return f"#case-{numbers.get(wanted) or _add_case(data, wanted)}"


def _change(data: QueryDict, do: str) -> str:
    """What a button does to the page; answers the place to come back to."""
    kind, _colon, which = do.partition(":")
    if kind == "decision":
        return f"#decision-{add(data, 'decision', {'id': str(new_id()), 'about': which, 'title': ''})}"
    if kind == "without-decision":
        about = data.get(f"decision-{which}-about", "")
        take_away(data, "decision", which)
        return f"#case-{about}" if about else "#hotarari"
    if kind == "case":
        return _choose(data, data.get("other", ""))
    return ""


def _forget(data: QueryDict, number: str) -> None:
    for each in [each for each in data.getlist("decision") if data.get(f"decision-{each}-about") == number]:
        take_away(data, "decision", each)
    take_away(data, "case", number)


def _keep(actor: Actor, draft_id: UUID, data: QueryDict) -> None:
    drafts.save_draft(actor, draft_id, actor.scope.place_id, PURPOSE, draft_id, {"fields": kept(data)})
