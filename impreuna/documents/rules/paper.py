"""A document's data: the frame that all share, and its own part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from impreuna.cases.rules.acts import ACTS
from impreuna.cases.rules.lists import ENDORSEMENTS, RECEIVERS
from impreuna.documents.rules import words
from impreuna.documents.rules.kinds import Kind
from impreuna.documents.rules.source import Entry, Source, coded, function_of, text, texts


@dataclass(frozen=True, slots=True)
class Head:
    """Who gives the document, its number in the register, and the case."""

    institution: str
    county: str
    commune: str
    number: str
    date: str
    case: str
    addendum: str = ""
    is_restricted: bool = False


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who wrote it, as what."""

    name: str
    function: str


@dataclass(frozen=True, slots=True)
class Endorsement:
    """Avizul șefului ierarhic (O 3.6, 4.4, 4.8, 6.4); all empty while there is none."""

    decision: str = ""
    name: str = ""
    date: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """To whom the document went, when and how."""

    to: str
    when: str
    how: str


@dataclass(frozen=True, slots=True)
class Paper:
    """All that a document shows; `body` is its own part. `verification` and `address` lead to its digital page."""

    code: str
    title: str
    basis: str
    mark: str
    head: Head
    author: Signatory | None
    needs_endorsement: bool
    endorsement: Endorsement
    has_sending_list: bool
    sent: Sequence[Sent]
    is_wide: bool
    is_draft: bool
    verification: str
    address: str
    body: Any

    def content(self) -> dict[str, Any]:
        """The data as JSON takes them."""
        return asdict(self)


def paper_of(kind: Kind, source: Source, entry: Entry) -> Paper:
    """The document that an entry prints, as a draft."""
    source = source.within(entry.area)
    entry = source.find(entry.id) or entry  # with what stands around it: a meeting's people, its place
    number, body = source.numbers.get(entry.id), kind.make(source, entry)
    is_approved = ACTS[entry.kind].needs_endorsement
    return Paper(
        code=kind.code,
        title=getattr(body, "title", "") or kind.title,
        basis=kind.basis,
        mark=kind.mark,
        head=Head(
            source.institution,
            source.county,
            source.commune,
            str(number.number) if number else "",
            words.day(number.registered_at if number else entry.stated_at),
            source.case_number,
            is_restricted=source.case.is_restricted,
        ),
        author=None if kind.is_signed_within else Signatory(entry.author, function_of(entry)),
        needs_endorsement=is_approved,
        endorsement=_endorsement(source, entry) if is_approved else Endorsement(),
        has_sending_list=kind.is_sent,
        sent=list(_sendings(source, entry)),
        is_wide=kind.is_wide,
        is_draft=True,
        verification="",
        address="",
        body=body,
    )


def issued(paper: Paper, number: int, at: datetime, verification: str, address: str, addendum: str = "") -> Paper:
    """The document as it is issued: with its number, of the day, and its code. `addendum` says what it adds to."""
    head = replace(paper.head, number=str(number), date=words.day(at), addendum=addendum)
    return replace(paper, head=head, is_draft=False, verification=grouped(verification), address=address)


def grouped(verification: str) -> str:
    """A verification code in groups of four, as people read it aloud."""
    return "-".join(verification[i : i + 4] for i in range(0, len(verification), 4))


def _endorsement(source: Source, entry: Entry) -> Endorsement:
    """The last word of the head on it."""
    given = list(source.about(entry.id, "EndorseEntry"))
    if not given:
        return Endorsement()
    by, decision = f"{given[-1].author}, {function_of(given[-1])}", coded(ENDORSEMENTS, text(given[-1], "decision"))
    return Endorsement(decision, by, words.day(given[-1].stated_at), text(given[-1], "note"))


def _sendings(source: Source, entry: Entry) -> Sequence[Sent]:
    return [
        Sent(
            words.listed(coded(RECEIVERS, to) for to in texts(sent, "to")), words.day(sent.stated_at), text(sent, "how")
        )
        for sent in source.about(entry.id, "SendEntry")
    ]
