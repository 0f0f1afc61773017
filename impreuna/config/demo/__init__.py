"""The demonstration: people who do not exist, made by the same acts as everybody's data."""

from __future__ import annotations

from collections.abc import Callable

from impreuna.config.demo.accounts import accounts
from impreuna.config.demo.accounts import generate as generate_accounts
from impreuna.config.demo.county import generate as generate_county
from impreuna.config.demo.story import HOUSEHOLDS, is_told, tell

__all__ = ["accounts", "generate", "is_complete"]


def generate(progress: Callable[[str], object]) -> None:
    """Makes what is missing of the demonstration, also when an earlier generation was cut short."""
    generate_accounts(progress)
    generate_county(progress, frozenset(HOUSEHOLDS))
    tell(progress)


def is_complete() -> bool:
    """Whether the last act of the demonstration has happened."""
    return is_told()
