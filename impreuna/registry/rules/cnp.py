"""CNP, codul numeric personal: what it must look like and what it says about its holder.

Structure after Law 105/1996 and OUG 97/2005: sex and century, birth date, county, serial, check digit.
Validation by python-stdnum; processing of the number stands on Law 190/2018 art. 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength
from stdnum.ro import cnp as stdnum_cnp

#: No county has this code: numbers with it belong to nobody and are kept for demonstration data.
IMPOSSIBLE_COUNTY = "99"
_CENTURIES = {"1": 1900, "2": 1900, "3": 1800, "4": 1800, "5": 2000, "6": 2000}


@dataclass(frozen=True, slots=True)
class CnpFacts:
    """What a valid CNP says. `birth_date` is None for residents (7, 8, 9): the century is not in the number."""

    number: str
    sex: str
    birth_date: date | None


class WrongCnp(ValueError):
    """Why the number is no CNP: `reason` is a code of the catalogue."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_cnp(text: str, today: date, *, is_synthetic_allowed: bool = False) -> CnpFacts:
    """The facts of the CNP in `text` (spaces and dashes forgiven).

    Raises `WrongCnp` with `cnp_length`, `cnp_digits`, `cnp_date`, `cnp_county`, `cnp_check`, `cnp_future`.
    """
    number = text if text.isascii() and text.isdigit() else stdnum_cnp.compact(text)
    is_synthetic = is_synthetic_allowed and number[7:9] == IMPOSSIBLE_COUNTY
    _check_structure(number, is_synthetic)
    birth = date(_CENTURIES.get(number[0], 2000) + int(number[1:3]), int(number[3:5]), int(number[5:7]))
    is_century_known = number[0] in _CENTURIES
    if is_century_known and birth > today:
        raise WrongCnp("cnp_future")
    sex = {"1": "M", "3": "M", "5": "M", "7": "M", "2": "F", "4": "F", "6": "F", "8": "F"}.get(number[0], "")
    return CnpFacts(number, sex, birth if is_century_known else None)


def _check_structure(number: str, is_synthetic: bool) -> None:
    if is_synthetic and len(number) == 13 and number.isascii() and number.isdigit():
        _check_synthetic(number)
        return
    try:
        stdnum_cnp.validate(number)
    except InvalidLength as problem:
        raise WrongCnp("cnp_length") from problem
    except InvalidFormat as problem:
        raise WrongCnp("cnp_digits") from problem
    except InvalidChecksum as problem:
        raise WrongCnp("cnp_check") from problem
    except InvalidComponent as problem:
        if not _has_possible_date(number):
            raise WrongCnp("cnp_date") from problem
        raise WrongCnp("cnp_county") from problem
    if not _has_possible_date(number):
        raise WrongCnp("cnp_date")


def _check_synthetic(number: str) -> None:
    # What stdnum would refuse for its county alone; millions of them are made to try the system at its size.
    if not _has_possible_date(number):
        raise WrongCnp("cnp_date")
    if stdnum_cnp.calc_check_digit(number[:-1]) != number[-1]:
        raise WrongCnp("cnp_check")


def _has_possible_date(number: str) -> bool:
    if number[0] == "0":
        return False
    try:
        date(_CENTURIES.get(number[0], 2000) + int(number[1:3]), int(number[3:5]), int(number[5:7]))
    except ValueError:
        return False
    return True


def make_synthetic_cnp(birth_date: date, sex: str, serial: int) -> str:
    """An impossible CNP (county 99) with a right check digit, for people who do not exist."""
    century = {1800: 3, 1900: 1, 2000: 5}[birth_date.year // 100 * 100] + (sex == "F")
    stem = f"{century}{birth_date:%y%m%d}{IMPOSSIBLE_COUNTY}{serial % 1000:03d}"
    return stem + stdnum_cnp.calc_check_digit(stem)


def mask_cnp(number: str) -> str:
    """The number as lists show it: what the birth date says anyway, the rest hidden."""
    return number[:7] + "•" * 6 if number else ""
