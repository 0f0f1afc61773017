"""The file's index, opis: what a case file holds, in order, with numbers, days and pages (O (I)2.1–2.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from impreuna.documents.rules import words
from impreuna.documents.rules.evaluations import Rows
from impreuna.documents.rules.kinds import PROPOSED
from impreuna.documents.rules.paper import Endorsement, Head, Paper
from impreuna.documents.rules.source import Source


class Issued(Protocol):
    """An issued document, as far as the index tells of it."""

    @property
    def title(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def frozen_at(self) -> datetime: ...
    @property
    def author(self) -> str: ...
    @property
    def pages(self) -> int: ...
    @property
    def version(self) -> int: ...


@dataclass(frozen=True, slots=True)
class FileIndex:
    """Opisul dosarului: rows of place, title, number, day, author, pages from–to."""

    subject: str
    responsible: str
    reader: str
    rows: Rows
    total: str


def file_index(source: Source, documents: Sequence[tuple[Issued, int]], reader: str, first_page: int) -> FileIndex:
    """DOC-34, of documents with how many scanned pages each has. `first_page`: after the index itself."""
    rows, page = [], first_page
    for place, (each, scans) in enumerate(documents, start=1):
        last = page + each.pages + scans - 1
        title = f"{each.title} (completare)" if each.version > 1 else each.title
        pages = f"{page}–{last}" if last > page else str(page)
        rows.append((str(place), title, each.number, words.day(each.frozen_at), each.author, pages))
        page = last + 1
    return FileIndex(
        subject=source.case.label,
        responsible=source.holder("responsible"),
        reader=reader,
        rows=rows,
        total=str(sum(each.pages + scans for each, scans in documents)),
    )


def index_paper(source: Source, body: FileIndex, at: datetime) -> Paper:
    """The index as its reader may see it, at a moment: it is not issued."""
    return free_paper("DOC-34", "Opisul dosarului", "Ordinul nr. 288/2006, anexă, indicatorii (I)2.1–(I)2.2", body,
                      head_of(source, at))  # fmt: skip


def head_of(source: Source, at: datetime) -> Head:
    """The head of a paper without a number of its own."""
    return Head(
        source.institution, source.county, source.commune, "", words.day(at), source.case_number,
        is_restricted=source.case.is_restricted,
    )  # fmt: skip


def free_paper(code: str, title: str, basis: str, body: object, head: Head, *, is_wide: bool = False) -> Paper:
    """A paper that no entry prints: without author, endorsement, sending list or code."""
    return Paper(
        code=code, title=title, basis=basis, mark=PROPOSED, head=head, author=None, needs_endorsement=False,
        endorsement=Endorsement(), has_sending_list=False, sent=(), is_wide=is_wide, is_draft=False, verification="",
        address="", body=body,
    )  # fmt: skip
