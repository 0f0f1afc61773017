"""Registering a household with its people: the act that a census makes most often.

It is the hot path: one multi-row statement, built once, prepared by the driver (docs/decisions).
"""

from __future__ import annotations

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
from impreuna.kernel.result import Effect, Rejected
from impreuna.kernel.text import clean, fold
from impreuna.registry.queries import is_village_of
from impreuna.registry.rules import persons
from impreuna.registry.rules.intake import CheckedPerson, NewPerson, check_person
from impreuna.registry.rules.names import full_name

__all__ = ["NewPerson", "RegisterHousehold", "insert_people"]

CNP = "cnp"

_to_json = msgspec.json.Encoder().encode


class RegisterHousehold(Command):
    """Înregistrarea unei gospodării și a membrilor ei (P art. 3(4)a, art. 6(5)): address, position, people."""

    sentence = "a înregistrat o gospodărie"

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

# Whoever has the same CNP, or the same name and may have the same birth, becomes a candidate for adjudication.
# The people come as one JSON array: PostgreSQL reads it faster than the driver writes sixteen arrays.
_PEOPLE = """
fresh AS (
  SELECT x.*, decode(sealed, 'hex') AS cnp_sealed, decode(hash, 'hex') AS cnp_hash FROM json_to_recordset(%s::json)
  AS x(id uuid, membership_id uuid, candidate_id uuid, relation text, last_name text, first_name text,
      former_names text, sex text, birth_date date, birth_year int, identity text, sealed text, hash text,
      sort_key text, name_key text, search text)
), person AS (
  INSERT INTO registry_person (commune_id, id, n, last_name, first_name, former_names, sex, birth_date, birth_year,
      identity, cnp_sealed, cnp_hash, sort_key, name_key, search, registered_at, registered_by)
  SELECT %s, id, %s, last_name, first_name, former_names, sex, birth_date, birth_year,
      identity, cnp_sealed, cnp_hash, sort_key, name_key, search, %s, %s FROM fresh
), membership AS (
  INSERT INTO registry_membership (commune_id, id, n, household_id, person_id, relation, start_date, start_reason,
      end_reason)
  SELECT %s, membership_id, %s, %s, id, relation, %s, %s, '' FROM fresh
), alike AS (
  SELECT DISTINCT ON (fresh.id) fresh.candidate_id, fresh.id, other.id AS other_id,
      CASE WHEN other.cnp_hash = fresh.cnp_hash THEN ARRAY['same_cnp'] ELSE ARRAY['same_name', 'same_birth'] END
      AS reasons
  FROM fresh JOIN registry_person other ON other.commune_id = %s AND other.merged_into_id IS NULL AND (
      other.cnp_hash = fresh.cnp_hash OR (other.name_key = fresh.name_key AND (
          other.birth_date = fresh.birth_date
          OR (other.birth_date IS NULL OR fresh.birth_date IS NULL) AND abs(other.birth_year - fresh.birth_year) <= 1)))
  ORDER BY fresh.id, other.cnp_hash = fresh.cnp_hash DESC NULLS LAST, other.id
)
INSERT INTO registry_duplicatecandidate
    (commune_id, id, n, person_id, other_id, reasons, found_at, decided_by, decision)
SELECT %s, candidate_id, %s, id, other_id, reasons, %s, '', '' FROM alike
UNION ALL
SELECT %s, candidate_id, %s, id, NULL, ARRAY['cnp_elsewhere'], %s, '', '' FROM fresh
WHERE cnp_hash = ANY (registry_cnps_elsewhere(%s::bytea[], %s)) AND id NOT IN (SELECT id FROM alike)
RETURNING person_id, other_id
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
    if not (verdict := persons.check_position(c.latitude, c.longitude)):
        raise Rejected(verdict.reason or "", field="latitude")
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
    hashes = [seal.keyed_hash(person.cnp, CNP) if person.cnp else None for person in people]
    rows = [_row(person, digest) for person, digest in zip(people, hashes, strict=True)]
    known = [digest for digest in hashes if digest is not None]
    place, n, moment = at.commune_id, at.n, at.received_at
    parameters: list[Any] = [
        *leading, _to_json(rows).decode(), place, n, moment, actor.name, place, n, household_id, start_date,
        start_reason, place, place, n, moment, place, n, moment, known, place,
    ]  # fmt: skip
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            found = cursor.fetchall()
    except IntegrityError as problem:
        raise Rejected("already_registered") from problem
    alike = {str(person): "elsewhere" if other is None else str(other) for person, other in found}
    return Effect(
        records=(household_id, *(person.id for person in people)), facts={"possible_duplicates": alike} if alike else {}
    )


def _row(person: CheckedPerson, digest: bytes | None) -> dict[str, Any]:
    """What `_PEOPLE` reads of a person; bytes as hexadecimal digits."""
    return {
        "id": person.id,
        "membership_id": new_id(),
        "candidate_id": new_id(),
        "relation": person.relation,
        "last_name": person.last_name,
        "first_name": person.first_name,
        "former_names": person.former_names,
        "sex": person.sex,
        "birth_date": person.birth_date,
        "birth_year": person.birth_year,
        "identity": person.identity,
        "sealed": seal.seal(person.cnp.encode(), CNP).hex() if person.cnp else None,
        "hash": digest.hex() if digest else None,
        "sort_key": person.sort_key,
        "name_key": person.name_key,
        "search": person.search,
    }
