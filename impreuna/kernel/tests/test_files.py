"""Contents of files: in parts, once, proved by their digest, and of one commune only."""

from __future__ import annotations

from hashlib import sha256

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from impreuna.kernel import files
from impreuna.kernel.files import CHUNK_BYTES, LARGEST_BYTES, add_chunk, read_file, received
from impreuna.kernel.scope import acting_as
from tests.fixtures.cast import NEIGHBOUR, NURSE, WORKER
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db
CONTENT = bytes(range(256)) * 2500


def digest_of(content: bytes) -> str:
    return sha256(content).hexdigest()


def sent(content: bytes, actor=WORKER, size: int = CHUNK_BYTES) -> int:
    """Sends a content part by part."""
    here = 0
    for start in range(0, len(content), size):
        part = content[start : start + size]
        here = add_chunk(actor, actor.scope.place_id, digest_of(content), start, len(content), part)
    return here


def read(content: bytes, actor=WORKER) -> bytes:
    with acting_as(actor):
        return b"".join(read_file(actor.scope.place_id, digest_of(content)))


def test_a_content_arrives_in_parts_and_is_kept_sealed() -> None:
    digest = digest_of(CONTENT)
    assert add_chunk(WORKER, BELTIUG, digest, 0, len(CONTENT), CONTENT[:1000]) == 1000
    with acting_as(WORKER):
        assert received(BELTIUG, digest) == (1000, False)
        with connection.cursor() as cursor:
            cursor.execute("SELECT sealed FROM kernel_filechunk")
            assert CONTENT[:100] not in bytes(cursor.fetchone()[0])
    rest = CONTENT[1000 : 1000 + CHUNK_BYTES]
    here = add_chunk(NURSE, BELTIUG, digest, 1000, len(CONTENT), rest)
    while here < len(CONTENT):
        here = add_chunk(WORKER, BELTIUG, digest, here, len(CONTENT), CONTENT[here : here + CHUNK_BYTES])
    with acting_as(WORKER):
        assert received(BELTIUG, digest) == (len(CONTENT), True)
    assert read(CONTENT) == CONTENT


def test_a_part_at_the_wrong_place_is_told_the_right_one() -> None:
    digest = digest_of(CONTENT)
    add_chunk(WORKER, BELTIUG, digest, 0, len(CONTENT), CONTENT[:500])
    for offset in (0, 400, 600):
        with pytest.raises(files.WrongOffset) as problem:
            add_chunk(WORKER, BELTIUG, digest, offset, len(CONTENT), CONTENT[offset : offset + 500])
        assert problem.value.offset == 500


def test_another_content_than_its_digest_says_is_thrown_away() -> None:
    digest = digest_of(CONTENT)
    add_chunk(WORKER, BELTIUG, digest, 0, 800, b"x" * 500)
    with pytest.raises(files.DigestMismatch):
        add_chunk(WORKER, BELTIUG, digest, 500, 800, b"y" * 300)
    with acting_as(WORKER):
        assert received(BELTIUG, digest) == (0, False)
    assert sent(CONTENT) == len(CONTENT)


def test_a_beginning_of_another_size_gives_way() -> None:
    digest = digest_of(b"abc")
    add_chunk(WORKER, BELTIUG, digest, 0, 9, b"abc")
    with pytest.raises(files.WrongOffset) as problem:
        add_chunk(WORKER, BELTIUG, digest, 1, 3, b"bc")
    assert problem.value.offset == 0
    assert add_chunk(WORKER, BELTIUG, digest, 0, 3, b"abc") == 3
    assert read(b"abc") == b"abc"


@pytest.mark.parametrize(
    ("offset", "total", "size"),
    [(0, LARGEST_BYTES + 1, 1), (0, 0, 0), (0, 10, 11), (5, 10, 6), (0, 10**6, CHUNK_BYTES + 1)],
)
def test_what_is_too_large_is_refused(offset: int, total: int, size: int) -> None:
    with pytest.raises(files.TooLarge):
        add_chunk(WORKER, BELTIUG, "0" * 64, offset, total, b"x" * size)


def test_a_known_content_is_complete_at_once_and_kept_once() -> None:
    sent(CONTENT)
    assert add_chunk(NURSE, BELTIUG, digest_of(CONTENT), 0, len(CONTENT), CONTENT[:10]) == len(CONTENT)
    with acting_as(WORKER), connection.cursor() as cursor:
        cursor.execute("SELECT sum(size) FROM kernel_filechunk")
        assert cursor.fetchone()[0] == len(CONTENT)


def test_another_commune_has_nothing_of_it() -> None:
    sent(CONTENT)
    assert read(CONTENT, NEIGHBOUR) == b""
    with acting_as(NEIGHBOUR):
        assert received(BELTIUG, digest_of(CONTENT)) == (0, False)
        assert list(read_file(BELTIUG, digest_of(CONTENT))) == []
    with pytest.raises(DatabaseError), transaction.atomic():
        add_chunk(NEIGHBOUR, BELTIUG, digest_of(b"y"), 0, 1, b"y")
    assert sent(CONTENT, NEIGHBOUR) == len(CONTENT)
    assert read(CONTENT, NEIGHBOUR) == CONTENT


def test_whoever_waits_for_a_content_is_told_once_when_it_is_whole(monkeypatch) -> None:
    told: list[tuple[int, str]] = []
    monkeypatch.setattr(files, "_arrivals", [lambda actor, place, digest: told.append((place, digest))])
    sent(CONTENT, size=100_000)
    sent(CONTENT)
    assert told == [(BELTIUG, digest_of(CONTENT))]


def test_a_beginning_that_nobody_went_on_with_is_forgotten(as_owner) -> None:
    abandoned, waiting = b"a" * 900, b"b" * 900
    for content in (abandoned, waiting, CONTENT[:500]):
        add_chunk(WORKER, BELTIUG, digest_of(content), 0, len(content), content[:500])
    with as_owner(), connection.cursor() as cursor:
        for content in (abandoned, CONTENT[:500]):
            cursor.execute(
                "UPDATE kernel_filechunk SET added_at = added_at - interval '31 days' WHERE digest = %s",
                [digest_of(content)],
            )
    sent(b"new", NEIGHBOUR)
    with acting_as(WORKER):
        assert received(BELTIUG, digest_of(abandoned)).offset == 500
    sent(b"new")
    with acting_as(WORKER):
        assert received(BELTIUG, digest_of(abandoned)).offset == 0
        assert received(BELTIUG, digest_of(waiting)).offset == 500
        assert received(BELTIUG, digest_of(CONTENT[:500])).is_complete


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=st.binary(min_size=1, max_size=300), sizes=st.lists(st.integers(1, 120), min_size=1, max_size=6))
def test_any_cut_gives_the_same_content(content: bytes, sizes: list[int]) -> None:
    digest, here, turn = digest_of(content), 0, 0
    while here < len(content):
        size = sizes[turn % len(sizes)]
        here = add_chunk(WORKER, BELTIUG, digest, here, len(content), content[here : here + size])
        turn += 1
    assert read(content) == content
