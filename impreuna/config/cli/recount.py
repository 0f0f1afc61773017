"""`impreuna recount`: the figures of the whole country, now."""

from __future__ import annotations

import click
from tqdm import tqdm

from impreuna.config.cli.django import database_up


@click.command()
@click.option("--all", "everything", is_flag=True, help="Toate comunele, și cele în care nu s-a schimbat nimic.")
@click.option("--publish", "month", metavar="AAAA-LL", help="Publică apoi cifrele acestei luni încheiate.")
def recount(everything: bool, month: str | None) -> None:
    """Socotește cifrele care au rămas în urmă: comune, județe, țara. Lucrătorul o face singur, în fiecare secundă."""
    with database_up():
        from impreuna.monitoring.commands import counting
        from impreuna.monitoring.queries import stale
        from impreuna.territory.queries import list_all_communes

        with counting.counting_alone(wait=True):
            behind = stale.stale_communes(stale.today_there())
            places = [*behind.changed, *behind.older]
            if everything:
                places = [commune.siruta for commune in list_all_communes()]
            for place in tqdm(places, desc="Comune", leave=False, delay=1):
                counting.recount(place)
            counties = counting.sum_up()
            click.echo(f"Comune socotite: {len(places)}; județe: {len(counties)}.")
            if month:
                _publish(month)


def _publish(month: str) -> None:
    from django.db import DatabaseError

    from impreuna.monitoring.commands import counting

    try:
        written = counting.publish(month)
    except DatabaseError as problem:
        raise click.ClickException(f"Se publică numai o lună încheiată, scrisă ca 2026-10; nu „{month}”.") from problem
    click.echo(
        f"Luna {month}: {written} cifre publicate." if written else f"Luna {month} era publicată; nu se schimbă."
    )
