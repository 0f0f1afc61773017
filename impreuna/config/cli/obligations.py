"""`impreuna obligations recompute`: the deadlines of all cases, from their dossiers."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

import click
from tqdm import tqdm

from impreuna.config.cli.django import database_up

if TYPE_CHECKING:
    from impreuna.cases.jobs import Recomputed


@click.group()
def obligations() -> None:
    """Termenele cazurilor."""


@obligations.command()
@click.option("--commune", "communes", type=int, multiple=True, metavar="SIRUTA", help="Numai ea; se poate repeta.")
@click.option("--dry-run", is_flag=True, help="Numai arată câte s-ar schimba.")
@click.option("--processes", type=click.IntRange(1, 64), help="Câte procese deodată; fără, unul de fiecare procesor.")
def recompute(communes: tuple[int, ...], dry_run: bool, processes: int | None) -> None:
    """Reface termenele din dosare: în comunele rămase în urma listei și a termenelor stabilite, sau în cele numite.

    Lucrătorul o face singur, la cel mult zece minute după ce ele se schimbă. Se poate opri și relua.
    """
    with database_up():
        from impreuna.cases.jobs import Recomputed, behind

        basis, left = behind()
        wanted = list(communes) or left
        began, total = time.monotonic(), Recomputed()
        with tqdm(total=len(wanted), unit=" comune", desc="Comune", leave=False, delay=1) as bar:
            for done in _carried_out(wanted, basis, dry_run, processes or os.cpu_count() or 1):
                total.cases, total.changed = total.cases + done.cases, total.changed + done.changed
                bar.update()
        changed = "s-ar schimba" if dry_run else "schimbate"
        seconds = time.monotonic() - began
        click.echo(
            f"Comune: {len(wanted)}; cazuri: {total.cases}; termene {changed}: {total.changed}; {seconds:.0f} s."
        )


def _carried_out(communes: list[int], basis: str, is_dry: bool, processes: int) -> Iterator[Recomputed]:
    """Each commune by one of the processes; Ctrl-C ends after the communes under way."""
    orders = [(commune_id, basis, is_dry) for commune_id in communes]
    if processes == 1 or len(orders) < 2:
        yield from map(carry_out, orders)
        return
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_prepare)
    try:
        yield from pool.map(carry_out, orders)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _prepare() -> None:
    """A process that works out: Django. Ctrl-C is for the one who deals out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import django

    django.setup()


def carry_out(order: tuple[int, str, bool]) -> Recomputed:
    """Works out one commune (its code, by which basis, whether only to count)."""
    from impreuna.cases.jobs import recompute_commune

    commune_id, basis, is_dry = order
    try:
        return recompute_commune(commune_id, basis, is_dry=is_dry)
    except LookupError as problem:
        raise click.ClickException(f"Nu există comuna {commune_id}.") from problem
