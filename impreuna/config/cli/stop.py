"""`impreuna stop`."""

from __future__ import annotations

import click
import psutil

from impreuna.config.cli.django import foreseen, name_settings


@click.command()
def stop() -> None:
    """Oprește tot ce a pornit `impreuna serve`, și ce a rămas după o oprire bruscă."""
    with foreseen():
        name_settings()  # no room is needed to stop
        from django.conf import settings

        from impreuna.config import database
        from impreuna.config.embedded import wait_until_ended
        from impreuna.config.processes import end_orphans, holder_of_the_house

        holder = holder_of_the_house(settings.VAR)
        if holder is not None and psutil.pid_exists(holder):
            process = psutil.Process(holder)
            process.terminate()
            wait_until_ended([process], 30)
        end_orphans(settings.VAR)
        if settings.EMBEDDED_DATABASE:
            database.embedded(settings.VAR).stop()
        click.echo("S-a oprit.")
