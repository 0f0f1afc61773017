"""Cases of the measured site, made by commands: notices, and calls noted in them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tests.bench.people import Worker, households


def register(worker: Worker) -> UUID:
    """A family of four; answers the household."""
    from impreuna.kernel.command import decode
    from impreuna.kernel.execute import execute

    command: Any = decode("RegisterHousehold", households(worker, 1)[0])
    if not (outcome := execute(command, worker.actor())).is_kept:
        raise RuntimeError(outcome.sentence)
    household_id: UUID = command.household_id
    return household_id


def open_case(worker: Worker, household_id: UUID | None = None) -> UUID:
    """A notice of a phone call, registered; answers the case."""
    from impreuna.cases.commands import Participant, RegisterNotice

    case_id = _id()
    _do(
        worker, RegisterNotice, case_id=case_id, channel="notice_phone", subject="child", household_id=household_id,
        people=(Participant(name="Țăran Ștefan", part="subject"),), what="Lipsește de la școală.", is_anonymous=True,
    )  # fmt: skip
    return case_id


def note(worker: Worker, case_id: UUID, count: int) -> list[float]:
    """So many telephone calls in a case; answers the milliseconds of each."""
    from impreuna.cases.commands import NoteContact

    took = []
    for number in range(count):
        before = datetime.now(UTC)
        _do(
            worker, NoteContact, case_id=case_id, with_whom="mama", how="telefon",
            said=f"A {number}. convorbire: copilul a fost la școală.",
        )  # fmt: skip
        took.append((datetime.now(UTC) - before).total_seconds() * 1000)
    return took


def _do(worker: Worker, command: Any, **fields: Any) -> None:
    from impreuna.kernel.execute import execute

    named = {"id": _id(), "commune_id": worker.commune_id, "recorded_at": datetime.now(UTC), **fields}
    outcome = execute(command(**named), worker.actor())
    if not outcome.is_kept:
        raise RuntimeError(f"{command.__name__}: {outcome.reason} {outcome.field} {outcome.facts}")


def _id() -> UUID:
    from impreuna.kernel.identity import new_id

    return new_id()
