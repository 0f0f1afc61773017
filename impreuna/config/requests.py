"""One line in the log per request, without anything about anybody.

Names, e-mail addresses and what was searched for never reach a log: instead of the path, which may carry
the number of a household, the line names the page.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

log = logging.getLogger("impreuna.requests")


def one_line_per_request(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: `GET registry:household 200 13 ms`."""

    def middleware(request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        response = get_response(request)
        page = request.resolver_match.view_name if request.resolver_match else "-"
        milliseconds = (time.perf_counter() - start) * 1000
        log.info("%s %s %s %.0f ms", request.method, page or "-", response.status_code, milliseconds)
        return response

    return middleware
