"""Clearing up, every night: contents of pictures whose act never came."""

from __future__ import annotations

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from impreuna.sync.commands.contents import forget_unnamed

log = logging.getLogger("impreuna.sync")


@app.periodic(cron="41 2 * * *")
@app.task(name="sync.forget_unnamed", pass_context=False)
def clear_up(timestamp: int) -> None:
    """Deletes what nobody names. `timestamp`: when it was to run."""
    forgotten = forget_unnamed(timezone.now())
    if forgotten:
        log.info("contents that no act named were deleted: %s", forgotten)
