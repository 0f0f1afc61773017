"""What is wrong with the shape of an entry, in Romanian: the library that reads entries says it in English."""

from __future__ import annotations

import re

_KINDS = {
    "int": "un număr întreg",
    "float": "un număr",
    "str": "un text",
    "bool": "da sau nu (true, false)",
    "array": "o listă",
    "object": "câmpuri cu valori",
    "null": "nimic",
    "date": "o zi, ca 2026-01-31",
}
_PLACE = re.compile(r" - at `(?:key in )?\$\.?(?P<place>[^`]*)`$")
_SAYINGS = (
    (re.compile(r"Object contains unknown field `(\w+)`"), "nu există câmpul „{0}”"),
    (re.compile(r"Object missing required field `(\w+)`"), "lipsește câmpul „{0}”"),
    (re.compile(r"Invalid enum value '?([^']*)'?"), "valoarea „{0}” nu este una dintre cele îngăduite"),
    (re.compile(r"Expected `([^`]+)`, got `([^`]+)`"), "se așteaptă {0}, nu {1}"),
    (re.compile(r"Invalid RFC3339 encoded date"), "ziua nu se poate citi; se scrie ca 2026-01-31"),
)


def in_romanian(message: str) -> str:
    """The complaint about an entry in words that its author can act on; as it is when nobody translated it yet.

    >>> in_romanian("Expected `int`, got `str` - at `$.severity`")
    'la „severity”: se așteaptă un număr întreg, nu un text'
    """
    place = _PLACE.search(message)
    bare = message[: place.start()] if place else message
    told = (text.format(*map(_kinds, found.groups())) for form, text in _SAYINGS if (found := form.match(bare)))
    said = next(told, bare)
    where = place["place"] if place else ""
    return f"la „{where}”: {said}" if where else said


def _kinds(names: str) -> str:
    """ "int | null" as people say it; other words as they are."""
    return " sau ".join(_KINDS.get(name, name) for name in names.split(" | "))
