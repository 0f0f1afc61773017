"""Two values for one field: shown side by side, settled in two taps."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from impreuna.kernel.edits import Scalar
from impreuna.kernel.execute import execute
from impreuna.kernel.policy import may
from impreuna.kernel.queries import OpenConflict, find_open_conflict, list_open_conflicts
from impreuna.kernel.result import explain
from impreuna.ui.access import page
from impreuna.ui.answers import typed
from impreuna.ui.wording import day
from impreuna.web.forms import SettleForm, choice_of

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@page("SeeConflicts")
def conflicts(request: Any) -> HttpResponse:
    """The commune's open conflicts, oldest first."""
    found = list_open_conflicts(request.actor.scope.place_id)
    refused = may(request.actor.role, "SettleConflict")
    facts = {"conflicts": [(one, *sides_of(one)) for one in found], "refused": refused or None}
    return render(request, "web/conflicts.html", {**facts, "refused": None if refused else refused})


@page("SettleConflict")
def settle(request: Any, conflict_id: UUID) -> HttpResponse:
    """First tap: the choice, shown once more. Second tap: done."""
    place = request.actor.scope.place_id
    conflict = find_open_conflict(place, conflict_id)
    if conflict is None:
        messages.warning(request, _("Un coleg a hotărât deja între cele două valori."))
        return redirect("web:conflicts")
    form = SettleForm(typed(request))
    if form.is_valid() and "confirmed" in request.POST:
        outcome = execute(form.to_command(place, conflict_id), request.actor)
        if outcome.is_kept:
            messages.success(
                request, _("S-a păstrat „{value}”.").format(value=in_words(words_of(conflict, form.chosen)))
            )
            return redirect("web:conflicts")
        messages.error(request, explain(outcome.reason, outcome.facts, _))
        conflict = find_open_conflict(place, conflict_id) or conflict
        form = SettleForm()
    return render(request, "web/settle.html", _facts(conflict, form))


def _facts(conflict: OpenConflict, form: SettleForm) -> dict[str, Any]:
    mine, theirs = sides_of(conflict)
    is_chosen = form.is_bound and form.is_valid()
    return {
        "conflict": conflict,
        "mine": mine,
        "theirs": theirs,
        "form": form,
        "chosen": in_words(words_of(conflict, form.chosen)) if is_chosen else "",
        "is_chosen": is_chosen,
        "kept": choice_of(conflict.stored, conflict.stored),
    }


def sides_of(conflict: OpenConflict) -> tuple[dict[str, Any], dict[str, Any]]:
    """The stored value and the proposed one, as the conflict card takes them."""
    stored = {
        "value": in_words(conflict.stored_words),
        "author": conflict.stored_by or _("valoarea de până atunci"),
        "at": conflict.stored_at or "",
        "choice": choice_of(conflict.stored, conflict.stored),
    }
    proposed = {
        "value": in_words(conflict.proposed_words),
        "author": conflict.proposed_by,
        "at": conflict.proposed_at,
        "choice": choice_of(conflict.stored, conflict.proposed),
    }
    return stored, proposed


def words_of(conflict: OpenConflict, value: Scalar) -> Scalar:
    """What the chosen value is called: codes have words."""
    names = {conflict.stored: conflict.stored_words, conflict.proposed: conflict.proposed_words}
    return names.get(value, value)


def in_words(value: Scalar) -> str:
    """A stored value as people read it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("da") if value else _("nu")
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        return day(date.fromisoformat(value))
    return str(_(value)) if isinstance(value, str) else str(value)
