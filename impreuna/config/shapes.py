"""The shapes of commands, lists and drafts, learnt before several threads ask for them.

msgspec looks at a struct's fields when it first reads one. Two threads that do so at the same moment end the whole
process (a null pointer in 0.22: the second finds the half of what the first has learnt). A process that serves with
threads learns them all at its start, by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from django.urls import get_resolver


def learn_shapes() -> int:
    """Lets msgspec look at every struct of the house. Answers how many there are. Needs Django set up."""
    _load_pages()
    shapes = {each for each in _below(msgspec.Struct) if each.__module__.startswith("impreuna.")}
    for shape in shapes:
        msgspec.json.Decoder(shape)
    return len(shapes)


def _load_pages() -> None:
    """The rooms' pages are imported with the addresses, which Django otherwise reads at the first request."""
    _patterns = get_resolver().url_patterns


def _below(shape: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    for each in shape.__subclasses__():
        yield each
        yield from _below(each)
