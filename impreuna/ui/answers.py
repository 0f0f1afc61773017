"""From an outcome to the page: a reason goes to its field, a kept act to a message."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from impreuna.kernel.result import Outcome, Rejected, explain
from impreuna.ui import forms


def typed(request: HttpRequest) -> QueryDict | None:
    """What was typed when a form is sent, even an empty one; none when the page is only opened."""
    return request.POST if request.method == "POST" else None


#: Name of the parameter in an address that says where the page was opened from.
BACK_PARAMETER = "inapoi"


def way_back(request: HttpRequest, otherwise: str) -> str:
    """Where to go when the act is done: the page of ours named in the address, or `otherwise`."""
    named = request.GET.get(BACK_PARAMETER, "")
    return named if named and url_has_allowed_host_and_scheme(named, allowed_hosts=None) else otherwise


def show(form: forms.Form, outcome: Outcome) -> bool:
    """Puts the reason of a rejected act at its field. Answers whether the act is kept."""
    if outcome.is_kept:
        return True
    put(form, outcome.field, explain(outcome.reason, outcome.facts, _))
    return False


def show_rejection(form: forms.Form, rejection: Rejected) -> None:
    """Puts at its field what a rule refused before the act was sent."""
    put(form, rejection.field, explain(rejection.reason, rejection.facts, _))


def put(form: forms.Form, field: str | None, sentence: str) -> None:
    """The sentence at the field of that name, or above the form when it has none."""
    form.add_error(field if field in form.fields else None, sentence)


def say(request: HttpRequest, outcome: Outcome, done: str) -> None:
    """A message for an act without a form."""
    if outcome.is_kept:
        messages.success(request, done)
    else:
        messages.error(request, explain(outcome.reason, outcome.facts, _))
