"""The whole file of a case as one PDF: at once when it is short, otherwise asked for, waited for and opened."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from impreuna.cases.queries.casefile import CaseFile
from impreuna.cases.queries.openings import reason_of_today, was_opened_today
from impreuna.cases.views.opening import OF_THE_TEAM, note_opening, of_case
from impreuna.documents.commands.wholefiles import begin_whole_file
from impreuna.documents.gathering import Held, held_by, ids_of, whole_file
from impreuna.documents.queries.wholefiles import find_whole_file, read_whole_file
from impreuna.documents.rules.whole import is_made_at_once
from impreuna.documents.views.answers import send
from impreuna.kernel.result import Outcome, _
from impreuna.ui.access import SignedIn, page
from impreuna.ui.answers import say
from impreuna.ui.downloads import one_of_few

#: Why the opening of a case is noted once more, before the reason that was given.
WHOLE = _("tot dosarul într-un PDF")


@page("SeeCases")
@of_case
def pdf(request: SignedIn, case: CaseFile) -> HttpResponseBase:
    """The file: kept since it was made, as long as its reader sees exactly what it holds; short, made now; otherwise
    the page on which it is asked for."""
    held, kept = held_by(case), find_whole_file(case)
    name = f"dosar-{case.title.replace('/', '-')}.pdf"
    if kept is not None and kept.answers(ids_of(held)):
        return send(read_whole_file(kept), name)
    if not is_made_at_once(len(held), sum(len(each.scans) for each in held)):
        return redirect("documents:case-file-progress", case_id=case.id)
    return _made_now(request, case, held, name)


@one_of_few
def _made_now(request: HttpRequest, case: CaseFile, held: list[Held], name: str) -> HttpResponseBase:
    content = whole_file(case, held, timezone.now())
    note_opening(case, _reason(case))
    return send(content, name)


@page("SeeCases")
@of_case
def progress(request: SignedIn, case: CaseFile) -> HttpResponse:
    """How far the file is: a part of a page while it is looked at, a page by itself else."""
    held, kept = held_by(case), find_whole_file(case)
    context: dict[str, Any] = {
        "case": case,
        "file": kept,
        "is_ready": kept is not None and kept.answers(ids_of(held)),
        "documents": len(held),
        "scans": sum(len(each.scans) for each in held),
    }
    part = "HX-Request" in request.headers
    return render(request, "documents/_whole_file.html" if part else "documents/whole_file.html", context)


@page("SeeCases")
@require_POST
@of_case
def ask(request: SignedIn, case: CaseFile) -> HttpResponse:
    """Puts the making of the file into the queue, once however often it is asked for."""
    held, kept = held_by(case), find_whole_file(case)
    has_said_why = case.works_with_it or was_opened_today(case, timezone.now())
    if has_said_why and not (kept and (kept.is_running or kept.answers(ids_of(held)))):
        outcome = _begin(case, held)
        if outcome is not None and not outcome.is_kept:
            say(request, outcome, gettext("Dosarul se pregătește."))
    return redirect("documents:case-file-progress", case_id=case.id)


def _begin(case: CaseFile, held: list[Held]) -> Outcome | None:
    """Notes the opening and begins; none when it was begun meanwhile."""
    with transaction.atomic():
        if not begin_whole_file(case, len(held), ids_of(held), timezone.now()):
            return None
        outcome = note_opening(case, _reason(case))
        transaction.set_rollback(not outcome.is_kept)
    return outcome


def _reason(case: CaseFile) -> str:
    given = reason_of_today(case, timezone.now()) or OF_THE_TEAM
    return given if given.startswith(WHOLE) else f"{WHOLE}: {given}"
