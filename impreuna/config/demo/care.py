"""What the demonstration's teams do besides the census: visits planned and made, services given, one photo."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from impreuna.config.demo.households import Drawn
from impreuna.config.demo.narrator import Narrator
from impreuna.kernel.actor import Actor
from impreuna.kernel.files import add_chunk
from impreuna.services.commands import (
    AttachFile,
    CallOffVisit,
    GiveResource,
    PlanVisit,
    RecordActivity,
    RecordService,
    RecordVisit,
)

#: Visits that are planned, in turn: so many days from the day of telling, for what, and what is to be remembered.
_PLANS = (
    (0, "monitoring", "Să vedem adeverința de la școală."),
    (-1, "service", "Dosarul pentru ajutorul de încălzire."),
    (0, "urgent", ""),
    (1, "monitoring", ""),
    (2, "intervention", "Împreună cu mediatorul școlar."),
    (3, "census", "Sunt acasă după ora 16."),
    (6, "monitoring", ""),
)
_REPORTS = (
    ("met", "Copiii au fost la școală toată săptămâna. S-a convenit să revenim peste două săptămâni."),
    ("nobody_home", ""),
    ("met", "Mama a depus cererea pentru alocație. Mai lipsește copia certificatului de naștere."),
    ("other_place", "Ne-am întâlnit la primărie; s-a completat cererea de ajutor social."),
)
_SERVICES = ("AS-20", "AS-18", "AS-05", "AS-15")


def care(
    narrator: Narrator, worker: Actor, homes: Sequence[Drawn], nurse: Actor | None, counsellor: Actor | None
) -> None:
    """Visits and services of one commune's team; those of `nurse` and `counsellor` where there are such."""
    visited = [home for home in homes if home.fields["dwelling_state"] == "visited"]
    visited.sort(key=_is_without_children)
    for home, (outcome, report) in zip(visited[1:], _REPORTS, strict=False):
        present = () if outcome == "nobody_home" else (home.head.id,)
        _visit(narrator, worker, home, outcome=outcome, report=report, present=present)
    for home, code in zip(visited[1:], _SERVICES, strict=False):
        _serve(narrator, worker, home, code)
    if nurse:
        _visit(
            narrator,
            nurse,
            visited[-1],
            area="health",
            report="Tensiune 150/90; a luat tratamentul. Control peste o lună.",
        )
        _serve(narrator, nurse, visited[-1], "AMC-04")
    _give(narrator, worker, visited[1])
    if counsellor:
        family = next(home for home in homes if any(member.relation == "child" for member in home.members))
        _serve(
            narrator, counsellor, family, "CSC-10", next(one for one in family.members if one.relation == "child").id
        )
    _plan(narrator, worker, homes, nurse)
    if nurse:
        _photograph(narrator, worker, visited[1])


def _is_without_children(home: Drawn) -> bool:
    return all(member.relation not in ("child", "grandchild") for member in home.members)


def _plan(narrator: Narrator, worker: Actor, homes: Sequence[Drawn], nurse: Actor | None) -> None:
    """Visits of these days; of one more the family asked that it be put off."""
    for number, (days, purpose, note) in enumerate(_PLANS):
        home = homes[number + 2]
        _send_plan(narrator, worker, home, days, purpose, note)
    if nurse:
        _send_plan(narrator, nurse, homes[3], 0, "monitoring", "")
    put_off = _send_plan(narrator, worker, homes[1], 1, "monitoring", "")
    narrator.send(worker, CallOffVisit, visit_id=put_off, reason="Sunt plecați la rude până duminică.")


def _send_plan(narrator: Narrator, who: Actor, home: Drawn, days: int, purpose: str, note: str) -> Any:
    visit_id = narrator.draw.id()
    narrator.send(
        who, PlanVisit, household_id=home.household_id, visit_id=visit_id, purpose=purpose, note=note,
        planned_on=narrator.today + timedelta(days=days),
    )  # fmt: skip
    return visit_id


def _visit(narrator: Narrator, who: Actor, home: Drawn, area: str = "household", **said: Any) -> None:
    ended = narrator.moment + timedelta(minutes=10)
    told = {"outcome": "met", "present": (), **said}
    narrator.send(
        who, RecordVisit, household_id=home.household_id, visit_id=narrator.draw.id(), planned_id=None,
        started_at=ended - timedelta(minutes=25), ended_at=ended, purpose="monitoring", veil=area, **told,
    )  # fmt: skip


def _serve(narrator: Narrator, who: Actor, home: Drawn, code: str, person_id: Any = None) -> None:
    narrator.send(
        who, RecordService, household_id=home.household_id, service_id=narrator.draw.id(), person_id=person_id,
        code=code, delivered_on=narrator.moment.date(),
    )  # fmt: skip


def _give(narrator: Narrator, worker: Actor, home: Drawn) -> None:
    """Food for one family, and an hour for whoever came."""
    narrator.send(
        worker, GiveResource, household_id=home.household_id, resource_id=narrator.draw.id(), what="food",
        quantity=Decimal(2), unit="parcel", given_on=narrator.moment.date(),
    )  # fmt: skip
    narrator.send(
        worker, RecordActivity, activity_id=narrator.draw.id(), title="Ce ajutoare sunt pentru lemne",
        activity_kind="community", code="AS-18", held_on=narrator.moment.date(), children=0, adults=17,
        place="căminul cultural",
    )  # fmt: skip


def _photograph(narrator: Narrator, worker: Actor, home: Drawn) -> None:
    picture = house_picture()
    digest = sha256(picture).hexdigest()
    add_chunk(worker, worker.scope.place_id, digest, 0, len(picture), picture)
    narrator.send(
        worker, AttachFile, household_id=home.household_id, attachment_id=narrator.draw.id(), visit_id=None,
        person_id=None, what="photo", digest=digest, size=len(picture), media_type="image/png",
        taken_at=narrator.moment, caption="Acoperișul, după furtună",
        consent=f"{home.head.first_name}, capul gospodăriei",
    )  # fmt: skip


def house_picture(width: int = 320, height: int = 240) -> bytes:
    """A house under a roof, as a PNG: a photo of nobody's."""
    rows = b"".join(b"\0" + b"".join(_colour(x / width, y / height) for x in range(width)) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _colour(x: float, y: float) -> bytes:
    if y > 0.85:
        return b"\x7a\x9a\x4e"
    if y > 0.45 and 0.2 < x < 0.8:
        return b"\x6b\x44\x23" if 0.45 < x < 0.55 and y > 0.62 else b"\xee\xe2\xc8"
    if 0.2 < y <= 0.45 and abs(x - 0.5) < (y - 0.2) * 1.5:
        return b"\xa8\x4a\x32"
    return b"\xb9\xd6\xea"
