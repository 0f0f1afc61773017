"""`impreuna messages`: texts for translation."""

from __future__ import annotations

import click
from tqdm import tqdm

from impreuna.config import catalogues


@click.command()
@click.option("--check", is_flag=True, help="Nu scrie nimic; spune ce lipsește și se oprește cu eroare.")
@click.argument("room", nargs=-1)
def messages(check: bool, room: tuple[str, ...]) -> None:
    """Adună textele de tradus din camerele casei (toate sau cele numite) în cataloagele lor.

    Traducerile existente rămân. Cataloagele se completează cu orice editor de fișiere .po.
    """
    if check:
        complaints = catalogues.complaints()
        if complaints:
            raise click.ClickException("Cataloage cu lipsuri (impreuna messages):\n" + "\n".join(complaints))
        click.echo("Cataloagele sunt complete.")
        return
    chosen = [path for path in catalogues.rooms() if not room or path.name in room]
    if len(chosen) < len(set(room)):
        raise click.UsageError("Nu există camera: " + ", ".join(set(room) - {path.name for path in chosen}))
    gaps = {path.name: catalogues.write(path, catalogues.collect(path)) for path in tqdm(chosen, leave=False, delay=1)}
    for name, of in gaps.items():
        if any(of.values()):
            click.echo(f"{name}: de tradus " + ", ".join(f"{n} în {language}" for language, n in of.items() if n))
    catalogues.compile_stale()
