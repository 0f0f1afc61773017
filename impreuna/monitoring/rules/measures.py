"""The names under which figures are kept. `lists/indicators.yaml` says what each of them counts.

A name is a stem, and for families `stem:member`; figures of a month end in `@2026-11`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

#: First ages of the bands of the population pyramid, as the statistical institute publishes them.
PYRAMID: tuple[str, ...] = (*(f"{age}-{age + 4}" for age in range(0, 85, 5)), "85+")
#: Bands of vulnerabilities: pre-school, school, nearly of age, young, middle, old: code → first and last age.
LIFE_AGES: dict[str, tuple[int, int | None]] = {
    "0-5": (0, 5),
    "6-14": (6, 14),
    "15-17": (15, 17),
    "18-34": (18, 34),
    "35-64": (35, 64),
    "65+": (65, None),
}
#: The band and the sex of somebody of whom it is not known. Empty would mean: all.
UNKNOWN = "?"
ADULT_AGE = 18

#: Months of which the flow is kept, the current one included.
MONTHS = 12
#: From how many areas on a person's vulnerability is multiple.
MULTIPLE_AREAS = 3
#: Letters of Law 156/2023 art. 5 from which on a family is visited every 3 months instead of 6 (art. 7(7)).
MANY_SITUATIONS = 10

PRIORITIES = {4: "urgent", 3: "high", 2: "medium", 1: "low", 0: "none"}

#: What the shares of a village that make a vulnerability of the community are counted from.
UTILITIES = ("LO-07", "LO-08", "LO-09")
OUT_OF_SCHOOL = ("ED-02", "ED-03", "ED-05")
MARGINAL_ZONES = (4, 5)
#: Vulnerabilities of a community: the part and the whole whose share is held against a national parameter.
COMMUNITIES = {
    "CO-06": ("no_utilities", "households"),
    "CO-07": ("out_of_school", "children"),
    "CO-08": ("zone_marginal", "zone_known"),
}


@dataclass(frozen=True, slots=True)
class Name:
    """A measure's name in its parts: `found:ED@2026-11` is stem found, member ED, month 2026-11."""

    stem: str
    member: str = ""
    month: str = ""


def parse(measure: str) -> Name:
    """The parts of a measure's name."""
    rest, _at, month = measure.partition("@")
    stem, _colon, member = rest.partition(":")
    return Name(stem, member, month)


def area_of(code: str) -> str:
    """The area of vulnerability to which a code belongs: "ED" of "ED-02"."""
    return code.partition("-")[0]


def pyramid_band(age: int | None) -> str:
    """The band of the population pyramid; unknown ages have one of their own."""
    if age is None or age < 0:
        return UNKNOWN
    return PYRAMID[min(age // 5, len(PYRAMID) - 1)]


def life_age(age: int | None) -> str:
    """The band in which vulnerabilities are counted."""
    if age is None or age < 0:
        return UNKNOWN
    return next(code for code, (_first, last) in LIFE_AGES.items() if last is None or age <= last)


def months_until(today: date) -> tuple[str, ...]:
    """The months whose flow is kept, the oldest first: the current one and the eleven before."""
    last = today.year * 12 + today.month - 1
    return tuple(f"{number // 12:04}-{number % 12 + 1:02}" for number in range(last - MONTHS + 1, last + 1))


def month_of(day: date) -> str:
    """The month of a day in Romania: "2026-11"."""
    return f"{day:%Y-%m}"


def month_before(month: str) -> str:
    """The month before."""
    year, number = map(int, month.split("-"))
    return f"{year - (number == 1)}-{(number - 2) % 12 + 1:02}"


def a_year_before(today: date) -> date:
    """The same day a year earlier; of 29 February the 28th."""
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return today.replace(year=today.year - 1, day=day)
