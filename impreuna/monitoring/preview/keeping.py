"""A preview as it is kept: asked for, counting, done. In the cache of the house, for a day."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from typing import Literal

import msgspec
from django.core.cache import cache
from django.utils import timezone

from impreuna.monitoring.preview.rules import Effect

State = Literal["waiting", "counting", "done", "cancelled", "failed"]
#: Seconds for which a preview is kept.
_KEPT = 24 * 3600
#: A count that has not moved for so long is taken for dead: the worker was stopped.
_DEAD_AFTER = 180


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What would change: a parameter's value from a day on, or (with `digest`) the whole lists.

    `on` names what it is compared with: the edition in force and the value that stands on that day.
    """

    on: str
    code: str = ""
    value: float | None = None
    day: date | None = None
    digest: str = ""

    @property
    def id(self) -> str:
        """The same change on the same lists is the same preview."""
        return sha256(msgspec.json.encode(self)).hexdigest()[:32]


class Preview(msgspec.Struct, kw_only=True):
    """A preview. `effects` by county and vulnerability: whole while counting, as they may be shown when done."""

    change: Change
    edition: int
    asked_by: str
    asked_at: datetime
    moved_at: datetime
    state: State = "waiting"
    codes: tuple[str, ...] = ()
    done: int = 0
    total: int = 0
    households: int = 0
    communes: int = 0
    started_at: datetime | None = None
    ended_at: datetime | None = None
    effects: dict[int, dict[str, Effect]] = {}

    @property
    def is_running(self) -> bool:
        """Whether it still counts, or waits to."""
        return self.state in ("waiting", "counting") and not self.is_dead

    @property
    def is_dead(self) -> bool:
        """Whether its counting stopped without an end."""
        is_open = self.state in ("waiting", "counting")
        return is_open and (timezone.now() - self.moved_at).total_seconds() > _DEAD_AFTER


def find(preview_id: str) -> Preview | None:
    """The preview with this id; None when nobody asked for it, or long ago."""
    kept = cache.get(f"preview:{preview_id}")
    return msgspec.json.decode(kept, type=Preview) if kept else None


def keep(preview: Preview) -> None:
    """Keeps the preview as it is now."""
    preview.moved_at = timezone.now()
    cache.set(f"preview:{preview.change.id}", msgspec.json.encode(preview), _KEPT)


def stop(preview_id: str) -> None:
    """Asks the counting to end; it looks for that between communes."""
    cache.set(f"preview-stop:{preview_id}", True, _KEPT)


def is_stopped(preview_id: str) -> bool:
    """Whether somebody asked the counting to end."""
    return bool(cache.get(f"preview-stop:{preview_id}"))


def forget_stop(preview_id: str) -> None:
    """Takes the wish to stop away, for a preview that is asked for again."""
    cache.delete(f"preview-stop:{preview_id}")
