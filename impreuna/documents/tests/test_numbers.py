"""Numbers of documents under two writers at once, each on a connection of its own, of whom one fails."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from impreuna.cases.models import RegisterEntry
from impreuna.cases.tests.walking import Walk, walk_to
from impreuna.documents.commands import IssueDocument
from impreuna.documents.commands import issue as issuing
from impreuna.documents.models import Document
from impreuna.documents.tests.test_documents import SITE
from impreuna.kernel.actor import Actor
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from tests.fixtures.places import BELTIUG

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]

_WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


class _Failed(RuntimeError):
    """The disk is full, the process ends: whatever comes after the number was taken."""


def issue(walk: Walk, who: Actor) -> str:
    """Somebody issues one more document of the report; answers how it ended."""
    command = IssueDocument(
        id=new_id(), commune_id=BELTIUG, recorded_at=walk.now, case_id=walk.case_id,
        entry_id=walk.last["WriteInitialReport"], site=SITE, reason="A fost avizat.",
    )  # fmt: skip
    try:
        return execute(command, who, received_at=walk.now).status
    except _Failed:
        return "failed"
    finally:
        connections.close_all()


def test_who_fails_after_taking_a_number_leaves_it_to_who_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    walk = walk_to("evaluated")
    first = walk.do(walk.worker, IssueDocument, entry_id=walk.last["WriteInitialReport"], site=SITE)
    has_number, seal = threading.Event(), issuing.seal_pdf

    def fails_once(content: bytes) -> bytes:
        if has_number.is_set():
            return seal(content)
        has_number.set()
        assert any(_is_somebody_waiting() for _each in range(100_000)), "nobody came to wait behind this one"
        raise _Failed

    monkeypatch.setattr(issuing, "seal_pdf", fails_once)
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(issue, walk, walk.worker)
        assert has_number.wait(timeout=60)
        other = pool.submit(issue, walk, walk.head)
        assert (one.result(timeout=60), other.result(timeout=60)) == ("failed", "applied")
    with acting_as(walk.worker):
        taken = sorted(RegisterEntry.objects.values_list("number", flat=True))
        assert taken == list(range(1, len(taken) + 1))
        numbers = list(Document.objects.order_by("version").values_list("id", "number", "version"))
    assert numbers[0][0] == first and [(number, version) for _id, number, version in numbers] == [
        (taken[-2], 1), (taken[-1], 2),
    ]  # fmt: skip


def _is_somebody_waiting() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_WAITING)
        return cursor.fetchone() != (0,)
