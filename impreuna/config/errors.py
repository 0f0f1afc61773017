"""Pages for what went wrong. They are drawn by `ui`; without a working template they are still a sentence."""

from __future__ import annotations

import logging

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from impreuna.kernel.result import explain

log = logging.getLogger("impreuna.errors")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return _page(request, 413, _("Ați trimis prea mult deodată."))
    return _page(request, 400, _("Cererea nu a putut fi înțeleasă."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403, _("Nu aveți dreptul să vedeți această pagină."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose protection ran out, mostly because somebody signed in anew elsewhere: what was typed comes back."""
    if _is_for_machines(request):
        return _say(403, "page_too_old")
    from impreuna.ui.typed import refuse_post

    return refuse_post(request, _("Pagina a stat deschisă prea mult. Reîncărcați-o și trimiteți din nou."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if _is_for_machines(request):
        return _say(404, "not_found")
    return _page(request, 404, _("Pagina nu există."))


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Sign-in calls this when somebody tries too often."""
    return _page(request, 429, _("Prea multe încercări. Așteptați câteva minute."))


def server_error(request: HttpRequest) -> HttpResponse:
    if _is_for_machines(request):
        return _say(500, "server_busy")
    return _page(request, 500, _("Ceva nu a mers. Datele salvate până acum sunt în siguranță."))


def _is_for_machines(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")


def _say(status: int, reason: str) -> HttpResponse:
    """What the JSON interface answers instead of a page."""
    return JsonResponse({"reason": reason, "facts": {}, "sentence": explain(reason, {}, _)}, status=status)


def _page(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    try:
        text: str = render_to_string(f"ui/errors/{status}.html", {"sentence": sentence}, request)
    except TemplateDoesNotExist:
        text = sentence
    except Exception:  # an error page must never fail for a second reason
        log.exception("error page %s could not be drawn", status)
        text = sentence
    return HttpResponse(text, status=status)
