"""What other rooms wish to happen after an act, in the same transaction.

A lower room never imports a higher one: the higher room subscribes to the command in its `apps.py`
(by importing the module that uses `@after`). The order is explicit; equal orders run by name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp
from impreuna.kernel.result import Effect

Wish = Callable[[Any, Actor, Stamp, Effect], None]
W = TypeVar("W", bound=Wish)

_wishes: dict[str, list[tuple[int, str, Wish]]] = defaultdict(list)


def after(*commands: type[Command], order: int) -> Callable[[W], W]:
    """Runs the decorated function after each of `commands`, by ascending `order`."""

    def subscribe(wish: W) -> W:
        for command in commands:
            wishes = _wishes[command.__name__]
            wishes.append((order, f"{wish.__module__}.{wish.__qualname__}", wish))
            wishes.sort(key=lambda entry: entry[:2])
        return wish

    return subscribe


def fulfil(command: Command, actor: Actor, at: Stamp, effect: Effect) -> None:
    """Runs what was wished for after `command`. What fails here fails the whole act."""
    for _order, _name, wish in _wishes.get(command.kind, ()):
        wish(command, actor, at, effect)
