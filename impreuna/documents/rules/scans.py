"""What may be attached as a signed page: digest, size, kind of content."""

from __future__ import annotations

import re

from impreuna.kernel.result import ALLOWED, Verdict, refused

LARGEST_BYTES = 8 * 1024 * 1024
#: More than any camera of a tablet takes; a small file that unfolds into more is no photo.
MOST_PIXELS = 60_000_000
MEDIA_TYPES = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}
FOUND_BY = frozenset({"qr", "choice"})
#: Letters and digits of verification codes, without those that look alike.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ADDRESS = re.compile(rf"/verificare/([{ALPHABET}]{{{CODE_LENGTH}}})/?$")
_TYPED = re.compile(rf"[{ALPHABET}]{{{CODE_LENGTH}}}")


def may_attach(digest: str, size: int, media_type: str, page: int, pages: int, found_by: str) -> tuple[str, Verdict]:
    """The field at which a scanned page fails, and why."""
    if not _DIGEST.fullmatch(digest):
        return "digest", refused("scan_digest")
    if not 0 < size <= LARGEST_BYTES:
        return "size", refused("scan_size")
    if media_type not in MEDIA_TYPES:
        return "media_type", refused("scan_type")
    if not 1 <= page <= pages:
        return "page", refused("scan_page", pages=pages)
    return "found_by", ALLOWED if found_by in FOUND_BY else refused("unknown_code")


def code_in(address: str) -> str:
    """The verification code in the address that a QR code holds; empty when it holds something else."""
    found = _ADDRESS.search(address.strip())
    return found[1] if found else ""


def code_typed(typed: str) -> str:
    """A verification code as people type it, with or without dashes; empty when it cannot be one."""
    plain = re.sub(r"[\s-]", "", typed).upper()
    return plain if _TYPED.fullmatch(plain) else ""
