"""What the holder of a referral's secret may read: what the referral told its receiver, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db import connection

#: Of so many random bytes a secret is made; a shorter one would be guessed.
SECRET_BYTES = 24
_FIND = (
    "SELECT commune_id, id, case_id, entry_id, expires_at, answered_at, author, told->>'receiver', told->>'purpose',"
    " told->>'told', told->>'asked', told->>'person', told->>'answer_by', told->>'register_no', told->'attached'"
    " FROM cases_find_link(%s)"
)


@dataclass(frozen=True, slots=True)
class Attached:
    """A document that went along with a referral: what it is called, its number and day."""

    id: UUID
    title: str
    number: str
    day: date


@dataclass(frozen=True, slots=True)
class Link:
    """A referral as its receiver reads it. `person`: whom it names, empty when nobody."""

    commune_id: int
    id: UUID
    case_id: UUID
    referral_id: UUID
    expires_at: datetime
    answered_at: datetime | None
    author: str
    receiver: str
    purpose: str
    told: str
    asked: str
    person: str
    answer_by: date
    register_no: str
    attached: tuple[Attached, ...]

    def is_open(self, now: datetime) -> bool:
        """Whether it may still be answered."""
        return self.answered_at is None and now < self.expires_at


def find_link(secret: str) -> Link | None:
    """The referral that a secret opens; None for any other text. One query, whoever asks."""
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [digest_of_secret(secret)])
        row = cursor.fetchone()
    if row is None:
        return None
    *known, answer_by, register_no, attached = row
    told = (date.fromisoformat(answer_by), register_no or "", attached_of(json.loads(attached or "[]")))
    return Link(*(*known, *told))


def attached_of(told: Iterable[Mapping[str, str]]) -> tuple[Attached, ...]:
    """What a referral's entry says of the documents that went along."""
    return tuple(Attached(UUID(one["id"]), one["title"], one["number"], date.fromisoformat(one["day"])) for one in told)


def digest_of_secret(secret: str) -> bytes:
    """What is kept of a secret: its SHA-256."""
    return sha256(secret.encode("utf-8", "replace")).digest()
