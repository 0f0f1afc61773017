"""Pictures and signatures: what may be attached, of which form and size, and who has to have agreed."""

from __future__ import annotations

import re

from impreuna.kernel.result import ALLOWED, Verdict, _, refused

#: What is attached.
KINDS: dict[str, str] = {"photo": _("fotografie"), "signature": _("semnătură")}

#: Forms of pictures that every browser shows, with the ending of their files.
MEDIA_TYPES: dict[str, str] = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}
LARGEST_BYTES = 8 * 1024 * 1024
TEXT_LIMIT = 300

_DIGEST = re.compile(r"[0-9a-f]{64}")


def check_digest(digest: str) -> Verdict:
    """Whether it is a SHA-256 in hexadecimal digits."""
    return ALLOWED if _DIGEST.fullmatch(digest) else refused("digest_form")


def may_attach(what: str, digest: str, size: int, media_type: str, consent: str) -> tuple[str, Verdict]:
    """The field at which an attachment fails, and why. `consent` names who agreed, or who signed (GDPR art. 9)."""
    if what not in KINDS:
        return "what", refused("unknown_code")
    if not (verdict := check_digest(digest)):
        return "digest", verdict
    if media_type not in MEDIA_TYPES:
        return "media_type", refused("picture_form")
    if not 0 < size <= LARGEST_BYTES:
        return "size", refused("picture_too_big", limit=LARGEST_BYTES // (1024 * 1024))
    if not consent:
        return "consent", refused("photo_needs_consent" if what == "photo" else "signature_needs_name")
    return "", ALLOWED


def is_place(latitude: float | None, longitude: float | None) -> bool:
    """Whether the two are a place on the earth, or both missing."""
    if latitude is None or longitude is None:
        return latitude is longitude
    return -90 <= latitude <= 90 and -180 <= longitude <= 180
