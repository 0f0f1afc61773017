"""`impreuna docs`: what is printed from the code."""

from __future__ import annotations

import click

from impreuna.config.cli.django import set_up


@click.command()
@click.option("--check", is_flag=True, help="Nu scrie nimic; spune ce nu mai este la zi și se oprește cu eroare.")
def docs(check: bool) -> None:
    """Tipărește din cod: docs/policy.md, docs/lifecycle.md, contracts/."""
    set_up()
    from impreuna.config import printed

    stale = printed.stale()
    if check and stale:
        names = ", ".join(sorted(str(path.relative_to(printed.ROOT)) for path in stale))
        raise click.ClickException(f"Nu mai sunt la zi (make docs): {names}")
    printed.write(stale)
    click.echo(f"Tipărite: {len(stale)}." if stale else "Totul este la zi.")
