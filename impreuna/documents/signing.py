"""The institution's electronic seal on issued documents, when the installation has a certificate (pyHanko, PAdES).

Without one nothing is sealed: a signature on paper or in the account counts, and the digest proves the bytes.
"""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

_FIELD = "Sigiliu"


def seal_pdf(content: bytes) -> bytes:
    """The PDF with the institution's seal; as it is when the installation has no certificate."""
    if settings.DOCUMENTS_CERTIFICATE is None:
        return content
    return sign(content, signer_of(settings.DOCUMENTS_CERTIFICATE, settings.DOCUMENTS_CERTIFICATE_PASSWORD))


def sign(content: bytes, signer: signers.Signer, *, reason: str = "Document emis") -> bytes:
    """The PDF with an invisible signature of `signer`, added behind it: what was there stays byte by byte."""
    how = signers.PdfSignatureMetadata(field_name=_FIELD, reason=reason, subfilter=SigSeedSubFilter.PADES)

    def made() -> bytes:
        # The first object that is added stands on a line of its own (ISO 19005-2, 6.1.9).
        opened = IncrementalPdfFileWriter(io.BytesIO(content if content.endswith(b"\n") else content + b"\n"))
        signed: bytes = signers.sign_pdf(opened, how, signer=signer).getvalue()
        return signed

    # pyHanko runs a loop of its own, which a thread that already has one refuses.
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(made).result()


@lru_cache(1)
def signer_of(certificate: Path, password: str) -> signers.SimpleSigner:
    """The signer of a PKCS#12 file. Raises `ValueError` for a file or a password that does not open."""
    signer = signers.SimpleSigner.load_pkcs12(certificate, passphrase=password.encode() or None)
    if signer is None:
        raise ValueError("IMPREUNA_SIGNATURE_FILE or IMPREUNA_SIGNATURE_PASSWORD does not open")
    return signer
