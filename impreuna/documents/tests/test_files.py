"""Files: pages put together with their tags, the institution's seal, codes read from photographs."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import segno
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageEnhance
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from impreuna.documents import signing
from impreuna.documents.assembling import Assembly, assemble, count_pages
from impreuna.documents.rules.scans import ALPHABET, CODE_LENGTH, code_in, code_typed, may_attach
from impreuna.documents.scanning import Unreadable, media_type_of, printed_pages, read_codes
from impreuna.documents.tests.archive import faults_of
from impreuna.documents.tests.photographs import page_of, photograph
from impreuna.documents.tests.telling import START
from impreuna.documents.tests.test_papers import ADDRESS, FULL, made
from impreuna.documents.typesetting import picture_page

CODE = "7K3M9QXB2FVD"
TITLE = "Dosarul cazului nr. 3/2026"


def test_a_whole_file_keeps_the_pages_and_the_tags_of_its_parts() -> None:
    parts = [(act, made(FULL, act)) for act in ("WriteInitialReport", "DraftPlan", "MakeContract")]
    whole = assemble(parts, TITLE, START)
    assert count_pages(whole) == sum(count_pages(content) for _title, content in parts)
    read = PdfReader(io.BytesIO(whole))
    assert [title.title for title in read.outline] == [title for title, _content in parts]
    text = "".join(page.extract_text() for page in read.pages)
    assert "Raport de evaluare inițială" in text and "Plan de servicii" in text
    tags = read.trailer["/Root"]["/StructTreeRoot"]
    held = [page["/StructParents"] for page in read.pages]
    assert len(set(held)) == len(held) and set(held) <= {int(key) for key in tags["/ParentTree"]["/Nums"][::2]}
    assert len(tags["/K"]["/K"]) == len(parts)
    names = tags["/IDTree"]["/Names"][::2]
    assert names == sorted(set(names)), "a table's heads are found by a name of their own"


def test_a_whole_file_is_what_an_archive_keeps_and_a_screen_reader_reads(printed: Image.Image) -> None:
    (picture,) = printed_pages(photograph(printed))
    whole = Assembly(TITLE, START)
    whole.add("Raport", made(FULL, "WriteInitialReport"))
    whole.add("Raport, pagina 1", picture_page(picture, "Raport: pagina 1, „semnată” <&>"))
    whole.add("Opis", made(FULL, "DraftPlan"), is_first=True)
    assert faults_of(whole.bytes()) == []
    read = PdfReader(io.BytesIO(whole.bytes()))
    assert "Plan de servicii" in read.pages[0].extract_text()
    assert [title.title for title in read.outline] == ["Opis", "Raport", "Raport, pagina 1"]


def test_a_whole_file_of_something_else_claims_nothing() -> None:
    foreign, blank = io.BytesIO(), PdfWriter()
    blank.add_blank_page(595, 842)
    blank.write(foreign)
    whole = assemble([("a", made(FULL, "DraftPlan")), ("b", foreign.getvalue())], TITLE, START)
    assert "does not claim pdfaid:part 2" in faults_of(whole)
    assert count_pages(whole) == count_pages(made(FULL, "DraftPlan")) + 1


def test_the_checks_of_an_archive_find_what_is_wrong(printed: Image.Image) -> None:
    foreign, active = io.BytesIO(), PdfWriter(clone_from=io.BytesIO(made(FULL, "DraftPlan")))
    printed.save(foreign, "PDF")
    found = faults_of(foreign.getvalue())
    assert {"no language", "no tags", "no output intent", "not marked as tagged", "no metadata"} <= set(found), found
    acts = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    active.root_object[NameObject("/OpenAction")] = DictionaryObject(acts)
    written = io.BytesIO()
    active.write(written)
    assert "active content: /OpenAction" in faults_of(written.getvalue())


def test_a_page_is_printed_again_upright_and_small_without_where_it_was_taken() -> None:
    taken, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Aparat"
    Image.new("RGB", (4000, 3000), "white").save(taken, "JPEG", exif=exif)
    (page,) = printed_pages(taken.getvalue())
    seen = Image.open(io.BytesIO(page))
    assert seen.height == 2340 > seen.width and not seen.getexif()
    assert len(list(printed_pages(made(FULL, "DraftPlan")))) == count_pages(made(FULL, "DraftPlan"))
    with pytest.raises(Unreadable):
        list(printed_pages(b"%PDF-nu"))


def test_what_is_no_pdf_is_not_put_together() -> None:
    for content in (b"", b"%PDF-1.7 nimic", b"<html>"):
        with pytest.raises(ValueError):
            assemble([("x", content)], TITLE, START)
        with pytest.raises(ValueError):
            count_pages(content)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that nobody knows, with its key, as an installation would be given one."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "SPAS de probă")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(7).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=9))
        .add_extension(x509.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = tmp_path_factory.mktemp("seal") / "seal.p12"
    how = serialization.BestAvailableEncryption(b"parola")
    file.write_bytes(serialize_key_and_certificates(b"seal", key, made, None, how))
    return file


def judged(content: bytes, trusts: ValidationContext) -> Any:
    """What a reader says of the only signature of a PDF; in a thread of its own, for pyHanko's loop."""

    def status() -> Any:
        (signature,) = PdfFileReader(io.BytesIO(content)).embedded_signatures
        return validate_pdf_signature(signature, trusts)

    with ThreadPoolExecutor(1) as aside:
        return aside.submit(status).result()


