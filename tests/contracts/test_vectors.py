"""The shared vectors, read and evaluated as the server does it (contracts/vectors/README.md)."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from impreuna.nomenclature.expression.check import Level, Name, Type, compile_value
from impreuna.nomenclature.expression.evaluate import evaluate
from tests.contracts.agreement import same

FILE = json.loads((Path(__file__).resolve().parents[2] / "contracts/vectors/expressions.json").read_text("utf-8"))
SCHEMA = {
    code: Name(name["level"], Type(name["type"], frozenset(name.get("options", ()))))
    for code, name in FILE["names"].items()
}
VECTORS = [pytest.param(one, id=f"{g['group']}: {one['name']}") for g in FILE["groups"] for one in g["vectors"]]


@pytest.mark.parametrize("vector", VECTORS)
def test_a_vector(vector: dict[str, Any]) -> None:
    level: Level = "household" if vector["context"]["person"] is None else "person"
    read = compile_value(vector["text"], SCHEMA, level, FILE["definitions"])
    # Compared as JSON, where 2 and 2.0, true and 1 are different.
    assert json.dumps(read) == json.dumps(vector["tree"])
    assert same(evaluate(vector["tree"], vector["context"]), vector["expected"])


def test_every_operation_has_vectors() -> None:
    from impreuna.nomenclature.expression.evaluate import _OPERATIONS

    def operations(tree: list[Any]) -> list[str]:
        inner = [part for part in tree[1:] if isinstance(part, list) and part and part[0] in _OPERATIONS]
        return [tree[0], *(op for part in inner for op in operations(part))]

    seen = Counter(op for group in FILE["groups"] for vector in group["vectors"] for op in operations(vector["tree"]))
    few = [op for op in _OPERATIONS if seen[op] < 4]
    assert not few, f"write vectors for {few}"


def test_names_within_a_group_are_given_once() -> None:
    for group in FILE["groups"]:
        names = Counter(vector["name"] for vector in group["vectors"])
        assert names.most_common(1)[0][1] == 1, f"{group['group']}: {names.most_common(1)[0][0]}"
