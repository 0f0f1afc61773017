"""Names and papers of people who do not exist: the names of their community, CNPs of a county that is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from impreuna.config.synthetic.homes import Member
from impreuna.config.synthetic.shares import Choice, read
from impreuna.registry.rules.cnp import make_synthetic_cnp
from impreuna.registry.rules.intake import NewPerson

#: A CNP has three digits to tell apart who was born on one day, and there are more communes than that: each commune
#: has one number, and the days of which it is its own. So no two communes ever give out the same CNP.
_SERIALS = 1000
_YEAR = 365
_OF_ANOTHER_NAME = frozenset({"partner", "in_law", "stepchild", "unrelated", "foster_child", "other_relative"})
_TRIES = 8


class Names(NamedTuple):
    """How a community calls its people; the first names of a list are the frequent ones."""

    ethnicity: str
    surnames: Choice[str]
    women: Choice[str]
    men: Choice[str]
    girls: Choice[str]
    boys: Choice[str]

    def first(self, sex: str, age: int) -> Choice[str]:
        """The first names from which that of a woman (F) or man of that age is drawn."""
        if age < 24:
            return self.girls if sex == "F" else self.boys
        return self.women if sex == "F" else self.men


@lru_cache(maxsize=1)
def communities() -> dict[str, Names]:
    """Every community of `names.toml`."""
    kinds = ("surnames", "women", "men", "girls", "boys")
    return {
        code: Names(entry["ethnicity"], *(_frequent_first(entry[kind].split()) for kind in kinds))
        for code, entry in read("names.toml").items()
    }


def _frequent_first(names: list[str]) -> Choice[str]:
    return Choice(names, [1 / (rank + 8) for rank in range(len(names))])


def communities_of(county: str) -> Choice[Names]:
    """The communities of a county, by its letters, as its residents declared them."""
    names = communities()
    shares = {code: at[county] for code, at in read("people.toml")["communities"].items() if county in at}
    shares["romanian"] = 1000 - sum(shares.values())
    return Choice([names[code] for code in shares], list(shares.values()))


class Ids:
    """Ids that depend on the seed alone, in the order in which they were made (UUIDv7 of the moment `since`)."""

    def __init__(self, random: Random, since_ms: int) -> None:
        self._random, self._at = random, since_ms << 80 | 0x7 << 76 | 0b10 << 62

    def next(self) -> UUID:
        """A new id, later than those before."""
        self._at += 1 << 80
        bits = self._random.getrandbits(74)
        return UUID(int=self._at | (bits & 0xFFF) << 64 | bits >> 12)

    def next_hex(self) -> str:
        """A new id as thirty-two digits."""
        self._at += 1 << 80
        bits = self._random.getrandbits(74)
        return f"{self._at | (bits & 0xFFF) << 64 | bits >> 12:032x}"


@dataclass
class Papers:
    """Births and CNPs of one commune; `commune_number` tells it from every other one of the country."""

    random: Random
    commune_number: int
    census: Mapping[str, Any]

    def __post_init__(self) -> None:
        self._serial = self.commune_number % _SERIALS
        self._residue = self.commune_number // _SERIALS
        self._taken: set[tuple[int, str]] = set()

    def draw(self, member: Member, day: date) -> dict[str, Any]:
        """Birth and identity of somebody of that age on `day`, as the registry takes them."""
        birthday = date(day.year - member.age, day.month, min(day.day, 28)).toordinal()
        born = birthday - int(self.random.random() * (_YEAR - 1))
        chance = self.random.random()
        if chance < self.census["cnp"]:
            own = self._own_days(born, birthday)
            free = next((each for each in own if (each, member.sex) not in self._taken), None)
            if free is not None:
                self._taken.add((free, member.sex))
                birth = date.fromordinal(free)
                cnp = make_synthetic_cnp(birth, member.sex, self._serial)
                return {"birth_date": birth, "identity": "cnp", "cnp": cnp}
        without = self.random.random()
        if without < self.census["year_only"]:
            return {"birth_year": day.year - member.age, "identity": "none"}
        identity = "none" if without < self.census["no_papers"] * 10 else "not_given"
        return {"birth_date": date.fromordinal(born), "identity": identity}

    def _own_days(self, born: int, birthday: int) -> Iterator[int]:
        """Days near `born` of which this commune's number is its own, none after `birthday`."""
        for attempt in range(_TRIES):
            each = born + int(self.random.random() * (birthday - born + 1)) if attempt else born
            each -= (each - self._residue) % 3
            if birthday - _YEAR + 1 < each <= birthday:
                yield each


def draw_people(
    random: Random, names: Names, members: tuple[Member, ...], papers: Papers, ids: Ids, day: date
) -> list[NewPerson]:
    """The members with names and papers. Wives often bear the husband's name and are remembered by their own."""
    family, other = names.surnames.draw(random), names.surnames.draw(random)
    taken: set[str] = set()
    people = []
    for member in members:
        relation, sex, age = member
        people.append(
            NewPerson(
                id=ids.next(),
                last_name=other if relation in _OF_ANOTHER_NAME else family,
                first_name=_first_name(random, names.first(sex, age), taken),
                relation=relation,
                former_names=other if relation == "spouse" and sex == "F" and random.random() < 0.3 else "",
                sex=sex,
                **papers.draw(member, day),
            )
        )
    return people


def _first_name(random: Random, names: Choice[str], taken: set[str]) -> str:
    for _try in range(_TRIES):
        name = names.draw(random)
        if name not in taken:
            break
    taken.add(name)
    return name
