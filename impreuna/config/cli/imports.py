"""`impreuna import`: the files that keep the list of places up to date."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from impreuna.config.cli.django import database_up

_SHOWN = 50


@click.group(name="import")
def imports() -> None:
    """Aduce date despre teritoriu din fișiere: totul sau nimic, fără grijă de repetat."""


def _command(name: str, what: str) -> None:
    @imports.command(name=name, help=what)
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FIȘIER")
    @click.option("--source", "-s", default="", help="Cine publică datele (implicit: numele fișierului).")
    @click.option("--edition", "-e", type=click.DateTime(["%Y-%m-%d"]), help="Data ediției (implicit: azi).")
    @click.option("--dry-run", is_flag=True, help="Arată numai ce s-ar schimba.")
    def command(file: Path, source: str, edition: datetime | None, dry_run: bool) -> None:
        with database_up():
            edition_date = edition.date() if edition else date.today()  # noqa: DTZ011  # the operator's own day
            _import(name, file, source or file.name, edition_date, dry_run)


_command("siruta", "Ediția următoare a nomenclatorului SIRUTA (CSV de la INS).")
_command("population", "Populația pe localități (CSV).")
_command("boundaries", "Limitele localităților (GeoJSON sau TopoJSON cu coduri SIRUTA).")
_command("risk-index", "Componentele indicelui de risc comunitar (CSV).")


def _import(subject: Any, file: Path, source: str, edition_date: date, dry_run: bool) -> None:
    from impreuna.territory import wording
    from impreuna.territory.queries.importing import plan_import
    from impreuna.territory.rules.files import check_size
    from impreuna.territory.rules.plans import FileRefused

    try:
        check_size(file.stat().st_size)
    except FileRefused as problem:
        raise click.ClickException(wording.sentence(problem.remark)) from problem
    content = file.read_bytes()
    plan = plan_import(subject, content, edition_date)
    _show(plan)
    if trouble := plan.refusal:
        raise click.ClickException(wording.sentence(trouble))
    if dry_run:
        click.echo("Probă: nu s-a schimbat nimic.")
    else:
        _carry_out(subject, content, source, edition_date, plan)


def _show(plan: Any) -> None:
    from impreuna.territory import wording

    for remark in plan.remarks:
        click.echo(wording.sentence(remark), err=True)
    telling = [verdict for verdict in plan.of(None) if verdict.what != "unchanged"]
    for verdict in telling[:_SHOWN]:
        said = wording.sentence(verdict.why) or "; ".join(wording.change(change) for change in verdict.changes[:4])
        click.echo(
            f"{verdict.line:>6}  {wording.WHATS[verdict.what]:<12}  {verdict.siruta or '–':>6}  {verdict.name}  {said}"
        )
    if len(telling) > _SHOWN:
        click.echo(f"        … și încă {len(telling) - _SHOWN} de rânduri")
    click.echo(", ".join(f"{wording.WHATS[what]}: {count}" for what, count in plan.counts.items()))


def _carry_out(subject: Any, content: bytes, source: str, edition_date: date, plan: Any) -> None:
    from django.utils import timezone

    from impreuna.kernel.actor import COUNTRY
    from impreuna.kernel.execute import execute
    from impreuna.kernel.identity import new_id
    from impreuna.territory.commands import ImportTerritory, keep_file
    from impreuna.workforce.commands import OPERATOR

    command = ImportTerritory(
        id=new_id(),
        commune_id=COUNTRY,
        recorded_at=timezone.now(),
        subject=subject,
        digest=keep_file(content),
        source=source,
        edition_date=edition_date,
        expected=dict(plan.counts),
    )
    outcome = execute(command, OPERATOR)
    if not outcome.is_kept:
        raise click.ClickException(outcome.sentence)
    click.echo("Importul s-a încheiat.")
