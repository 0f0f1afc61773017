"""Several PDFs as one, with the tags by which a screen reader finds its way through each of them.

What is put together of PDF/A-2a and PDF/UA-1 alone is PDF/A-2a and PDF/UA-1 itself and says so; anything else takes
the claim away (docs/decisions, 0048).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NumberObject,
    pdf_name,
    pdf_string,
)
from pyhanko.pdf_utils.metadata.xmp_xml import parse_xmp
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PdfFileWriter

from impreuna.documents.archiving import claims_archive, metadata
from impreuna.documents.tagging import Tags, leaves

_BROKEN = (PdfError, KeyError, IndexError, TypeError, AttributeError, StopIteration, RecursionError)
_TREES = {"/Type", "/Pages", "/StructTreeRoot"}


def count_pages(content: bytes) -> int:
    """How many pages a PDF has. Raises `ValueError` for what is no PDF that can be opened."""
    try:
        return int(PdfFileReader(io.BytesIO(content)).root["/Pages"]["/Count"])
    except _BROKEN as problem:
        raise ValueError("no PDF") from problem


def assemble(parts: Sequence[tuple[str, bytes]], title: str, at: datetime) -> bytes:
    """One PDF of several, each under its title in the outline. Raises `ValueError` for a part that is no PDF."""
    whole = Assembly(title, at)
    for name, content in parts:
        whole.add(name, content)
    return whole.bytes()


class Assembly:
    """The PDF that grows: its tree of pages, of tags, of titles. `at`, aware: the moment written into it."""

    def __init__(self, title: str, at: datetime) -> None:
        self._title, self._at = title, at
        self._writer = PdfFileWriter(stream_xrefs=True)
        self._root = self._writer.root
        self._pages = self._root["/Pages"]
        self._tags = Tags(self._writer)
        self._titles: list[DictionaryObject] = []
        self._claims = True

    def add(self, title: str, content: bytes, *, is_first: bool = False) -> None:
        """Adds a PDF behind what is there, or before it. What was signed stays signed in its own file only. Raises
        `ValueError`."""
        try:
            root = PdfFileReader(io.BytesIO(content)).root
            is_archive = claims_archive(root)
            # Its trees, and once the colours meant: the rest of a document's catalogue speaks of a file of its own.
            for name in set(root) - (_TREES if "/OutputIntents" in self._root else _TREES | {"/OutputIntents"}):
                del root[name]
            came: Any = self._writer.import_object(root)
            pages = list(leaves(came.raw_get("/Pages")))
            first = pages[0]
        except _BROKEN as problem:
            raise ValueError(title) from problem
        self._claims = self._claims and is_archive
        if "/OutputIntents" in came:
            self._root[pdf_name("/OutputIntents")] = came.raw_get("/OutputIntents")
        place = 0 if is_first else len(self._titles)
        self._graft(came, place)
        self._tags.add(came, pages, place)
        for page in pages:
            _drop_seals(page.get_object())
        fit = ArrayObject([first, pdf_name("/Fit")])
        named = DictionaryObject({pdf_name("/Title"): pdf_string(title), pdf_name("/Dest"): fit})
        self._titles.insert(place, named)

    def _graft(self, came: Any, place: int) -> None:
        branch = came.raw_get("/Pages")
        branch.get_object()[pdf_name("/Parent")] = self._root.raw_get("/Pages")
        self._pages["/Kids"].insert(place, branch)
        self._pages[pdf_name("/Count")] = NumberObject(self.pages + int(came["/Pages"]["/Count"]))

    @property
    def pages(self) -> int:
        """How many pages it has so far."""
        return int(self._pages["/Count"])

    def bytes(self) -> bytes:
        """The whole; nothing can be added afterwards."""
        self._root[pdf_name("/StructTreeRoot")] = self._tags.close()
        marked = {pdf_name("/Marked"): BooleanObject(True), pdf_name("/Suspects"): BooleanObject(False)}
        self._root[pdf_name("/MarkInfo")] = DictionaryObject(marked)
        self._root[pdf_name("/Lang")] = pdf_string("ro-RO")
        shown = {pdf_name("/DisplayDocTitle"): BooleanObject(True)}
        self._root[pdf_name("/ViewerPreferences")] = DictionaryObject(shown)
        self._root[pdf_name("/Outlines")] = self._outlines()
        self._root[pdf_name("/PageMode")] = pdf_name("/UseOutlines")
        told = metadata(self._title, self._at, is_archive=self._claims)
        self._writer.document_meta.xmp_extra = parse_xmp(io.BytesIO(told.encode()))
        written = io.BytesIO()
        self._writer.write(written)
        return written.getvalue()

    def _outlines(self) -> Any:
        top = DictionaryObject(
            {pdf_name("/Type"): pdf_name("/Outlines"), pdf_name("/Count"): NumberObject(len(self._titles))}
        )
        top_ref = self._writer.add_object(top)
        refs = [self._writer.add_object(title) for title in self._titles]
        for i, title in enumerate(self._titles):
            title[pdf_name("/Parent")] = top_ref
            if i > 0:
                title[pdf_name("/Prev")] = refs[i - 1]
            if i + 1 < len(refs):
                title[pdf_name("/Next")] = refs[i + 1]
        if refs:
            top[pdf_name("/First")], top[pdf_name("/Last")] = refs[0], refs[-1]
        return top_ref


def _drop_seals(page: Any) -> None:
    """Takes a seal's field off its page: it speaks of the bytes of its own file."""
    if "/Annots" in page:
        kept = [each for each in page["/Annots"] if each.get_object().get("/Subtype") != "/Widget"]
        page[pdf_name("/Annots")] = ArrayObject(kept)
