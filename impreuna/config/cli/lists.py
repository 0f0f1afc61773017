"""`impreuna lists`: are the files of the national lists right? And the next edition of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from impreuna.config.cli.django import database_up

#: The files of this installation, as `nomenclature.commands.publish` reads them.
LISTS = Path(__file__).resolve().parents[3] / "lists"
_SHOWN = 100


@click.group()
def lists() -> None:
    """Listele naționale: chestionarul, vulnerabilitățile, serviciile, parametrii."""


@lists.command()
@click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DOSAR"
)
def check(folder: Path | None) -> None:
    """Verifică fișierele listelor (cele instalate sau cele din DOSAR), fără baza de date; numește fiecare greșeală."""
    from impreuna.nomenclature.rules.reading import read_lists

    chosen = folder or LISTS
    read = read_lists(chosen)
    if read.content is None:
        raise click.ClickException(_problems(read.problems, chosen))
    content = read.content
    click.echo(
        f"Listele sunt în regulă. Întrebări, cu părțile lor: {len(content.questions)}; vulnerabilități:"
        f" {len(content.vulnerabilities)}; servicii: {len(content.services)}; parametri: {len(content.parameters)}."
        f" Amprenta: {read.digest}"
    )


@lists.command()
@click.option("--note", default="", help="Ce aduce ediția; se vede în lista edițiilor.")
@click.option("--dry-run", is_flag=True, help="Arată numai ce s-ar schimba.")
def publish(note: str, dry_run: bool) -> None:
    """Publică listele instalate ca ediția următoare, întreagă sau deloc. Găsirile de până acum rămân cum sunt."""
    with database_up():
        from impreuna.nomenclature.commands import installed_lists

        installed = installed_lists()
        if installed.content is None:
            raise click.ClickException(_problems(installed.problems, LISTS))
        _show(installed.content)
        if dry_run:
            click.echo("Probă: nu s-a schimbat nimic.")
        else:
            _publish(installed.digest, note)


def _problems(problems: Any, folder: Path) -> str:
    said = "\n".join(f"{folder.name}/{problem.file}{_line(folder, problem)}: {problem.entry}: {problem.message}"
                     for problem in problems[:_SHOWN])  # fmt: skip
    more = len(problems) - _SHOWN
    rest = f"\n… și încă {more}" if more > 0 else ""
    return f"Listele au greșeli ({len(problems)}):\n{said}{rest}"


def _line(folder: Path, problem: Any) -> str:
    """ ":12", the line on which the entry begins, when the file has it."""
    path = folder / problem.file
    if not problem.entry or not path.is_file():
        return ""
    wanted = {f"{mark}{name}: {problem.entry}" for mark in ("", "- ") for name in ("code", "name")}
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((f":{n}" for n, line in enumerate(lines, 1) if line.strip() in wanted), "")


def _show(content: Any) -> None:
    from impreuna.nomenclature.queries import NoEdition, current_edition
    from impreuna.nomenclature.rules.differences import differences

    try:
        current = current_edition()
    except NoEdition:
        click.echo("Nu este publicată nicio ediție.")
        return
    found = differences(current.content, content)
    for one in found[:_SHOWN]:
        sign = {"added": "+", "changed": "~", "removed": "-"}[one.what]
        click.echo(f"{sign} {one.code:<8} {one.text.ro}")
        for change in one.changes:
            click.echo(f"      {change.field}: {change.before or '–'} → {change.after or '–'}")
    if len(found) > _SHOWN:
        click.echo(f"  … și încă {len(found) - _SHOWN}")
    click.echo(f"Față de ediția {current.number}: {len(found)} intrări diferă.")


def _publish(digest: str, note: str) -> None:
    from django.utils import timezone

    from impreuna.kernel.actor import COUNTRY
    from impreuna.kernel.execute import execute
    from impreuna.kernel.identity import new_id
    from impreuna.nomenclature.commands import PublishEdition
    from impreuna.workforce.commands import OPERATOR

    command = PublishEdition(id=new_id(), commune_id=COUNTRY, recorded_at=timezone.now(), digest=digest, note=note)
    outcome = execute(command, OPERATOR)
    if not outcome.is_kept:
        raise click.ClickException(outcome.sentence)
    click.echo(f"Ediția {outcome.facts['edition']} este publicată și în vigoare.")
