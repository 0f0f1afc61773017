"""Working all obligations out anew in the background, whenever the installed list or the periods that apply are others
than those by which it was done last: after an upgrade, and on the day from which a set period applies."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from django.db import OperationalError, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from impreuna.cases.commands import RecomputeObligations
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from impreuna.obligations.queries.rounds import basis_on, communes_behind
from impreuna.workforce.commands.roles import OPERATOR

log = logging.getLogger("impreuna.obligations")
#: A slice of the work; whatever waits in the queue runs between two of them.
SLICE_SECONDS = 20.0
_QUEUED_ONCE = "cases.recompute"


@dataclass(slots=True)
class Recomputed:
    """How many cases were worked out, and how many of their obligations came out otherwise."""

    cases: int = 0
    changed: int = 0


@app.periodic(cron="*/10 * * * *")
@app.task(name="cases.recompute.look", pass_context=False)
def look(timestamp: int) -> None:
    """Starts the work when some commune is behind. `timestamp`: when it was to run."""
    if behind()[1]:
        defer_recomputing()


@app.task(name="cases.recompute", queueing_lock=_QUEUED_ONCE, priority=-10)
def recompute() -> None:
    """Works out a slice, and puts the next one into the queue while communes are left."""
    if recompute_slice():
        defer_recomputing()


def defer_recomputing() -> None:
    """Puts a slice into the queue, unless one waits there."""
    with suppress(AlreadyEnqueued):
        recompute.defer()


def behind() -> tuple[str, list[int]]:
    """By what obligations are worked out today, and the communes in which something is not."""
    with acting_as(OPERATOR):
        basis = basis_on(timezone.localdate())
        return basis, communes_behind(basis)


def recompute_slice(seconds: float = SLICE_SECONDS, clock: Callable[[], float] = time.monotonic) -> bool:
    """Works out communes that are behind, for about `seconds`. Answers whether to go on: a commune that fails is
    logged and waits for the next time that somebody looks."""
    basis, communes = behind()
    end, done, failed = clock() + seconds, 0, 0
    for commune_id in communes:
        try:
            recompute_commune(commune_id, basis)
            done += 1
        except OperationalError:
            raise
        except Exception:
            failed += 1
            log.exception("the obligations of commune %s could not be worked out", commune_id)
        if clock() >= end:
            break
    return done > 0 and done + failed < len(communes)


def recompute_commune(commune_id: int, basis: str, *, is_dry: bool = False) -> Recomputed:
    """Works out what is left of a commune by `basis`, or all of it when it was done; some cases in each act, so that
    nobody waits long for its clock. Interrupted, it goes on after the last act. `is_dry`: only counts."""
    if is_dry:
        with transaction.atomic():
            done = recompute_commune(commune_id, basis)
            transaction.set_rollback(True)
        return done
    done, is_done = Recomputed(), False
    while not is_done:
        now = timezone.now()
        command = RecomputeObligations(id=new_id(), commune_id=commune_id, recorded_at=now, basis=basis)
        outcome = execute(command, OPERATOR, received_at=now)
        if not outcome.is_kept:
            raise LookupError(f"commune {commune_id}: {outcome.reason}")
        done.cases += int(outcome.facts["cases"])
        done.changed += int(outcome.facts["changed"])
        is_done = bool(outcome.facts["is_done"])
    return done
