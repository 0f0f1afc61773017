"""The journal of a place: who did what and when; never what was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from impreuna.kernel.command import KINDS
from impreuna.kernel.policy import ROLES
from impreuna.kernel.queries import list_journal
from impreuna.kernel.result import REASONS, explain
from impreuna.monitoring.rules.lists import LISTS, NAMES
from impreuna.territory.queries import search_communes
from impreuna.ui.access import page
from impreuna.workforce.queries import find_place
from impreuna.workforce.standing import place_in_words

SIZE = 40
_TONES = {"applied": "", "conflict": "amber", "rejected": "red"}


@dataclass(frozen=True, slots=True)
class Act:
    """One entry as the page prints it. `late` when it was recorded long before the server received it."""

    n: int
    sentence: str
    by: str
    recorded_at: datetime
    received_at: datetime
    tone: str
    note: str

    @property
    def is_late(self) -> bool:
        """Whether the act waited for a network."""
        return (self.received_at - self.recorded_at).total_seconds() > 3600


@page("SeeJournal")
def journal(request: Any) -> HttpResponse:
    """The acts of a place, newest first, page by page along its clock."""
    place_id = _number(request.GET.get("loc")) or request.actor.scope.place_id
    place = find_place(place_id) if request.actor.scope.covers(place_id) else None
    if place is None:
        raise Http404
    entries = list_journal(place_id, before=_number(request.GET.get("inainte")), limit=SIZE + 1)
    acts = [_act(entry) for entry in entries[:SIZE]]
    name = place_in_words(place.level, place.kind, place.name, place.county)
    facts = {"acts": acts, "place": name, "place_id": place_id, "more": acts[-1].n if len(entries) > SIZE else None}
    facts |= {"is_first": "inainte" not in request.GET, **_chooser(request)}
    return render(request, "web/journal.html", facts)


def _chooser(request: Any) -> dict[str, Any]:
    """For who sees the journals of many places: the ones found for what was typed."""
    if request.actor.scope.level == "commune":
        return {}
    typed = request.GET.get("q", "").strip()[:60]
    return {"chooses": True, "typed": typed, "found": search_communes(typed) if typed else []}


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 18 else None


def _act(entry: Any) -> Act:
    command = KINDS.get(entry.kind)
    sentence = _(command.sentence) if command and command.sentence else entry.kind
    role = _(ROLES[entry.role].name) if entry.role in ROLES else entry.role
    told = _export(entry.outcome.get("facts", {})) if entry.kind == "ExportList" else ""
    notes = {"applied": told, "conflict": _("A rămas un conflict de hotărât.")}
    why = explain(entry.reason, entry.outcome.get("facts", {}), _) if entry.reason in REASONS else ""
    note = notes.get(entry.status, why)
    title = f"{entry.user_name} {sentence}"
    if entry.status == "rejected":
        title = _("Neprimit: {act}").format(act=title)
    return Act(entry.n, title, role, entry.recorded_at, entry.received_at, _TONES.get(entry.status, ""), note)


def _export(facts: Mapping[str, Any]) -> str:
    """What a list that left as a file held and why, from the facts that the journal keeps of it; nothing of the
    people in it. Nothing for entries that kept only how many columns there were."""
    what = facts.get("what", "")
    if what not in LISTS:
        return ""
    name, known = NAMES[what], [LISTS[what][code].name for code in facts["columns"] if code in LISTS[what]]
    words = _("Lista: {what}. Coloane: {columns}. Pentru: „{reason}”.")
    return words.format(what=_(name), columns=", ".join(map(_, known)), reason=facts["reason"])
