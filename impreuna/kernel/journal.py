"""The journal: every act, in the order of its commune's clock, each entry sealed by the hash of the one before.

The chain runs over the digest of the sealed payload, so a payload that the law wants erased goes, nothing
can be guessed from its digest, and the chain still verifies.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection, connections
from psycopg.types.json import Jsonb

from impreuna.kernel import seal
from impreuna.kernel.actor import Actor
from impreuna.kernel.clock import Tick
from impreuna.kernel.command import Command, encode
from impreuna.kernel.result import Outcome

PAYLOAD = "journal payload"

_COLUMNS = (
    "commune_id, n, command_id, kind, user_id, user_name, role, happened_at, recorded_at, received_at,"
    " status, reason, outcome, records, restriction_id, payload_digest"
)
_ENTRY = (
    f"INSERT INTO kernel_journalentry ({_COLUMNS}, hash)"
    " VALUES (%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s::uuid[],%s,%s,%s)"
)
_PAYLOAD = (
    "INSERT INTO kernel_payload (commune_id, command_id, user_id, area, restriction_id, sealed)"
    " VALUES (%s,%s,%s,%s,%s,%s)"
)
_TICK = "UPDATE kernel_clock SET n = %s, head = %s WHERE commune_id = %s"
_APPEND = f"WITH entry AS ({_ENTRY}), payload AS ({_PAYLOAD}) {_TICK}"
_APPEND_REFERENCE = f"WITH entry AS ({_ENTRY}) {_TICK}"
_FIND = (
    "SELECT e.n, e.status, e.reason, e.outcome, e.user_id, p.sealed"
    " FROM kernel_journalentry e LEFT JOIN kernel_payload p USING (commune_id, command_id)"
    " WHERE e.commune_id = %s AND e.command_id = %s"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An act as the journal keeps it: what `append` writes and what the chain is computed from."""

    commune_id: int
    n: int
    command_id: UUID
    kind: str
    user_id: UUID
    user_name: str
    role: str
    happened_at: datetime | None
    recorded_at: datetime
    received_at: datetime
    status: str
    reason: str | None
    outcome: dict[str, Any]
    records: tuple[UUID, ...]
    restriction_id: UUID | None
    payload_digest: bytes

    def hash_after(self, previous: bytes) -> bytes:
        """SHA-256 over the previous entry's hash and every field of this one, in a canonical form."""
        fields = [_canonical(getattr(self, name)) for name in self.__dataclass_fields__]
        text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return sha256(previous + text.encode()).digest()

    def parameters(self) -> list[Any]:
        """The values of `_COLUMNS`."""
        return [
            self.commune_id, self.n, self.command_id, self.kind, self.user_id, self.user_name, self.role,
            self.happened_at, self.recorded_at, self.received_at, self.status, self.reason,
            Jsonb(self.outcome), list(self.records), self.restriction_id, self.payload_digest,
        ]  # fmt: skip


def _canonical(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, tuple):
        return [str(item) for item in value]
    return value


def append(command: Command, actor: Actor, received_at: datetime, ended: Ended, ticks: dict[int, Tick]) -> int:
    """Appends the act to the chain of every place it took, and moves their clocks on by one.

    The sealed payload is kept once, at `ended.commune_id`; other chains hold its digest.
    Returns the act's number there. Must run while the clocks of `ticks` are locked.
    """
    sealed = seal.seal(encode(command), PAYLOAD)
    digest = sha256(sealed).digest()
    with connection.cursor() as cursor:
        for place, tick in ticks.items():
            entry = Entry(
                place, tick.n + 1, command.id, command.kind, actor.user_id, actor.name, actor.role,
                command.happened_at, command.recorded_at, received_at, ended.status, ended.reason,
                ended.outcome, ended.records, ended.restriction_id, digest,
            )  # fmt: skip
            head = entry.hash_after(tick.head)
            written: list[Any] = [*entry.parameters(), head]
            moved: list[Any] = [tick.n + 1, head, place]
            if place == ended.commune_id:
                area = ended.area or command.payload_area
                kept: list[Any] = [place, command.id, actor.user_id, area, ended.restriction_id, sealed]
                cursor.execute(_APPEND, [*written, *kept, *moved])
            else:
                cursor.execute(_APPEND_REFERENCE, [*written, *moved])
    return ticks[ended.commune_id].n + 1


