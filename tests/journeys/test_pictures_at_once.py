"""Two tablets send the same pictures while a third says what they are: each is kept once, whole, and marked so."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest
from django.db import connections

from impreuna.kernel.actor import Actor
from impreuna.kernel.files import WrongOffset, add_chunk, read_file
from impreuna.kernel.journal import verify
from impreuna.kernel.models import FileChunk
from impreuna.kernel.scope import acting_as
from impreuna.services.models import Attachment
from impreuna.services.tests.giving import attach
from tests.fixtures.cast import NURSE, WORKER, register
from tests.fixtures.places import BELTIUG

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]

PICTURES = [bytes([number]) * (40_000 + number) for number in range(1, 21)]
PART = 13_000


def send_all(actor: Actor, start: threading.Barrier) -> None:
    start.wait()
    for content in PICTURES:
        digest, here = sha256(content).hexdigest(), 0
        while here < len(content):
            try:
                here = add_chunk(actor, BELTIUG, digest, here, len(content), content[here : here + PART])
            except WrongOffset as problem:
                here = problem.offset
    connections.close_all()


def attach_all(home: object, start: threading.Barrier) -> list[str]:
    start.wait()
    statuses = [attach(home, content=content).status for content in PICTURES]  # type: ignore[arg-type]
    connections.close_all()
    return statuses


def test_each_picture_is_kept_once_and_marked_when_it_is_whole() -> None:
    home, start = register(WORKER), threading.Barrier(3)
    with ThreadPoolExecutor(3) as pool:
        sending = [pool.submit(send_all, actor, start) for actor in (WORKER, NURSE)]
        assert set(pool.submit(attach_all, home, start).result()) == {"applied"}
        for each in sending:
            each.result()
    with acting_as(WORKER):
        assert Attachment.objects.count() == Attachment.objects.filter(is_complete=True).count() == len(PICTURES)
        assert sum(FileChunk.objects.values_list("size", flat=True)) == sum(map(len, PICTURES))
        for content in PICTURES:
            assert b"".join(read_file(BELTIUG, sha256(content).hexdigest())) == content
    assert [broken for _place, _entries, broken in verify(using="owner") if broken] == []
