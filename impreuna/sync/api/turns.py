"""Whose turn it is: tablets share one thread of this process, so that the office always finds another.

When a whole county comes home at five o'clock, three hundred tablets call at once. Carried out all together they would
make everybody wait; asked for a little patience, they are done as soon, and nobody in an office notices.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from impreuna.sync.api.answers import Refusal

#: The one who waits gives up after so many seconds.
_PATIENCE = 0.5
#: For how many seconds the others are sent away; drawn, so that they do not come back together.
_AWAY = (1, 4)

_place_to_wait = BoundedSemaphore(2)
_turn = BoundedSemaphore(1)


@contextmanager
def turn() -> Iterator[None]:
    """Holds the turn for the block. Raises `Refusal` 503 with the seconds to stay away when others are before."""
    if not _place_to_wait.acquire(blocking=False):
        raise _busy()
    try:
        if not _turn.acquire(timeout=_PATIENCE):
            raise _busy()
        try:
            yield
        finally:
            _turn.release()
    finally:
        _place_to_wait.release()


def _busy() -> Refusal:
    return Refusal(503, "server_busy", {"Retry-After": str(random.randint(*_AWAY))})  # noqa: S311
