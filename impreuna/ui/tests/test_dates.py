from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impreuna.ui.dates import DateProblem, read, split


@pytest.mark.parametrize(
    "typed",
    [
        ("21", "3", "2015"),
        ("21", "03", "2015"),
        ("21", "martie", "2015"),
        ("21", "Mar.", "2015"),
        ("21", "III", "2015"),
        ("21", "március", "2015"),
        ("21.3.2015", "", ""),
        ("21/03/2015", "", ""),
        ("21-03-2015", "", ""),
        ("2015-03-21", "", ""),
        ("21 martie 2015", "", ""),
        ("21032015", "", ""),
        (" 21 ", " 3 ", " 2015 "),
    ],
)
def test_a_date_is_read_however_it_is_typed(typed: tuple[str, str, str]) -> None:
    assert read(typed) == date(2015, 3, 21)


@pytest.mark.parametrize(
    ("typed", "code", "wrong"),
    [
        (("21", "", "2015"), "missing_month", ("month",)),
        (("", "3", "2015"), "missing_day", ("day",)),
        (("21", "", ""), "missing_month_year", ("month", "year")),
        (("31", "2", "2015"), "no_such_day", ("day",)),
        (("29", "2", "2015"), "no_such_day", ("day",)),
        (("0", "2", "2015"), "no_such_day", ("day",)),
        (("1", "13", "2015"), "no_such_month", ("month",)),
        (("1", "0", "2015"), "no_such_month", ("month",)),
        (("1", "brumar", "2015"), "not_a_month", ("month",)),
        (("1", "3", "15"), "short_year", ("year",)),
        (("1", "3", "0015"), "short_year", ("year",)),
        (("ieri", "", ""), "not_a_date", ("day", "month", "year")),
        (("ieri", "3", "2015"), "not_a_day", ("day",)),
        (("1", "3", "doi"), "not_a_year", ("year",)),
        (("1", "3", "99999"), "not_a_year", ("year",)),
        (("9" * 5000, "3", "2015"), "not_a_day", ("day",)),
    ],
)
def test_what_is_no_date_says_which_part(typed: tuple[str, str, str], code: str, wrong: tuple[str, ...]) -> None:
    with pytest.raises(DateProblem) as refused:
        read(typed)
    assert (refused.value.code, refused.value.wrong) == (code, wrong)


def test_nothing_typed_is_no_date() -> None:
    assert read(("", " ", "")) is None


WAYS = ["{d}.{m}.{y}", "{d:02}/{m:02}/{y}", "{y}-{m:02}-{d:02}", "{d:02}{m:02}{y}"]


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(WAYS))
def test_every_day_is_read_in_every_way_of_writing(day: date, way: str) -> None:
    assert read(split(way.format(d=day.day, m=day.month, y=day.year))) == day


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_anything_typed_is_a_date_nothing_or_a_problem(day: str, month: str, year: str) -> None:
    try:
        found = read((day, month, year))
    except DateProblem:
        return
    assert found is None or isinstance(found, date)
