"""What people type, cleaned for keeping; and what is wrong with a name, in plain words.

The cleaning itself is the kernel's, since commands from tablets and imports need the same one.
"""

from __future__ import annotations

import unicodedata

from impreuna.kernel.text import clean, clean_lines

__all__ = ["clean", "clean_lines", "name_problem"]

# Letters, marks that belong to letters, and the spaces between names, in any script.
_OF_NAMES = ("L", "M", "Zs")
# Between the parts of a name: hyphens, apostrophes, the dot of an initial, the middle dot of Catalan.
_BETWEEN = frozenset("-‐‑–'’ʼ`´.·,/()")


def name_problem(name: str) -> str | None:
    """What keeps a cleaned `name` from being somebody's name: `emoji`, `digit`, `sign`, `no_letter`; `None` if nothing.

    >>> name_problem("Țăranu-Ștefănescu"), name_problem("Ana 🌸"), name_problem("O’Neill")
    (None, 'emoji', None)
    """
    for character in name:
        category = unicodedata.category(character)
        if (category in ("So", "Sk") and character not in _BETWEEN) or "\ufe00" <= character <= "\ufe0f":
            return "emoji"
        if category.startswith("N"):
            return "digit"
        if not category.startswith(_OF_NAMES) and character not in _BETWEEN:
            return "sign"
    if name and not any(unicodedata.category(character).startswith("L") for character in name):
        return "no_letter"
    return None
