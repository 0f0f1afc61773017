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
@click.option("--place", "places", type=int, multiple=True, help="Numai locul cu acest cod SIRUTA (0: țara).")
def figures(places: tuple[int, ...]) -> None:
    """Cifrele păstrate, față de o socoteală nouă, făcută altfel, din rânduri: numește fiecare deosebire."""
    cells, waiting, wrong = 0, [], 0
    with database_up():
        from impreuna.monitoring.queries.proof import count_provable, prove

        for proof in tqdm(prove(places), total=count_provable(places), desc="Locuri", leave=False, delay=1):
            cells += proof.cells
            wrong += len(proof.differences)
            if proof.waits:
                waiting.append(f"{proof.place_id} {_name(proof.place_id)}")
            for each in proof.differences:
                kept, counted = (value.value if value else 0 for value in (each.kept, each.counted))
                what = " ".join(str(part) for part in each.key if part)
                tqdm.write(f"{proof.place_id} {_name(proof.place_id)}: {what}: păstrat {kept}, socotit {counted}")
    if waiting:
        click.echo(f"Așteaptă să fie socotite: {len(waiting)} (impreuna recount). Primul: {waiting[0]}")
    if wrong:
        raise click.ClickException(f"Cifre deosebite: {wrong}. După ce aflați de ce: impreuna recount --all")
    click.echo(f"Cifrele sunt cele socotite din rânduri: {cells} verificate.")


@check.command()
def production() -> None:
    """Ce ar opri pornirea în producție, cu setările și baza de date de acum."""
    with database_up():
        from impreuna.config import production as rules

        refused = [*rules.settings_refused(), *rules.database_refused()]
    if refused:
        raise click.ClickException("În producție nu ar porni:\n" + "\n".join(refused))
    click.echo("Ar porni și în producție.")
