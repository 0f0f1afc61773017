"""Many rows at once, past Django: moments and ids come in PostgreSQL's own form, which is read ten times faster than
their text. For work over the whole country alone."""

from __future__ import annotations

from typing import Any

from django.db import connection
from psycopg import Cursor


def rows_in_bulk(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    """All rows of a statement, in the transaction that runs, as who acts in it."""
    with Cursor(connection.connection) as cursor:
        cursor.execute(sql, values, binary=True)
        return cursor.fetchall()
