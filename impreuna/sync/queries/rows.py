"""The rows of a commune as they travel: PostgreSQL writes the JSON, in pages, under the policies of who acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db import connection

from impreuna.kernel.feeds import FEEDS, Feed

__all__ = ["Key", "Lines", "Wanted", "count_buckets", "read_bucket", "read_kinds"]

_LAST_ID = UUID(int=2**128 - 1)


@dataclass(frozen=True, slots=True)
class Key:
    """After which row a page begins: rows of a kind travel by number, then by id."""

    kind: str
    n: int
    id: UUID


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows: those that moved on after `after`, and among changes (`is_news`) also what says that others went."""

    after: int
    is_news: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """Rows of one kind, `count` of them, each a line of JSON; `last` is the key of the last one."""

    text: str
    count: int
    last: Key


def read_kinds(commune_id: int, wanted: Wanted, start: Key | None, limit: int) -> Iterator[Lines]:
    """Up to about `limit` rows after `start`, kind by kind; rows with one key (areas of answers) stay together.

    There is no upper bound: what is written meanwhile travels as well, so that no row is passed over.
    """
    kinds = list(FEEDS)
    for kind in kinds[kinds.index(start.kind) if start else 0 :]:
        key = start if start and start.kind == kind else Key(kind, wanted.after, _LAST_ID)
        lines = _read(commune_id, key, wanted.is_news, limit)
        if lines is not None:
            yield lines
            limit -= lines.count
            if limit <= 0:
                return


def _read(commune_id: int, key: Key, is_news: bool, limit: int) -> Lines | None:
    with connection.cursor() as cursor:
        cursor.execute(_statement(key.kind, is_news), [commune_id, key.n, key.id, limit])
        text, count, n, last_id = cursor.fetchone()
    return Lines(text, count, Key(key.kind, n, last_id)) if count else None


def read_bucket(commune_id: int, kind: str, digit: str) -> str | None:
    """The lines of all rows of `kind` whose id ends in the hexadecimal `digit`; None when there are none."""
    feed = FEEDS[kind]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT string_agg({json_of(feed)}, E'\\n') FROM {feed.table} r"
            f" WHERE r.commune_id = %s AND ({feed.where}) AND right(r.id::text, 1) = %s",
            [commune_id, digit],
        )
        text: str | None = cursor.fetchone()[0]
    return text


def count_buckets(commune_id: int) -> dict[str, tuple[int, str]]:
    """By kind and last digit of the id ("household.f"): how many rows, and what their ids and numbers come to."""
    with connection.cursor() as cursor:
        cursor.execute(_digest_statement(), [commune_id] * len(FEEDS))
        return {bucket: (count, str(xor)) for bucket, count, xor in cursor.fetchall()}


@lru_cache(maxsize=1)
def _digest_statement() -> str:
    # The last 60 bits of the id are its last 15 digits; numbers stay far below 2^40, so nothing overflows.
    mark = "('x0' || right(replace(r.id::text, '-', ''), 15))::bit(64)::bigint # (r.n * 1000003 %% (1::bigint << 60))"
    return " UNION ALL ".join(
        f"(SELECT '{feed.kind}.' || right(r.id::text, 1), count(*), bit_xor({mark}) FROM {feed.table} r"
        f" WHERE r.commune_id = %s AND ({feed.where}) GROUP BY 1)"
        for feed in FEEDS.values()
    )


@lru_cache(maxsize=64)
def _statement(kind: str, is_news: bool) -> str:
    feed = FEEDS[kind]
    rows = f"({feed.where}) OR ({feed.news})" if is_news else feed.where
    return (
        "WITH page AS ("
        f"SELECT * FROM {feed.table} r WHERE r.commune_id = %s AND (r.n, r.id) > (%s, %s) AND ({rows})"
        " ORDER BY r.n, r.id FETCH FIRST %s ROWS WITH TIES"
        f"), line AS (SELECT r.n, r.id, {json_of(feed)} AS json FROM page r)"
        " SELECT string_agg(json, E'\\n'), count(*), max(n), (array_agg(id))[count(*)] FROM line"
    )


def json_of(feed: Feed) -> str:
    """SQL of one row `r` as a line of JSON, with exactly the fields that the feed names."""
    fields = [f"'{feed.kind}'::text AS kind", "r.id", "r.n", *(f"r.{column}" for column in feed.columns)]
    fields += [f"{sql} AS {name}" for name, sql in feed.more.items()]
    return f"(SELECT row_to_json(line) FROM (SELECT {', '.join(fields)}) line)::text"
