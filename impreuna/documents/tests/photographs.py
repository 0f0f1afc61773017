"""Photographs of printed pages, as a tablet takes them: turned, in perspective, noisy, unevenly lit."""

from __future__ import annotations

import io
import random
import tempfile
from pathlib import Path
from typing import Any

import typst
from PIL import Image, ImageFilter


def page_of(pdf: bytes, ppi: int = 150) -> Image.Image:
    """The first page of a PDF as a picture."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "page.pdf").write_bytes(pdf)
        source = '#set page(width: auto, height: auto, margin: 0pt)\n#image("page.pdf", page: 1)'
        (Path(folder) / "page.typ").write_text(source)
        made: Any = typst.compile(str(Path(folder) / "page.typ"), root=folder, format="png", ppi=ppi)
    return Image.open(io.BytesIO(made if isinstance(made, bytes) else made[0])).convert("RGB")


def photograph(page: Image.Image, *, angle: float = 7, tilt: float = 0.12, noise: int = 18, seed: int = 1) -> bytes:
    """A JPEG of the page lying on a table: tilted (a share of its sides), turned by `angle` degrees, with noise."""
    width, height = page.size
    table = Image.new("RGB", (int(width * 1.3), int(height * 1.25)), (92, 74, 60))
    table.paste(page, (int(width * 0.15), int(height * 0.12)))
    table = table.rotate(angle, expand=True, fillcolor=(92, 74, 60), resample=Image.Resampling.BICUBIC)
    w, h = table.size
    corners = (w * tilt, h * tilt / 2, 0, h, w, h, w * (1 - tilt / 2), 0)
    bent = table.transform((w, h), Image.Transform.QUAD, corners, resample=Image.Resampling.BICUBIC)
    chance = random.Random(seed)
    grain = Image.frombytes("L", (w // 2, h // 2), chance.randbytes((w // 2) * (h // 2))).resize((w, h))
    lit = Image.blend(bent.filter(ImageFilter.GaussianBlur(0.8)), Image.merge("RGB", (grain,) * 3), noise / 255)
    kept = io.BytesIO()
    lit.save(kept, "JPEG", quality=70)
    return kept.getvalue()
