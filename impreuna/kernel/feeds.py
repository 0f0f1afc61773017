"""What tablets are sent: each room says in its `feed.py` which rows of which table, and which of their columns.

    feed(Feed("household", "registry_household", ("village_id", "street")))

A row travels as a JSON object with its kind, its id, its number on the commune's clock and these columns. PostgreSQL
builds it, under the row-level security of who asks: what one may not see never leaves the server.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Feed:
    """One kind of rows. `r` is the row in `more` (name on the wire → SQL) and in `where`, which says what is sent.

    Everything sent must follow from the row itself: it is sent anew only when its own number moves on.
    """

    kind: str
    table: str
    columns: tuple[str, ...]
    more: Mapping[str, str] = field(default_factory=dict)
    where: str = "true"


#: By kind, in the order in which they are sent: what a list of households needs comes first.
FEEDS: dict[str, Feed] = {}


def feed(declaration: Feed) -> Feed:
    """Makes a kind known. A second declaration of it is a `ValueError`."""
    if declaration.kind in FEEDS:
        raise ValueError(f"{declaration.kind} is fed twice")
    FEEDS[declaration.kind] = declaration
    return declaration
