"""Text that people type: cleaned before it is kept, folded before it is compared."""

import re
import unicodedata

# Romanian keyboards of the last twenty years produced the cedilla letters; the language has comma-below.
_CEDILLA_TO_COMMA = str.maketrans("şţŞŢ", "șțȘȚ")
_SPACES = re.compile(r"\s+")
_NOT_ALPHANUMERIC = re.compile(r"[^0-9a-z]+")
# Letters that Unicode does not decompose, although a neighbour reads them as the plain letter; and the ones of
# Romanian, Hungarian and German, so that most names need no decomposing at all.
_FOLDED_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}) | (
    str.maketrans("ăâîșțşţáéíóöőúüűä", "aaiststaeiooouuua")
)


def clean(text: str) -> str:
    """`text` as it is kept: composed (NFC), comma-below letters, single spaces, no control or direction marks."""
    composed = unicodedata.normalize("NFC", text).translate(_CEDILLA_TO_COMMA)
    if composed.isprintable():  # nothing to take out: what nearly everybody types
        return _SPACES.sub(" ", composed).strip()
    visible = "".join(
        " " if character.isspace() else character
        for character in composed
        if character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return _SPACES.sub(" ", visible).strip()


def clean_lines(text: str) -> str:
    """Like `clean`, for text of several lines: line breaks are kept, three or more become two."""
    lines = [clean(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def fold(text: str) -> str:
    """`text` as it is searched: lower case, without diacritics, words of letters and digits with one space between.

    >>> fold("Țăranu-Ștefănescu  Ioana")
    'taranu stefanescu ioana'
    """
    quick = text.casefold().translate(_FOLDED_LETTERS)
    if quick.isascii():
        return _keep_words(quick)
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_FOLDED_LETTERS)
    decomposed = unicodedata.normalize("NFKD", plain)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _keep_words(bare)


def _keep_words(bare: str) -> str:
    if bare.isascii():
        return _NOT_ALPHANUMERIC.sub(" ", bare).strip()
    kept = "".join(character if character.isalnum() else " " for character in bare)
    return _SPACES.sub(" ", kept).strip()
