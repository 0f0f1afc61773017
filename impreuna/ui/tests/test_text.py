import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impreuna.ui.text import clean, clean_lines, name_problem


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ion   Popescu ", "Ion Popescu"),
        ("Ştefania Ţăranu", "Ștefania Țăranu"),
        ("S\u0326tefania", "Ștefania"),
        ("Ana\tMaria\nPop", "Ana Maria Pop"),
        ("Ion\u0000 Pop\u0007", "Ion Pop"),
        ("\u202eupsiP\u202c Ana", "upsiP Ana"),
        ("Ana\u200bMaria", "AnaMaria"),
        ("Мария Иванова", "Мария Иванова"),
        ("محمد علي", "محمد علي"),
        ("李小龍", "李小龍"),
        ("", ""),
    ],
)
def test_text_is_kept_clean(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "name",
    ["Popescu", "Ștefania-Lăcrămioara", "O’Neill", "D'Angelo", "Ion I.", "Szőke Ágnes", "Мария", "محمد", "ทองดี"],
)
def test_names_of_any_script_are_names(name: str) -> None:
    assert name_problem(name) is None


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("Ana 🌸", "emoji"),
        ("❤️", "emoji"),
        ("Ion👍🏽", "emoji"),
        ("🇷🇴", "emoji"),
        ("Ion 2", "digit"),
        ("Ion٢", "digit"),
        ("Ion <b>", "sign"),
        ("a@b", "sign"),
        ("---", "no_letter"),
    ],
)
def test_what_is_not_a_name_is_told_apart(typed: str, problem: str) -> None:
    assert name_problem(clean(typed)) == problem


@given(st.text())
def test_cleaning_twice_changes_nothing(typed: str) -> None:
    assert clean(clean(typed)) == clean(typed)
    assert clean_lines(clean_lines(typed)) == clean_lines(typed)


@given(st.text())
def test_what_is_kept_is_visible_and_composed(typed: str) -> None:
    kept = clean(typed)
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in kept)
    assert not set(kept) & set("şţŞŢ")
    assert "  " not in kept and kept == kept.strip()


@given(st.text(alphabet=st.characters(whitelist_categories=["Ll", "Lu", "Lo"]), min_size=1))
def test_letters_of_every_script_are_kept(typed: str) -> None:
    cedillas = str.maketrans("şţŞŢ", "șțȘȚ")
    expected = unicodedata.normalize("NFC", typed).translate(cedillas)
    assert clean(typed) == unicodedata.normalize("NFC", expected)
    assert name_problem(clean(typed)) is None
