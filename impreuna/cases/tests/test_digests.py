"""What is signed has one form and one number, the same as on the tablet (contracts/vectors/README.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from impreuna.cases.rules.digests import canonical, digest_of

FILE = json.loads((Path(__file__).resolve().parents[3] / "contracts/vectors/digests.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", FILE["digests"], ids=lambda vector: str(vector["name"]))
def test_a_vector(vector: dict[str, Any]) -> None:
    assert canonical(vector["content"]) == vector["canonical"]
    assert digest_of(vector["content"]) == vector["digest"]
