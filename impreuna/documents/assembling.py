"""Several PDFs as one, with the tags by which a screen reader finds its way through each of them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, pdf_name, pdf_string
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PdfFileWriter


def count_pages(content: bytes) -> int:
    """How many pages a PDF has. Raises `ValueError` for what is no PDF that can be opened."""
    try:
        return int(PdfFileReader(io.BytesIO(content)).root["/Pages"]["/Count"])
    except (PdfError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as problem:
        raise ValueError("no PDF") from problem


def assemble(parts: Sequence[tuple[str, bytes]]) -> bytes:
    """One PDF of several, each under its title in the outline. What was signed stays signed in its own file only.

    Raises `ValueError` for a part that is no PDF.
    """
    whole = _Whole()
    for title, content in parts:
        whole.add(title, content)
    return whole.bytes()


class _Whole:
    """The PDF that grows: its tree of pages, of tags, of titles."""

    def __init__(self) -> None:
        self.writer = PdfFileWriter(stream_xrefs=True)
        self.root = self.writer.root
        self.pages = self.root["/Pages"]
        self.elements, self.numbers, self.roles = ArrayObject(), ArrayObject(), DictionaryObject()
        self.next_key = 0
        self.titles: list[DictionaryObject] = []
        self.document = DictionaryObject({pdf_name("/S"): pdf_name("/Document"), pdf_name("/K"): self.elements})
        self.document_ref = self.writer.add_object(self.document)

    def add(self, title: str, content: bytes) -> None:
        try:
            came: Any = self.writer.import_object(PdfFileReader(io.BytesIO(content)).root)
            first = next(_leaves(came.raw_get("/Pages")))
        except (PdfError, KeyError, IndexError, TypeError, AttributeError, StopIteration, RecursionError) as problem:
            raise ValueError(title) from problem
        self._graft_pages(came)
        self._graft_tags(came)
        self._name(title, first)

    def _graft_pages(self, came: Any) -> None:
        branch = came.raw_get("/Pages")
        branch.get_object()[pdf_name("/Parent")] = self.root.raw_get("/Pages")
        self.pages["/Kids"].append(branch)
        self.pages[pdf_name("/Count")] = NumberObject(int(self.pages["/Count"]) + int(came["/Pages"]["/Count"]))

    def _graft_tags(self, came: Any) -> None:
        """Hangs a document's tags under the whole's, and counts its keys on from those before."""
        if "/StructTreeRoot" not in came:
            return
        tags = came["/StructTreeRoot"]
        kids = tags.raw_get("/K")
        for element in kids if isinstance(kids, ArrayObject) else [kids]:
            element.get_object()[pdf_name("/P")] = self.document_ref
            self.elements.append(element)
        for key, value in tags.get("/RoleMap", {}).items():
            self.roles[pdf_name(key)] = value
        numbers = list(_numbers(tags["/ParentTree"])) if "/ParentTree" in tags else []
        for key, value in numbers:
            self.numbers.extend((NumberObject(key + self.next_key), value))
        for leaf in _leaves(came.raw_get("/Pages")):
            _shift(leaf.get_object(), self.next_key)
        self.next_key += max((key for key, _value in numbers), default=-1) + 1

    def _name(self, title: str, first: Any) -> None:
        fit = ArrayObject([first, pdf_name("/Fit")])
        self.titles.append(DictionaryObject({pdf_name("/Title"): pdf_string(title), pdf_name("/Dest"): fit}))

    def bytes(self) -> bytes:
        add = self.writer.add_object
        tree = add(DictionaryObject({pdf_name("/Nums"): self.numbers}))
        tags = DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/StructTreeRoot"),
                pdf_name("/K"): self.document_ref,
                pdf_name("/ParentTree"): tree,
                pdf_name("/ParentTreeNextKey"): NumberObject(self.next_key),
                pdf_name("/RoleMap"): self.roles,
            }
        )
        tags_ref = add(tags)
        self.document[pdf_name("/P")] = tags_ref
        self.root[pdf_name("/StructTreeRoot")] = tags_ref
        self.root[pdf_name("/MarkInfo")] = DictionaryObject({pdf_name("/Marked"): generic.BooleanObject(True)})
        self.root[pdf_name("/Lang")] = pdf_string("ro-RO")
        self.root[pdf_name("/Outlines")] = self._outlines()
        self.root[pdf_name("/PageMode")] = pdf_name("/UseOutlines")
        written = io.BytesIO()
        self.writer.write(written)
        return written.getvalue()

    def _outlines(self) -> Any:
        top = DictionaryObject(
            {pdf_name("/Type"): pdf_name("/Outlines"), pdf_name("/Count"): NumberObject(len(self.titles))}
        )
        top_ref = self.writer.add_object(top)
        refs = [self.writer.add_object(title) for title in self.titles]
        for i, title in enumerate(self.titles):
            title[pdf_name("/Parent")] = top_ref
            if i > 0:
                title[pdf_name("/Prev")] = refs[i - 1]
            if i + 1 < len(refs):
                title[pdf_name("/Next")] = refs[i + 1]
        if refs:
            top[pdf_name("/First")], top[pdf_name("/Last")] = refs[0], refs[-1]
        return top_ref


def _leaves(branch: Any) -> Iterator[Any]:
    """References to the pages under a node of the tree of pages."""
    node = branch.get_object()
    if "/Kids" not in node:
        yield branch
        return
    kids = node["/Kids"]
    for i in range(len(kids)):
        yield from _leaves(kids.raw_get(i))


def _numbers(tree: Any) -> Iterator[tuple[int, Any]]:
    """Keys and values of a number tree; values as they stand, references among them."""
    for i in range(len(tree.get("/Kids", ()))):
        yield from _numbers(tree["/Kids"][i])
    numbers = tree.get("/Nums", ArrayObject())
    for i in range(0, len(numbers), 2):
        yield int(numbers[i]), numbers.raw_get(i + 1)


def _shift(page: Any, by: int) -> None:
    """Moves the keys by which a page and its annotations are found among the tags."""
    if "/StructParents" in page:
        page[pdf_name("/StructParents")] = NumberObject(int(page["/StructParents"]) + by)
    for annotation in page.get("/Annots", ()):
        if "/StructParent" in annotation:
            annotation[pdf_name("/StructParent")] = NumberObject(int(annotation["/StructParent"]) + by)
