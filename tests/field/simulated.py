"""The application on a simulated day: whoever asks says with the request how far it is from the real one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from impreuna.config.wsgi import application as _real

_shift: ContextVar[timedelta] = ContextVar("shift", default=timedelta())
_now = timezone.now


def _simulated() -> datetime:
    return _now() + _shift.get()


timezone.now = _simulated


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """The real application, at the moment that the header `X-Simulated-Days` says."""
    token = _shift.set(timedelta(days=float(environ.get("HTTP_X_SIMULATED_DAYS") or 0)))
    try:
        return _real(environ, start)
    finally:
        _shift.reset(token)
