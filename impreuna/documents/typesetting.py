"""Documents as PDF: Typst sets a paper of `papers/` from its data, as PDF/A-2a and PDF/UA-1 (docs/decisions, 0043).

    render("initial_report", data, qr="https://…/verificare/…/", at=moment)   # bytes of a PDF
    pictures("initial_report", data)                                          # its pages as PNG

The data travel as JSON and are set as text, never read as markup.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import segno
import typst

from impreuna.documents.rules.printable import printable

PAPERS = Path(__file__).parent / "papers"
#: What archives keep and what screen readers read; both at once is possible with PDF 1.7.
STANDARDS: list[Any] = ["a-2a", "ua-1"]
# `title` and the picture, which its place in a file describes to who does not see it.
_SCAN = """#set document(title: sys.inputs.title)
#set text(lang: "ro", region: "RO")
#set page(paper: "a4", margin: 0.5cm)
#image("scan.jpg", width: 100%, height: 100%, fit: "contain", alt: sys.inputs.title)
"""
# The faces that Typst carries: the same document comes out on every machine.
_FONTS = typst.Fonts(include_system_fonts=False)


def render(paper: str, content: Mapping[str, Any], *, qr: str = "", at: datetime | None = None) -> bytes:
    """The PDF of a paper. `qr` is the address in its code, none without; `at`, aware, is the creation moment written
    into the file: the same data at the same moment give the same bytes."""
    made: Any = _compile(paper, content, qr, pdf_standards=STANDARDS, timestamp=at and _whole(at))
    return bytes(made)


def pictures(paper: str, content: Mapping[str, Any], *, qr: str = "", ppi: float = 110) -> list[bytes]:
    """Its pages as PNG."""
    made: Any = _compile(paper, content, qr, format="png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def _whole(at: datetime) -> datetime:
    """A file's moment has whole seconds, and a zone without summer time."""
    return at.astimezone(UTC).replace(microsecond=0)


def _compile(paper: str, content: Mapping[str, Any], qr: str, **how: Any) -> Any:
    # By path, not as bytes: Typst gives every source that it only has in memory a number of 16 bits, for good.
    return typst.compile(
        str(PAPERS / f"{paper}.typ"),
        root=str(PAPERS),
        font_paths=_FONTS,
        sys_inputs={"data": json.dumps(printable(dict(content))), "qr": _code(qr) if qr else ""},
        **how,
    )


def _code(address: str) -> str:
    drawn: str = segno.make(address, error="m", micro=False).svg_inline(border=2, scale=4)
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def picture_page(picture: bytes, title: str) -> bytes:
    """A picture (JPEG) as a PDF page of A4 of the same standards. Raises `typst.TypstError` for what is no picture."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "scan.jpg").write_bytes(picture)
        (Path(folder) / "scan.typ").write_text(_SCAN, encoding="utf-8")
        made: Any = typst.compile(
            str(Path(folder) / "scan.typ"),
            root=folder,
            font_paths=_FONTS,
            sys_inputs={"title": title},
            pdf_standards=STANDARDS,
        )
    return bytes(made)
