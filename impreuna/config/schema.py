"""Bringing the tables up to date, as the role that owns them, and skipping it when there is nothing to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

#: Told what has just been done, once for each thing.
Progress = Callable[[str], object]


def pending() -> list[str]:
    """The migrations that wait, as `room.name`."""
    executor = MigrationExecutor(connections["owner"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def bring_up_to_date(progress: Progress) -> int:
    """Run the migrations that wait, calling `progress` after each. Answers how many there were."""
    waiting = pending()
    if waiting:

        def note(action: str, migration: Any = None, fake: bool = False) -> None:
            if action == "apply_success":
                progress(str(migration))

        connection = connections["owner"]
        executor = MigrationExecutor(connection, note)  # type: ignore[arg-type]
        executor.migrate(executor.loader.graph.leaf_nodes())
        _after_migrations()
    return len(waiting)


def _after_migrations() -> None:
    from django.core.management.sql import emit_post_migrate_signal

    call_command("createcachetable", database="owner", verbosity=0)
    emit_post_migrate_signal(verbosity=0, interactive=False, db="owner")
