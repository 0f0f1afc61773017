"""Long answers, row by row: a cursor that stays in PostgreSQL, so that memory does not grow with the rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, transaction

from impreuna.kernel.actor import Actor
from impreuna.kernel.scope import acting_as

#: Rows that come over at once: enough that the way to PostgreSQL does not count, few enough to weigh nothing.
AT_ONCE = 2000


def stream(actor: Actor | None, sql: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
    """The rows of a statement as `actor` may see them, in one transaction that ends with the last row.

    The rows are read after the view has returned, when the request's own scope has been taken back, so the
    scope is set here again. Nothing is asked before the first row is wanted. Whoever stops early closes the
    generator, as the server does when the reader has gone.
    """
    with acting_as(actor), transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(sql, parameters)
        while rows := cursor.fetchmany(AT_ONCE):
            yield from rows
