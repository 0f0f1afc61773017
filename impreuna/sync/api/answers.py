"""Answers in JSON, errors with a reason and a sentence, bodies within their limits. Never a page."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from impreuna.kernel.result import explain

log = logging.getLogger("impreuna.sync")

_encoder = msgspec.json.Encoder()
_BUSY_SECONDS = 15
T = TypeVar("T")
View = Callable[..., HttpResponse]


class Refusal(Exception):
    """The call is answered with `status` and the sentence of `reason`, a code of the catalogue."""

    def __init__(self, status: int, reason: str, headers: dict[str, str] | None = None, **facts: Any) -> None:
        super().__init__(reason)
        self.status, self.reason, self.facts, self.headers = status, reason, facts, headers or {}


def answer(body: Any, status: int = 200) -> HttpResponse:
    """`body` as JSON, kept by no cache."""
    response = HttpResponse(_encoder.encode(body), content_type="application/json", status=status)
    response["Cache-Control"] = "no-store"
    return response


def refuse(refusal: Refusal) -> HttpResponse:
    """The answer of a refusal."""
    sentence = explain(refusal.reason, refusal.facts, gettext)
    response = answer({"reason": refusal.reason, "facts": refusal.facts, "sentence": sentence}, refusal.status)
    for name, value in refusal.headers.items():
        response[name] = value
    return response


def in_json(method: str) -> Callable[[View], View]:
    """Only this method, and whatever goes wrong is said in JSON."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                if request.method != method:
                    raise Refusal(405, "malformed_request", {"Allow": method}, problem=str(request.method))
                return view(request, *args, **kwargs)
            except Refusal as refusal:
                return refuse(refusal)
            except (OperationalError, InterfaceError):
                log.exception("the database did not answer")
                return refuse(Refusal(503, "server_busy", {"Retry-After": str(_BUSY_SECONDS)}))
            except Exception:
                log.exception("a call of a tablet failed")
                return refuse(Refusal(500, "server_busy", {"Retry-After": str(_BUSY_SECONDS)}))

        return guarded

    return declare


def body_of(request: HttpRequest, shape: type[T], limit: int) -> T:
    """The JSON body, at most `limit` bytes even when it came compressed. Raises `Refusal` 400, 413, 415."""
    if request.content_type != "application/json":
        raise Refusal(415, "json_only")
    raw = _unpacked(request, _raw(request, limit), limit)
    try:
        return msgspec.json.decode(raw, type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        raise Refusal(400, "malformed_request", problem=str(problem)[:200]) from problem


def _raw(request: HttpRequest, limit: int) -> bytes:
    too_large = Refusal(413, "request_too_large", limit=limit // 1024)
    if int(request.META.get("CONTENT_LENGTH") or 0) > limit:
        raise too_large
    try:
        return request.body
    except RequestDataTooBig as problem:
        raise too_large from problem


def _unpacked(request: HttpRequest, raw: bytes, limit: int) -> bytes:
    encoding = request.headers.get("Content-Encoding", "identity").lower()
    if encoding == "identity":
        return raw
    if encoding != "gzip":
        raise Refusal(415, "json_only")
    unpacking = zlib.decompressobj(wbits=31)
    try:
        whole = unpacking.decompress(raw, limit + 1)
    except zlib.error as problem:
        raise Refusal(400, "malformed_request", problem="gzip") from problem
    if len(whole) > limit:
        raise Refusal(413, "request_too_large", limit=limit // 1024)
    if not unpacking.eof:
        raise Refusal(400, "malformed_request", problem="gzip")
    return whole
