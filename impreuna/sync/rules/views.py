"""What a tablet may see, as one token: when it is another, the tablet fetches everything anew."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from impreuna.kernel.feeds import FEEDS
from impreuna.kernel.policy import CAPABILITIES, ROLES

_DIGITS = 32


@lru_cache(maxsize=4096)
def _token(role: str, commune_id: int, circles: tuple[UUID, ...], protocol: int) -> str:
    feeds = [
        [feed.kind, feed.table, feed.columns, sorted(feed.more.items()), feed.where, feed.news]
        for feed in FEEDS.values()
    ]
    may = sorted(capability for capability, holders in CAPABILITIES.items() if role in holders)
    rights = [sorted(ROLES[role].rights.items()), sorted(ROLES[role].case_areas)]
    seen = [role, rights, may, commune_id, list(map(str, circles)), protocol, feeds]
    return sha256(json.dumps(seen).encode()).hexdigest()[:_DIGITS]


def view_of(role: str, commune_id: int, circles: Sequence[UUID], protocol: int) -> str:
    """The token of what somebody sees: role with its areas, its cases' too, and capabilities, commune, circles, shape
    of the rows."""
    return _token(role, commune_id, tuple(circles), protocol)
