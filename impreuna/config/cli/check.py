"""`impreuna check`: is what is kept still what was written? Is this installation fit for real people?"""

from __future__ import annotations

import click
from tqdm import tqdm

from impreuna.config.cli.django import database_up


@click.group()
def check() -> None:
    """Verifică instalarea și datele, fără să schimbe nimic."""


@check.command()
def journal() -> None:
    """Lanțul jurnalului, pe fiecare comună, județ și pe țară: numește prima verigă ruptă."""
    entries, broken = 0, []
    with database_up():
        from impreuna.kernel.journal import list_heads, verify

        heads = list_heads()
        for place, n, problem in tqdm(verify(), desc="Lanțuri", leave=False, delay=1):
            entries += n
            if problem is None:
                tqdm.write(f"{place} {_name(place)}: {n} înscrieri verificate, capăt {heads[place]}")
            else:
                broken.append(f"{place}: înscrierea {problem.n} {problem.problem}")
    if broken:
        raise click.ClickException("Jurnalul este rupt:\n" + "\n".join(broken))
    click.echo(f"Jurnalul este întreg: {entries} înscrieri.")


def _name(place: int) -> str:
    """What the place is called; a chain is checked also when its code has left the list of places."""
    from impreuna.kernel.actor import COUNTRY
    from impreuna.territory.queries import UnknownPlace, find_commune, get_county

    if place == COUNTRY:
        return "România"
    if commune := find_commune(place):
        return commune.label
    try:
        return f"județul {get_county(place).name}"
    except UnknownPlace:
        return ""


@check.command()
def production() -> None:
    """Ce ar opri pornirea în producție, cu setările și baza de date de acum."""
    with database_up():
        from impreuna.config import production as rules

        refused = [*rules.settings_refused(), *rules.database_refused()]
    if refused:
        raise click.ClickException("În producție nu ar porni:\n" + "\n".join(refused))
    click.echo("Ar porni și în producție.")
