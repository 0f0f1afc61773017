"""How every act's page works: the form, the command, the answer at the field, the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from impreuna.kernel.command import Command
from impreuna.kernel.execute import execute
from impreuna.kernel.result import Outcome
from impreuna.registry.forms.acts import ActForm
from impreuna.ui.access import SignedIn
from impreuna.ui.answers import show, way_back

Send = Callable[[], Command]


def send(request: SignedIn, form: ActForm, to_command: Send) -> Outcome | None:
    """Executes what the form says; none when it is refused, by the form or by the act, with the reason at its field."""
    if not form.is_valid():
        return None
    outcome = execute(to_command(), request.actor)
    if show(form, outcome):
        return outcome
    form.renew()
    return None


def act_page(
    request: SignedIn,
    form: ActForm,
    to_command: Send,
    *,
    template: str,
    context: dict[str, Any],
    done: str,
    then: str,
) -> HttpResponse:
    """Shows the form, or carries out what it says and goes back with the message `done`: to the page that led here, if
    it was named in the address, otherwise to `then`."""
    if request.method == "POST" and (outcome := send(request, form, to_command)) is not None:
        if (outcome.original or outcome.status) == "conflict":
            return redirect("registry:conflicting", kind=context["kind"], record_id=context["subject"].id)
        messages.success(request, done)
        return redirect(way_back(request, then))
    return render(request, template, {"form": form, **context}, status=422 if request.method == "POST" else 200)
