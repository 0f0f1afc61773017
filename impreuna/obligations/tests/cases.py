"""Cases in a few words, for the tests of rules: facts by their kinds, moments and content."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from impreuna.kernel.moments import BUCHAREST
from impreuna.obligations.rules.book import Book
from impreuna.obligations.rules.dossier import Dossier, Fact
from impreuna.obligations.rules.judging import Judged, judge
from impreuna.obligations.rules.reading import read

LISTS = Path(__file__).resolve().parents[3] / "lists" / "obligations.yaml"
CASE = UUID(int=0xCA5E)
AUTHOR = UUID(int=0xA)


@lru_cache(maxsize=1)
def book() -> Book:
    """The obligations of the installed list."""
    return Book.of(read(LISTS))


def there(text: str) -> datetime:
    """A moment on Romania's clock: "2026-03-02 10:00" or with seconds."""
    return datetime.fromisoformat(text).replace(tzinfo=BUCHAREST).astimezone(UTC)


def named(name: str) -> UUID:
    """The id of the fact that a story calls so."""
    return uuid5(CASE, name)


def fact(kind: str, at: datetime, name: str = "", about: str = "", stated: datetime | None = None, **said: Any) -> Fact:
    """A fact; unnamed, it is called by its kind."""
    return Fact(named(name or f"{kind} {at}"), kind, at, stated or at, AUTHOR, named(about) if about else None, said)


def case(*facts: Fact, registered: datetime | None = None, subject: str = "child", risk: int = 0) -> Dossier:
    """A case with these facts, registered when its first one was recorded unless told."""
    at = registered or min((one.at for one in facts), default=there("2026-03-02 10:00"))
    return Dossier(CASE, at, subject, False, tuple(facts), risk)


def of(code: str, dossier: Dossier, now: datetime | None = None) -> list[Judged]:
    """What one obligation of the list says of a case."""
    return [one for one in judge(dossier, book(), {}, now) if one.code == code]
