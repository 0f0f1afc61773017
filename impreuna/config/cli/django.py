"""Starting Django for a command, and one sentence for each failure that is foreseen."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from tqdm import tqdm

from impreuna.config.embedded import CannotStart
from impreuna.config.environment import Misconfigured


def name_settings() -> None:
    """Tell Django where its settings are; they are read when somebody first asks."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "impreuna.config.settings")


def set_up() -> None:
    """Load settings and rooms. Safe to call again."""
    import django

    name_settings()
    with foreseen():
        django.setup()


@contextmanager
def foreseen() -> Iterator[None]:
    """What an operator can put right is said in a sentence, without a trace."""
    from impreuna.config.production import Refused

    try:
        yield
    except (CannotStart, Misconfigured, Refused) as problem:
        raise click.ClickException(str(problem)) from problem
    except OSError as problem:
        if problem.errno == errno.ENOSPC:
            raise click.ClickException("Discul este plin. Eliberați spațiu și porniți din nou.") from problem
        if problem.errno in (errno.EACCES, errno.EROFS):
            raise click.ClickException(f"Nu am voie să scriu în {problem.filename}.") from problem
        raise


@contextmanager
def database_up(*, migrated: bool = True) -> Iterator[None]:
    """For a command that works on the data: Django, and the database (left as it was found). Without
    `migrated`, also on tables that are not up to date."""
    set_up()
    from django.conf import settings

    from impreuna.config import schema, steps
    from impreuna.config.processes import holder_of_the_house

    with foreseen():
        postgres = steps.bring_up_database()
        try:
            if migrated and schema.pending():
                raise click.ClickException("Tabelele nu sunt la zi. Rulați întâi: impreuna migrate")
            yield
        finally:
            steps.close_connections()
            if postgres is not None and holder_of_the_house(settings.VAR) is None:
                postgres.stop()


@contextmanager
def step_bar(name: str) -> Iterator[Callable[[str], None]]:
    """A progress bar that shows itself only when the step takes over a second; the bar counts what is done."""
    with tqdm(desc=name, delay=1, leave=False, bar_format="{desc}: {n_fmt} {postfix} [{elapsed}]") as bar:

        def note(what: str) -> None:
            bar.set_postfix_str(what, refresh=False)
            bar.update()

        yield note
