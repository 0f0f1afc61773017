"""Sealing and finding without opening."""

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from impreuna.kernel.seal import Unsealable, keyed_hash, seal, unseal

OLD, NEW = b"o" * 32, b"n" * 32


@given(st.binary(max_size=200))
def test_what_is_sealed_opens_for_its_purpose_only(plain: bytes) -> None:
    sealed = seal(plain, "cnp")
    assert unseal(sealed, "cnp") == plain
    assert seal(plain, "cnp") != sealed
    with pytest.raises(Unsealable):
        unseal(sealed, "journal payload")


def test_a_changed_byte_is_noticed() -> None:
    sealed = bytearray(seal(b"1850101990011", "cnp"))
    sealed[-1] ^= 1
    with pytest.raises(Unsealable):
        unseal(bytes(sealed), "cnp")


def test_a_key_is_replaced_by_putting_a_new_one_in_front() -> None:
    with override_settings(FIELD_KEYS=(OLD,)):
        sealed, found_by = seal(b"text", "cnp"), keyed_hash("text", "cnp")
    with override_settings(FIELD_KEYS=(NEW, OLD)):
        assert unseal(sealed, "cnp") == b"text"
        assert keyed_hash("text", "cnp") == found_by
        resealed = seal(b"text", "cnp")
    with override_settings(FIELD_KEYS=(NEW,)):
        assert unseal(resealed, "cnp") == b"text"
