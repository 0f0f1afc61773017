"""Inviting people, and the page on which they accept."""

from __future__ import annotations

import logging
import secrets
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.signup import complete_signup
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from impreuna.kernel.execute import execute
from impreuna.kernel.policy import ROLES
from impreuna.kernel.result import Verdict, explain
from impreuna.ui.access import page, public_page
from impreuna.ui.answers import say, show, typed
from impreuna.workforce import queries
from impreuna.workforce.commands import open_account
from impreuna.workforce.forms import AccountForm, InviteForm, acceptance, withdrawal
from impreuna.workforce.mail import send_invitation
from impreuna.workforce.middleware import CHOSEN
from impreuna.workforce.views.team import get_team, words_of

log = logging.getLogger("impreuna.workforce")


@page("InvitePerson")
def invite(request: Any, place_id: int) -> HttpResponse:
    """Whom to invite, to which role."""
    team = get_team(request, place_id)
    form = InviteForm(typed(request), roles=team.grantable)
    token = secrets.token_urlsafe(32)
    if form.is_valid() and show(form, execute(form.to_command(place_id, token), request.actor)):
        _send(request, form.cleaned_data, token, words_of(team.place))
        return redirect("workforce:team-of", place_id)
    facts = {"form": form, "team": team, "place": words_of(team.place)}
    return render(request, "workforce/invite.html", facts)


def _send(request: Any, invited: dict[str, Any], token: str, place: str) -> None:
    name = ROLES[invited["role"]].name
    facts = {"inviter": request.actor.name, "role": _(name), "place": place}
    try:
        address = send_invitation(request, invited["email"], token, facts)
    except OSError:
        log.exception("an invitation could not be sent")
        messages.error(request, _("Invitația s-a păstrat, dar e-mailul nu a plecat. Retrageți-o și invitați din nou."))
        return
    messages.success(request, _("Invitația a plecat la {email}.").format(email=invited["email"]))
    if settings.MODE == "demo":  # the demonstration has no mail server: its messages lie in a folder
        messages.info(
            request, _("În demonstrație e-mailul nu pleacă. Legătura din el: {address}").format(address=address)
        )


@page("WithdrawInvitation")
@require_POST
def withdraw(request: Any, place_id: int, invitation_id: UUID) -> HttpResponse:
    """The button beside an invitation."""
    outcome = execute(withdrawal(place_id, invitation_id), request.actor)
    say(request, outcome, _("Invitația s-a retras; legătura din e-mail nu mai merge."))
    return redirect("workforce:team-of", place_id)


@public_page
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the address in the e-mail: who invites to what; a new account, or the one there is."""
    found = queries.find_invited(token, timezone.now(), request.user)
    if found is None:
        raise Http404
    if not found.verdict:
        return _refuse(request, found.verdict)
    facts = {"invited": found, "role": _(ROLES[found.role].name), "place": words_of(found.place)}
    if request.user.is_authenticated:
        return _accept_signed_in(request, found, token, facts)
    if found.has_account:
        return render(request, "workforce/invitation_sign_in.html", facts)
    return _accept_with_new_account(request, found, token, facts)


def _refuse(request: HttpRequest, verdict: Verdict) -> HttpResponse:
    sentence = explain(verdict.reason, verdict.facts, _)
    return render(request, "workforce/invitation_refused.html", {"sentence": sentence}, status=410)


def _accept_signed_in(request: Any, found: Any, token: str, facts: dict[str, Any]) -> HttpResponse:
    if request.method != "POST":
        return render(request, "workforce/invitation.html", facts)
    command = acceptance(found, token)
    outcome = execute(command, found.actor(request.user.id, request.user.name))
    say(request, outcome, _("Aveți de acum încă un rol."))
    if outcome.is_kept:
        request.session[CHOSEN] = str(command.assignment_id)
    return redirect("/")


def _accept_with_new_account(request: Any, found: Any, token: str, facts: dict[str, Any]) -> HttpResponse:
    """Account and role come together or not at all."""
    form = AccountForm(typed(request), initial={"name": found.name}, email=found.email)
    if form.is_valid():
        with transaction.atomic():
            user = open_account(found.email, form.cleaned_data["name"], form.cleaned_data["password1"])
            outcome = execute(acceptance(found, token), found.actor(user.id, user.name))
            if not show(form, outcome):
                transaction.set_rollback(True)
        if outcome.is_kept:
            return complete_signup(request, user=user, redirect_url="/")
    return render(request, "workforce/invitation.html", {**facts, "form": form})
