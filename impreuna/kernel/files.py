"""Contents of files: pictures that travel in parts, over lines that break (docs/decisions, 0029).

A content has no name: it is found by its SHA-256 within its commune, kept once, in sealed parts of at most
`CHUNK_BYTES`. It is no act. The act says what the picture is, and its row decides who may open the content; who
serves one therefore asks for that row first.

    received(commune_id, digest)                                   # Received(offset=262144, is_complete=False)
    add_chunk(actor, commune_id, digest, 262144, 300000, rest)     # 300000
    b"".join(read_file(commune_id, digest))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256
from typing import Any, NamedTuple, TypeVar

from django.db import connection, transaction
from django.utils import timezone

from impreuna.kernel.actor import Actor
from impreuna.kernel.scope import acting_as
from impreuna.kernel.seal import seal, unseal

CHUNK_BYTES = 256 * 1024
LARGEST_BYTES = 8 * 1024 * 1024
_SEALED = "file"

# One sender at a time for one content, until the transaction ends.
_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
# The last part waits for the commune's clock, as acts do: an act that asks whether the content is here, and the part
# that completes it, see each other.
_IN_TURN = "SELECT FROM kernel_clock WHERE commune_id = %s FOR UPDATE"
_RECEIVED = "SELECT coalesce(sum(size), 0), max(total) FROM kernel_filechunk WHERE commune_id = %s AND digest = %s"
_ADD = """
INSERT INTO kernel_filechunk (commune_id, digest, place, size, total, sealed, added_at)
VALUES (%s, %s, %s, %s, %s, %s, %s)
"""
_FORGET = "DELETE FROM kernel_filechunk WHERE commune_id = %s AND digest = %s"
_PLACES = "SELECT place FROM kernel_filechunk WHERE commune_id = %s AND digest = %s ORDER BY place"
_READ = "SELECT sealed FROM kernel_filechunk WHERE commune_id = %s AND digest = %s AND place = %s"
# What was begun and not gone on with. Whoever begins another content in the commune clears it away.
_FORGET_HALVES = """
DELETE FROM kernel_filechunk WHERE commune_id = %s AND digest IN (
  SELECT digest FROM kernel_filechunk WHERE commune_id = %s GROUP BY digest
  HAVING sum(size) < max(total) AND max(added_at) < %s)
"""
_ABANDONED = timedelta(days=30)


class WrongOffset(ValueError):
    """The part does not begin where the content ends; `offset` is where it should."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class DigestMismatch(ValueError):
    """The whole content is not what its digest says. It was thrown away: send it again from the beginning."""


class TooLarge(ValueError):
    """The part or the whole is larger than allowed, or the part reaches beyond the whole."""


class Received(NamedTuple):
    """How many bytes of a content are here, and whether that is all of it."""

    offset: int
    is_complete: bool


Arrival = Callable[[Actor, int, str], None]
A = TypeVar("A", bound=Arrival)
_arrivals: list[Arrival] = []


def on_arrival(told: A) -> A:
    """Calls the decorated function with (actor, commune, digest) when a content is complete: in the transaction that
    keeps its last part, so that both are kept or none."""
    _arrivals.append(told)
    return told


def received(commune_id: int, digest: str) -> Received:
    """What is here of the content of `digest` (64 hexadecimal digits), as far as the reader's commune holds it."""
    with connection.cursor() as cursor:
        return _received(cursor, commune_id, digest)[0]


def add_chunk(actor: Actor, commune_id: int, digest: str, offset: int, total: int, data: bytes) -> int:
    """Keeps the part of the content that begins at `offset`; `total` is the size of the whole, in bytes.

    Answers how many bytes are here now: `total` at once for a content that is known. The last part brings the
    proof: `DigestMismatch` when the whole is another content. Also raises `WrongOffset` and `TooLarge`.
    """
    if not 0 < total <= LARGEST_BYTES or len(data) > CHUNK_BYTES or offset + len(data) > total:
        raise TooLarge(total)
    with acting_as(actor), transaction.atomic(), connection.cursor() as cursor:
        if offset + len(data) == total:
            cursor.execute(_IN_TURN, [commune_id])
        cursor.execute(_ALONE, [f"file {commune_id} {digest}"])
        if offset == 0:
            cursor.execute(_FORGET_HALVES, [commune_id, commune_id, timezone.now() - _ABANDONED])
        here, was_total = _received(cursor, commune_id, digest)
        if here.is_complete:
            return was_total
        if was_total not in (0, total):  # a beginning that said another size was of no use to anybody
            cursor.execute(_FORGET, [commune_id, digest])
            here = Received(0, False)
        fits = offset == here.offset
        if fits and data:
            sealed = seal(data, _SEALED)
            cursor.execute(_ADD, [commune_id, digest, offset, len(data), total, sealed, timezone.now()])
        is_whole = fits and offset + len(data) == total
        is_true = not is_whole or _digest(commune_id, digest) == digest
        if not is_true:
            cursor.execute(_FORGET, [commune_id, digest])
        elif is_whole:
            for told in _arrivals:
                told(actor, commune_id, digest)
    if not fits:
        raise WrongOffset(here.offset)
    if not is_true:
        raise DigestMismatch(digest)
    return offset + len(data)


def read_file(commune_id: int, digest: str) -> Iterator[bytes]:
    """The content, part by part; nothing for one that is not here. In the scope of the reader, who has to have been
    shown the row that names the content."""
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, [commune_id, digest])
        places = [place for (place,) in cursor.fetchall()]
        for place in places:
            cursor.execute(_READ, [commune_id, digest, place])
            if (row := cursor.fetchone()) is None:
                return
            yield unsealed(bytes(row[0]))


def unsealed(part: bytes) -> bytes:
    """A part of a content as it was sent, for who was handed the sealed one by a function of the database."""
    return unseal(part, _SEALED)


def _received(cursor: Any, commune_id: int, digest: str) -> tuple[Received, int]:
    cursor.execute(_RECEIVED, [commune_id, digest])
    offset, total = cursor.fetchone()
    return Received(int(offset), total is not None and offset == total), total or 0


def _digest(commune_id: int, digest: str) -> str:
    whole = sha256()
    for part in read_file(commune_id, digest):
        whole.update(part)
    return whole.hexdigest()