def test_a_sealed_document_is_what_was_issued_and_says_who_sealed_it(certificate: Path) -> None:
    signer = signing.signer_of(certificate, "parola")
    assert signer is not None
    plain = made(FULL, "WriteInitialReport")
    sealed = signing.sign(plain, signer)
    assert sealed.startswith(plain + b"\n"), "the seal is added behind the document, on a line of its own"
    trusts = ValidationContext(trust_roots=[signer.signing_cert])
    status = judged(sealed, trusts)
    assert status.intact and status.valid and status.coverage.name == "ENTIRE_FILE"
    changed = sealed.replace(b"/Title", b"/Tltle", 1)
    assert not judged(changed, trusts).intact
    assert faults_of(assemble([("Raport", sealed)], TITLE, START)) == [], "the seal stays in its own file"


def test_without_a_certificate_nothing_is_sealed_and_a_wrong_one_stops() -> None:
    assert signing.seal_pdf(b"%PDF") == b"%PDF"
    with pytest.raises(ValueError):
        signing.signer_of(Path("/nu/exista.p12"), "")


@pytest.fixture(scope="module")
def printed() -> Image.Image:
    return page_of(made(FULL, "DesignateResponsible"))


@pytest.mark.parametrize(
    ("angle", "tilt", "noise"),
    [(0, 0, 0), (7, 0.12, 18), (-25, 0.05, 25), (90, 0.1, 20), (180, 0.15, 30), (268, 0.08, 25)],
)
def test_a_code_is_read_from_a_photograph(printed: Image.Image, angle: float, tilt: float, noise: int) -> None:
    assert read_codes(photograph(printed, angle=angle, tilt=tilt, noise=noise)) == {CODE}


def test_a_code_is_read_from_a_pdf_and_a_turned_camera(printed: Image.Image) -> None:
    assert read_codes(made(FULL, "DraftPlan")) == {CODE}
    turned, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    printed.save(turned, "JPEG", exif=exif)
    assert read_codes(turned.getvalue()) == {CODE}


@pytest.mark.parametrize("light", [0.25, 0.5, 1.6])
def test_a_code_is_read_in_the_dark_and_in_the_sun(printed: Image.Image, light: float) -> None:
    taken = Image.open(io.BytesIO(photograph(printed, angle=12)))
    lit = io.BytesIO()
    ImageEnhance.Brightness(taken).enhance(light).save(lit, "JPEG", quality=70)
    assert read_codes(lit.getvalue()) == {CODE}


def test_the_codes_of_two_documents_are_both_told_and_those_of_others_are_not(printed: Image.Image) -> None:
    other, together = "2" * CODE_LENGTH, Image.new("RGB", (printed.width * 2, printed.height), "white")
    together.paste(printed, (0, 0))
    for text, place in ((ADDRESS.replace(CODE, other), 300), ("https://altul.example.org/plata/12", 900)):
        drawn = io.BytesIO()
        segno.make(text, micro=False).save(drawn, "png", scale=6, border=4)
        together.paste(Image.open(drawn).convert("RGB"), (printed.width + 300, place))
    kept = io.BytesIO()
    together.save(kept, "JPEG")
    assert read_codes(kept.getvalue()) == {CODE, other}


def test_a_page_without_a_code_says_none_and_what_is_no_picture_is_unreadable() -> None:
    blank = io.BytesIO()
    Image.new("L", (400, 400), 255).save(blank, "PNG")
    assert read_codes(blank.getvalue()) == set()
    for content in (b"", b"<html>", b"\xff\xd8\xff nu", b"\x89PNG\r\n\x1a\n nu", b"%PDF-nu"):
        with pytest.raises(Unreadable):
            read_codes(content)
    vast = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(vast, "PNG")
    with pytest.raises(Unreadable):
        read_codes(vast.getvalue())


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading(content: bytes) -> None:
    for start in (b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-"):
        try:
            assert read_codes(start + content) == set()
        except Unreadable:
            assert media_type_of(start + content) in ("", "image/jpeg", "image/png", "application/pdf")


@given(st.text(alphabet=ALPHABET, min_size=CODE_LENGTH, max_size=CODE_LENGTH))
def test_a_code_is_found_in_its_address_and_as_it_is_typed(code: str) -> None:
    assert code_in(f"https://impreuna.example.org/verificare/{code}/") == code
    assert code_typed(f" {code[:4].lower()}-{code[4:8]} {code[8:]}") == code
    assert code_in(ADDRESS.replace("verificare", "altceva")) == code_in("nimic") == code_typed("O0I1") == ""


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({}, "found_by", None),
        ({"digest": "x"}, "digest", "scan_digest"),
        ({"size": 0}, "size", "scan_size"),
        ({"size": 8 * 1024 * 1024 + 1}, "size", "scan_size"),
        ({"media_type": "text/html"}, "media_type", "scan_type"),
        ({"page": 0}, "page", "scan_page"),
        ({"page": 3}, "page", "scan_page"),
        ({"found_by": "guess"}, "found_by", "unknown_code"),
    ],
)
def test_what_a_scanned_page_has_to_be(changes: dict[str, object], field: str, reason: str | None) -> None:
    import impreuna.documents.rules.reasons  # noqa: F401  the catalogue

    page: dict[str, object] = {
        "digest": sha256(b"").hexdigest(), "size": 1, "media_type": "image/png", "page": 2, "pages": 2,
        "found_by": "qr", **changes,
    }  # fmt: skip
    at, verdict = may_attach(**page)  # type: ignore[arg-type]
    assert (at, verdict.reason) == (field, reason)
