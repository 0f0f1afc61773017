"""What somebody signs, as one number: the same on the server, on the tablet and in a document that is printed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any


def canonical(content: Mapping[str, Any]) -> str:
    """The content of an entry as JSON in one form only: keys in the order of their code points, without spaces.

    Numbers travel as they were sent; content holds whole ones and texts only, which both sides write alike.
    """
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content of an entry, hexadecimal: what a signature is about (Order 288/2006 std. 6.4)."""
    return sha256(canonical(content).encode()).hexdigest()
