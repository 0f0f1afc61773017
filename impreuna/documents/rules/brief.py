"""What the family keeps of its plan and of its contract: what is done, by whom, when, whom to call, in everyday words.

Propunere: O 6.4 asks that the plan be made known by fitting means, Legea 292/2011 art. 36^1 that people understand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from impreuna.cases.rules.acts import FUNCTIONS
from impreuna.cases.rules.frequencies import FREQUENCIES
from impreuna.documents.rules import words
from impreuna.documents.rules.source import Entry, Source, coded, function_of, parts, text

_FROM_YOU = (
    "Să luați parte la ce am stabilit împreună.",
    "Să ne spuneți adevărul, și ce merge, și ce nu merge.",
    "Să ne anunțați când se schimbă ceva: unde locuiți, cu cine, veniturile, sănătatea, școala.",
)


@dataclass(frozen=True, slots=True)
class Brief:
    """A page in everyday words: questions with their answers, and whom to call."""

    title: str
    before: str
    parts: Sequence[tuple[str, Sequence[str]]]
    name: str
    function: str


def plan_brief(source: Source, entry: Entry) -> Brief:
    """Of a plan."""
    starts, ends = words.day(text(entry, "starts_on")), words.day(text(entry, "ends_on"))
    period = f", între {starts} și {ends}" if starts and ends else ""
    return _brief(
        source,
        entry,
        f"Planul arată ce facem împreună{period}.",
        (
            ("Ce vrem să se schimbe", [_first(str(each.get("text", ""))) for each in parts(entry, "objectives")]),
            ("Ce facem, cine se ocupă și când", [_service(source, item) for item in parts(entry, "items")]),
            ("Ce vă rugăm", _FROM_YOU),
            (
                "Ce puteți cere",
                (
                    "Să vă explicăm orice nu este clar, de câte ori este nevoie.",
                    "Să schimbăm planul, când nu vi se mai potrivește.",
                    "O copie a planului: este a dumneavoastră.",
                ),
            ),
        ),
    )


def contract_brief(source: Source, entry: Entry, plan: Entry | None) -> Brief:
    """Of a contract upon a plan."""
    period = words.span(text(entry, "starts_on"), text(entry, "ends_on"))
    return _brief(
        source,
        entry,
        "Contractul spune ce primiți, cât timp și ce ne datorăm unii altora.",
        (
            ("Ce primiți", [_service(source, item) for item in parts(plan, "items")]),
            ("Cât timp", [period] if period else []),
            ("Cât plătiți", _paid(text(entry, "contribution"))),
            (
                "Ce facem noi",
                (
                    "Vă dăm serviciile din plan, fără să le întrerupem.",
                    "Ținem pentru noi ce ne spuneți; îl spunem altora numai cu acordul dumneavoastră scris, sau când"
                    " legea ori o viață în pericol ne obligă.",
                    "Vedem din timp în timp, împreună, dacă ajutorul se potrivește.",
                ),
            ),
            ("Ce vă rugăm", _FROM_YOU),
            (
                "Dacă ceva nu este bine",
                (
                    "Spuneți-ne sau scrieți-ne o reclamație: răspundem în cel mult 10 zile.",
                    "Puteți cere în scris ca acest contract să înceteze.",
                ),
            ),
        ),
    )


def _brief(source: Source, entry: Entry, before: str, said: Sequence[tuple[str, Sequence[str]]]) -> Brief:
    responsible = source.holder("responsible")
    return Brief(
        title="Pe scurt, pentru familie"
        if source.case.subject in ("child", "family")
        else "Pe scurt, pentru dumneavoastră",
        before=before,
        parts=[(question, [each for each in answers if each]) for question, answers in said],
        name=responsible or entry.author,
        function=words.upper_first(FUNCTIONS["responsible"] if responsible else function_of(entry)),
    )


def _service(source: Source, item: Mapping[str, Any]) -> str:
    """ "Consiliere școlară: săptămânal, 20 noiembrie 2026 – 1 iunie 2027. Se ocupă Ana Țuțu, Școala." """
    code = str(item.get("service", ""))
    title = str(item.get("title") or source.codes.get(code, code))
    often = coded(FREQUENCIES, str(item.get("frequency", "")))
    when = words.listed([often, words.span(item.get("starts_on"), item.get("ends_on"))])
    outside = item.get("provider") if item.get("provider_kind") == "outside" else ""
    who = words.listed([item.get("responsible") or source.name(item.get("responsible_id")), outside])
    return (
        ". ".join(each for each in (f"{title}: {when}" if when else title, f"Se ocupă {who}" if who else "") if each)
        + "."
    )


def _paid(contribution: str) -> Sequence[str]:
    """What somebody pays; nothing said: a line to fill in."""
    try:
        is_free = Decimal(contribution) == 0
    except ArithmeticError:
        return []
    return ["Nimic."] if is_free else [f"{words.money(contribution)}, contribuția dumneavoastră."]


def _first(said: str) -> str:
    """The first paragraph."""
    return said.strip().partition("\n")[0]
