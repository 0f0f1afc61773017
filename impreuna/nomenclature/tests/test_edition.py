"""An edition at work on small lists: what shows, what is found and why, what is missing, what cannot be."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from impreuna.nomenclature.rules.answers import check_answer
from impreuna.nomenclature.rules.content import Content
from impreuna.nomenclature.rules.edition import Edition, Found, Undetermined
from impreuna.nomenclature.rules.evidence import describe
from impreuna.nomenclature.rules.facts import person_facts
from impreuna.nomenclature.tests.lists import read

PARAMETERS = {"isr": 660.0}
PARENT, GIRL = {"age": 40, "relation": "head"}, {"age": 9, "relation": "child", "E01": 7}


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    lists = read(tmp_path_factory.mktemp("lists"))
    assert lists.content is not None, lists.problems
    travelled = msgspec.json.decode(msgspec.json.encode(lists.content), type=Content)
    return Edition(1, lists.digest, travelled)


def test_questions_show_when_their_condition_is_true(edition: Edition) -> None:
    relevance = edition.relevant({"size": 2}, [PARENT, GIRL, {"age": 16, "E01": 4, "E20a": "Doba"}, {}])
    assert relevance.household == {"V03", "V05", "F01"}
    assert relevance.members == (
        {"E10"},
        {"E01"},
        {"E01", "E03", "E10", "E20", "E20a", "E20b"},
        set(),
    )
    assert "F01" not in edition.relevant({"size": 1}, []).household


def test_a_hidden_answer_counts_as_not_given(edition: Edition) -> None:
    """Absences typed before the school status was corrected: the question hides, and its rule falls silent."""
    pupil = {"age": 12, "E01": 4, "E03": 40}
    assert [found.code for found in edition.find({}, [pupil], PARAMETERS)] == ["ED-04"]
    assert [found.code for found in edition.find({}, [{**pupil, "E01": 7}], PARAMETERS)] == ["ED-02"]


def test_found_with_severity_and_reason(edition: Edition) -> None:
    found = edition.find({"size": 2, "V03": 900}, [PARENT, GIRL], PARAMETERS)
    assert found == (
        Found("VR-02", None, 3, {"age": 9, "V03": 900, "size": 2}),
        Found("ED-02", 1, 4, {"age": 9, "E01": 7}),
    )
    assert describe(edition, found[1].evidence) == ["9 ani", "Situația școlară: niciodată înscris (E01)"]
    assert describe(edition, found[1].evidence, "en") == ["9 years", "School: never enrolled (E01)"]
    assert describe(edition, {"age": 21, "V03": 900}) == ["21 de ani", "Venitul net: 900 lei (V03)"]
    assert describe(edition, {"size": 3, "V03": 900})[0] == "3 persoane"
    assert describe(edition, {"size": 3, "V05": [1]}) == describe(edition, {"V05": [1]})
    assert describe(edition, {"size": 1, "V05": [1]})[0] == "1 persoană"
    assert describe(edition, {"V05": [1, 2]}) == ["Ce nu își permit? căldura, hrana (V05)"]


def test_what_waits_names_what_it_waits_for(edition: Edition) -> None:
    waiting = edition.undetermined({"size": 2}, [PARENT, {"age": 9}], PARAMETERS)
    assert Undetermined("VR-02", None, ("V03",)) in waiting
    assert Undetermined("ED-02", 1, ("E01",)) in waiting
    assert edition.find({"size": 2, "V03": "?"}, [PARENT, {"age": 9, "E01": "?"}], PARAMETERS) == ()


def test_without_a_parameter_a_rule_stays_undetermined(edition: Edition) -> None:
    reading = edition.read({"size": 2, "V03": 10}, [GIRL], {})
    assert reading.verdict("VR-02", None) is None
    assert reading.verdict("ED-02", 0) is True
    assert edition.read({"size": 2, "V03": 9000}, [GIRL], PARAMETERS).verdict("VR-02", None) is False


def test_contradictions_name_the_member(edition: Edition) -> None:
    (clash,) = edition.contradictions_in({}, [PARENT, {"age": 16, "E01": 7, "E10": 2}])
    assert (clash.contradiction.code, clash.member) == ("X01", 1)


@pytest.mark.parametrize(
    ("code", "value", "reason"),
    [
        ("E01", 7, None),
        ("E01", 5, "answer_not_an_option"),
        ("E01", True, "answer_not_an_option"),
        ("E01", "7", "answer_not_an_option"),
        ("E01", [7], "answer_not_an_option"),
        ("E01", "?", None),
        ("V05", [1, 2], None),
        ("V05", [0], None),
        ("V05", [0, 1], "answer_not_together"),
        ("V05", [1, 1], "answer_not_an_option"),
        ("V05", [], "answer_not_an_option"),
        ("V05", 1, "answer_not_an_option"),
        ("V03", 900, None),
        ("V03", -1, "answer_too_low"),
        ("V03", 9.5, "answer_not_whole"),
        ("V03", "900", "answer_not_a_number"),
        ("V03", float("inf"), "answer_not_a_number"),
        ("E03", 300, "answer_too_high"),
        ("E20a", "Școala Doba", None),
        ("E20a", "x" * 5000, "answer_too_long"),
        ("E20a", 3, "answer_not_text"),
        ("E20", "x", "answer_to_nothing"),
    ],
)
def test_an_answer_fits_its_question_or_says_why_not(edition: Edition, code: str, value: Any, reason: str) -> None:
    assert check_answer(edition.questions[code], value).reason == reason


def test_facts_of_a_person() -> None:
    on = date(2026, 11, 22)
    assert person_facts(date(2017, 11, 23), None, "F", "child", on) == {
        "age": 8, "age_months": 107, "age_days": 3286, "sex": "F", "relation": "child",
    }  # fmt: skip
    assert person_facts(date(2017, 11, 22), None, "", "child", on)["age"] == 9
    assert person_facts(None, 1980, "M", "head", on) == {"age": 46, "sex": "M", "relation": "head"}
    assert person_facts(None, None, "", "head", on) == {"relation": "head"}


ANSWERS = st.fixed_dictionaries(
    {"age": st.integers(0, 90)},
    optional={
        "E01": st.sampled_from([4, 7, "?"]),
        "E03": st.integers(0, 200),
        "E10": st.integers(0, 6) | st.just("?"),
        "E20a": st.text(max_size=3),
    },
)
HOUSEHOLDS = st.fixed_dictionaries({"size": st.integers(1, 5)}, optional={"V03": st.integers(0, 5000) | st.just("?")})


@given(HOUSEHOLDS, st.lists(ANSWERS, max_size=4))
def test_the_quick_way_finds_what_the_plain_way_finds(
    edition: Edition, household: dict[str, Any], members: list[dict[str, Any]]
) -> None:
    """Trying only rules worth trying equals asking every rule; found and undetermined never meet."""
    reading = edition.read(household, members, PARAMETERS)
    plain = {
        (entry.code, index)
        for entry in edition.vulnerabilities.values()
        for index in ([None] if entry.subject == "household" else range(len(members)))
        if reading.verdict(entry.code, index) is True
    }
    found = {(one.code, one.member) for one in reading.find()}
    assert found == plain
    assert not found & {(one.code, one.member) for one in reading.undetermined()}
    shown = edition.relevant(household, members)
    for kept, codes in zip(reading.members, shown.members, strict=True):
        assert {code for code in kept if code in edition.questions} <= codes


@given(HOUSEHOLDS, st.lists(ANSWERS, min_size=1, max_size=3), st.data())
def test_one_more_answer_never_unsays_by_silence(
    edition: Edition, household: dict[str, Any], members: list[dict[str, Any]], data: st.DataObject
) -> None:
    """Taking an answer away may make a rule undetermined, never turn no into yes: silence is not an answer.

    (Where the answer opens other questions, these fall silent with it.)
    """
    index = data.draw(st.integers(0, len(members) - 1))
    name = data.draw(st.sampled_from(["E01", "E03", "E10", "E20a"]))
    fewer = [dict(member) for member in members]
    fewer[index].pop(name, None)
    before = edition.read(household, members, PARAMETERS)
    after = edition.read(household, fewer, PARAMETERS)
    for code in ("ED-02", "ED-04"):
        if before.verdict(code, index) is False:
            assert after.verdict(code, index) is not True
