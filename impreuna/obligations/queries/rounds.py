"""By what obligations are worked out, and in how many communes everything stored was worked out by that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256

import msgspec
from django.db import connection

from impreuna.obligations.models import Period
from impreuna.obligations.queries.book import installed


@lru_cache(maxsize=1)
def list_digest() -> str:
    """The installed list in sixteen hexadecimal digits: whatever is written otherwise in it changes them."""
    return sha256(msgspec.json.encode(installed())).hexdigest()[:16]


def basis_on(day: date) -> str:
    """By what obligations are worked out on a day: the installed list, and how many set periods apply by then (they
    are only added, and never for a day that has begun, so their number names them). One small query."""
    return f"{list_digest()}-{Period.objects.filter(from_day__lte=day).count()}"


@dataclass(frozen=True, slots=True)
class Round:
    """How far the country has come by one basis. `communes`: those that have obligations."""

    communes: int
    done: int
    changed: int
    #: When the last commune was done; none while some are left.
    finished_at: datetime | None


def round_of(basis: str) -> Round:
    """How far the country has come. One query; nothing for who is not of the country."""
    rows = _rows(basis)
    ended = [done_at for _commune, is_done, _changed, done_at in rows if is_done and done_at is not None]
    finished_at = max(ended, default=None) if len(ended) == len(rows) else None
    return Round(len(rows), len(ended), sum(changed for _commune, _is_done, changed, _at in rows), finished_at)


def communes_behind(basis: str) -> list[int]:
    """The communes of which not everything is worked out by `basis`. One query; for the country alone."""
    return [commune for commune, is_done, _changed, _at in _rows(basis) if not is_done]


def _rows(basis: str) -> list[tuple[int, bool, int, datetime | None]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT commune_id, is_done, changed, done_at FROM obligations_rounds(%s)", [basis])
        return cursor.fetchall()
