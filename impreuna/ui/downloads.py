"""Files that take longer than a page: only so many leave at once, so that pages are still answered beside them.

Who sends a file does nothing else meanwhile, and a process of the server has few hands (`IMPREUNA_THREADS`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from impreuna.ui.tables import Form, Table, download

View = Callable[..., HttpResponseBase]

#: After so many seconds it is worth asking again.
RETRY_SECONDS = 60

#: One hand of each process stays free for pages.
_hands = threading.BoundedSemaphore(max(1, settings.THREADS - 1))


def download_long(request: HttpRequest, table: Table, form: Form) -> HttpResponseBase:
    """Like `download`; while too many long files leave, a page that asks for patience instead (503)."""
    if not _hands.acquire(blocking=False):
        return _ask_for_patience(request)
    response = download(table, form)
    response.streaming_content = _Held(cast(Iterator[bytes], response.streaming_content))
    return response


def one_of_few(view: View) -> View:
    """A view that makes a long file before it sends it; while too many are made, a page that asks for patience."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not _hands.acquire(blocking=False):
            return _ask_for_patience(request)
        try:
            return view(request, *args, **kwargs)
        finally:
            _hands.release()

    return guarded


def _ask_for_patience(request: HttpRequest) -> HttpResponseBase:
    answer = render(request, "ui/errors/busy.html", status=503)
    answer["Retry-After"] = str(RETRY_SECONDS)
    return answer


class _Held:
    """The parts of a long file, which gives its place back when it is sent or nobody waits for it any more."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self.parts, self.is_held = parts, True

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        return next(self.parts)

    def close(self) -> None:
        """Called by the server at the end, whatever the end was. The rows' own source is closed by the response."""
        if self.is_held:
            self.is_held = False
            _hands.release()
