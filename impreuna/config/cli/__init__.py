"""`impreuna`: the program behind `make run` and everything an operator types."""

from __future__ import annotations

import gettext
import os
import sys
from pathlib import Path

import click

from impreuna.config.cli.program import program


def main() -> None:
    """Run the program; what is foreseen to fail ends in one sentence on standard error, with code 1."""
    _speak_romanian()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "impreuna.config.settings")
    try:
        program(standalone_mode=False)
    except click.exceptions.Exit as exit_:
        sys.exit(exit_.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except click.UsageError as problem:
        problem.show()
        sys.exit(problem.exit_code)
    except click.ClickException as problem:
        click.echo(problem.format_message(), err=True)
        sys.exit(problem.exit_code)


def _speak_romanian() -> None:
    """The words that click itself says (locale/ro/…/click.po): it asks Python's own gettext for them."""
    gettext.bindtextdomain("click", str(Path(__file__).resolve().parents[1] / "locale"))
    gettext.textdomain("click")
    os.environ["LANGUAGE"] = "ro"


__all__ = ["main", "program"]
