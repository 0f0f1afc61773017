"""How alike two people are: the reasons for a duplicate warning, in words, and a score to order them by.

The weights are a proposal; a warning never stops a registration, people decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from impreuna.registry.rules.names import canonical_words

WARN_FROM = 60


@dataclass(frozen=True, slots=True)
class Likened:
    """What is compared of a person; a date or hash that is not known is None."""

    last_name: str
    first_name: str
    birth_date: date | None = None
    birth_year: int | None = None
    sex: str = ""
    cnp_hash: bytes | None = None

    @property
    def year(self) -> int | None:
        """Year of birth, exact or estimated."""
        return self.birth_date.year if self.birth_date else self.birth_year


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` from 0 to 100, and the codes of the reasons, the strongest first."""

    score: int
    reasons: tuple[str, ...]

    @property
    def is_worth_a_warning(self) -> bool:
        return self.score >= WARN_FROM


def liken(one: Likened, other: Likened) -> Likeness:
    """How alike `one` and `other` are. Symmetric; the same CNP alone is certainty."""
    if one.cnp_hash is not None and one.cnp_hash == other.cnp_hash:
        return Likeness(100, ("same_cnp",))
    names, name_reason = _names(one, other)
    births, birth_reason = _births(one, other)
    score = names + births
    if one.cnp_hash is not None and other.cnp_hash is not None:
        score -= 30
    if one.sex and other.sex and one.sex != other.sex:
        score -= 25
    reasons = tuple(reason for reason in (name_reason, birth_reason) if reason)
    return Likeness(max(0, min(100, score)), reasons)


def _names(one: Likened, other: Likened) -> tuple[int, str | None]:
    mine = canonical_words(f"{one.last_name} {one.first_name}")
    theirs = canonical_words(f"{other.last_name} {other.first_name}")
    if not mine or not theirs:
        return 0, None
    if mine == theirs:
        return 60, "same_name"
    smaller, larger = sorted((set(mine), set(theirs)), key=len)
    if smaller < larger and len(smaller) > 1:
        return 50, "name_part"
    first, second = sorted((" ".join(mine), " ".join(theirs)))
    ratio = SequenceMatcher(None, first, second).ratio()
    return (40, "similar_name") if ratio >= 0.85 else (round(20 * ratio), None)


def _births(one: Likened, other: Likened) -> tuple[int, str | None]:
    if one.birth_date and other.birth_date:
        if one.birth_date == other.birth_date:
            return 40, "same_birth_date"
        same_parts = (one.birth_date.day, one.birth_date.month) == (other.birth_date.day, other.birth_date.month)
        if same_parts or (one.birth_date.year == other.birth_date.year and _swapped(one.birth_date, other.birth_date)):
            return 15, "similar_birth_date"
        return -30, None
    if one.year is None or other.year is None:
        return 5, None
    gap = abs(one.year - other.year)
    if gap <= 1:
        return 20, "same_birth_year"
    return (5, None) if gap <= 3 else (-20, None)


def _swapped(one: date, other: date) -> bool:
    return (one.day, one.month) == (other.month, other.day)
