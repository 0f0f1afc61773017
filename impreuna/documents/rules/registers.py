"""Registers of beneficiaries with and without contract, and the attendance list (Legea 292/2011 art. 45(2))."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from impreuna.documents.rules import words
from impreuna.documents.rules.evaluations import Rows

#: Which register → title; the empty one is filled in by hand.
REGISTERS = {
    "cu-contract": "Registrul beneficiarilor cu contract",
    "fara-contract": "Registrul beneficiarilor fără contract",
    "prezenta": "Listă de prezență",
}
BASIS = "Legea nr. 292/2011, art. 45 alin. (2)"
#: Which register → the `contract_kind` of its entries; the attendance list has none.
KINDS = {"cu-contract": "contract", "fara-contract": "register"}
#: Rows to fill in: one page of an attendance list.
BLANK = {"cu-contract": 5, "fara-contract": 5, "prezenta": 18}


@dataclass(frozen=True, slots=True)
class Beneficiary:
    """A line of a register: the day (ISO), whom, the case, the contract's number, its period (ISO)."""

    day: str
    person: str
    case: str
    number: str
    starts_on: str
    ends_on: str


@dataclass(frozen=True, slots=True)
class Register:
    """DOC-24: number, day, person or anonymous, service, quantity, signature."""

    which: str
    rows: Rows
    blank: int


def register(which: str, beneficiaries: Iterable[Beneficiary]) -> Register:
    """A register of what the reader may see."""
    rows = [
        (str(place), words.day(each.day), each.person, each.case, each.number,
         words.span(each.starts_on, each.ends_on), "")
        for place, each in enumerate(beneficiaries, start=1)
    ]  # fmt: skip
    return Register(which, rows, BLANK[which])
