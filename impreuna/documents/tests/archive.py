"""What PDF/A-2a and PDF/UA-1 ask of a PDF, as far as its objects tell: for tests.

These are the rules by which our own files could go wrong. veraPDF knows all of them, and found nothing in one document
of each kind nor in a whole file (docs/decisions, 0048).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

#: Of a catalogue, a page, an annotation: what acts or reaches outside the file (ISO 19005-2, 6.5).
_ACTIVE = {"/JS", "/JavaScript", "/Launch", "/OpenAction", "/AA", "/EmbeddedFiles", "/XFA", "/AcroForm", "/Movie",
           "/RichMedia", "/GoToR", "/SubmitForm", "/ImportData"}  # fmt: skip


def faults_of(content: bytes) -> list[str]:
    """What is wrong, in words; nothing for a file that an archive keeps and a screen reader reads."""
    reader = PdfReader(io.BytesIO(content))
    root: Any = reader.trailer["/Root"]
    found = [*_file(content, reader, root), *_claims(root)]
    for page in reader.pages:
        found += _page(page)
    if "/StructTreeRoot" in root:
        found += _tags(root["/StructTreeRoot"], len(reader.pages))
    return found


def _file(content: bytes, reader: PdfReader, root: Any) -> Iterator[str]:
    if not content.startswith(b"%PDF-1.7\n%"):
        yield "no header of PDF 1.7 with bytes above 127 behind it"
    if reader.is_encrypted or "/Encrypt" in reader.trailer:
        yield "encrypted"
    if "/ID" not in reader.trailer:
        yield "no identifier"
    for each in _objects(reader):
        held = reader.get_object(IndirectObject(each, 0, reader))
        if isinstance(held, DictionaryObject):
            names = set(held) | {str(held.get("/S", ""))}
            yield from (f"active content: {name}" for name in sorted(names & _ACTIVE))
    if not root.get("/Lang", "").lower().startswith("ro"):
        yield "no language"
    marks = {name: bool(getattr(value, "value", value)) for name, value in root.get("/MarkInfo", {}).items()}
    if not marks.get("/Marked") or marks.get("/Suspects"):
        yield "not marked as tagged"
    if "/StructTreeRoot" not in root:
        yield "no tags"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "its title is not displayed"
    intents = [each.get_object() for each in root.get("/OutputIntents", ())]
    if not any(each["/S"] == "/GTS_PDFA1" and "/DestOutputProfile" in each for each in intents):
        yield "no output intent"


def _objects(reader: PdfReader) -> Iterator[int]:
    yield from sorted({*reader.xref_objStm, *(number for of in reader.xref.values() for number in of if number)})


def _claims(root: Any) -> Iterator[str]:
    if "/Metadata" not in root:
        yield "no metadata"
        return
    told = root["/Metadata"].get_object().get_data().decode()
    for name, value in (("pdfaid:part", "2"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")):
        if f'{name}="{value}"' not in told and f"<{name}>{value}<" not in told:
            yield f"does not claim {name} {value}"
    if "<dc:title>" not in told:
        yield "no title"


def _page(page: Any) -> Iterator[str]:
    if page.get("/Tabs") != "/S" and "/Annots" in page:
        yield "annotations out of order"
    if "/StructParents" not in page:
        yield "a page without tags"
    for name, font in page.get("/Resources", {}).get("/Font", {}).items():
        yield from _font(name, font.get_object())
    for annotation in page.get("/Annots", ()):
        if annotation.get_object()["/Subtype"] not in ("/Link", "/Popup"):
            yield f"an annotation {annotation.get_object()['/Subtype']}"


def _font(name: str, font: Any) -> Iterator[str]:
    if "/ToUnicode" not in font:
        yield f"{name} without Unicode"
    for each in font.get("/DescendantFonts", [font]):
        descriptor = each.get_object().get("/FontDescriptor", {})
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor):
            yield f"{name} is not embedded"


def _tags(tree: Any, pages: int) -> Iterator[str]:
    names: list[str] = []
    headings: list[int] = []
    for element in _elements(tree["/K"]):
        kind = element["/S"]
        if kind == "/Figure" and not element.get("/Alt"):
            yield "a picture without a text in its place"
        if kind in ("/H1", "/H2", "/H3", "/H4"):
            headings.append(int(kind[2]))
        if "/ID" in element:
            names.append(str(element["/ID"]))
    if len(names) != len(set(names)):
        yield "two tags share a name"
    if any(after - before > 1 for before, after in zip([0, *headings], headings, strict=False)):
        yield "a level of headings is left out"
    keys = [int(key) for key in tree["/ParentTree"]["/Nums"][::2]]
    if keys != sorted(set(keys)) or len(keys) < pages:
        yield "pages are not found among the tags"


def _elements(kids: Any) -> Iterator[Any]:
    held = kids.get_object() if hasattr(kids, "get_object") else kids
    for each in held if isinstance(held, list) else [held]:
        element = each.get_object() if hasattr(each, "get_object") else each
        if isinstance(element, DictionaryObject) and "/S" in element:
            yield element
            yield from _elements(element.get("/K", []))
