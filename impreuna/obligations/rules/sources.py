"""The place of the law as a reader knows it: the lists cite it short ("O 3.6; L292 art.44(4)"), pages in full."""

from __future__ import annotations

import re

_LAWS = {
    "O": "Ordinul 288/2006, pct.",
    "L156": "Legea 156/2023,",
    "L196": "Legea 196/2016,",
    "L197": "Legea 197/2012,",
    "L272": "Legea 272/2004,",
    "L292": "Legea 292/2011,",
    "P": "Protocolul din 2017,",
    "CTR": "contractul-model,",
    "PROP": "propunere",
}
_SHORT = re.compile(r"(O|P|CTR|PROP|L\d{3})(?:\s+(.*))?")


def in_full(source: str) -> str:
    """A citation with the names of the laws; what is written in full stays.

    >>> in_full("O 3.6; L292 art.44(4); Legea 46/2003 art. 22")
    'Ordinul 288/2006, pct. 3.6; Legea 292/2011, art. 44(4); Legea 46/2003 art. 22'
    """
    return "; ".join(_one(part.strip()) for part in source.split(";"))


def _one(part: str) -> str:
    match = _SHORT.fullmatch(part)
    if match is None or match[1] not in _LAWS:
        return part
    place = re.sub(r"\bart\.(?=\S)", "art. ", match[2] or "").replace("^1", "¹").replace("^2", "²")
    return f"{_LAWS[match[1]]} {place}".strip()
