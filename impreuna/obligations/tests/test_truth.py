"""The truth table of obligations (`truth.yaml`): each as the article has it, in every state, for child and adult."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from impreuna.obligations.rules.dossier import Dossier, Fact
from impreuna.obligations.rules.judging import Judged
from impreuna.obligations.tests.cases import book, case, fact, of, there

TABLE: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "truth.yaml").read_text(encoding="utf-8"))
BEFORE, BEGIN = there("2026-03-01 09:00"), there("2026-03-02 10:00")
MOMENT = timedelta(minutes=30)
SECOND = timedelta(seconds=1)
PLAN: list[dict[str, Any]] = [
    {"DraftPlan": {"items": [{"id": "a", "starts_on": "2026-03-02", "ends_on": "2027-12-31"}], "at": BEFORE}},
    {"EndorseEntry": {"about": "DraftPlan", "decision": "endorsed"}},
]
STOPS: dict[str, tuple[str, dict[str, str]]] = {
    "closed": ("CloseCase", {}),
    "transferred": ("TransferCase", {}),
    "not_confirmed": ("DecideCase", {"decision": "not_confirmed"}),
    "suspended": ("SuspendCase", {}),
    "services_ended": ("StartPostMonitoring", {}),
}


@dataclass(frozen=True)
class Row:
    """One line of the table: what happened, and what is said of the obligation at a moment."""

    code: str
    name: str
    dossier: Dossier
    now: datetime
    #: None: it is not raised at all.
    state: str | None

    def __str__(self) -> str:
        return f"{self.code}: {self.name}"


def facts_of(listed: list[dict[str, Any]], at: datetime, sign: str = "") -> list[Fact]:
    """The facts of a line; unless it says otherwise, at that moment. `sign` tells facts of the same kind apart."""
    made, own = [], {kind for one in listed for kind in one}
    for one in listed:
        ((kind, said),) = one.items()
        said = dict(said)
        when, about = said.pop("at", at), said.pop("about", "")
        made.append(fact(kind, when, kind + sign, about + sign if about in own else about, **said))
    return made


def rows() -> Iterator[Row]:
    for code, line in TABLE.items():
        yield from rows_of(code, line)


def rows_of(code: str, line: dict[str, Any]) -> Iterator[Row]:
    raising = PLAN if line.get("plan") else line["raise"]
    raised, due = facts_of(raising, BEGIN), there(str(line["due"]))
    risk = line.get("risk", 0)

    def row(name: str, more: list[Fact], now: datetime, state: str | None, subject: str = "child") -> Row:
        return Row(code, name, case(*raised, *more, registered=registered, subject=subject, risk=risk), now, state)

    # What begins with the notice begins when it is registered; everything else later than that.
    registered = BEGIN if "RegisterNotice" in raising[0] else BEFORE
    yield row("just raised", [], BEGIN + SECOND, "pending")
    yield row("three quarters of its time are over", [], BEGIN + (due - BEGIN) * 0.75, "close")
    yield row("in its last second", [], due, "close")
    yield row("a second after", [], due + SECOND, "late")
    yield row("years after", [], due + timedelta(days=900), "late")
    yield row("met at once", facts_of(line["prove"], BEGIN + SECOND), BEGIN + MOMENT, "met")
    yield row("met in the last second", facts_of(line["prove"], due), due + MOMENT, "met")
    yield row("met a second late", facts_of(line["prove"], due + SECOND), due + MOMENT, "met_late")
    for number, other in enumerate(line.get("also", ())):
        yield row(f"met in another way ({number})", facts_of(other, due), due + MOMENT, "met")
    for number, wrong in enumerate(line["not_proved"]):
        yield row(f"not met by this ({number})", facts_of(wrong, BEGIN + SECOND, "2"), due + MOMENT, "late")
    for subject in ("adult", "elderly"):
        yield row(f"of an {subject} person", [], due + SECOND, "late" if line["adult"] == "same" else None, subject)
    for number, other in enumerate(line["not_raised"]):
        registered_before = Row(code, f"not raised by this ({number})", case(
            *facts_of(other, BEGIN), registered=BEFORE, risk=risk), due + MOMENT, None)  # fmt: skip
        yield registered_before
    yield from stops_of(code, line, raised, registered, due)


def stops_of(code: str, line: dict[str, Any], raised: list[Fact], registered: datetime, due: datetime) -> Iterator[Row]:
    kinds = {kind for one in [*line.get("raise", ()), *line["prove"]] for kind in one}
    for name, (kind, said) in STOPS.items():
        if kind in kinds:
            continue
        for when, ended in ((BEGIN + SECOND * 60, "ended"), (due + SECOND, "ended_late")):
            lapsed = case(*raised, fact(kind, when, "stop", **said), registered=registered, risk=line.get("risk", 0))
            state = ended if name in line["lapses"] else "late"
            yield Row(code, f"{name}, {ended}", lapsed, due + MOMENT, state)


ROWS = list(rows())


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_truth(row: Row) -> None:
    found = first(of(row.code, row.dossier, row.now))
    assert (found.state(row.now) if found else None) == row.state


@pytest.mark.parametrize("code", TABLE)
def test_it_is_due_when_the_article_says(code: str) -> None:
    line = TABLE[code]
    raising = PLAN if line.get("plan") else line["raise"]
    registered = BEGIN if "RegisterNotice" in raising[0] else BEFORE
    found = first(of(code, case(*facts_of(raising, BEGIN), registered=registered, risk=line.get("risk", 0))))
    assert found is not None
    assert found.due_at == there(str(line["due"])) and found.since == BEGIN


@pytest.mark.parametrize("code", TABLE)
def test_a_waived_one_is_not_due(code: str) -> None:
    line = TABLE[code]
    raised = facts_of(PLAN if line.get("plan") else line["raise"], BEGIN)
    risk = line.get("risk", 0)
    before = first(of(code, case(*raised, risk=risk)))
    assert before is not None
    waiver = fact("WaiveObligation", BEGIN + MOMENT, code=code, key=before.key, reason="Familia a plecat.")
    found = first(of(code, case(*raised, waiver, risk=risk)))
    assert found is not None and found.waived == "Familia a plecat." and not found.is_open
    assert found.state(before.due_at + MOMENT) == "waived"
    other = fact("WaiveObligation", BEGIN + MOMENT, code=code, key="alta", reason="Familia a plecat.")
    kept = first(of(code, case(*raised, other, risk=risk)))
    assert kept is not None and kept.is_open


def first(found: list[Judged]) -> Judged | None:
    """The one that the line is about; a turn that was met has a next one."""
    return min(found, key=lambda one: one.since, default=None)


def test_the_table_speaks_of_every_obligation_with_a_clock() -> None:
    assert set(TABLE) == {rule.entry.code for rule in book().rules}


def test_the_table_is_long_enough_to_be_trusted() -> None:
    assert len(ROWS) + 2 * len(TABLE) >= 250
