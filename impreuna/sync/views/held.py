"""Work that a tablet handed over: what it says, and taking it over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.policy import CENSUS_TAKERS, may
from impreuna.kernel.result import REASONS, Outcome, Verdict, explain, refused
from impreuna.sync.forms import PutAsideForm, take_over
from impreuna.sync.queries.held import Waiting, find_held, open_held
from impreuna.sync.rules.envelopes import Envelope, read
from impreuna.sync.wording import lines_of, work_in_words
from impreuna.ui.access import page
from impreuna.ui.answers import show, typed


@page("TakeOverWork")
def held(request: Any, place_id: int, held_id: UUID) -> HttpResponse:
    """One piece of held work; sent, it is carried out in the name of the reader, or put aside."""
    item = find_held(place_id, held_id) if place_id == request.actor.scope.place_id else None
    if item is None:
        raise Http404
    content = open_held(place_id, held_id)
    verdict = _may_take(item, content, request.actor)
    form = PutAsideForm(typed(request) if "lasa" in request.POST else None)
    if request.method == "POST" and verdict and item.settled_at is None:
        if "preia" in request.POST and content is not None and _take(request, item, content):
            return redirect("sync:devices")
        if form.is_valid() and show(
            form, execute(take_over(place_id, held_id, "put_aside", form.cleaned_data["note"]), request.actor)
        ):
            messages.success(request, _("Înregistrarea nu mai așteaptă; conținutul ei se păstrează."))
            return redirect("sync:devices")
    facts = {
        "item": item,
        "work": work_in_words(item.what, item.kind),
        "why": explain(item.reason, {}, _) if item.reason in REASONS else "",
        "lines": lines_of(content) if content is not None else None,
        "refusal": explain(verdict.reason, verdict.facts, _),
        "form": form,
    }
    return render(request, "sync/held.html", facts)


def _may_take(item: Waiting, content: bytes | None, actor: Actor) -> Verdict:
    """Whether the reader may take the item over: its author, or a census taker who sees what it says and may do it."""
    if item.settled_at is not None:
        return refused("held_settled")
    if content is None or (item.user_id != actor.user_id and actor.role not in CENSUS_TAKERS):
        return refused("held_not_yours")
    command = _command_in(content) if item.what == "command" else None
    return may(actor.role, command.kind) if command is not None else Verdict()


def _command_in(content: bytes) -> Command | None:
    command = read(bytes(msgspec.json.decode(content, type=Envelope).command))
    return command if isinstance(command, Command) else None


def _take(request: Any, item: Waiting, content: bytes) -> bool:
    """Carries the item out and says so. Answers whether it waits no longer; a refusal becomes a message."""
    place_id = request.actor.scope.place_id
    if item.what == "draft":
        ended = execute(take_over(place_id, item.id, "read"), request.actor)
    else:
        command = _command_in(content)
        done = _carry_out(command, request.actor) if command is not None else None
        if done is None or not done.is_kept:
            messages.error(request, explain(done.reason, done.facts, _) if done else _("Nu se poate citi."))
            return False
        ended = execute(take_over(place_id, item.id, "applied"), request.actor)
    if ended.is_kept:
        messages.success(request, _("Ați preluat înregistrarea."))
    return ended.is_kept


def _carry_out(command: Command, actor: Actor) -> Outcome:
    """The act under its own id, so that the tablet's sending it once more changes nothing; under a new one when it
    was refused before: what was refused then may be right now, or for somebody else."""
    outcome = execute(command, actor)
    if outcome.original == "rejected" or outcome.reason == "command_id_reused":
        outcome = execute(msgspec.structs.replace(command, id=new_id()), actor)
    return outcome
