"""`impreuna serve`: everything up, in order; and down again."""

from __future__ import annotations

import signal
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Any
from urllib.error import HTTPError

import click

from impreuna.config.cli.django import foreseen, set_up, step_bar
from impreuna.config.processes import Children, end_orphans, hold_the_house, require_free_port

READY_SECONDS = 60


@click.command()
@click.option("--worker/--no-worker", default=True, help="Pornește și lucrătorul pentru rapoarte și mesaje.")
@click.option("--demo/--no-demo", default=True, help="La prima pornire face și datele demonstrației.")
def serve(worker: bool, demo: bool) -> None:
    """Pornește Împreună: baza de date, tabelele, teritoriul, serverul web și lucrătorul.

    Se oprește cu Ctrl-C. Setările vin din mediu: docs/operators/settings.md.
    """
    with foreseen(), _stop_on_signals(), ExitStack() as house:
        set_up()
        from django.conf import settings

        from impreuna.config import database

        house.callback(hold_the_house(settings.VAR).close)
        end_orphans(settings.VAR)
        require_free_port(settings.ADDRESS, settings.PORT)
        if settings.EMBEDDED_DATABASE:
            house.callback(database.embedded(settings.VAR).stop)
        _prepare(demo)
        children = Children(settings.VAR)
        house.callback(children.stop)
        _start(children, settings, worker)
        address = f"http://{settings.ADDRESS}:{settings.PORT}"
        _wait_until_ready(address, settings.ALLOWED_HOSTS[0].lstrip("."), children)
        _greet(address)
        _watch(children)


def _prepare(demo: bool) -> None:
    """Database, tables, territory and demonstration."""
    from django.conf import settings

    from impreuna.config import demonstration, production, reference, steps

    steps.require_space()
    steps.bring_up_database()
    with step_bar("Tabele") as note:
        steps.bring_up_tables(note)
    with step_bar("Teritoriu") as note:
        reference.load_missing(note)
    production.refuse_unsafe()
    if demo and not settings.PRODUCTION:
        with step_bar("Demonstrație") as note:
            demonstration.generate(note)
    steps.prepare_static_files()
    steps.close_connections()


def _start(children: Children, settings: Any, worker: bool) -> None:
    threads = ("--blocking-threads", str(settings.THREADS))
    listen = ("--host", settings.ADDRESS, "--port", str(settings.PORT))
    many = ("--workers", str(settings.WORKERS), "--respawn-failed-workers", "--log-level", "warning")
    children.start(
        "web", "-m", "granian", "--interface", "wsgi", *listen, *many, *threads, "impreuna.config.wsgi:application"
    )
    if worker:
        children.start("worker", "-m", "impreuna.config.worker")


def _wait_until_ready(address: str, host: str, children: Children) -> None:
    question = urllib.request.Request(f"{address}/sanatate", headers={"Host": host})  # noqa: S310
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        ended = children.ended()
        if ended:
            raise click.ClickException(f"Procesul „{ended}” s-a oprit la pornire; mesajul lui este mai sus.")
        try:
            with urllib.request.urlopen(question, timeout=5) as answer:  # noqa: S310
                if answer.status == 200:
                    return
        except HTTPError as problem:
            raise click.ClickException(
                f"Serverul web răspunde cu eroarea {problem.code}; motivul este mai sus."
            ) from problem
        except OSError:
            time.sleep(0.05)
    raise click.ClickException(f"Serverul web nu răspunde la {address} după {READY_SECONDS} de secunde.")


def _greet(address: str) -> None:
    from impreuna.config import demonstration

    click.echo(f"\nÎmpreună este la {address}")
    accounts = demonstration.accounts()
    if accounts:
        click.echo(f"Conturi de demonstrație (parola tuturor: {demonstration.PASSWORD}):")
        width = max(len(account.email) for account in accounts)
        for account in accounts:
            click.echo(f"  {account.email:<{width}}  {account.role}, {account.place}")
    click.echo("Ctrl-C oprește tot.")


def _watch(children: Children) -> None:
    while True:
        ended = children.ended()
        if ended:
            raise click.ClickException(f"Procesul „{ended}” s-a oprit; opresc și restul. Porniți din nou.")
        time.sleep(0.5)


@contextmanager
def _stop_on_signals() -> Iterator[None]:
    """SIGTERM and a closed terminal end like Ctrl-C."""

    def stop(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    try:
        yield
    except KeyboardInterrupt:
        click.echo("\nS-a oprit.", err=True)
        sys.exit(0)
