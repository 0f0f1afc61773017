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
    """One kind of rows. `r` is the row in `more` (name on the wire → SQL), in `where` and in `news`.

    Everything sent must follow from the row itself: it is sent anew only when its own number moves on.
    """

    kind: str
    table: str
    columns: tuple[str, ...]
    more: Mapping[str, str] = field(default_factory=dict)
    #: Which rows a tablet holds.
    where: str = "true"
    #: Which rows travel among changes only: they tell that something is not held any more.
    news: str = "false"


#: The order in which kinds are sent: what the list of households and the day show comes first, what only a file shows
#: last.
ORDER = (
    "household", "person", "membership", "finding", "planned_visit", "conflict", "departure",
    "case", "case_person", "case_member", "obligation", "task", "case_entry",
    "assessment", "visit", "service", "attachment", "note", "answers",
)  # fmt: skip
#: By kind, in that order.
FEEDS: dict[str, Feed] = {}


def feed(declaration: Feed) -> Feed:
    """Makes a kind of `ORDER` known. A second declaration of it, or one of another kind, is a `ValueError`."""
    if declaration.kind in FEEDS or declaration.kind not in ORDER:
        raise ValueError(f"{declaration.kind} is fed twice, or has no place in the order")
    FEEDS[declaration.kind] = declaration
    for kind in sorted(FEEDS, key=ORDER.index):
        FEEDS[kind] = FEEDS.pop(kind)
    return declaration


def _unless_sealed(column: str) -> str:
    return f"CASE WHEN jsonb_typeof(r.{column}) <> 'object' THEN r.{column} END"


# A CNP is archived as an object that holds it sealed: it does not travel.
feed(
    Feed(
        "conflict",
        "kernel_conflict",
        (
            "record_id", "record_type", "field", "current_by", "current_at", "proposed_by", "proposed_at",
            "settled_at", "settled_by",
        ),
        more={column: _unless_sealed(column) for column in ("seen", "current", "proposed", "chosen")},
        where="r.settled_at IS NULL",
        news="r.settled_at IS NOT NULL",
    )
)  # fmt: skip
