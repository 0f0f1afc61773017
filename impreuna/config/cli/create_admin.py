"""`impreuna create-admin`: the first person of an installation, who then invites the others."""

from __future__ import annotations

import click

from impreuna.config.cli.django import database_up


@click.command("create-admin")
@click.argument("email")
@click.option("--name", prompt="Numele și prenumele", help="Cum îi văd colegii numele.")
@click.option("--password", help="Parola contului nou; fără ea, se cere la tastatură.")
def create_admin(email: str, name: str, password: str | None) -> None:
    """Face un administrator național: contul, dacă lipsește, și rolul.

    E singurul rol dat din afara aplicației, de cine are acces la server; fapta rămâne în jurnalul țării.
    """
    with database_up():
        from impreuna.workforce.queries import find_user_by_email

        user = find_user_by_email(email)
        if user is None:
            _open(email, name, password or _ask_password())
        _grant(email)
    click.echo(f"{email} este administrator național.")


def _ask_password() -> str:
    return str(click.prompt("Parola (cel puțin 12 caractere)", hide_input=True, confirmation_prompt="Încă o dată"))


def _open(email: str, name: str, password: str) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from impreuna.workforce.commands import open_account

    try:
        validate_email(email)
        validate_password(password)
    except ValidationError as problem:
        raise click.ClickException(" ".join(problem.messages)) from problem
    open_account(email, name, password)


def _grant(email: str) -> None:
    from django.utils import timezone

    from impreuna.kernel.clock import ensure_clocks
    from impreuna.kernel.execute import execute
    from impreuna.kernel.identity import new_id
    from impreuna.workforce.commands import OPERATOR, GrantRole
    from impreuna.workforce.queries import find_user_by_email

    ensure_clocks([0])
    user = find_user_by_email(email)
    outcome = execute(
        GrantRole(
            id=new_id(),
            commune_id=0,
            recorded_at=timezone.now(),
            assignment_id=new_id(),
            user_id=user.id,  # type: ignore[union-attr]
            role="national_admin",
            start_date=timezone.localdate(),
        ),
        OPERATOR,
    )
    if not outcome.is_kept and outcome.reason != "role_held_already":
        raise click.ClickException(outcome.sentence)
