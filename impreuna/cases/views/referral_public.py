"""The public door of a referral: who holds its secret reads what was told, and answers once, without an account."""

from __future__ import annotations

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from impreuna.cases.commands import actor_of_link
from impreuna.cases.forms.answering import AnswerForm
from impreuna.cases.queries.links import Link, find_link
from impreuna.kernel.execute import execute
from impreuna.territory.queries import find_commune
from impreuna.ui.access import public_page
from impreuna.ui.answers import show, typed

#: So often somebody may knock: like sign-in, for each address of the network.
_RATES = {"answer_referral": "30/m/ip"}


@public_page
@never_cache
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    """What the referral tells, and the form of its answer; one sentence for anybody else, and when it is over."""
    if not consume(request, app="impreuna.cases", action="answer_referral", config=_RATES, limit_get=True):
        return _say(request, _("Prea multe încercări. Așteptați câteva minute."), 429)
    link = find_link(secret)
    if link is None:
        return _say(request, _("Legătura nu este bună. Verificați adresa sau cereți alta de la cine v-a scris."), 404)
    form = AnswerForm(typed(request))
    if form.is_valid() and _keep(form, link):
        return _say(request, _("Mulțumim. Răspunsul a ajuns la echipa care v-a scris."), 200)
    if not link.is_open(timezone.now()):
        return _say(request, _("Legătura nu mai este valabilă: a expirat sau s-a răspuns deja."), 410)
    return render(request, "cases/answer.html", {"link": link, "form": form, "secret": secret, "sender": _sender(link)})


def _sender(link: Link) -> str:
    commune = find_commune(link.commune_id)
    return f"{link.author}, {commune.label}" if commune else link.author


def _keep(form: AnswerForm, link: Link) -> bool:
    """The answer is an act of the link itself; what is sent twice is one answer."""
    actor = actor_of_link(link.id, link.commune_id, link.receiver)
    outcome = execute(form.to_command(actor, link), actor)
    if show(form, outcome):
        return True
    form.renew()
    return False


def _say(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return render(request, "cases/answer_said.html", {"sentence": sentence}, status=status)
