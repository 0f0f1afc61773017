"""Text as people type it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impreuna.kernel.text import clean, clean_lines, fold


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ştefan   Ţăran ", "Ștefan Țăran"),
        ("Ma\u0301rton", "Márton"),
        ("Ana\u202eMaria", "AnaMaria"),
        ("Ana\u200bMaria", "AnaMaria"),
        ("Ana\u00a0Maria", "Ana Maria"),
        ("Ana\tMaria\n", "Ana Maria"),
        ("", ""),
        ("علي", "علي"),
    ],
)
def test_clean(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("shown", "folded"),
    [
        ("Țăranu-Ștefănescu  Ioana", "taranu stefanescu ioana"),
        ("ŞTEFAN", "stefan"),
        ("Kovács Béla", "kovacs bela"),
        ("Őze Árpád", "oze arpad"),
        ("Łucja Đurić", "lucja duric"),
        ("O'Brien", "o brien"),
        ("Strada 1 Decembrie, nr. 12A", "strada 1 decembrie nr 12a"),
        ("Λάμδα", "λαμδα"),
    ],
)
def test_fold(shown: str, folded: str) -> None:
    assert fold(shown) == folded


@given(st.text(max_size=60))
def test_clean_is_settled_and_shows_only_what_is_visible(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not any(unicodedata.category(sign) in ("Cc", "Cf") for sign in cleaned)
    assert cleaned == cleaned.strip()


@given(st.text(max_size=60))
def test_fold_forgets_case_and_spelling(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(clean(text)) == fold(clean(clean(text)))


@given(st.text(alphabet="aăâbdșştţțAĂ ", max_size=30))
def test_fold_forgives_romanian_letters(text: str) -> None:
    plain = text.lower().translate(str.maketrans("ăâșştţț", "aassttt"))
    assert fold(text) == " ".join(plain.split())


def test_lines_are_kept() -> None:
    assert clean_lines("unu \r\n\r\n\r\n\r\n doi\u202e\r\n") == "unu\n\ndoi"
