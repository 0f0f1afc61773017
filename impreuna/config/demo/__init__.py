"""The demonstration: people who do not exist, made by the same acts as everybody's data."""

from __future__ import annotations

from collections.abc import Callable

from impreuna.config.demo.accounts import accounts
from impreuna.config.demo.accounts import generate as generate_accounts

__all__ = ["accounts", "generate"]


def generate(progress: Callable[[str], object]) -> None:
    """Makes what is missing of the demonstration."""
    generate_accounts(progress)
