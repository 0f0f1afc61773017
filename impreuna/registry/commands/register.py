"""Registering a household with its people: the act that a census makes most often.

It is the hot path: one multi-row statement, built once, prepared by the driver (docs/decisions).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import IntegrityError, connection

from impreuna.kernel import seal
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.identity import new_id
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import Effect, Rejected, _, require
from impreuna.kernel.text import clean, fold
from impreuna.registry.models import DuplicateCandidate
from impreuna.registry.queries import is_village_of
from impreuna.registry.rules import persons
from impreuna.registry.rules.intake import CheckedPerson, NewPerson, check_person
from impreuna.registry.rules.merging import alike
from impreuna.registry.rules.names import full_name

__all__ = ["NewPerson", "RegisterHousehold", "insert_people"]

CNP = "cnp"

_to_json = msgspec.json.Encoder().encode


class RegisterHousehold(Command):
    """Înregistrarea unei gospodării și a membrilor ei (P art. 3(4)a, art. 6(5)): address, position, people."""

    sentence = _("a înregistrat o gospodărie")

    household_id: UUID
    village_id: int
    members: tuple[NewPerson, ...]
    street: str = ""
    number: str = ""
    place_note: str = ""
    phone: str = ""
    latitude: float | None = None
    longitude: float | None = None
    dwelling_state: str = "not_visited"


_HOUSEHOLD = """
household AS (
  INSERT INTO registry_household (commune_id, id, n, village_id, street, number, place_note, phone, latitude, longitude,
      dwelling_state, label, sort_key, search, registered_at, registered_by)
  VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
)"""

# The people come as one JSON array: PostgreSQL reads it faster than the driver writes fifteen arrays. What comes
# back is whoever was here before with the same name or CNP, and the CNPs that are known elsewhere.
_PEOPLE = """
fresh AS (
  SELECT x.*, decode(sealed, 'hex') AS cnp_sealed, decode(hash, 'hex') AS cnp_hash FROM json_to_recordset(%s::json)
  AS x(id uuid, membership_id uuid, relation text, last_name text, first_name text, former_names text, sex text,
      birth_date date, birth_year int, identity text, sealed text, hash text, sort_key text, name_key text, search text)
), person AS (
  INSERT INTO registry_person (commune_id, id, n, last_name, first_name, former_names, sex, birth_date, birth_year,
      identity, cnp_sealed, cnp_hash, sort_key, name_key, search, registered_at, registered_by)
  SELECT %s, id, %s, last_name, first_name, former_names, sex, birth_date, birth_year,
      identity, cnp_sealed, cnp_hash, sort_key, name_key, search, %s, %s FROM fresh
), membership AS (
  INSERT INTO registry_membership (commune_id, id, n, household_id, person_id, relation, start_date, start_reason,
      end_reason)
  SELECT %s, membership_id, %s, %s, id, relation, %s, %s, '' FROM fresh
)
SELECT id, cnp_hash, name_key, birth_date, birth_year FROM registry_person
WHERE commune_id = %s AND name_key = ANY (%s) AND merged_into_id IS NULL
UNION ALL
SELECT id, cnp_hash, name_key, birth_date, birth_year FROM registry_person
WHERE commune_id = %s AND cnp_hash = ANY (%s::bytea[]) AND merged_into_id IS NULL
UNION ALL
SELECT NULL, hash, '', NULL, NULL FROM unnest(registry_cnps_elsewhere(%s::bytea[], %s)) hash
"""

REGISTER_HOUSEHOLD = f"WITH {_HOUSEHOLD}, {_PEOPLE}"
ADD_PERSON = f"WITH {_PEOPLE}"


@handles(RegisterHousehold)
def register_household(c: RegisterHousehold, actor: Actor, at: Stamp) -> Effect:
    """Writes the household and its people in one statement; possible duplicates become candidates, never refusals."""
    today = day_of(at.received_at)
    people = check_people(c.members, today)
    if not is_village_of(c.village_id, c.commune_id):
        raise Rejected("unknown_village", field="village_id")
    household = _household_parameters(c, people, actor, at)
    return insert_people(REGISTER_HOUSEHOLD, household, c.household_id, people, "registered", None, actor, at)


def check_people(members: tuple[NewPerson, ...], today: date) -> list[CheckedPerson]:
    """The members, each checked; a refusal names the field as `members.2.cnp`. One head among them."""
    if not members:
        raise Rejected("no_members", field="members")
    if len({member.id for member in members}) < len(members):
        raise Rejected("person_twice", field="members")
    checked = [check_member(index, member, today) for index, member in enumerate(members)]
    if sum(person.relation == "head" for person in checked) != 1:
        raise Rejected("one_head", field="members")
    cnps = [person.cnp for person in checked if person.cnp]
    if len(set(cnps)) < len(cnps):
        raise Rejected("person_twice", field="members")
    return checked


def check_member(index: int, member: NewPerson, today: date) -> CheckedPerson:
    try:
        return check_person(member, today, is_synthetic_allowed=not settings.PRODUCTION)
    except Rejected as rejection:
        raise Rejected(rejection.reason, field=f"members.{index}.{rejection.field}", **rejection.facts) from rejection


def _household_parameters(c: RegisterHousehold, people: list[CheckedPerson], actor: Actor, at: Stamp) -> list[Any]:
    if c.dwelling_state not in persons.DWELLING_STATES:
        raise Rejected("unknown_code", field="dwelling_state")
    require(persons.check_position(c.latitude, c.longitude), "latitude")
    street, number, place_note = (check_text(getattr(c, name), name) for name in ("street", "number", "place_note"))
    head = next(person for person in people if person.relation == "head")
    label = full_name(head.last_name, head.first_name)
    return [
        c.commune_id, c.household_id, at.n, c.village_id, street, number, place_note, check_phone(c.phone),
        c.latitude, c.longitude, c.dwelling_state, label, head.sort_key, f" {fold(f'{street} {number} {place_note}')}",
        at.received_at, actor.name,
    ]  # fmt: skip


def check_text(text: str, field: str, limit: int = 200) -> str:
    """`text` cleaned; `Rejected` at `field` when longer than `limit` characters."""
    cleaned = clean(text)
    if len(cleaned) > limit:
        raise Rejected("text_too_long", field=field, limit=limit)
    return cleaned


def check_phone(text: str) -> str:
    """A telephone number as typed, cleaned; `Rejected` when it holds other signs than a number may."""
    cleaned = clean(text)
    if cleaned and not all(sign.isdigit() or sign in " +-/.()" for sign in cleaned):
        raise Rejected("phone_signs", field="phone")
    return check_text(cleaned, "phone", 40)


def insert_people(
    statement: str,
    leading: list[Any],
    household_id: UUID,
    people: list[CheckedPerson],
    start_reason: str,
    start_date: date | None,
    actor: Actor,
    at: Stamp,
) -> Effect:
    """Runs `statement`, `REGISTER_HOUSEHOLD` or `ADD_PERSON`, for `people`.

    The effect's facts say for whom a possible duplicate was found.
    """
    rows = [_row(person) for person in people]
    hashes = [bytes.fromhex(row["hash"]) for row in rows if row["hash"]]
    names = [row["name_key"] for row in rows]
    place, n, moment = at.commune_id, at.n, at.received_at
    parameters: list[Any] = [
        *leading, _to_json(rows).decode(), place, n, moment, actor.name, place, n, household_id, start_date,
        start_reason, place, names, place, hashes, hashes, place,
    ]  # fmt: skip
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            known = [_Known(*row) for row in cursor.fetchall()]
    except IntegrityError as problem:
        raise Rejected("already_registered") from problem
    found = _open_candidates(rows, known, at) if known else {}
    return Effect(
        records=(household_id, *(person.id for person in people)), facts={"possible_duplicates": found} if found else {}
    )


def _row(person: CheckedPerson) -> dict[str, Any]:
    """What `_PEOPLE` reads of a person; bytes as hexadecimal digits."""
    return {
        "id": person.id,
        "membership_id": new_id(),
        "relation": person.relation,
        "last_name": person.last_name,
        "first_name": person.first_name,
        "former_names": person.former_names,
        "sex": person.sex,
        "birth_date": person.birth_date,
        "birth_year": person.birth_year,
        "identity": person.identity,
        "sealed": seal.seal(person.cnp.encode(), CNP).hex() if person.cnp else None,
        "hash": seal.keyed_hash(person.cnp, CNP).hex() if person.cnp else None,
        "sort_key": person.sort_key,
        "name_key": person.name_key,
        "search": person.search,
    }


@dataclass(slots=True)
class _Known:
    """Somebody registered before; without an id, a CNP that is known in another commune."""

    id: UUID | None
    cnp_hash: bytes | None
    name_key: str
    birth_date: date | None
    birth_year: int | None


def _open_candidates(rows: list[dict[str, Any]], known: list[_Known], at: Stamp) -> dict[str, str]:
    """Opens a candidate for adjudication for each new person who may be known already, by the rule `alike`.

    Answers the other's id, or `elsewhere`, by the new person's id.
    """
    found: dict[str, str] = {}
    for row in rows:
        digest = bytes.fromhex(row["hash"]) if row["hash"] else None
        fresh = _Known(row["id"], digest, row["name_key"], row["birth_date"], row["birth_year"])
        if (most_alike := _most_alike(fresh, known)) is None:
            continue
        other_id, reasons = most_alike
        DuplicateCandidate.objects.create(
            commune_id=at.commune_id,
            id=new_id(),
            n=at.n,
            person_id=row["id"],
            other_id=other_id,
            reasons=reasons,
            found_at=at.received_at,
        )
        found[str(fresh.id)] = str(other_id or "elsewhere")
    return found


def _most_alike(fresh: _Known, known: list[_Known]) -> tuple[UUID | None, list[str]] | None:
    here = [(other.id, reasons) for other in known if other.id is not None and (reasons := alike(fresh, other))]
    if here:
        return min(here, key=lambda one: (one[1] != ["same_cnp"], str(one[0])))
    is_elsewhere = any(other.id is None and alike(fresh, other) for other in known)
    return (None, ["cnp_elsewhere"]) if is_elsewhere else None
