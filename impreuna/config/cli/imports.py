"""`impreuna import`: files that others publish, shown first, taken whole or not at all."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from django.utils import timezone

from impreuna.config.cli.django import database_up

SUBJECTS = ("siruta", "population", "boundaries", "risk-index")
SHOWN = 40
WORDS = {
    "refused": "refuzate",
    "ended": "desființate",
    "added": "noi",
    "changed": "schimbate",
    "unchanged": "neschimbate",
}


@click.group(name="import")
def imports() -> None:
    """Importă fișiere publicate de alții. Întâi se arată ce ar face."""


@imports.command()
@click.argument("subject", type=click.Choice(SUBJECTS))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--edition", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Ziua la care se referă: 2026-01-01.")
@click.option("--source", required=True, help="Cine publică fișierul, de exemplu: INS.")
@click.option("--yes", is_flag=True, help="Importă fără să mai întrebe.")
@click.option("--dry-run", is_flag=True, help="Arată numai ce ar face.")
def territory(subject: str, file: Path, edition: datetime, source: str, yes: bool, dry_run: bool) -> None:
    """Teritoriul: ediție SIRUTA, populație, contururi, componente ale indicelui de risc."""
    content = file.read_bytes()
    with database_up():
        from impreuna.territory.queries.importing import plan_import

        plan = plan_import(subject, content, edition.date())  # type: ignore[arg-type]
        _show(plan)
        if plan.refusal is not None:
            raise click.ClickException(plan.refusal.sentence())
        if dry_run or plan.changes_nothing:
            return
        if not yes:
            click.confirm("Import?", abort=True)
        _carry_out(plan, content, source, edition.date())
    click.echo("Importat.")


def _show(plan: Any) -> None:
    for remark in plan.remarks:
        click.echo(remark.sentence())
    for verdict in [v for v in plan.of(None) if v.what != "unchanged"][:SHOWN]:
        changes = "; ".join(f"{c.field}: {c.before} → {c.after}" for c in verdict.changes)
        why = verdict.why.sentence() if verdict.why else changes
        click.echo(f"  {WORDS[verdict.what]:<12} {verdict.siruta or '':>7} {verdict.name} {why}")
    click.echo("Rânduri: " + (", ".join(f"{n} {WORDS[what]}" for what, n in plan.counts.items()) or "niciunul"))


def _carry_out(plan: Any, content: bytes, source: str, edition_date: date) -> None:
    from impreuna.config.operator import operator
    from impreuna.kernel.actor import COUNTRY
    from impreuna.kernel.execute import execute
    from impreuna.kernel.identity import new_id
    from impreuna.kernel.result import explain
    from impreuna.territory.commands.importing import ImportTerritory, keep_file

    command = ImportTerritory(
        id=new_id(),
        commune_id=COUNTRY,
        recorded_at=timezone.now(),
        subject=plan.subject,
        digest=keep_file(content),
        source=source,
        edition_date=edition_date,
        expected=dict(plan.counts),
    )
    outcome = execute(command, operator())
    if outcome.status != "applied":
        raise click.ClickException(explain(outcome.reason, dict(outcome.facts)))
