"""Commands: everything that a professional does, as a small typed message named by a verb.

The class name is the wire name, the journal's kind, the policy's row, the message key and the
heading in the docs. A command is immutable; its id is made by the client (UUIDv7), so the same
command sent twice is the same act.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeVar, dataclass_transform
from uuid import UUID

import msgspec

if TYPE_CHECKING:
    from impreuna.kernel.actor import Actor
    from impreuna.kernel.result import Effect


#: A moment with its time zone: one without says nothing.
Moment = Annotated[datetime, msgspec.Meta(tz=True)]


# mypy learns from this that commands inherit what is said here once: frozen, by keyword.
@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class Command(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag=True, forbid_unknown_fields=True):
    """What was asked. Two of its three moments travel with it; the third, received, is the server's.

    `happened_at`: when it happened, as the professional states it. `recorded_at`: the device's moment.
    Both with a time zone; legal clocks run from registration, by the server's.
    """

    #: Data areas that the command's content belongs to: who may read its journal payload.
    area: ClassVar[str] = "identity"
    #: The journal's sentence, in Romanian; `{fields}` of the command may stand in it.
    sentence: ClassVar[str] = ""

    id: UUID
    commune_id: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
    recorded_at: Moment
    happened_at: Moment | None = None

    @property
    def kind(self) -> str:
        """The wire name."""
        return type(self).__name__

    @property
    def payload_area(self) -> str:
        """The data area of this very command; a command with an area of its own overrides it."""
        return type(self).area

    @property
    def is_restricted(self) -> bool:
        """Whether what this command says is for a named circle only."""
        return False

    @property
    def places(self) -> tuple[int, ...]:
        """The clocks that the command takes, in ascending order."""
        return (self.commune_id,)


@dataclass(frozen=True, slots=True)
class Stamp:
    """The place of an act in time: its commune's clock number, and the server's moment (UTC)."""

    commune_id: int
    n: int
    received_at: datetime
    command_id: UUID
    #: Clock numbers by place, when the command takes several clocks.
    numbers: dict[int, int]


Handler = Callable[[Any, "Actor", Stamp], "Effect"]
C = TypeVar("C", bound=type[Command])
F = TypeVar("F", bound=Handler)

HANDLERS: dict[str, Handler] = {}
KINDS: dict[str, type[Command]] = {}
_encoder = msgspec.json.Encoder(order="deterministic")


def handles(command: type[Command]) -> Callable[[F], F]:
    """Makes the decorated function the one that carries out `command`. A second one is a `ValueError`."""

    def register(handler: F) -> F:
        kind = command.__name__
        if kind in HANDLERS:
            raise ValueError(f"{kind} has a handler already")
        HANDLERS[kind], KINDS[kind] = handler, command
        return handler

    return register


def encode(command: Command) -> bytes:
    """The command as canonical JSON: the bytes over which the journal's digest is taken."""
    return _encoder.encode(command)


def decode(kind: str, payload: bytes) -> Command:
    """The command of `kind` from JSON.

    Raises `KeyError` for an unknown kind, `msgspec.ValidationError` for a wrong shape.
    """
    return msgspec.json.decode(payload, type=KINDS[kind])
