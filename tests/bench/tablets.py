"""Tablets of the measured site: enrolled as real ones, and what they say, as bytes of HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import psycopg

from tests.bench.people import Worker

SECRET = "b" * 43


@dataclass
class Tablet:
    """An enrolled tablet of a worker. `after`, `head` and `view` are those of its last whole pull."""

    worker: Worker
    device_id: UUID
    after: int = 0
    head: str = ""
    view: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """What every call carries."""
        return {
            "Authorization": f"Tableta {self.device_id}.{SECRET}",
            "Impreuna-Protocol": "1",
            "Impreuna-App": "bench",
            "Accept-Encoding": "gzip",
        }

    def pull_path(self, page: str = "", limit: int = 5000) -> str:
        """The address of the next page."""
        asked = {"view": self.view, "after": self.after, "head": self.head, "limit": limit}
        return f"/api/sync/pull?{urlencode({**asked, 'page': page} if page else asked)}"


def enrol(connection: psycopg.Connection[Any], workers: Iterable[Worker]) -> list[Tablet]:
    """A tablet for each worker, through the command that enrols."""
    from impreuna.kernel.actor import Actor, Scope
    from impreuna.kernel.execute import execute
    from impreuna.kernel.identity import new_id
    from impreuna.sync.commands import EnrolDevice
    from impreuna.sync.queries.devices import digest_of

    tablets = []
    for worker in workers:
        (assignment,) = connection.execute(
            "SELECT id FROM workforce_roleassignment WHERE user_id = %s", [worker.user_id]
        ).fetchone() or (None,)
        place = worker.commune_id
        actor = Actor(
            worker.user_id, worker.name, "social_worker", Scope("commune", place, frozenset({place})), assignment
        )
        command = EnrolDevice(
            id=new_id(),
            commune_id=place,
            recorded_at=datetime.now(UTC),
            device_id=(device_id := new_id()),
            label="bench",
            app="bench",
            secret_digest=digest_of(SECRET).hex(),
        )
        outcome = execute(command, actor)
        if outcome.status != "applied":
            raise RuntimeError(outcome.sentence)
        tablets.append(Tablet(worker, device_id))
    return tablets


def villages_without_people(connection: psycopg.Connection[Any], count: int) -> list[int]:
    """Rural communes where nobody is registered yet: towns are not drawn."""
    from impreuna.config.synthetic.places import rural_communes

    taken = {code for (code,) in connection.execute("SELECT DISTINCT commune_id FROM registry_household").fetchall()}
    return [commune.siruta for commune in rural_communes() if commune.siruta not in taken][:count]


def populate_whole(commune_id: int, households: int) -> None:
    """Fills the commune with invented households that were visited, with findings, as `impreuna generate` does."""
    from impreuna.config.synthetic.country import Order, carry_out
    from impreuna.nomenclature.queries import current_edition

    how, _rows, _cpu = carry_out(Order(commune_id, households, 1, date(2026, 11, 1), current_edition().number))
    if how != "loaded":
        raise RuntimeError(how)


def push_body(commands: Iterable[Any]) -> bytes:
    """The body of a push of these commands."""
    from impreuna.kernel.command import encode

    now = datetime.now(UTC).isoformat()
    sent = [
        {"counter": number, "device_at": now, "command": json.loads(encode(command))}
        for number, command in enumerate(commands, 1)
    ]
    standing = {"unsent": len(sent), "oldest_unsent_at": now, "attachments_waiting": 0}
    return json.dumps({"protocol": 1, "app": "bench", "sent_at": now, "standing": standing, "commands": sent}).encode()
