"""One's own account: the name, and the ways to sign-in's own pages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from impreuna.kernel.execute import execute
from impreuna.ui.access import page
from impreuna.ui.answers import show, typed
from impreuna.web.forms import NameForm


@page("SeeHome")
def account(request: Any) -> HttpResponse:
    """Name, password, second step, where one is signed in."""
    form = NameForm(typed(request), initial={"name": request.user.name, "seen": request.user.name})
    if form.is_valid() and show(form, execute(form.to_command(request.actor), request.actor)):
        messages.success(request, _("Numele s-a păstrat. Așa vă văd colegii de acum."))
        return redirect("web:account")
    return render(request, "web/account.html", {"form": form})


@page("SeeHome")
def email(request: Any) -> HttpResponse:
    """The address is the one that was invited; this page, in the place of sign-in's own, says so."""
    return render(request, "web/email.html")
