"""Text, names and likeness, as the server compares them (contracts/vectors/README.md)."""

from __future__ import annotations

import json
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from impreuna.kernel.text import clean, clean_lines, fold
from impreuna.registry.rules.likeness import Likened, liken
from impreuna.registry.rules.names import canonical_words, search_text

VECTORS = Path(__file__).resolve().parents[2] / "contracts" / "vectors"


def cases(file: str, group: str) -> list[Any]:
    content = json.loads((VECTORS / f"{file}.json").read_text("utf-8"))
    return [pytest.param(one, id=one["name"]) for one in content[group]]


@pytest.mark.parametrize("case", cases("text", "clean"))
def test_clean(case: dict[str, str]) -> None:
    assert clean(case["typed"]) == case["kept"]


@pytest.mark.parametrize("case", cases("text", "clean_lines"))
def test_clean_lines(case: dict[str, str]) -> None:
    assert clean_lines(case["typed"]) == case["kept"]


@pytest.mark.parametrize("case", cases("text", "fold"))
def test_fold(case: dict[str, str]) -> None:
    assert fold(case["typed"]) == case["folded"]


@pytest.mark.parametrize("case", cases("names", "canonical_words"))
def test_canonical_words(case: dict[str, Any]) -> None:
    assert list(canonical_words(case["text"])) == case["words"]


@pytest.mark.parametrize("case", cases("names", "search_text"))
def test_search_text(case: dict[str, Any]) -> None:
    assert search_text(*case["names"]) == case["text"]


@pytest.mark.parametrize("case", cases("likeness", "similarity"))
def test_similarity(case: dict[str, Any]) -> None:
    assert SequenceMatcher(None, case["one"], case["other"]).ratio() == pytest.approx(case["ratio"], abs=1e-12)


@pytest.mark.parametrize("case", cases("likeness", "liken"))
def test_liken(case: dict[str, Any]) -> None:
    likeness = liken(_likened(case["one"]), _likened(case["other"]))
    assert (likeness.score, list(likeness.reasons)) == (case["score"], case["reasons"])


def _likened(person: dict[str, Any]) -> Likened:
    born = person.get("birth_date")
    return Likened(**{**person, "birth_date": date.fromisoformat(born) if born else None})
