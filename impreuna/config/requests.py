"""The log: one line per request, and nothing about anybody.

Names, e-mail addresses and what was searched for never reach a log: instead of the path, which may carry
the number of a household, the line names the page. A fault is logged with its trace, without what the
database quotes from rows.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

_ROW = re.compile(r"^(DETAIL|CONTEXT):.*\n?", re.MULTILINE)

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


class WithoutPeople(logging.Formatter):
    """Leaves out of a trace what PostgreSQL quotes from rows, and out of Django's line the path."""

    def formatException(self, ei: Any) -> str:
        return _ROW.sub("", super().formatException(ei))

    def format(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        if record.name == "django.request" and isinstance(request, HttpRequest):
            page = request.resolver_match.view_name if request.resolver_match else "-"
            record.msg, record.args = f"{record.getMessage().split(':')[0]}: {page}", ()
        return super().format(record)
