"""The whole file of a case, as its reader may see it: the index, then each document with its signed pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from typst import TypstError

from impreuna.cases.queries.casefile import CaseFile
from impreuna.documents.assembling import Assembly, count_pages
from impreuna.documents.queries.issued import DocumentRow, ScanRow, content_of, list_documents, list_scans
from impreuna.documents.queries.sources import source_of
from impreuna.documents.rules.index import file_index, index_paper
from impreuna.documents.scanning import Unreadable, printed_pages
from impreuna.documents.typesetting import picture_page, render


@dataclass(frozen=True, slots=True)
class Held:
    """A document that the reader may see, with its signed pages."""

    document: DocumentRow
    scans: Sequence[ScanRow]

    @property
    def title(self) -> str:
        """ "Minuta întâlnirii de echipă, nr. 12/2026"."""
        return f"{self.document.title}, nr. {self.document.number}"


def held_by(case: CaseFile) -> list[Held]:
    """What the reader's file of the case holds, in the order of its index. Two queries."""
    scans = list_scans(case.commune_id, case.id)
    rows = list_documents(case.commune_id, case.id)
    return [Held(row, [each for each in scans if each.document_id == row.id]) for row in rows]


def ids_of(held: Sequence[Held]) -> frozenset[UUID]:
    """What tells one content of a file from another: its documents and scans."""
    return frozenset(held_id for each in held for held_id in (each.document.id, *(scan.id for scan in each.scans)))


def index_of(case: CaseFile, held: Sequence[Held], at: datetime, scanned: Sequence[int] = ()) -> bytes:
    """The index; it is set twice, for the pages of what follows depend on how long it is itself. `scanned`: how many
    signed pages follow each document, one for each scan without."""
    source = source_of(case)
    counted = [(each.document, scanned[i] if scanned else len(each.scans)) for i, each in enumerate(held)]

    def made(first_page: int) -> bytes:
        body = file_index(source, counted, case.reader.name, first_page)
        return render("file_index", index_paper(source, body, at).content(), at=at)

    first = made(2)
    own = count_pages(first)
    return first if own == 1 else made(own + 1)


def begin(case: CaseFile, at: datetime) -> Assembly:
    """The file with nothing in it."""
    return Assembly(f"Dosarul cazului nr. {case.title}", at)


def gather(whole: Assembly, case: CaseFile, held: Sequence[Held], at: datetime) -> Iterator[int]:
    """Puts the file together: says after each document how many are in, and puts the index before them."""
    scanned = []
    for place, each in enumerate(held, start=1):
        if content := b"".join(content_of(each.document)):
            whole.add(each.title, content)
        scanned.append(sum(_add_scan(whole, each, scan) for scan in each.scans))
        yield place
    whole.add("Opis", index_of(case, held, at, scanned), is_first=True)


def whole_file(case: CaseFile, held: Sequence[Held], at: datetime) -> bytes:
    """The whole file at once."""
    whole = begin(case, at)
    for _place in gather(whole, case, held, at):
        pass
    return whole.bytes()


def _add_scan(whole: Assembly, of: Held, scan: ScanRow) -> int:
    """Adds a signed page; answers how many pages it is, none when its content has not come or cannot be opened."""
    title = f"{of.title}: pagina {scan.page}, semnată"
    before = whole.pages
    try:
        for picture in printed_pages(b"".join(content_of(scan))):
            whole.add(title, picture_page(picture, title))
    except (Unreadable, TypstError):
        pass
    return whole.pages - before
