"""Starting Django for a command, with one sentence where the settings are wrong."""

from __future__ import annotations

import os

import click

from impreuna.config.environment import Misconfigured


def set_up() -> None:
    """Load settings and rooms. Safe to call again."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "impreuna.config.settings")
    try:
        django.setup()
    except Misconfigured as problem:
        raise click.ClickException(str(problem)) from problem
