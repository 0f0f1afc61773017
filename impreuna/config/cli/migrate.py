"""`impreuna migrate`."""

from __future__ import annotations

import click
from tqdm import tqdm

from impreuna.config.cli.django import database_up


@click.command()
@click.option("--plan", is_flag=True, help="Arată numai ce ar fi de făcut.")
def migrate(plan: bool) -> None:
    """Aduce tabelele la zi, cu rolul care le deține."""
    with database_up(migrated=False):
        from impreuna.config import schema, steps

        waiting = schema.pending()
        if plan:
            click.echo("\n".join(waiting) or "Tabelele sunt la zi.")
            return
        with tqdm(total=len(waiting), leave=False, delay=1) as bar:
            done = steps.bring_up_tables(lambda name: bar.update())
        click.echo(f"Migrări făcute: {done}." if done else "Tabelele sunt la zi.")
