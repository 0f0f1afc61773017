"""Names of places: from the capitals of the official list to how a neighbour writes them."""

from __future__ import annotations

import re

from impreuna.kernel.text import clean

#: Words that stay small inside a name. At its beginning they are written like any other: "La Curte".
# fmt: off
PARTICLES = frozenset((
    "de", "din", "la", "pe", "cu", "sub", "lui", "cel", "cea", "cei", "cele", "al", "ai", "ale", "a", "și", "în",
    "între", "peste", "după", "lângă", "prin", "spre",
))
# fmt: on
#: What the official list writes before the name of a county, municipality or town.
_PREFIX = re.compile(r"^(?:JUDEȚUL|MUNICIPIUL|ORAȘUL|ORAȘ|COMUNA|BUCUREȘTI(?= SECTORUL \d)) ")
_INITIAL_STUCK_TO_NAME = re.compile(r"(?<=\w\.)(?=\w{2})")
_SPACED_HYPHEN = re.compile(r"\s*-\s*")
_BETWEEN_WORDS = re.compile(r"([ \-])")
# "VII" stays a word: vineyards ("Apele Vii") are many, seventh villages none.
_ROMAN_NUMBER = re.compile(r"I{2,3}|IV")


def proper_name(official: str) -> str:
    """The official name in capitals as it is written in a sentence, without its rank.

    Accepts the old letters with cedilla; the answer has the comma-below of the language.

    >>> proper_name("MUNICIPIUL DROBETA-TURNU SEVERIN"), proper_name("ALEXANDRU I.CUZA")
    ('Drobeta-Turnu Severin', 'Alexandru I. Cuza')
    """
    bare = _PREFIX.sub("", clean(official).upper())
    spaced = _SPACED_HYPHEN.sub("-", _INITIAL_STUCK_TO_NAME.sub(" ", bare))
    parts = _BETWEEN_WORDS.split(spaced)
    return "".join(_cased(part, is_first=index == 0) for index, part in enumerate(parts))


def _cased(word: str, *, is_first: bool) -> str:
    small = word.lower()
    if small in PARTICLES and not is_first:
        return small
    if "." in word or (_ROMAN_NUMBER.fullmatch(word) and not is_first):
        return word
    return small[:1].upper() + small[1:]
