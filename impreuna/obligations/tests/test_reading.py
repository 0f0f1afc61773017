"""The list of obligations is read strictly: what is wrong is named with its line and code."""

from __future__ import annotations

import re

import pytest

from impreuna.obligations.queries.book import receivers_of
from impreuna.obligations.rules.book import Book
from impreuna.obligations.rules.judging import judge
from impreuna.obligations.rules.reading import Unreadable, parse, read
from impreuna.obligations.tests.cases import LISTS, book, case, fact, there

GOOD = LISTS.read_text(encoding="utf-8")
HEAD = """holidays_source: Codul muncii
holidays: []
escalation: {head_after_hours: 1, county_after_hours: 2, quiet_from: 20, quiet_until: 8, source: PROP, basis: P}
obligations:
"""
ENTRY = """  - code: X-1
    ro: Un termen
    en: A term
    todo: {ro: Faceți., en: Do it.}
    since: {facts: [RegisterNotice]}
    until: {steps: [{facts: [RecordInitialEvaluation]}]}
    period: {hours: 1}
    responsible: head
    severity: 2
    source: O 3.1
    basis: F
"""


def problems_of(entry: str) -> str:
    with pytest.raises(Unreadable) as refused:
        parse(HEAD + entry)
    return str(refused.value)


def test_the_entry_of_these_tests_is_good() -> None:
    assert parse(HEAD + ENTRY).obligations[0].period is not None


SINCE = "since: {facts: [RegisterNotice]}"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("    severity: 2\n", "    severity: 2\n    colour: red\n"), "colour"),
        (("facts: [RegisterNotice]", "facts: [RegisterNotise]"), "faptă necunoscută: RegisterNotise"),
        (("facts: [RecordInitialEvaluation]", "facts: [Evaluate]"), "faptă necunoscută: Evaluate"),
        (("source: O 3.1", "source: undeva"), "lipsește articolul"),
        (("    source: O 3.1\n", ""), "source"),
        (("basis: F", "basis: Z"), "basis"),
        (("severity: 2", "severity: 9"), "severity"),
        (("responsible: head", "responsible: vecinul"), "responsible"),
        (("{hours: 1}", "{hours: 1, days: 2}"), "o singură unitate"),
        (("{hours: 1}", "{basis: P}"), "o singură unitate"),
        (("{hours: 1}", "{hours: -1}"), "o singură unitate"),
        (("    period: {hours: 1}\n", ""), "are since, until și period"),
        (("todo: {ro: Faceți., en: Do it.}", "todo: {ro: Faceți, en: Do it.}"), "o singură propoziție"),
        (("todo: {ro: Faceți., en: Do it.}", "todo: {ro: Faceți. Scrieți., en: Do it.}"), "o singură propoziție"),
        (("ro: Un termen", "ro: Evaluaţia"), "sedilă"),
        ((SINCE, "since: {facts: [RegisterNotice], which: last}"), "said_last"),
        ((SINCE, "since: {facts: [RegisterNotice], per: items}"), "DraftPlan"),
        (
            (SINCE, "since: {facts: [RegisterNotice], when: {DecideCase.x: 1}}"),
            "nu se caută",
        ),
        (
            (SINCE, "since: {facts: [RegisterNotice], when: {x: {like: 1}}}"),
            "has sau given",
        ),
        (("    period: {hours: 1}\n", "    period: {hours: 1}\n    lasts: {months: 2}\n"), "lasts"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_code(change: tuple[str, str], said: str) -> None:
    changed = ENTRY.replace(*change)
    assert changed != ENTRY
    told = problems_of(changed)
    assert said in told and re.match(r"obligations\.yaml:5: X-1: ", told), told


def test_the_line_is_that_of_the_entry() -> None:
    assert "obligations.yaml:16: X-2: " in problems_of(ENTRY + ENTRY.replace("X-1", "X-2").replace("O 3.1", "nimic"))


def test_a_code_stands_once() -> None:
    assert "codul apare de două ori" in problems_of(ENTRY + ENTRY)


@pytest.mark.parametrize("text", ["", "[]", "obligations: {}", "a: [", HEAD + ENTRY + "else: 1\n"])
def test_a_file_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        parse(text)


def test_the_installed_list_is_good_and_speaks_of_every_standard() -> None:
    codes = {one.code for one in read(LISTS).obligations}
    for standard in (
        "1.1",
        "3.1",
        "3.6",
        "3.9",
        "3.11",
        "4.5",
        "4.8",
        "5.5",
        "6.1",
        "6.6",
        "7.1a",
        "7.8",
        "8.1",
        "8.3",
    ):
        assert f"SMO-{standard}" in codes
    assert len(codes) == len(read(LISTS).obligations) == 58


def test_what_the_order_says_of_children_is_a_proposal_for_others() -> None:
    entries = book().entries
    assert entries["SMO-3.1"].basis_for("child") == "F" and entries["SMO-3.1"].basis_for("adult") == "P"
    assert entries["SMO-3.9"].basis_for("child") == "P"  # the law gives no figure
    assert entries["L292-44"].basis_for("adult") == "F"


@pytest.mark.parametrize(
    ("kind", "receivers"),
    [("WriteDetailedReport", ("team", "family")), ("DraftPlan", ("team", "family")), ("CheckService", ())],
)
def test_to_whom_the_list_sends_an_entry(kind, receivers):
    assert receivers_of(kind) == receivers


@pytest.mark.parametrize(("at", "raised"), [("2026-11-30 23:59:59", 0), ("2026-12-01 00:00:00", 1)])
def test_an_entry_raises_nothing_by_what_was_done_before_its_first_day(at, raised):
    dated = parse(HEAD + ENTRY + "    in_force: 2026-12-01\n")
    told = judge(case(fact("RegisterNotice", there(at))), Book.of(dated), {})
    assert len(told) == raised
