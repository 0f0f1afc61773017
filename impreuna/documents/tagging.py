"""The tags of several PDFs as one tree: what belongs together stays together, and no two parts share a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, pdf_name, pdf_string
from pyhanko.pdf_utils.writer import PdfFileWriter


class Tags:
    """The tree of tags of a PDF that grows (ISO 32000-1, 14.7)."""

    def __init__(self, writer: PdfFileWriter) -> None:
        self._writer = writer
        self._elements, self._numbers, self._roles = ArrayObject(), ArrayObject(), DictionaryObject()
        self._names: list[tuple[str, Any]] = []
        self._next_key = self._parts = 0
        self._document = DictionaryObject({pdf_name("/S"): pdf_name("/Document"), pdf_name("/K"): self._elements})
        self._document_ref = writer.add_object(self._document)

    def add(self, came: Any, pages: Sequence[Any], place: int) -> None:
        """Hangs a document's tags under the whole's as its part of that place, and counts its keys on from those
        that are there."""
        part = DictionaryObject({pdf_name("/S"): pdf_name("/Part"), pdf_name("/P"): self._document_ref})
        part_ref = self._writer.add_object(part)
        self._elements.insert(place, part_ref)
        if "/StructTreeRoot" not in came:
            return
        self._parts += 1
        tags = came["/StructTreeRoot"]
        elements = ArrayObject(_listed(tags.raw_get("/K")))
        part[pdf_name("/K")] = elements
        for element in _listed(elements):
            element.get_object()[pdf_name("/P")] = part_ref
            self._rename(element)
        for key, value in tags.get("/RoleMap", {}).items():
            self._roles[pdf_name(key)] = value
        numbers = list(_numbers(tags["/ParentTree"])) if "/ParentTree" in tags else []
        for key, value in numbers:
            self._numbers.extend((NumberObject(key + self._next_key), value))
        for page in pages:
            _shift(page.get_object(), self._next_key)
        self._next_key += max((key for key, _value in numbers), default=-1) + 1

    def close(self) -> Any:
        """The root of the tree, as a reference."""
        add = self._writer.add_object
        root = DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/StructTreeRoot"),
                pdf_name("/K"): self._document_ref,
                pdf_name("/ParentTree"): add(DictionaryObject({pdf_name("/Nums"): self._numbers})),
                pdf_name("/ParentTreeNextKey"): NumberObject(self._next_key),
                pdf_name("/RoleMap"): self._roles,
            }
        )
        if self._names:
            listed = ArrayObject()
            for name, element in sorted(self._names, key=lambda each: each[0].encode()):
                listed.extend((pdf_string(name), element))
            root[pdf_name("/IDTree")] = add(DictionaryObject({pdf_name("/Names"): listed}))
        root_ref = add(root)
        self._document[pdf_name("/P")] = root_ref
        return root_ref

    def _rename(self, top: Any) -> None:
        """Gives the heads of tables, which cells name, names of this part's own."""
        waiting = [top]
        while waiting:
            reference = waiting.pop()
            element = reference.get_object()
            if not isinstance(element, DictionaryObject) or "/S" not in element:
                continue
            if "/ID" in element:
                element[pdf_name("/ID")] = name = self._own(element["/ID"])
                self._names.append((str(name), reference))
            for attributes in _listed(element.get("/A", ())):
                held = attributes.get_object()
                if "/Headers" in held:
                    held[pdf_name("/Headers")] = ArrayObject([self._own(each) for each in held["/Headers"]])
            waiting.extend(_listed(element.raw_get("/K")) if "/K" in element else ())

    def _own(self, name: Any) -> Any:
        said = name.decode("latin-1") if isinstance(name, bytes) else str(name)
        return pdf_string(f"{self._parts}.{said}")


def leaves(branch: Any) -> Iterator[Any]:
    """References to the pages under a node of the tree of pages."""
    node = branch.get_object()
    if "/Kids" not in node:
        yield branch
        return
    kids = node["/Kids"]
    for i in range(len(kids)):
        yield from leaves(kids.raw_get(i))


def _listed(value: Any) -> list[Any]:
    """The members of an array as they stand, references among them; what is no array, alone."""
    held = value.get_object() if hasattr(value, "get_object") else value
    if isinstance(held, ArrayObject):
        return [held.raw_get(i) for i in range(len(held))]
    return list(held) if isinstance(held, tuple) else [value]


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
    for each in page.get("/Annots", ()):
        annotation = each.get_object()
        if "/StructParent" in annotation:
            annotation[pdf_name("/StructParent")] = NumberObject(int(annotation["/StructParent"]) + by)
