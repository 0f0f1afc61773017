"""Who may open a page. Every view of the house is declared with `page` or `public_page`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from impreuna.kernel.actor import Actor
from impreuna.kernel.policy import may
from impreuna.kernel.result import Verdict, explain
from impreuna.ui.typed import refuse_post

View = Callable[..., HttpResponseBase]


class SignedIn(HttpRequest):
    """A request behind `page`: somebody acts in it, in one role."""

    actor: Actor


def page(capability: str) -> Callable[[View], View]:
    """Declares what one must be able to do to open a page: the name of a command or of a page of the policy.

    Signed out: to sign-in and back. Signed in without a role: a page that says whom to ask.
    A role that may not: 403 with the reason. `request.actor` is there in the view.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            actor = getattr(request, "actor", None)
            if actor is None:
                return _say_no_role(request)
            if request.method == "POST" and (ended := getattr(request, "role_ended", "")):
                return refuse_post(request, ended)
            verdict = may(actor.role, capability)
            if not verdict:
                return explain_refusal(request, verdict)
            return view(request, *args, **kwargs)

        guarded.capability = capability  # type: ignore[attr-defined]
        guarded.is_public = False  # type: ignore[attr-defined]
        return guarded

    return declare


def public_page(view: View) -> View:
    """Declares a page that anybody opens, signed in or not."""
    view.capability = None  # type: ignore[attr-defined]
    view.is_public = True  # type: ignore[attr-defined]
    return view


def explain_refusal(request: HttpRequest, verdict: Verdict) -> HttpResponse:
    """The page for a refusal, 403, with its reason in the reader's language, and what was typed."""
    sentence = explain(verdict.reason, verdict.facts, _)
    if request.method == "POST":
        return refuse_post(request, sentence)
    facts = {"sentence": sentence, "actor": getattr(request, "actor", None)}
    return render(request, "ui/errors/403.html", facts, status=403)


def _say_no_role(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return refuse_post(request, explain("no_active_role", {}, _))
    return render(request, "ui/no_role.html", status=403)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """To sign-in and back to this page. A part of a page asked for by htmx sends the whole page there.

    A form that arrives after the session has ended is shown back, so that nothing typed is lost.
    """
    if request.method == "POST":
        return refuse_post(request, explain("not_signed_in", {}, _))
    if "HX-Request" not in request.headers:
        return redirect_to_login(request.get_full_path())
    around = urlsplit(request.headers.get("HX-Current-URL", "/"))
    back = f"{around.path}?{around.query}" if around.query else around.path
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = redirect_to_login(back).url
    return answer
