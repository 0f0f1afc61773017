"""`impreuna generate`: people who do not exist."""

from __future__ import annotations

import time

import click
from tqdm import tqdm

from impreuna.config.cli.django import database_up, step_bar


@click.group(invoke_without_command=True)
@click.option("--communes", type=click.IntRange(1, 3000), help="Câte comune rurale; întâi cele din Satu Mare.")
@click.option("--seed", type=click.IntRange(0, 10**6), default=1, show_default=True, help="Aceeași, aceiași oameni.")
@click.option("--county", metavar="SM", help="Numai din acest județ (literele de pe plăcuță).")
@click.option(
    "--households", type=click.IntRange(1, 5000), default=1000, show_default=True, help="Gospodării, în medie."
)
@click.option("--processes", type=click.IntRange(1, 64), help="Câte procese deodată; fără, unul de fiecare procesor.")
@click.pass_context
def generate(
    context: click.Context, communes: int | None, seed: int, county: str | None, households: int, processes: int | None
) -> None:
    """Face date inventate, prin aceleași acte și reguli ca oamenii.

    Cu --communes face o țară: comune adevărate, cu oameni care nu există. Se poate opri și relua.
    """
    if context.invoked_subcommand is not None:
        return
    if communes is None:
        raise click.UsageError("Spuneți câte comune (--communes 20) sau: impreuna generate demo", context)
    with database_up():
        _refuse_production()
        _country(communes, seed, county, households, processes)


@generate.command()
def demo() -> None:
    """Demonstrația: trei comune din Satu Mare, câte un cont pentru fiecare rol."""
    with database_up(), step_bar("Demonstrație") as note:
        _refuse_production()
        from impreuna.config import demonstration

        if demonstration.generator() is None:
            raise click.ClickException("Demonstrația nu este încă scrisă.")
        made = demonstration.generate(note)
    click.echo("Demonstrația este gata." if made else "Demonstrația există deja.")


@generate.command()
def training() -> None:
    """Comuna de exercițiu a tabletei: oameni inventați, scriși în field/src/training."""
    with database_up():
        _refuse_production()
        from django.conf import settings

        from impreuna.config.synthetic.training import files

        folder = settings.BASE_DIR / "field" / "src" / "training"
        folder.mkdir(exist_ok=True)
        for name, text in files(settings.BASE_DIR / "lists").items():
            (folder / name).write_text(text, encoding="utf-8")
            click.echo(f"{name}: {len(text.encode()) // 1024} KB")


def _refuse_production() -> None:
    from django.conf import settings

    if settings.PRODUCTION:
        raise click.ClickException("În producție nu se fac date inventate: conturile lor au o parolă cunoscută.")


def _country(communes: int, seed: int, county: str | None, households: int, processes: int | None) -> None:
    from impreuna.config.demo.accounts import generate as generate_accounts
    from impreuna.config.synthetic import country, orders

    wanted = orders.orders(communes, seed, county, households)
    if not wanted:
        raise click.ClickException(f"Nu există comune rurale în județul „{county}”.")
    began = time.monotonic()
    with tqdm(total=sum(order.households for order in wanted), unit=" gosp.", desc="Comune", smoothing=0.05) as bar:
        tally = country.load(wanted, lambda order, _tally: bar.update(order.households), processes)
    seconds = time.monotonic() - began
    there, loaded = tally.ended.pop("there", 0), tally.ended.pop("loaded", 0)
    click.echo(
        f"Comune încărcate: {loaded}; erau deja: {there}; rânduri: {tally.rows.total()};"
        f" {seconds:.0f} s ({tally.cpu:.0f} s de procesor, fără PostgreSQL)."
    )
    for reason, count in tally.ended.items():
        click.echo(f"Comune lăsate deoparte: {count} ({orders.say(reason)})", err=True)
    with step_bar("Statistici și cifre") as note:
        generate_accounts(note)
        orders.finish(note)
