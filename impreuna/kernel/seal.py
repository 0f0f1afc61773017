"""Sealing: what is encrypted in the database, and how it is found again.

AES-256-GCM (NIST SP 800-38D) under keys derived by HKDF (RFC 5869) from `IMPREUNA_FIELD_KEY`; a keyed
hash (HMAC-SHA-256) finds an equal value without opening any. The first key seals, all of them open, so a
key is replaced by putting a new one in front.
"""

from __future__ import annotations

import hmac
import os
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE_BYTES = 12


class Unsealable(ValueError):
    """The bytes were not sealed for this purpose under any key that is configured."""


@lru_cache(maxsize=64)
def _derive(key: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(key)


@lru_cache(maxsize=64)
def _cipher(key: bytes, purpose: str) -> AESGCM:
    return AESGCM(_derive(key, purpose))


def seal(plain: bytes, purpose: str) -> bytes:
    """`plain` encrypted for `purpose`; the same text sealed twice gives different bytes."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + _cipher(settings.FIELD_KEYS[0], purpose).encrypt(nonce, plain, purpose.encode())


def unseal(sealed: bytes, purpose: str) -> bytes:
    """What was sealed for `purpose`. Raises `Unsealable`."""
    for key in settings.FIELD_KEYS:
        try:
            return _cipher(key, purpose).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], purpose.encode())
        except InvalidTag:
            continue
    raise Unsealable(purpose)


def keyed_hash(text: str, purpose: str) -> bytes:
    """32 bytes by which an equal `text` is found. Made with the last key, which therefore never changes."""
    return hmac.new(_derive(settings.FIELD_KEYS[-1], f"hash:{purpose}"), text.encode(), sha256).digest()
