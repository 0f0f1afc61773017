"""Sixty households that do not exist: who lives where, drawn from one seed, always the same.

Pure: a day and the villages in, households out. What is drawn follows the county: Romanian, Hungarian, Roma and
Swabian families, children left with grandparents, the old who live alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from impreuna.registry.rules.cnp import make_synthetic_cnp
from impreuna.registry.rules.intake import NewPerson

SEED = 2017
_NAMES = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
_COMMUNITIES = {"romanian": 50, "hungarian": 22, "roma": 20, "german": 8}
#: The first millisecond of the ids, so that they sort as they were made; the rest comes from the seed.
_FIRST_MOMENT = 1_767_225_600_000

#: Kinds of household, each with its weight: members as relation, sex (- for either) and range of ages.
_KINDS_IN_WORDS = """
14 head M 30 48, spouse F 28 45, child - 6 14, child - 1 9
8  head M 34 50, spouse F 32 46, child - 12 18, child - 7 12, child - 1 6
7  head F 26 42, child - 5 14, child - 0 6
9  head M 66 84, spouse F 62 82
10 head F 68 91
4  head M 55 79
6  head F 58 72, grandchild - 9 15, grandchild - 4 10
6  head M 38 50, spouse F 35 47, parent F 66 85, child - 8 17
4  head M 24 32, partner F 20 30, child - 0 3
3  head M 40 58, sibling M 36 60
3  head M 36 52, partner F 32 46, stepchild - 8 15, child - 1 6, in_law F 60 80
"""
_STATES = {"visited": 52, "not_visited": 34, "absent": 8, "refused": 6}
_NOTES = (
    "poarta verde",
    "lângă biserică",
    "după pod, pe dreapta",
    "la capătul satului",
    "vizavi de școală",
    "casa albastră",
)


class Kind(NamedTuple):
    """One member of a kind of household."""

    relation: str
    sex: str
    youngest: int
    oldest: int


def _kinds() -> dict[tuple[Kind, ...], int]:
    kinds = {}
    for line in _KINDS_IN_WORDS.strip().splitlines():
        weight, members = line.split(maxsplit=1)
        words = [member.split() for member in members.split(",")]
        kinds[tuple(Kind(word[0], word[1].strip("-"), int(word[2]), int(word[3])) for word in words)] = int(weight)
    return kinds


_KINDS = _kinds()


@dataclass(frozen=True, slots=True)
class Village:
    """Where a household may stand; degrees where they are known."""

    siruta: int
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A household as it will be registered, and the ethnicity that its people would declare."""

    household_id: UUID
    members: tuple[NewPerson, ...]
    fields: dict[str, Any]
    ethnicity: str

    @property
    def head(self) -> NewPerson:
        return next(member for member in self.members if member.relation == "head")


class Draw:
    """Draws from one seed. `today` is the day on which ages are reckoned."""

    def __init__(self, seed: int, today: date) -> None:
        self.random, self.today = Random(seed), today  # noqa: S311  people who do not exist need no secret
        self._ids = Random(seed + 1)  # noqa: S311
        self._made = 0

    def id(self) -> UUID:
        """The next id: a UUIDv7 that depends on the seed alone, so that a repeated command is the same one."""
        self._made += 1
        bits = (_FIRST_MOMENT + self._made) << 80 | 0x7 << 76 | self._ids.getrandbits(12) << 64 | 0b10 << 62
        return UUID(int=bits | self._ids.getrandbits(62))

    def households(self, villages: Sequence[Village], count: int) -> Iterator[Drawn]:
        """`count` households in these villages, more of them in the first."""
        weights = [len(villages) + 1, *([1] * (len(villages) - 1))]
        for _number in range(count):
            (village,) = self.random.choices(villages, weights)
            (kind,) = self.random.choices(list(_KINDS), list(_KINDS.values()))
            yield self._household(village, kind)

    def _household(self, village: Village, kind: tuple[Kind, ...]) -> Drawn:
        (community,) = self.random.choices(list(_COMMUNITIES), list(_COMMUNITIES.values()))
        names = _NAMES[community]
        family, other = self.random.sample(names["surnames"], 2)
        taken: set[str] = set()
        members = tuple(self._member(member, names, family, other, taken) for member in kind)
        return Drawn(self.id(), members, self._address(village), names["ethnicity"])

    def _address(self, village: Village) -> dict[str, Any]:
        draw = self.random
        (state,) = draw.choices(list(_STATES), list(_STATES.values()))
        fields: dict[str, Any] = {
            "village_id": village.siruta,
            "street": draw.choice(["", "", "Principală", "Bisericii", "Morii", "Viilor"]),
            "number": str(draw.randint(1, 340)) + draw.choice(["", "", "", "", "A"]),
            "place_note": draw.choice(_NOTES) if draw.random() < 0.25 else "",
            # 0700 numbers are given to nobody.
            "phone": f"0700 {draw.randint(0, 999):03d} {draw.randint(0, 999):03d}" if draw.random() < 0.55 else "",
            "dwelling_state": state,
        }
        if village.latitude is not None and village.longitude is not None and draw.random() < 0.7:
            fields["latitude"] = round(village.latitude + draw.uniform(-0.008, 0.008), 6)
            fields["longitude"] = round(village.longitude + draw.uniform(-0.011, 0.011), 6)
        return fields

    def _member(self, member: Kind, names: dict[str, Any], family: str, other: str, taken: set[str]) -> NewPerson:
        relation, sex, youngest, oldest = member
        sex = sex or self.random.choice("FM")
        born = self._birth(self.random.randint(youngest, oldest))
        is_of_another_name = relation in ("partner", "in_law", "stepchild")
        is_wife = relation == "spouse" and sex == "F"
        return NewPerson(
            id=self.id(),
            last_name=other if is_of_another_name else family,
            first_name=self._first_name(names, sex, (self.today - born).days // 365, taken),
            relation=relation,
            former_names=other if is_wife and self.random.random() < 0.4 else "",
            sex=sex,
            **self._papers(born, sex),
        )

    def _birth(self, age: int) -> date:
        return self.today - timedelta(days=age * 365 + age // 4 + self.random.randint(1, 360))

    def _first_name(self, names: dict[str, Any], sex: str, age: int, taken: set[str]) -> str:
        young, grown = ("girls", "women") if sex == "F" else ("boys", "men")
        free = [name for name in names[young if age < 20 else grown] if name not in taken]
        name = self.random.choice(free)
        taken.add(name)
        return name

    def _papers(self, born: date, sex: str) -> dict[str, Any]:
        chance = self.random.random()
        if chance < 0.87:
            cnp = make_synthetic_cnp(born, sex, self.random.randint(1, 999))
            return {"birth_date": born, "identity": "cnp", "cnp": cnp}
        if chance < 0.93:
            return {"birth_year": born.year, "identity": "none"}
        return {"birth_date": born, "identity": "not_given"}
