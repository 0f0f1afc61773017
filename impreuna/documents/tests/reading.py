"""What a PDF says, for tests."""

from __future__ import annotations

import io
import re

from pypdf import PdfReader


def text_of(content: bytes) -> str:
    """The text of all pages, with single spaces and without the hyphens at the ends of lines."""
    pages = PdfReader(io.BytesIO(content)).pages
    text = "\n".join(page.extract_text() for page in pages)
    return re.sub(r"\s+", " ", re.sub(r"[-\u00ad\u2010]\n", "", text))
