"""`impreuna load`: reference data that every installation needs."""

from __future__ import annotations

import click

from impreuna.config.cli.django import database_up, step_bar


@click.group()
def load() -> None:
    """Încarcă datele de bază: teritoriul țării."""


@load.command()
def territory() -> None:
    """Județele, comunele și satele din SIRUTA. Se poate repeta: ce există deja rămâne."""
    with database_up(), step_bar("Teritoriu") as note:
        from impreuna.config import reference

        loaded = reference.load_missing(note)
    click.echo("Teritoriul a fost încărcat." if loaded else "Teritoriul era deja încărcat.")
