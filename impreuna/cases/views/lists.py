"""The list of cases: one's own, those to be evaluated, late ones, by stage, by name or number."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from impreuna.cases.queries.lists import Asked, CaseRow, list_cases
from impreuna.cases.rules.lists import SUBJECTS
from impreuna.cases.rules.stages import STAGES
from impreuna.cases.views.words import DueLine, due_lines
from impreuna.kernel.policy import may, may_read
from impreuna.ui.access import SignedIn, page
from impreuna.ui.paging import CURSOR_PARAMETER, Page

#: Parts of the list, by the word in their address.
TABS = {
    "ale-mele": ("mine", gettext_noop("Ale mele")),
    "de-evaluat": ("triage", gettext_noop("De evaluat")),
    "intarziate": ("late", gettext_noop("Întârziate")),
    "toate": ("all", gettext_noop("Toate")),
    "incheiate": ("ended", gettext_noop("Încheiate")),
}
#: Who has no cases of her own looks at what comes in first.
_FIRST = {"spas_head": "de-evaluat", "social_worker": "ale-mele"}


@page("SeeCases")
def cases(request: SignedIn) -> HttpResponse:
    """The cases that the reader sees."""
    now = timezone.now()
    typed = request.GET.get("q", "").strip()[:100]
    chosen = request.GET.get("care", "")
    tab = chosen if chosen in TABS else ("toate" if typed else _FIRST.get(request.actor.role, "ale-mele"))
    stage = request.GET.get("etapa", "")
    asked = Asked(TABS[tab][0], stage if stage in STAGES else "", typed)
    found = list_cases(request.actor, asked, now, request.GET.get(CURSOR_PARAMETER))
    context: dict[str, Any] = {
        "page": Page([in_words(row, now) for row in found.items], found.next, found.is_first),
        "tabs": [(name, _(words), name == tab) for name, (_which, words) in TABS.items()],
        "tab": tab,
        "typed": typed,
        "commune": request.actor.scope.place_id if may_read(request.actor.role, "case") else None,
        "stages": STAGES,
        "stage": asked.stage,
        "registering": may(request.actor.role, "RegisterNotice"),
    }
    whole = not request.headers.get("HX-Request") or bool(request.headers.get("HX-History-Restore-Request"))
    return render(request, "cases/list.html" if whole else "cases/_results.html", context)


def in_words(row: CaseRow, now: Any) -> tuple[CaseRow, str, DueLine | None]:
    """A case, whom it is about, and what is due in it first."""
    return row, _(SUBJECTS[row.subject]), next(iter(due_lines([row.due], now)), None) if row.due else None
