"""What a start does before anybody is served: database, tables, territory, demonstration.

Each step is safe to repeat and answers quickly when there is nothing to do, so a start that was killed
anywhere is completed by the next one.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings

from impreuna.config import database
from impreuna.config.embedded import CannotStart, EmbeddedPostgres
from impreuna.config.schema import Progress, bring_up_to_date


def bring_up_database() -> EmbeddedPostgres | None:
    """The embedded server, started; or None when DATABASE_URL names another, whose roles are checked."""
    app: dict[str, Any] = settings.DATABASES["default"]
    if settings.EMBEDDED_DATABASE:
        return database.bring_up_embedded(settings.VAR, settings.DATABASE_NAME)
    owner = None if settings.DATABASE_OWNER_MISSING else settings.DATABASES["owner"]
    database.require_roles(app, owner)
    return None


def bring_up_tables(progress: Progress) -> int:
    """Migrations that wait are run, as the owner. Answers how many."""
    if not settings.EMBEDDED_DATABASE:
        database.grant_to_app(settings.DATABASES["default"], settings.DATABASES["owner"])
    return bring_up_to_date(progress)


def require_space() -> None:
    """For those who bring their own database, too: files and mail are written to `var`."""
    import shutil

    settings.VAR.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(settings.VAR).free < 50 * 2**20:
        raise CannotStart(f"Discul este plin: în {settings.VAR} nu mai este loc. Eliberați spațiu și porniți din nou.")


def prepare_static_files() -> None:
    """In production the pages' files are collected, compressed and named by their content."""
    from django.core.management import call_command

    if settings.PRODUCTION:
        call_command("collectstatic", interactive=False, verbosity=0)
    else:
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def close_connections() -> None:
    """Nothing of a command's may keep the database from stopping, or pass into a child."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
