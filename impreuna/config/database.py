"""The roles, the database and its extensions: made in the embedded PostgreSQL, checked in anybody else's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from impreuna.config.embedded import CannotStart, EmbeddedPostgres

APP = "impreuna_app"
OWNER = "impreuna_owner"
EXTENSIONS = ("pg_trgm", "unaccent")

_GRANTS = f"""
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT USAGE, SELECT ON SEQUENCES TO {APP};
"""


def embedded(var: Path) -> EmbeddedPostgres:
    """The server of this installation."""
    return EmbeddedPostgres(var / "postgres")


def make_roles(server: EmbeddedPostgres) -> None:
    """The two roles: the application's owns nothing and cannot pass row-level security."""
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        there = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
        for role in {APP, OWNER} - there:
            options = sql.SQL("LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS")
            connection.execute(sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(role), options))


def make_database(server: EmbeddedPostgres, name: str) -> bool:
    """The database `name`, owned by the owner role, with extensions and default privileges. Answers
    whether it had to be made; a half-made one (killed in between) is completed."""
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not found:
            statement = sql.SQL("CREATE DATABASE {} OWNER {}")
            connection.execute(statement.format(sql.Identifier(name), sql.Identifier(OWNER)))
    with psycopg.connect(server.dsn(name)) as connection:
        for extension in EXTENSIONS:
            statement = sql.SQL("CREATE EXTENSION IF NOT EXISTS {}")
            connection.execute(statement.format(sql.Identifier(extension)))
        connection.execute(_GRANTS)
    return not found


def bring_up_embedded(var: Path, name: str) -> EmbeddedPostgres:
    """Start the embedded server and see to roles and database. Safe to repeat."""
    server = embedded(var)
    server.start()
    make_roles(server)
    make_database(server, name)
    return server


def require_roles(app: dict[str, Any], owner: dict[str, Any] | None) -> None:
    """With a database of one's own: say clearly which role or extension is missing."""
    if owner is None:
        raise CannotStart(
            "DATABASE_URL este dat, dar DATABASE_OWNER_URL lipsește. Faceți în PostgreSQL un rol care deține "
            f"tabelele (CREATE ROLE {OWNER} LOGIN PASSWORD '…'; ALTER DATABASE … OWNER TO {OWNER}) și dați "
            "adresa lui prin DATABASE_OWNER_URL."
        )
    for variable, address in (("DATABASE_URL", app), ("DATABASE_OWNER_URL", owner)):
        try:
            with psycopg.connect(connect_timeout=10, **_connection(address)) as connection:
                _require_extensions(connection)
        except psycopg.OperationalError as problem:
            raise CannotStart(
                f"Nu mă pot lega la baza de date cu rolul „{address['USER']}” ({variable}): "
                f"{str(problem).strip().splitlines()[0]}"
            ) from problem


def grant_to_app(app: dict[str, Any], owner: dict[str, Any]) -> None:
    """In a database of one's own: the application's role may use what the owner's makes."""
    app_role, owner_role = sql.Identifier(str(app["USER"])), sql.Identifier(str(owner["USER"]))
    with psycopg.connect(**_connection(owner)) as connection:
        for statement in _GRANTS.strip().splitlines():
            text = statement.replace(f"ROLE {OWNER}", "ROLE {owner}").replace(f"TO {APP}", "TO {app}")
            connection.execute(sql.SQL(text).format(owner=owner_role, app=app_role))


def _require_extensions(connection: psycopg.Connection) -> None:
    row = connection.execute("SELECT array_agg(extname::text) FROM pg_extension").fetchone()
    missing = [e for e in EXTENSIONS if e not in (row[0] if row else [])]
    if missing:
        commands = " ".join(f"CREATE EXTENSION {e};" for e in missing)
        raise CannotStart(f"În baza de date lipsesc extensii. Un administrator trebuie să ruleze: {commands}")


def _connection(address: dict[str, Any]) -> dict[str, Any]:
    """psycopg's arguments from Django's dictionary."""
    given = {
        "host": address.get("HOST"),
        "port": address.get("PORT"),
        "user": address.get("USER"),
        "password": address.get("PASSWORD"),
        "dbname": address.get("NAME"),
    }
    return {name: value for name, value in given.items() if value}
