"""`impreuna manage`: Django's own commands, for those who work on the code."""

from __future__ import annotations

import click

from impreuna.config.cli.django import database_up


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Comenzile lui Django (makemigrations, shell, …), pentru programatori."""
    from django.core.management import execute_from_command_line

    with database_up(migrated=False):
        execute_from_command_line(["impreuna manage", *arguments])
