"""Whatever arrives on the wire, of whatever shape: an outcome or a refusal in words, never a fault."""

from __future__ import annotations

import json
from datetime import timedelta, timezone
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from impreuna.interop.api import Malformed, read
from impreuna.kernel.actor import COUNTRY, Actor, Scope
from impreuna.kernel.command import KINDS
from impreuna.kernel.edits import Change
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.registry.commands import CorrectPerson, RecordCnp
from tests.fixtures.cast import WORKER, new_person, register, send
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db

ADMIN = Actor(new_id(), "Administrator", "national_admin", Scope("country", COUNTRY))
TEXTS = st.one_of(
    st.sampled_from(["", "Pop", "cnp", "head", "😀", "\u0000", "\u202eabc", "x" * 6000, "household", "1' OR 1=1"]),
    st.text(max_size=30),
)
#: On the wire a zone is its distance from UTC, to the second; up to a day either way.
ZONES = st.integers(-86_399, 86_399).map(lambda seconds: timezone(timedelta(seconds=seconds)))
FORMATS = {
    "uuid": st.uuids().map(str),
    "date": st.dates().map(lambda day: day.isoformat()),
    "date-time": st.datetimes(timezones=ZONES).map(lambda moment: moment.isoformat()),
}


@cache
def bodies(kind: str) -> st.SearchStrategy[Any]:
    """What may be sent as a command of the kind; made once, because making it costs more than drawing from it."""
    schema = msgspec.json.schema(KINDS[kind])
    return values(schema, schema.get("$defs", {}))


def values(schema: dict[str, Any], definitions: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values of a JSON schema as msgspec prints it."""
    if "$ref" in schema:
        return st.deferred(lambda: values(definitions[schema["$ref"].rsplit("/", 1)[1]], definitions))
    if "anyOf" in schema:
        return st.one_of(*[values(each, definitions) for each in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if isinstance(schema.get("type"), list):
        return st.one_of(*[values({**schema, "type": each}, definitions) for each in schema["type"]])
    return PLAIN[schema.get("type", "null")](schema, definitions)


def _object(schema: dict[str, Any], definitions: dict[str, Any]) -> st.SearchStrategy[Any]:
    if "properties" not in schema:
        return st.dictionaries(TEXTS, values(schema.get("additionalProperties") or {}, definitions), max_size=3)
    fields = {name: values(each, definitions) for name, each in schema["properties"].items()}
    required = {name: fields.pop(name) for name in schema.get("required", [])}
    return st.fixed_dictionaries(required, optional=fields)


PLAIN: dict[str, Any] = {
    "null": lambda _s, _d: st.none(),
    "boolean": lambda _s, _d: st.booleans(),
    "integer": lambda _s, _d: st.one_of(st.sampled_from([BELTIUG, 0, -1, 2**31, 2**70]), st.integers(1900, 2100)),
    "number": lambda _s, _d: st.floats(allow_nan=False, allow_infinity=False),
    "string": lambda s, _d: FORMATS.get(s.get("format", ""), TEXTS),
    "array": lambda s, d: st.lists(values(s.get("items") or {}, d), max_size=3),
    "object": _object,
}


@pytest.mark.parametrize("kind", sorted(KINDS))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_command_ends_in_words(kind: str, data: st.DataObject) -> None:
    drawn = data.draw(bodies(kind))
    at = data.draw(st.sampled_from([BELTIUG, COUNTRY]))
    body = {**drawn, "kind": kind, "commune_id": at, "recorded_at": "2026-11-20T09:12:00Z", "happened_at": None}
    try:
        command = read(json.dumps(body).encode())
    except Malformed as problem:
        assert problem.reason == "malformed_command"
        return
    outcome = execute(command, WORKER if at == BELTIUG else ADMIN)
    assert outcome.status in ("applied", "conflict", "rejected", "duplicate")
    assert outcome.status != "rejected" or outcome.sentence


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode), st.sampled_from([b"[]", b"{}", b"null"]))
)
def test_any_bytes_are_refused_in_words(body: bytes) -> None:
    with pytest.raises(Malformed):
        read(body)


FIELDS = ["last_name", "first_name", "former_names", "sex", "birth_date", "birth_year", "identity", "cnp_sealed", "n"]
SCALARS = st.one_of(TEXTS, st.none(), st.booleans(), st.integers(), st.floats(), st.dates().map(str))


@example(kind=CorrectPerson, changes={"last_name": Change(seen=float("inf"), value="Pop")})
@example(kind=CorrectPerson, changes={"last_name": Change(seen=float("nan"), value="Pop")})
@example(kind=CorrectPerson, changes={"birth_year": Change(seen=None, value=float("inf"))})
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    kind=st.sampled_from([CorrectPerson, RecordCnp]),
    changes=st.dictionaries(st.sampled_from(FIELDS), st.builds(Change, seen=SCALARS, value=SCALARS), max_size=4),
)
def test_any_correction_of_somebody_ends_in_words(kind: Any, changes: dict[str, Change]) -> None:
    person = new_person()
    register(WORKER, person)
    outcome = send(WORKER, kind, person_id=person.id, changes=changes)
    assert outcome.status in ("applied", "conflict") or outcome.sentence
