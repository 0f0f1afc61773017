"""Whether the demonstration is there, and who its people are.

Its accounts all live under one domain that can never exist (RFC 2606), so production recognises them.
The demonstration itself is made by `impreuna generate demo`, by executing commands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

DOMAIN = "demo.impreuna.example"
#: Known to everybody who reads this: production refuses to start where such an account exists.
PASSWORD = "impreuna-demo"  # noqa: S105
MODULE = "impreuna.config.demo"


@dataclass(frozen=True)
class Account:
    """One account as the start prints it."""

    email: str
    role: str
    place: str


def accounts_in_database() -> int:
    """How many accounts of the demonstration there are."""
    from django.contrib.auth import get_user_model

    return get_user_model()._base_manager.filter(email__endswith=f"@{DOMAIN}").count()


def generator() -> Any:
    """The module that makes the demonstration: `generate(progress)` and `accounts()`; None when absent."""
    return import_module(MODULE) if find_spec(MODULE) else None


def generate(progress: Callable[[str], object]) -> bool:
    """Make the demonstration unless it is there. Answers whether it was made."""
    module = generator()
    if module is None or module.is_complete():
        return False
    module.generate(progress)
    return True


def accounts() -> list[Account]:
    """The accounts, one for each role."""
    module = generator()
    return list(module.accounts()) if module else []
