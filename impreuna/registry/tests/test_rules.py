"""The registry's pure rules: identity numbers, names, births, likeness."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impreuna.kernel.identity import new_id
from impreuna.kernel.result import Rejected
from impreuna.registry.rules import names, persons
from impreuna.registry.rules.cnp import WrongCnp, make_synthetic_cnp, mask_cnp, read_cnp
from impreuna.registry.rules.intake import NewPerson, check_person
from impreuna.registry.rules.likeness import Likened, liken

TODAY = date(2026, 11, 22)
births = st.dates(date(1907, 1, 1), date(2026, 11, 22))
first_names = st.sampled_from(["Ion", "Nelu", "Maria", "Mărioara", "Ștefan", "István", "Ana-Maria"])
last_names = st.sampled_from(["Pop", "Țăran", "Kovács", "Lăcătuș", "Popa"])


@given(birth=births, sex=st.sampled_from("FM"), serial=st.integers(0, 999))
def test_a_synthetic_cnp_says_birth_and_sex_and_belongs_to_nobody(birth: date, sex: str, serial: int) -> None:
    number = make_synthetic_cnp(birth, sex, serial)
    facts = read_cnp(number, TODAY, is_synthetic_allowed=True)
    assert (facts.sex, facts.birth_date, facts.number) == (sex, birth, number)
    with pytest.raises(WrongCnp) as refusal:
        read_cnp(number, TODAY)
    assert refusal.value.reason == "cnp_county"


@given(birth=births, serial=st.integers(0, 999), position=st.integers(0, 12), digit=st.integers(0, 9))
def test_one_wrong_digit_is_noticed_nearly_always(birth: date, serial: int, position: int, digit: int) -> None:
    number = make_synthetic_cnp(birth, "F", serial)
    wrong = number[:position] + str(digit) + number[position + 1 :]
    if wrong == number:
        return
    try:
        read_cnp(wrong, TODAY, is_synthetic_allowed=True)
    except WrongCnp:
        return
    # The official check digit maps the remainders 10 and 1 to the same digit; only such a pair slips through.
    assert number[-1] == "1"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("185010199001", "cnp_length"),
        ("18501019900111", "cnp_length"),
        ("18501o1990011", "cnp_digits"),
        ("", "cnp_digits"),
        ("1850230990019", "cnp_date"),
        ("0850101990014", "cnp_date"),
        ("1630615123458", "cnp_check"),
        (make_synthetic_cnp(date(2099, 12, 31), "M", 1), "cnp_future"),
    ],
)
def test_what_is_wrong_with_a_cnp_is_said(typed: str, reason: str) -> None:
    with pytest.raises(WrongCnp) as refusal:
        read_cnp(typed, TODAY, is_synthetic_allowed=True)
    assert refusal.value.reason == reason


def test_a_cnp_is_masked_in_lists() -> None:
    assert mask_cnp("6150501990012") == "6150501••••••"
    assert mask_cnp("") == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Țăran", "Nelu"), ("ȚARAN", "Ioan")),
        (("Țăran", "Ion"), ("Ion", "Țaran")),
        (("Kovács", "István"), ("Kovacs", "Ștefan")),
        (("Pop", "Ghiță"), ("POP", "Gheorghe")),
        (("Pop", "Lenuța"), ("Pop", "Elena")),
    ],
)
def test_writings_of_one_name_share_a_key(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert names.name_key(*one) == names.name_key(*other)


@given(last_names, first_names)
def test_search_finds_each_beginning_of_each_word(last_name: str, first_name: str) -> None:
    searched = names.search_text(last_name, first_name)
    for word in names.search_words(f"{first_name} {last_name}"):
        for length in range(1, len(word) + 1):
            assert f" {word[:length]}" in searched


@pytest.mark.parametrize(
    ("birth", "year", "reason"),
    [
        (None, None, "birth_missing"),
        (date(2026, 11, 23), None, "birth_future"),
        (None, 2027, "birth_future"),
        (date(1899, 12, 31), None, "birth_too_old"),
        (None, 1905, "birth_too_old"),
        (TODAY, None, None),
        (None, 1906, None),
    ],
)
def test_birth(birth: date | None, year: int | None, reason: str | None) -> None:
    assert persons.check_birth(birth, year, TODAY).reason == reason


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "missing"),
        ("Ana-Maria", None),
        ("D'Almeida", None),
        ("Ion 2", "name_signs"),
        ("Ana 😀", "name_signs"),
        ("-", "name_signs"),
        ("علي", None),
        ("x" * 101, "name_too_long"),
        ("<script>", "name_signs"),
    ],
)
def test_name(name: str, reason: str | None) -> None:
    verdict = persons.check_name(name, "last_name_missing")
    assert verdict.reason == ("last_name_missing" if reason == "missing" else reason)


@pytest.mark.parametrize(
    ("day", "birth", "year", "death", "age"),
    [
        (TODAY, date(2015, 11, 22), None, None, 11),
        (TODAY, date(2015, 11, 23), None, None, 10),
        (TODAY, None, 1980, None, 46),
        (TODAY, date(1950, 1, 1), None, date(2020, 12, 31), 70),
        (TODAY, None, None, None, None),
    ],
)
def test_age(day: date, birth: date | None, year: int | None, death: date | None, age: int | None) -> None:
    assert persons.age_on(day, birth, year, death) == age


people = st.builds(
    Likened,
    last_name=last_names,
    first_name=first_names,
    birth_date=st.one_of(st.none(), st.sampled_from([date(1980, 3, 4), date(1980, 4, 3), date(1950, 3, 4)])),
    birth_year=st.one_of(st.none(), st.integers(1948, 1982)),
    sex=st.sampled_from(["F", "M", ""]),
    cnp_hash=st.one_of(st.none(), st.sampled_from([b"a", b"b"])),
)


@given(people, people)
def test_likeness_is_symmetric_and_bounded(one: Likened, other: Likened) -> None:
    assert liken(one, other) == liken(other, one)
    assert 0 <= liken(one, other).score <= 100


@given(people)
def test_everybody_is_like_herself(one: Likened) -> None:
    assert liken(one, one).is_worth_a_warning or one.year is None or one.cnp_hash


def test_the_same_number_is_certainty_and_another_number_is_doubt() -> None:
    one = Likened("Pop", "Ion", date(1980, 1, 2), sex="M", cnp_hash=b"a")
    assert liken(one, Likened("Alt", "Nume", cnp_hash=b"a")).reasons == ("same_cnp",)
    twin = Likened("Pop", "Nelu", date(1980, 1, 2), sex="M", cnp_hash=b"b")
    assert liken(one, twin).score == 70


def new_person(**changes: object) -> NewPerson:
    facts = {"id": new_id(), "last_name": "Pop", "first_name": "Ana", "relation": "head", "birth_year": 1980}
    return NewPerson(**(facts | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"last_name": " "}, "last_name", "last_name_missing"),
        ({"first_name": ""}, "first_name", "first_name_missing"),
        ({"first_name": "😀"}, "first_name", "name_signs"),
        ({"relation": "king"}, "relation", "unknown_code"),
        ({"sex": "X"}, "sex", "unknown_code"),
        ({"identity": "cnp"}, "cnp", "cnp_missing"),
        ({"identity": "none", "cnp": "1"}, "cnp", "cnp_unexpected"),
        ({"birth_year": None}, "birth_date", "birth_missing"),
        ({"birth_year": 2030}, "birth_date", "birth_future"),
        ({"identity": "cnp", "cnp": make_synthetic_cnp(date(1980, 1, 2), "F", 1), "sex": "M"}, "cnp", "cnp_other_sex"),
        (
            {"identity": "cnp", "cnp": make_synthetic_cnp(date(1980, 1, 2), "F", 1), "birth_date": date(1980, 1, 3)},
            "cnp",
            "cnp_other_birth",
        ),
    ],
)
def test_a_person_who_cannot_be_is_refused_at_her_field(changes: dict, field: str, reason: str) -> None:
    with pytest.raises(Rejected) as refusal:
        check_person(new_person(**changes), TODAY, is_synthetic_allowed=True)
    assert (refusal.value.field, refusal.value.reason) == (field, reason)


def test_a_cnp_fills_in_sex_and_birth() -> None:
    person = new_person(identity="cnp", cnp=make_synthetic_cnp(date(2015, 5, 1), "F", 7), birth_year=None)
    checked = check_person(person, TODAY, is_synthetic_allowed=True)
    assert (checked.sex, checked.birth_date, checked.birth_year) == ("F", date(2015, 5, 1), 2015)
