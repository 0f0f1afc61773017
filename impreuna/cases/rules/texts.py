"""What a person has to write in an act, and how much at most."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from impreuna.kernel.result import ALLOWED, Verdict, refused

TEXT_LIMIT = 10_000

#: The fields at which an act fails, and why.
Checks = Iterator[tuple[str, Verdict]]


def check_text(text: str, *, is_needed: bool = True) -> Verdict:
    """Whether a text says something, where it has to, and is not too long."""
    if is_needed and not text.strip():
        return refused("case_text_missing")
    return refused("text_too_long", limit=TEXT_LIMIT) if len(text) > TEXT_LIMIT else ALLOWED


def check_texts(act: object, *needed: str, optional: tuple[str, ...] = ()) -> Checks:
    """The fields of an act that need a text, and those that may have one."""
    for name in needed:
        yield name, check_text(getattr(act, name))
    for name in optional:
        yield name, check_text(getattr(act, name), is_needed=False)


def check_code(code: str, known: Collection[str]) -> Verdict:
    """Whether a code is one of a list."""
    return ALLOWED if code in known else refused("unknown_code")


def in_figures(day: date) -> str:
    """A day as a refusal tells it, in every language: 31.12.2026."""
    return f"{day:%d.%m.%Y}"
