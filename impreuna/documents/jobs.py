"""Whole files that take longer than a page: made one after another, and deleted when they were kept long enough."""

from __future__ import annotations

import logging
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from impreuna.cases.queries.casefile import CaseFile, find_case
from impreuna.documents.commands import wholefiles
from impreuna.documents.gathering import begin, gather, held_by, ids_of
from impreuna.documents.queries.wholefiles import find_waiting
from impreuna.kernel.actor import Actor
from impreuna.kernel.moments import day_of
from impreuna.kernel.scope import acting_as
from impreuna.workforce.queries import actor_of

log = logging.getLogger("impreuna.documents")


@app.task(name=wholefiles.MAKING)
def make_whole_file(file_id: str, user_id: str, assignment_id: str | None) -> None:
    """Makes a file as its reader sees the case now; in no other role than that in which it was asked for."""
    role = UUID(assignment_id) if assignment_id else None
    actor = actor_of(UUID(user_id), role, day_of(timezone.now()))
    if actor is not None and actor.assignment_id == role:
        make(UUID(file_id), actor)


def make(file_id: UUID, actor: Actor) -> None:
    """Makes the file that `actor` asked for; what changed meanwhile, or cannot be made, is not kept."""
    with acting_as(actor):
        row = find_waiting(file_id)
        if row is None:
            return
        case = find_case(actor, row.case_id)
        try:
            if case is None or not _make(case, file_id, row.held):
                wholefiles.fail_whole_file(file_id, timezone.now())
        except ValueError:
            log.exception("a whole file could not be made")
            wholefiles.fail_whole_file(file_id, timezone.now())


def _make(case: CaseFile, file_id: UUID, wanted: frozenset[UUID]) -> bool:
    held = held_by(case)
    if ids_of(held) != wanted:
        return False
    wholefiles.note_progress(file_id, 0, timezone.now())
    whole = begin(case, timezone.now())
    for done in gather(whole, case, held, timezone.now()):
        wholefiles.note_progress(file_id, done, timezone.now())
    wholefiles.keep_whole_file(case, file_id, whole.bytes(), whole.pages, timezone.now())
    return True


@app.periodic(cron="17 * * * *")
@app.task(name="documents.forget_whole_files", pass_context=False)
def forget_whole_files(timestamp: int) -> None:
    """Deletes whole files that were kept long enough. `timestamp`: when it was to run."""
    wholefiles.forget_expired()
