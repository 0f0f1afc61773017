"""What happens on the server's side of a schedule, by hand: roles end, tablets are revoked, a backup returns."""

from __future__ import annotations

import threading

from psycopg import sql

from tests.field.edition import publish
from tests.field.serving import Served

#: Tables with rows of a commune, by the column that says which; the journal and the clock are among them.
_TABLES = """
SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped
  AND (a.attname = 'commune_id' AND c.relname ~ '^(kernel|registry|assessment|services|cases|obligations|sync)_'
    OR a.attname = 'place_id' AND c.relname IN ('sync_contact'))
ORDER BY 1
"""


class World:
    """Callable as `workers.Happening`; one connection, used by one player at a time."""

    def __init__(self, served: Served) -> None:
        self.connection = served.connect()
        self.lock = threading.Lock()
        self.tables: list[tuple[str, str]] = self.connection.execute(_TABLES).fetchall()
        self.saved: set[int] = set()
        self.connection.execute("CREATE SCHEMA IF NOT EXISTS backup")
        for table, _column in self.tables:
            self.connection.execute(
                sql.SQL("CREATE UNLOGGED TABLE IF NOT EXISTS backup.{0} AS SELECT * FROM public.{0} LIMIT 0").format(
                    sql.Identifier(table)
                )
            )

    def close(self) -> None:
        self.connection.close()

    def __call__(self, what: str, commune_id: int, device_id: str, assignment_id: str) -> None:
        with self.lock, self.connection.transaction():
            if what == "backup":
                self._backup(commune_id)
            elif what == "restore":
                self._restore(commune_id)
            elif what == "publish":
                publish(self.connection)
            else:
                self.connection.execute(_BY_HAND[what], {"device": device_id, "assignment": assignment_id})

    def _backup(self, commune_id: int) -> None:
        """Keeps the commune as it is now."""
        self.saved.add(commune_id)
        for table, column in self.tables:
            self._replace("backup", "public", table, column, commune_id)

    def _restore(self, commune_id: int) -> None:
        """The commune is again as it was kept: whatever came since is unknown to the server."""
        if commune_id not in self.saved:
            return
        self.connection.execute("SET LOCAL session_replication_role = replica")
        for table, column in self.tables:
            self._replace("public", "backup", table, column, commune_id)

    def _replace(self, to: str, of: str, table: str, column: str, commune_id: int) -> None:
        there, here = sql.Identifier(to, table), sql.Identifier(of, table)
        place = sql.SQL(" WHERE {} = %s").format(sql.Identifier(column))
        self.connection.execute(sql.SQL("DELETE FROM {}").format(there) + place, [commune_id])
        self.connection.execute(sql.SQL("INSERT INTO {} SELECT * FROM {}").format(there, here) + place, [commune_id])


_BY_HAND = {
    "end_role": "UPDATE workforce_roleassignment SET ended_at = now(), ended_by = 'x', end_reason = 'x'"
    " WHERE id = %(assignment)s",
    "renew_role": "UPDATE workforce_roleassignment SET ended_at = NULL, ended_by = '', end_reason = ''"
    " WHERE id = %(assignment)s",
    "revoke": "UPDATE sync_device SET revoked_at = now(), revoked_by = 'x', revoke_reason = 'x' WHERE id = %(device)s",
}