@dataclass(frozen=True, slots=True)
class Ended:
    """How an act ended, for the journal."""

    commune_id: int
    status: str
    reason: str | None = None
    outcome: dict[str, Any] = field(default_factory=dict)
    records: tuple[UUID, ...] = ()
    restriction_id: UUID | None = None
    #: The area of the payload; None: the command's own.
    area: str | None = None


def find_outcome(command: Command, commune_id: int) -> Outcome | None:
    """How this very command ended when it came before at `commune_id`: `duplicate`, with the original status.

    The same id with other content is `rejected`, so that a client's mistake never hides what was typed.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [commune_id, command.id])
        row = cursor.fetchone()
    if row is None:
        return None
    n, status, reason, outcome, _user_id, sealed = row
    if sealed is not None and not _says_the_same(seal.unseal(bytes(sealed), PAYLOAD), encode(command)):
        return Outcome(command.id, "rejected", reason="command_id_reused")
    kept = outcome if isinstance(outcome, dict) else json.loads(outcome)
    return Outcome(
        command.id,
        "duplicate",
        n=n,
        reason=reason,
        field=kept.get("field"),
        facts=kept.get("facts", {}),
        original=status,
    )


def _says_the_same(kept: bytes, sent: bytes) -> bool:
    """Whether two sendings are one act: alike but for the device's moment, which a form sent again renews."""
    if kept == sent:
        return True
    first, second = json.loads(kept), json.loads(sent)
    return {**first, "recorded_at": None} == {**second, "recorded_at": None}


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry of a chain that does not follow from the one before."""

    commune_id: int
    n: int
    problem: str


def list_heads(using: str = "owner") -> dict[int, str]:
    """The hash, in hexadecimal, in which each place's chain ends: kept elsewhere, it shows a chain rewritten whole."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT commune_id, head FROM kernel_clock WHERE n > 0")
        return {place: bytes(head).hex() for place, head in cursor.fetchall()}


def verify(using: str = "owner") -> Iterator[tuple[int, int, Break | None]]:
    """Walks every chain from its start, as the owner of the tables, and yields (place, entries, first break)."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT commune_id, n, head FROM kernel_clock WHERE n > 0 ORDER BY commune_id")
        clocks = cursor.fetchall()
    for place, n, head in clocks:
        yield place, n, _first_break(place, Tick(n, bytes(head)), using)


def _first_break(place: int, end: Tick, using: str) -> Break | None:
    previous, expected = b"", 1
    for entry, stored, payload in _entries(place, using):
        if entry.n != expected:
            return Break(place, expected, "lipsește din jurnal")
        if entry.hash_after(previous) != stored:
            return Break(place, entry.n, "nu se leagă de intrarea dinainte")
        if payload is not None and sha256(payload).digest() != entry.payload_digest:
            return Break(place, entry.n, "are conținutul schimbat")
        previous, expected = stored, expected + 1
    if expected - 1 != end.n or previous != end.head:
        return Break(place, end.n, "nu este capătul pe care îl arată ceasul")
    return None


def _entries(place: int, using: str) -> Iterator[tuple[Entry, bytes, bytes | None]]:
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join('e.' + column.strip() for column in _COLUMNS.split(','))}, e.hash, p.sealed"
            " FROM kernel_journalentry e LEFT JOIN kernel_payload p USING (commune_id, command_id)"
            " WHERE e.commune_id = %s ORDER BY e.n",
            [place],
        )
        while rows := cursor.fetchmany(500):
            for *fields, stored, sealed in rows:
                outcome = fields[12] if isinstance(fields[12], dict) else json.loads(fields[12])
                fields[12:16] = [outcome, tuple(fields[13]), fields[14], bytes(fields[15])]
                yield Entry(*fields), bytes(stored), None if sealed is None else bytes(sealed)
