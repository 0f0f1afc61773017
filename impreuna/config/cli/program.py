"""The groups of `impreuna`, one file each. A command starts Django only when it needs it."""

from __future__ import annotations

from importlib import import_module

import click

#: Command name: the module that holds it (imported when it is asked for, so that `--help` stays quick).
COMMANDS = {
    "serve": "impreuna.config.cli.serve",
    "stop": "impreuna.config.cli.stop",
    "migrate": "impreuna.config.cli.migrate",
    "load": "impreuna.config.cli.load",
    "create-admin": "impreuna.config.cli.create_admin",
    "generate": "impreuna.config.cli.generate",
    "import": "impreuna.config.cli.imports",
    "lists": "impreuna.config.cli.lists",
    "recount": "impreuna.config.cli.recount",
    "obligations": "impreuna.config.cli.obligations",
    "check": "impreuna.config.cli.check",
    "docs": "impreuna.config.cli.docs",
    "messages": "impreuna.config.cli.messages",
    "bench": "impreuna.config.cli.bench",
    "manage": "impreuna.config.cli.manage",
}


class Program(click.Group):
    """A click group that finds its commands by COMMANDS; a room adds one by adding a line there."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        command = getattr(import_module(module), module.rpartition(".")[2]) if module else None
        return command if isinstance(command, click.Command) else None


@click.command(cls=Program, context_settings={"help_option_names": ["--help", "-h"]})
def program() -> None:
    """Împreună: aplicația serviciilor comunitare integrate."""
