"""`impreuna generate`: people who do not exist."""

from __future__ import annotations

import click

from impreuna.config.cli.django import database_up, step_bar


@click.group()
def generate() -> None:
    """Face date inventate, prin aceleași acte ca oamenii."""


@generate.command()
def demo() -> None:
    """Demonstrația: trei comune din Satu Mare, câte un cont pentru fiecare rol."""
    with database_up(), step_bar("Demonstrație") as note:
        from django.conf import settings

        from impreuna.config import demonstration

        if settings.PRODUCTION:
            raise click.ClickException("În producție nu se face demonstrația: conturile ei au o parolă cunoscută.")
        if demonstration.generator() is None:
            raise click.ClickException("Demonstrația nu este încă scrisă.")
        made = demonstration.generate(note)
    click.echo("Demonstrația este gata." if made else "Demonstrația există deja.")
