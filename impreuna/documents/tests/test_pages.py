"""Pages of documents: what one sees, sends, scans; what it costs; what is refused."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.cases.tests.walking import Walk, begin, walk_to
from impreuna.documents.models import Document, Scan
from impreuna.documents.tests.photographs import photograph
from impreuna.documents.tests.reading import text_of
from impreuna.documents.tests.test_documents import issue, picture_of
from impreuna.kernel.scope import acting_as
from impreuna.workforce.tests.cast import actor
from tests.fixtures.places import DOBA

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def walk() -> Walk:
    return walk_to("evaluated")


@pytest.fixture
def client(walk: Walk) -> Client:
    return signed_in(walk.worker)


def page(name: str, *args: Any) -> str:
    return reverse(f"documents:{name}", args=args)


def the_document(walk: Walk) -> Document:
    with acting_as(walk.worker):
        return Document.objects.get()


def upload(content: bytes, name: str = "pagina.jpg", kind: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, kind)


def test_a_document_is_seen_as_a_draft_issued_and_opened(walk: Walk, client: Client) -> None:
    entry = walk.last["WriteInitialReport"]
    listed = client.get(page("of-case", walk.case_id))
    assert "Raport de evaluare inițială" in text(listed) and "Emite" in text(listed)
    draft = client.get(page("preview", walk.case_id, entry))
    assert draft["Content-Type"] == "application/pdf" and draft["Cache-Control"] == "no-store"
    assert "CIORNĂ" in text_of(draft.content) and "Cod de verificare" not in text_of(draft.content)
    assert "nu se mai schimbă" in text(client.get(page("issue", walk.case_id, entry)))
    answer = client.post(page("issue", walk.case_id, entry))
    document = the_document(walk)
    assert answer["Location"] == page("document", document.id)
    shown = text(client.get(answer["Location"]))
    assert f"{document.number}/{document.year}" in shown and document.digest in shown
    issued = client.get(page("pdf", document.id))
    assert "CIORNĂ" not in text_of(issued.content) and "Țăran Ștefan" in text_of(issued.content)
    assert issued["X-Content-Type-Options"] == "nosniff"
    assert "Raport de evaluare inițială" in text(client.get(f"/cazuri/{walk.case_id}/"))


def test_an_addendum_needs_its_reason(walk: Walk, client: Client) -> None:
    entry = walk.last["WriteInitialReport"]
    first = issue(walk, entry)
    address = page("issue", walk.case_id, entry)
    assert "Scrieți motivul." in text(client.post(address, {"reason": " "}))
    assert client.post(address, {"reason": "A fost avizat."}).status_code == 302
    assert "A fost avizat." in text(client.get(page("document", first)))


def test_a_document_is_nothing_to_who_may_not_see_its_case(walk: Walk) -> None:
    document = issue(walk, walk.last["WriteInitialReport"])
    stranger = signed_in(actor("Dorin Străinu", "social_worker", DOBA))
    for address in (
        page("document", document),
        page("pdf", document),
        page("scan-of", document),
        page("of-case", walk.case_id),
        page("case-file", walk.case_id),
        page("preview", walk.case_id, walk.last["WriteInitialReport"]),
    ):
        assert stranger.get(address).status_code == 404, address


def test_the_whole_file_is_one_pdf_with_its_index_first(walk: Walk, client: Client) -> None:
    issue(walk, walk.last["RegisterNotice"])
    report = issue(walk, walk.last["WriteInitialReport"])
    client.post(page("scan-of", report), {"file": upload(photograph(picture_of(walk, report))), "document_id": report})
    index = text_of(client.get(page("index", walk.case_id)).content)
    assert "Opisul dosarului" in index and "Raport de evaluare inițială" in index
    whole = client.get(page("case-file", walk.case_id))
    said = text_of(whole.content)
    assert (
        said.index("Opisul dosarului")
        < said.index("Sesizare înregistrată", said.index("Total file"))
        < said.index("3. Evaluarea")
    )
    assert b"/StructTreeRoot" in whole.content


def test_a_signed_page_finds_its_document_by_its_code(walk: Walk, client: Client) -> None:
    document = issue(walk, walk.last["WriteInitialReport"])
    answer = client.post(page("scan"), {"file": upload(photograph(picture_of(walk, document)))}, follow=True)
    assert "Pagina 1 din" in text(answer)
    with acting_as(walk.worker):
        scan = Scan.objects.get()
    assert (scan.document_id, scan.found_by, scan.page) == (document, "qr", 1)
    assert client.get(page("scanned-page", scan.id))["Content-Type"] == "image/jpeg"
    again = client.post(page("scan"), {"file": upload(client.get(page("scanned-page", scan.id)).content)})
    assert again.status_code == 422 and "este deja la document" in text(again)


def test_without_a_readable_code_a_person_chooses(walk: Walk, client: Client) -> None:
    document = issue(walk, walk.last["WriteInitialReport"])
    blank = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(blank, "PNG")
    page_sent = {"file": upload(blank.getvalue(), "p.png", "image/png")}
    refused = client.post(page("scan"), page_sent)
    assert refused.status_code == 422 and "Codul QR nu se citește" in text(refused)
    page_sent = {"file": upload(blank.getvalue(), "p.png", "image/png"), "document_id": str(document), "page": "1"}
    assert client.post(page("scan"), page_sent).status_code == 302
    with acting_as(walk.worker):
        assert Scan.objects.get().found_by == "choice"


def test_pages_of_two_documents_are_sent_one_by_one(walk: Walk, client: Client) -> None:
    pictures = [picture_of(walk, issue(walk, walk.last[act])) for act in ("RegisterNotice", "WriteInitialReport")]
    both = Image.new("RGB", (pictures[0].width * 2, pictures[0].height), "white")
    for number, picture in enumerate(pictures):
        both.paste(picture, (number * picture.width, 0))
    kept = io.BytesIO()
    both.save(kept, "JPEG")
    refused = client.post(page("scan"), {"file": upload(kept.getvalue())})
    assert refused.status_code == 422 and "mai multor documente" in text(refused)


def test_the_page_of_another_document_is_told_from_the_chosen_one(walk: Walk, client: Client) -> None:
    notice, report = (issue(walk, walk.last[act]) for act in ("RegisterNotice", "WriteInitialReport"))
    refused = client.post(
        page("scan-of", notice), {"file": upload(photograph(picture_of(walk, report))), "document_id": str(notice)}
    )
    assert refused.status_code == 422 and "nu al celui ales" in text(refused)


def test_a_scanned_pdf_is_read_as_well(walk: Walk, client: Client) -> None:
    document = issue(walk, walk.last["WriteInitialReport"])
    pdf = client.get(page("pdf", document)).content
    answer = client.post(page("scan"), {"file": upload(pdf, "scan.pdf", "application/pdf")})
    assert answer["Location"] == page("document", document)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xd8\xff" + b"x" * (40 * 1024 * 1024), "8 MB"),
        (b"<html><script>alert(1)</script></html>", "fotografie (JPEG, PNG) sau un PDF"),
        (b"\xff\xd8\xff\xe0 nu e nicio poza", "nu este o fotografie sau un PDF care se poate deschide"),
        (b"%PDF-1.7 nimic", "nu este o fotografie sau un PDF care se poate deschide"),
        (b"", "gol"),
    ],
    ids=["40 MB", "html", "broken picture", "broken pdf", "empty"],
)
def test_what_is_no_page_is_refused_with_a_sentence(client: Client, content: bytes, says: str) -> None:
    refused = client.post(page("scan"), {"file": upload(content)})
    assert refused.status_code == 422 and says in text(refused)


def test_the_code_tells_a_colleague_all_and_others_almost_nothing(walk: Walk, client: Client) -> None:
    issue(walk, walk.last["WriteInitialReport"])
    document = the_document(walk)
    address = page("verify", document.verification)
    assert client.get(address)["Location"] == page("document", document.id)
    for reader in (Client(), signed_in(actor("Dorin Străinu", "social_worker", DOBA))):
        shown = reader.get(address).content.decode()
        assert "a fost emis" in shown and document.digest[:12] in shown
        assert "Țăran" not in shown and "Raport" not in shown and document.digest[:13] not in shown
    unknown = Client().get(page("verify", "222222222222"))
    assert unknown.status_code == 404 and "Nu există un document" in text(unknown)
    asked = Client().get(page("ask"), {"code": "nimic"})
    assert asked.status_code == 422 and "12 litere și cifre" in text(asked)
    assert Client().get(page("ask"), {"code": document.verification.lower()})["Location"] == address


def test_registers_are_printed_with_rows_to_fill_in() -> None:
    walk = walk_to("in_services")
    client = signed_in(walk.worker)
    assert "Listă de prezență" in text(client.get(page("registers")))
    with_contract = text_of(client.get(page("register", "cu-contract")).content)
    assert "Țăran Ștefan" in with_contract and "Registrul beneficiarilor cu contract" in with_contract
    assert "Țăran" not in text_of(client.get(page("register", "fara-contract")).content)
    assert "Semnătura" in text_of(client.get(page("register", "prezenta")).content)
    assert client.get(page("register", "altceva")).status_code == 404


@pytest.mark.parametrize(
    ("address", "most"),
    [
        (lambda walk, _document: page("of-case", walk.case_id), 14),
        (lambda walk, document: page("document", document), 16),
        (lambda walk, document: page("issue", walk.case_id, walk.last["WriteInitialReport"]), 14),
        (lambda walk, document: page("scan-of", document), 15),
        (lambda walk, _document: page("scan"), 9),
        (lambda walk, _document: page("registers"), 8),
    ],
    ids=["of-case", "document", "issue", "scan-of", "scan", "registers"],
)
def test_a_page_costs_the_same_however_much_was_issued(
    walk: Walk, client: Client, address: Callable[..., str], most: int
) -> None:
    document = issue(walk, walk.last["WriteInitialReport"])

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(walk, document)).status_code == 200
        return len(queries)

    cost()
    few = cost()
    for _time in range(4):
        issue(walk, walk.last["WriteInitialReport"], reason="Încă o completare.")
    issue(walk, walk.last["RegisterNotice"])
    assert cost() == few <= most


def test_a_reader_outside_the_team_says_why_before_she_reads_a_document() -> None:
    walk = begin()
    document = issue(walk, walk.last["RegisterNotice"])
    other = signed_in(actor("Alina Cealaltă", "social_technician", walk.worker.scope.place_id))
    answer = other.get(page("pdf", document))
    assert answer.status_code == 302 and "deschidere" in answer["Location"]
