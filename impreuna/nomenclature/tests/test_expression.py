"""The language of rules: what it reads, what it refuses and where, and its three truths."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impreuna.nomenclature.expression.check import NUMBER, TEXT, TRUTH, Name, Type, compile_text, compile_value
from impreuna.nomenclature.expression.evaluate import evaluate
from impreuna.nomenclature.expression.explain import evidence, missing
from impreuna.nomenclature.expression.parse import ExpressionError
from impreuna.nomenclature.expression.satisfy import can_be_true

SCHEMA = {
    "age": Name("person", NUMBER),
    "sex": Name("person", Type("choice", frozenset({"F", "M"}))),
    "E01": Name("person", Type("choice", frozenset(range(1, 11)))),
    "C08": Name("person", Type("choices", frozenset(range(6)))),
    "V03": Name("household", NUMBER),
    "V05": Name("household", Type("choices", frozenset(range(9)))),
    "Z01": Name("household", TEXT),
    "isr": Name("parameter", NUMBER),
    "size": Name("household", NUMBER),
    "yes": Name("household", TRUTH),
}
GIRL = {"age": 9, "sex": "F", "E01": 7}


def value(text: str, level: Any = "person", **context: Any) -> Any:
    context = {"person": 0, "members": [GIRL], "household": {"size": 1}, "parameters": {"isr": 660}, **context}
    if level == "household":
        context["person"] = None
    return evaluate(compile_value(text, SCHEMA, level), context)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("age < 18 and E01 in (1, 7)", True),
        ("age >= 6 and age <= 17 and E01 = 8", False),
        ("not E01 = 7", False),
        ("C08 has 1", None),
        ("C08 has any (1, 2) or age = 9", True),
        ("C08 has 1 and age = 9", None),
        ("C08 has 1 and age = 8", False),
        ("V03 / size < isr", None),
        ("coalesce(V03, 0) / size < isr", True),
        ("1 / 0 > 1", None),
        ("answered(C08)", False),
        ("if(age < 18, 1, 2) = 1", True),
        ('at_least(2, age = 9, sex = "F", C08 has 1)', True),
        ('at_least(3, age = 9, sex = "F", C08 has 1)', None),
        ('at_least(2, age = 8, sex = "F", E01 = 8)', False),
        ("count(members, age < 18) = 1", True),
        ("count(members, C08 has 1) = 0", None),
        ("-age = -9", True),
        ("2 * 3 + 4 / 2 - 1 = 7", True),
        ("not not age = 9", True),
    ],
)
def test_values(text: str, expected: object) -> None:
    assert value(text) is expected


def test_a_household_asks_its_members() -> None:
    family = {"members": [{"age": 40}, {"age": 9, "E01": 7}, {}]}
    assert value("any(members, age < 18)", "household", **family) is True
    assert value("all(members, age < 18)", "household", **family) is False
    assert value("any(members, age > 60)", "household", **family) is None
    assert value("any(members, age > 60)", "household", members=[]) is False
    assert value("all(members, age > 60)", "household", members=[]) is True


def test_what_nobody_knows_is_not_no() -> None:
    assert value("V05 has 1", household={"V05": "?"}) is None
    assert value("not V05 has 1", household={"V05": None}) is None
    assert value("not V05 has 1", household={"V05": [2]}) is True


@pytest.mark.parametrize(
    ("text", "level", "message", "at"),
    [
        ("ages < 18", "person", "nu există „ages”; ați vrut „age”?", 0),
        ("age < 18 and E01 = 12", "person", "nu există varianta 12", 19),
        ("age < 'x'", "person", "semn neașteptat „'”", 6),
        ('age = "x"', "person", "nu se pot compara", 4),
        ("V05 = 1", "person", "aici se așteaptă", 0),
        ("E01 has 1", "person", "aici se așteaptă alegeri, nu alegere", 0),
        ("age", "person", "condiția trebuie să fie adevărată sau falsă", 0),
        ("age < 18", "household", "scrieți any(members, …)", 0),
        ("age <", "person", "se termină prea devreme", 5),
        ("(age < 18", "person", "lipsește „)”", 9),
        ("age < 18 age", "person", "nu se așteaptă „age” aici", 9),
        ("any(age < 18)", "household", "privește membrii", 4),
        ("at_least(3, age < 18)", "person", "mai multe condiții decât are", 0),
        ("(" * 60 + "age < 1" + ")" * 60, "person", "prea multe paranteze", 40),
    ],
)
def test_a_mistake_has_its_place(text: str, level: Any, message: str, at: int) -> None:
    with pytest.raises(ExpressionError) as problem:
        compile_text(text, SCHEMA, level)
    assert message in problem.value.message
    assert problem.value.at == at


def test_definitions_stand_for_their_text() -> None:
    definitions = {"per_person": "V03 / size", "poor": "per_person < isr", "round": "round > 1"}
    tree = compile_text("poor and age < 18", SCHEMA, "person", definitions)
    assert tree == [
        "and", ["<", ["/", ["h", "V03"], ["h", "size"]], ["param", "isr"]], ["<", ["p", "age"], ["lit", 18]],
    ]  # fmt: skip
    with pytest.raises(ExpressionError, match="se sprijină pe ea însăși"):
        compile_text("round > 2", SCHEMA, "person", definitions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("age < 18 and (E01 = 7 or E01 = 8)", {"age": 9, "E01": 7}),
        ("C08 has 1 or E01 = 7", {"E01": 7}),
        ("not (age > 18 or E01 = 8)", {"age": 9, "E01": 7}),
        ("at_least(1, age = 9, E01 = 8)", {"age": 9}),
        ("any(members, E01 = 7) and V05 has 1", {"E01": 7, "V05": [1, 2]}),
        ("if(age < 18, E01 = 7, E01 = 8)", {"age": 9, "E01": 7}),
    ],
)
def test_evidence_is_what_made_it_true(text: str, expected: dict[str, Any]) -> None:
    tree = compile_text(text, SCHEMA, "person")
    assert evidence(tree, GIRL, {"V05": [1, 2]}, [GIRL], {}) == expected


def test_an_undecided_rule_names_what_it_waits_for() -> None:
    tree = compile_text("age < 18 and C08 has 1 and V03 < isr", SCHEMA, "person")
    assert missing(tree, GIRL, {}, [GIRL]) == ("C08", "V03")


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("age < 18 and age > 17", True),  # numbers may have decimals
        ("age < 18 and age >= 18", False),
        ("E01 = 1 and E01 = 2", False),
        ("E01 in (1, 2) and E01 in (2, 3)", True),
        ("not E01 in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)", False),
        ("C08 has 1 and not C08 has 1", False),
        ("C08 has 1 and not C08 has any (1, 2)", False),
        ("(age < 5 or age > 60) and age = 30", False),
        ("not (age < 5 or age > 60) and age = 30", True),
        ("any(members, age < 1 and age > 2)", False),
        ("V03 / size < isr", True),
        ("age = 18 and age != 18", False),
        ("18 > age and age > 18", False),
        ('sex = "F" and sex = "M"', False),
    ],
)
def test_what_can_never_be_true_is_found(text: str, possible: bool) -> None:
    assert can_be_true([compile_text(text, SCHEMA, "person")], SCHEMA) is possible


TRUTHS = st.sampled_from([True, False, None])


@given(TRUTHS, TRUTHS)
def test_kleene(one: bool | None, other: bool | None) -> None:
    """Strong Kleene logic: De Morgan, double negation, commutativity, and classical where both are known."""

    def of(text: str) -> bool | None:
        names = {"a": Name("household", TRUTH), "b": Name("household", TRUTH)}
        result: bool | None = evaluate(
            compile_text(text, names, "household"), {"household": {"a": one, "b": other}, "members": []}
        )
        return result

    assert of("not (a and b)") is of("not a or not b")
    assert of("not (a or b)") is of("not a and not b")
    assert of("not not a") is one
    assert of("a and b") is of("b and a")
    assert of("a or b") is of("b or a")
    if one is not None and other is not None:
        assert of("a and b") is (one and other)
        assert of("a or b") is (one or other)
    assert of("at_least(1, a, b)") is of("a or b")
    assert of("at_least(2, a, b)") is of("a and b")
