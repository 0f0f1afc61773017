"""Photographed and scanned pages: the QR code in one, however it was held, and what it looks like as printed."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typst
import zxingcpp
from PIL import Image, ImageOps

from impreuna.documents.assembling import count_pages
from impreuna.documents.rules.scans import MOST_PIXELS, code_in

_BEGINNINGS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png", b"%PDF-": "application/pdf"}
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
#: A camera's picture holds the code in far more points than it needs: smaller ones are read quicker, and less noise
#: is in them. The whole size comes last.
_SIDES = (1600, 2400, 900, None)
#: A scanned PDF of more pages than this is no signed page.
_MOST_PAGES = 5
#: A page of A4 as it is printed again: 200 points to an inch. What was sent is kept as it is.
_PRINTED_SIDE = 2340
#: Each page is drawn on an A4 sheet, however large it says it is.
_PDF_PAGE = b"""#set page(paper: "a4", margin: 0pt)
#image("page.pdf", page: int(sys.inputs.page), width: 100%, height: 100%, fit: "contain")
"""


class Unreadable(ValueError):
    """The content is no picture and no PDF that can be opened."""


def media_type_of(content: bytes) -> str:
    """What a content is by its first bytes, whatever its name says; empty for what is not taken."""
    return next((kind for start, kind in _BEGINNINGS.items() if content.startswith(start)), "")


def read_codes(content: bytes) -> frozenset[str]:
    """The verification codes in the QR codes of a page: one, none when none can be read, several when several
    documents lie in the picture. Codes of others do not count. Raises `Unreadable`."""
    match media_type_of(content):
        case "application/pdf":
            return frozenset().union(*map(_in_picture, _pages_of_pdf(content, _MOST_PAGES)))
        case "image/jpeg" | "image/png":
            return _in_picture(_open(content))
    raise Unreadable


def printed_pages(content: bytes) -> Iterator[bytes]:
    """A scan's pages as JPEG, upright, as large as a printer needs, without what a camera notes of place and time.
    Raises `Unreadable`."""
    is_pdf = media_type_of(content) == "application/pdf"
    for picture in _pages_of_pdf(content) if is_pdf else [_open(content)]:
        picture.thumbnail((_PRINTED_SIDE, _PRINTED_SIDE))
        yield _jpeg(picture.convert("RGB"))


def _jpeg(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=80)
    return written.getvalue()


def _pages_of_pdf(content: bytes, most: int | None = None) -> Iterator[Image.Image]:
    """The first `most` pages of a PDF, all without."""
    try:
        pages = count_pages(content)
    except ValueError as problem:
        raise Unreadable from problem
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "page.pdf").write_bytes(content)
        (Path(folder) / "page.typ").write_bytes(_PDF_PAGE)
        for page in range(1, min(pages, most or pages) + 1):
            yield _open(_picture_of(folder, page))


def _picture_of(folder: str, page: int) -> bytes:
    try:
        made: Any = typst.compile(
            str(Path(folder) / "page.typ"), root=folder, format="png", ppi=150, sys_inputs={"page": str(page)}
        )
    except typst.TypstError as problem:
        raise Unreadable from problem
    return bytes(made[0] if isinstance(made, list) else made)


def _open(content: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
        if picture.width * picture.height > MOST_PIXELS:
            raise Unreadable
        return ImageOps.exif_transpose(picture)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as problem:
        raise Unreadable from problem


def _in_picture(picture: Image.Image) -> frozenset[str]:
    grey = picture.convert("L")
    longest = max(grey.size)
    for side in _SIDES:
        if side is not None and side >= longest:
            continue
        tried = grey if side is None else ImageOps.contain(grey, (side, side))
        read = (code_in(barcode.text) for barcode in zxingcpp.read_barcodes(tried, formats=_QR))
        if found := frozenset(filter(None, read)):
            return found
    return frozenset()
