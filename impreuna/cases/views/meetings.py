"""Pages of meetings and of what they decided: the list, one meeting's minutes, tasks."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from impreuna.cases.forms.tasks import FinishTaskForm
from impreuna.cases.queries.casefile import CaseFile
from impreuna.cases.queries.meetings import (
    find_meeting,
    find_task,
    list_agenda,
    list_meetings,
    list_tasks,
)
from impreuna.cases.rules.lists import MEETINGS
from impreuna.cases.views.opening import of_case
from impreuna.kernel.policy import may
from impreuna.registry.views.acts import act_page
from impreuna.registry.views.households import today
from impreuna.ui.access import SignedIn, page
from impreuna.ui.answers import typed
from impreuna.ui.paging import CURSOR_PARAMETER
from impreuna.ui.wording import day

WHICH = ("mine", "open", "done")


@page("SeeCases")
def meetings(request: SignedIn) -> HttpResponse:
    """The meetings of the commune, the latest first; above them what the next one has to talk about."""
    actor = request.actor
    is_here = actor.scope.level == "commune"
    now = timezone.now()
    agenda = list_agenda(actor.scope.place_id, now) if is_here else []
    context = {
        "page": list_meetings(actor, request.GET.get(CURSOR_PARAMETER)),
        "agenda": agenda,
        "may_hold": may(actor.role, "HoldMeeting"),
        "is_here": is_here,
        "now": now,
    }
    return render(request, "cases/meetings.html", context)


@page("SeeCases")
@of_case
def discuss(request: SignedIn, case: CaseFile) -> HttpResponse:
    """To the minutes, with this case on them."""
    return redirect(f"{reverse('cases:meeting-new')}?caz={case.id}")


@page("SeeCases")
def meeting(request: SignedIn, meeting_id: UUID) -> HttpResponse:
    """The minutes of a meeting, as they are printed."""
    found = find_meeting(request.actor, meeting_id)
    if found is None:
        raise Http404
    came = [one for one in found.attendance if one.get("is_present")]
    context = {
        "meeting": found,
        "title": capfirst(_(MEETINGS[found.kind])),
        "came": came,
        "missed": [one for one in found.attendance if not one.get("is_present")],
        "today": today(),
    }
    return render(request, "cases/meeting.html", context)


@page("SeeCases")
def tasks(request: SignedIn) -> HttpResponse:
    """What meetings decided: one's own first."""
    which = request.GET.get("care", "mine")
    which = which if which in WHICH else "mine"
    found = list_tasks(request.actor, which, request.GET.get(CURSOR_PARAMETER))
    context = {"page": found, "which": which, "today": today(), "user_id": request.actor.user_id}
    return render(request, "cases/tasks.html", context)


@page("FinishTask")
def finish(request: SignedIn, task_id: UUID) -> HttpResponse:
    """Saying how something that was decided was done."""
    task = find_task(request.actor, task_id)
    if task is None:
        raise Http404
    form = FinishTaskForm(typed(request))
    back = reverse("cases:tasks")

    return act_page(
        request,
        form,
        lambda: form.to_command(request.actor, task_id),
        template="cases/finish_task.html",
        context={"task": task, "back": back, "due": day(task.due_on)},
        done=_("Hotărârea este îndeplinită."),
        then=back,
    )
