"""Strict readers of the environment: a malformed value stops the start with one sentence.

Every variable is read here once and remembered with its explanation, so that `docs/operators/settings.md` is
printed from the same place, and a misspelt `IMPREUNA_…` is noticed instead of being passed over.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


class Misconfigured(Exception):
    """The environment says something that cannot be meant; the message is for the operator."""


@dataclass(frozen=True)
class Variable:
    """One variable as the documentation lists it."""

    name: str
    default: str
    meaning: str


@dataclass
class Environment:
    """The variables of the process, read strictly. `values` is os.environ unless a test brings its own."""

    values: Mapping[str, str] = field(default_factory=lambda: os.environ)
    known: dict[str, Variable] = field(default_factory=dict)

    def text(self, name: str, default: str, meaning: str) -> str:
        self.known[name] = Variable(name, default, meaning)
        return self.values.get(name, "").strip() or default

    def choice(self, name: str, allowed: tuple[str, ...], default: str, meaning: str) -> str:
        value = self.text(name, default, f"{meaning} ({', '.join(allowed)})")
        if value not in allowed:
            raise Misconfigured(f"{name} este „{value}”, dar poate fi doar: {', '.join(allowed)}.")
        return value

    def integer(self, name: str, default: int, low: int, high: int, meaning: str) -> int:
        value = self.text(name, str(default), f"{meaning} ({low}–{high})")
        if not (value.isascii() and value.isdecimal()) or not low <= int(value) <= high:
            raise Misconfigured(f"{name} este „{value}”, dar trebuie să fie un număr între {low} și {high}.")
        return int(value)

    def flag(self, name: str, default: bool, meaning: str) -> bool:
        return self.choice(name, ("0", "1"), "1" if default else "0", meaning) == "1"

    def items(self, name: str, default: str, meaning: str) -> list[str]:
        return [item.strip() for item in self.text(name, default, meaning).split(",") if item.strip()]

    def keys(self, name: str, default: str, meaning: str) -> tuple[bytes, ...]:
        """Keys of 32 bytes, each written as 64 hexadecimal digits, separated by commas: the first one seals."""
        try:
            keys = tuple(bytes.fromhex(part) for part in self.text(name, default, meaning).split(","))
        except ValueError:
            keys = (b"",)
        if any(len(key) != 32 for key in keys):
            raise Misconfigured(
                f"{name} trebuie să aibă 64 de cifre hexazecimale (32 de octeți) de fiecare cheie; "
                "se poate face cu: openssl rand -hex 32"
            )
        return keys

    def path(self, name: str, default: Path, meaning: str) -> Path:
        shown = default.name  # the documentation must not depend on where the tree lies
        value = self.text(name, shown, meaning)
        return default if value == shown else Path(value).expanduser().resolve()

    def database(self, name: str, meaning: str) -> dict[str, object] | None:
        """A `postgresql://user:password@host:port/name?option=value` address as Django wants it, or None."""
        value = self.text(name, "", meaning)
        if not value:
            return None
        url = urlsplit(value)
        options = dict(parse_qsl(url.query))
        try:
            port = url.port
        except ValueError:
            port = -1
        if url.scheme not in ("postgresql", "postgres") or not url.path.strip("/") or not url.username or port == -1:
            raise Misconfigured(
                f"{name} nu este o adresă PostgreSQL; trebuie să arate așa: "
                "postgresql://utilizator:parolă@gazdă:5432/bază"
            )
        return {
            "NAME": unquote(url.path.strip("/")),
            "USER": unquote(url.username),
            "PASSWORD": unquote(url.password or ""),
            "HOST": unquote(url.hostname or "") or options.pop("host", ""),
            "PORT": str(port or options.pop("port", "")),
            "OPTIONS": options,
        }

    def refuse_unknown(self, prefix: str) -> None:
        """Stop at a variable that starts with the prefix and that nobody reads: it is misspelt."""
        for name in sorted(self.values):
            if name.startswith(prefix) and name not in self.known:
                close = get_close_matches(name, self.known, n=1)
                hint = f" Poate {close[0]}?" if close else ""
                raise Misconfigured(
                    f"Nu există setarea {name}.{hint} Lista întreagă este în docs/operators/settings.md."
                )
