"""Names of people as they are compared: folded, and with every form of a first name brought to one.

The table of hypocoristics is common knowledge of Romanian and Hungarian first names; it is a proposal,
and only ever helps to find or to warn, never to decide.
"""

from __future__ import annotations

from functools import lru_cache

from impreuna.kernel.text import fold

# Canonical form: its diminutives, short forms and old spellings, all folded.
_FORMS = """
alexandru: alex alecu sandu sandel alexe sanyi sandor
alexandra: alexa sanda sandra
ana: anica anuta anisoara nuta ani anna
andrei: andras andi
anton: toni tonel antoniu
constantin: costel costica costi dinu titi costache
cristian: cristi cristinel
cristina: cristinela tina
dumitru: mitica mitru dumitrel mitu demeter
elena: lenuta ileana ilenuta lena leana elenuta nuta ilona
emil: milu milica
florin: florinel
floarea: florica floare flora
gavril: gavrila gavrea gabor
gheorghe: ghita gigi george georgel gica gheorghita gyorgy gyuri
grigore: grigoras gligor
iancu: janos
ilie: ilies
ioan: ion ionel ionut ionica nelu nelutu oana onu
ioana: ionela ionica oana
iosif: iosca josif jozsef joska
iuliana: iulia iuli
ladislau: laszlo laci
ludovic: lajos
margareta: margit rita
maria: marioara maricica mariana marita mia maricuta mariuta
mihai: mihail mihaita misu miska mihaly
nicolae: nicu neculai niculae culae nicusor nicoara miklos
paraschiva: paraschiv piva
pavel: pavelica pal
petru: petre petrica petrisor peter
rozalia: roza rozica
stefan: fane stefanel stefanita stefanut istvan pista
stefania: fana stefanica
teodor: todor tudor toader doru theodor
vasile: vasilica lica vasilie laszlu
veronica: vera vero
victor: vio victoras
viorica: viorel viori
"""


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _FORMS.strip().splitlines():
        canonical, forms = line.split(":")
        for form in forms.split():
            table.setdefault(form, canonical)
    return table


#: The one form of each other form; printed for the tablet (field/src/commune/names.json).
CANONICAL = _table()


@lru_cache(maxsize=20_000)
def canonical_words(text: str) -> tuple[str, ...]:
    """The words of a name, folded, each first name in its one form, in alphabetical order without repetition.

    >>> canonical_words("Nelu Țăran") == canonical_words("ȚARAN  Ioan")
    True
    """
    return tuple(sorted({CANONICAL.get(word, word) for word in fold(text).split()}))


def name_key(last_name: str, first_name: str) -> str:
    """What two writings of one name share: order, diacritics and pet forms do not count."""
    return " ".join(canonical_words(f"{last_name} {first_name}"))


def sort_key(last_name: str, first_name: str) -> str:
    """Where a person stands in a list: by last name, then first, without diacritics."""
    return fold(f"{last_name} {first_name}")


def search_text(*names: str) -> str:
    """What search looks into: every word of the names and its canonical form, each after a space."""
    words = fold(" ".join(names)).split()
    extra = [word for word in canonical_words(" ".join(names)) if word not in words]
    return " " + " ".join(dict.fromkeys([*words, *extra]))


def search_words(typed: str) -> list[str]:
    """The beginnings of words that a search for `typed` asks for, all of them."""
    return fold(typed).split()[:6]


def full_name(last_name: str, first_name: str) -> str:
    """The name as it is shown: last name first, as in the law's registers."""
    return f"{last_name} {first_name}".strip()
