"""The versions of the wire. The server speaks its own and the two before; older tablets are told to update.

A version changes when something that was sent before would be misunderstood. What changed between a version and the
next stands here as a function that lifts a command of the older one; rows get new fields only, which tablets keep.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

Lift = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Versions:
    """`lifts` says, by version, how a command of it becomes one of the next; versions without stayed the same."""

    current: int
    lifts: Mapping[int, Lift] = field(default_factory=dict)

    @property
    def oldest(self) -> int:
        """The oldest version that is still spoken."""
        return max(1, self.current - 2)

    def speaks(self, version: int) -> bool:
        """Whether a tablet of that version is answered. A newer one is: what is not understood stays with it."""
        return version >= self.oldest

    def lifted(self, raw: bytes, version: int) -> bytes:
        """A command of `version`, UTF-8 JSON, in the words of the current one; what is no JSON object stays so."""
        lifts = [self.lifts[each] for each in range(version, self.current) if each in self.lifts]
        if not lifts:
            return raw
        try:
            command = msgspec.json.decode(raw, type=dict[str, Any])
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return raw
        for lift in lifts:
            command = lift(command)
        return msgspec.json.encode(command)


VERSIONS = Versions(current=1)
