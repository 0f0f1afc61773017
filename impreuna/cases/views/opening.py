"""How a page of a case begins: the case is found, and who opens it is noted."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from impreuna.cases.commands.openings import OpenCaseFile
from impreuna.cases.forms.reading import REASONS
from impreuna.cases.queries.casefile import CaseFile, find_case
from impreuna.cases.queries.openings import was_opened_today
from impreuna.cases.rules.next_step import waits_for
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.result import Outcome, _, explain
from impreuna.ui.access import SignedIn
from impreuna.ui.answers import BACK_PARAMETER
from impreuna.ui.typed import refuse_post

#: Why somebody of the team opens the file; whom the case waits for has the first of the usual reasons.
OF_THE_TEAM = _("echipa cazului")
TO_SETTLE = REASONS["endorse"]
CaseView = Callable[..., HttpResponseBase]


def of_case(view: CaseView) -> CaseView:
    """A page of one case: `view(request, case, …)` instead of its id. The first page of the day notes the opening for
    who is in the team or has to settle something in it, and asks everybody else why; a case that the reader may not
    see does not exist, but what she typed about it is given back."""

    @wraps(view)
    def opened(request: SignedIn, case_id: UUID, *args: Any, **kwargs: Any) -> HttpResponseBase:
        case = find_case(request.actor, case_id)
        if case is None and request.method == "POST":
            return refuse_post(request, explain("case_gone", {}, gettext), 404)
        if case is None:
            raise Http404
        if request.method == "GET" and not was_opened_today(case, timezone.now()):
            reason = _known_reason(case)
            if reason is None:
                return _ask_why(request, case)
            note_opening(case, reason)
        return view(request, case, *args, **kwargs)

    return opened


def case_or_404(request: SignedIn, case_id: UUID) -> CaseFile:
    """The case as the reader may see it."""
    case = find_case(request.actor, case_id)
    if case is None:
        raise Http404
    return case


def note_opening(case: CaseFile, reason: str) -> Outcome:
    """Notes that the reader opens the file now, and why."""
    command = OpenCaseFile(
        id=new_id(), commune_id=case.commune_id, recorded_at=timezone.now(), case_id=case.id, reason=reason
    )
    return execute(command, case.reader)


def _known_reason(case: CaseFile) -> str | None:
    if case.works_with_it:
        return OF_THE_TEAM
    return TO_SETTLE if waits_for(case.stage, case.dossier, case.may) else None


def _ask_why(request: SignedIn, case: CaseFile) -> HttpResponse:
    query = urlencode({BACK_PARAMETER: request.get_full_path()})
    return redirect(f"{reverse('cases:open', args=[case.id])}?{query}")
