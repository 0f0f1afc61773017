"""A whole file that is made for its reader: asked for, going on, kept for a time, gone.

It is a copy of what was issued and no act: who made one, and why, the opening of the case says (docs/decisions, 0048).
All of it is its reader's alone; PostgreSQL holds that.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app

from impreuna.cases.queries.casefile import CaseFile
from impreuna.documents.queries.wholefiles import SEALED, find_whole_file, kept_for_on
from impreuna.kernel.files import CHUNK_BYTES
from impreuna.kernel.identity import new_id
from impreuna.kernel.seal import seal

#: The job that makes one (`documents.jobs`); others, which people wait for less patiently, go before it.
MAKING = "documents.whole_file"
_AFTER_OTHERS = -5

# One asks at a time for one reader's file of one case.
_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
_FORGET = "DELETE FROM documents_wholefile WHERE commune_id = %s AND case_id = %s AND user_id = %s"
_BEGIN = """
INSERT INTO documents_wholefile (id, commune_id, case_id, user_id, assignment_id, state, done, total, held, pages, size,
  asked_at, moved_at, expires_at)
VALUES (%s, %s, %s, %s, %s, 'waiting', 0, %s, %s::uuid[], 0, 0, %s, %s, %s)
"""
_MOVE = "UPDATE documents_wholefile SET state = 'making', done = %s, moved_at = %s WHERE id = %s"
_ADD = "INSERT INTO documents_wholepart (file_id, place, user_id, sealed) VALUES (%s, %s, %s, %s)"
_DONE = """
UPDATE documents_wholefile SET state = 'done', done = total, pages = %s, size = %s, moved_at = %s, expires_at = %s
WHERE id = %s
"""
_FAIL = "UPDATE documents_wholefile SET state = 'failed', moved_at = %s WHERE id = %s"


def begin_whole_file(case: CaseFile, documents: int, held: Collection[UUID], now: datetime) -> bool:
    """Keeps that the reader wants the file, in the place of an older one, and puts its making into the queue; not when
    it is being made already. Answers whether it was."""
    reader, file_id = case.reader, new_id()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_ALONE, [f"whole file {case.id} {reader.user_id}"])
        before = find_whole_file(case)
        if before is not None and before.is_running:
            return False
        forget_whole_file(case)
        cursor.execute(
            _BEGIN,
            [
                file_id, case.commune_id, case.id, reader.user_id, reader.assignment_id, documents, sorted(held), now,
                now, now + kept_for_on(now),
            ],
        )  # fmt: skip
        role = str(reader.assignment_id) if reader.assignment_id else None
        making = app.configure_task(MAKING, priority=_AFTER_OTHERS)
        making.defer(file_id=str(file_id), user_id=str(reader.user_id), assignment_id=role)
    return True


def note_progress(file_id: UUID, done: int, now: datetime) -> None:
    """Keeps how many documents are in."""
    _write(_MOVE, done, now, file_id)


def keep_whole_file(case: CaseFile, file_id: UUID, content: bytes, pages: int, now: datetime) -> None:
    """Keeps the file, sealed, for its time."""
    with transaction.atomic():
        for place, offset in enumerate(range(0, len(content), CHUNK_BYTES)):
            part = seal(content[offset : offset + CHUNK_BYTES], SEALED)
            _write(_ADD, file_id, place, case.reader.user_id, part)
        _write(_DONE, pages, len(content), now, now + kept_for_on(now), file_id)


def fail_whole_file(file_id: UUID, now: datetime) -> None:
    """Keeps that it could not be made."""
    _write(_FAIL, now, file_id)


def forget_whole_file(case: CaseFile) -> None:
    """Deletes the reader's own."""
    _write(_FORGET, case.commune_id, case.id, case.reader.user_id)


def forget_expired() -> int:
    """Deletes what was kept long enough, whoever's it was. Answers how many files."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT documents_forget_whole_files()")
        count: int = cursor.fetchone()[0]
    return count


def _write(sql: str, *values: UUID | str | int | bytes | datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
