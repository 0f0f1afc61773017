"""A commune in which a number of everything has happened: made by commands, as people would make it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tests.bench.casework import note, open_case
from tests.bench.people import Worker, households


def fill(worker: Worker, neighbour: Worker, rows: int) -> dict[str, Any]:
    """`rows` households, possible duplicates, notes, corrections, conflicts, departures and arrivals.

    Answers values for the parameters of addresses.
    """
    registered = [_register(worker, body) for body in households(worker, rows)]
    for household in registered:
        _live(worker, household, registered[0], neighbour.commune_id)
    for body in households(neighbour, rows):
        household_id = _register(neighbour, body).household_id
        _do(neighbour, "OfferMove", to_commune_id=worker.commune_id, household_id=household_id)
    first = registered[0]
    cases = [open_case(worker, household.household_id) for household in registered]
    note(worker, cases[0], rows)
    return {
        "case_id": cases[0],
        "household_id": first.household_id,
        "person_id": first.members[0].id,
        "place_id": worker.commune_id,
        "siruta": worker.commune_id,
        "one_id": first.members[0].id,
        "other_id": first.members[1].id,
        **_ids(worker),
    }


def _live(worker: Worker, household: Any, first: Any, elsewhere: int) -> None:
    """One of everything: about `household`, and about `first`, whose page grows with it."""
    head, *_others, last = household.members
    _do(worker, "WriteNote", note_area="household", text="Vizită la domiciliu.", household_id=first.household_id)
    _do(worker, "WriteNote", note_area="identity", text="Acte de refăcut.", person_id=first.members[0].id)
    changes = {"former_names": _change("", "Nume Dinainte")}
    _do(worker, "CorrectPerson", person_id=head.id, changes=changes)
    stale = {"first_name": _change("Altul", "Cu Totul Altul")}
    _do(worker, "CorrectPerson", person_id=head.id, changes=stale)
    twin = {"last_name": head.last_name, "first_name": head.first_name, "birth_date": head.birth_date}
    again = _new_person(relation="other_relative", identity="not_given", **twin)
    _do(worker, "AddPerson", household_id=first.household_id, person=again, start_reason="moved_in")
    _do(worker, "OfferMove", to_commune_id=elsewhere, person_id=last.id)


def _change(seen: str, value: str) -> Any:
    from impreuna.kernel.edits import Change

    return Change(seen=seen, value=value)


def _new_person(**fields: Any) -> Any:
    from impreuna.kernel.identity import new_id
    from impreuna.registry.commands import NewPerson

    return NewPerson(id=new_id(), **fields)


def _register(worker: Worker, body: bytes) -> Any:
    from impreuna.kernel.command import decode

    command: Any = decode("RegisterHousehold", body)
    _execute(worker, command)
    return command


def _do(worker: Worker, kind: str, **fields: Any) -> None:
    from impreuna.kernel.command import KINDS
    from impreuna.kernel.identity import new_id

    named = {"id": new_id(), "commune_id": worker.commune_id, "recorded_at": datetime.now(UTC), **fields}
    _execute(worker, KINDS[kind](**named))


def _execute(worker: Worker, command: Any) -> None:
    from impreuna.kernel.execute import execute

    outcome = execute(command, worker.actor())
    if not outcome.is_kept:
        raise RuntimeError(f"{command.kind}: {outcome.reason} {outcome.field} {outcome.facts}")


def _ids(worker: Worker) -> dict[str, UUID]:
    """Of what waits for an answer, one of each kind."""
    from impreuna.kernel.queries import list_open_conflicts
    from impreuna.kernel.scope import acting_as
    from impreuna.registry.models import Arrival, Departure, DuplicateCandidate

    with acting_as(worker.actor()):
        conflict = list_open_conflicts(worker.commune_id)[0]
        candidate = DuplicateCandidate.objects.filter(decided_at=None).first()
        return {
            "conflict_id": conflict.id,
            "candidate_id": candidate.id,
            "move_id": (Arrival.objects.first() or Departure.objects.first()).id,
        }
