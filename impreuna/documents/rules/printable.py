"""What the documents' face can show of what people type."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

# A word longer than any Romanian one, an address or a key held down, may break anywhere.
_LONGEST_WORD = 40
_LONG = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
_BREAK = "\u200b"
#: Code points that the face and its stand-ins hold in all weights: Latin with all its signs, Greek, Cyrillic,
#: Hebrew, Arabic, punctuation, currencies, arrows, mathematics.
_SHOWN = (
    (0x20, 0x7E), (0xA0, 0x377), (0x3A3, 0x4FF), (0x5D0, 0x5EA), (0x621, 0x63A), (0x640, 0x64A), (0x1E00, 0x1EFF),
    (0x2010, 0x2027), (0x2030, 0x205E), (0x20A0, 0x20BF), (0x2190, 0x21FF), (0x2200, 0x22FF),
)  # fmt: skip


def printable(content: Any) -> Any:
    """`content` (JSON) with every text as it can be printed."""
    if isinstance(content, str):
        return _text(content)
    if isinstance(content, dict):
        return {name: printable(value) for name, value in content.items()}
    if isinstance(content, (list, tuple)):
        return [printable(value) for value in content]
    return content


def _text(text: str) -> str:
    whole = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    shown = whole if whole.isascii() and whole.isprintable() else "".join(map(_shown, whole))
    return _LONG.sub(_breakable, shown)


@lru_cache(4096)
def _shown(character: str) -> str:
    """The character, or its name in brackets when no face shows it: nothing that was written is lost."""
    if character == "\n" or any(first <= ord(character) <= last for first, last in _SHOWN):
        return character
    match unicodedata.category(character):
        case "Cc" | "Cf" | "Cs" | "Zl" | "Zp" | "Zs" | "Mn" | "Me" as kind:
            return "" if kind in ("Cf", "Mn", "Me") else " "
    name = unicodedata.name(character, "").lower()
    return f"[{name or f'U+{ord(character):04X}'}]"


def _breakable(long: re.Match[str]) -> str:
    word = long[0]
    return _BREAK.join(word[i : i + _LONGEST_WORD] for i in range(0, len(word), _LONGEST_WORD))
