"""Search while one types, and the warning that somebody like this is registered already.

PostgreSQL does not use trigram indexes under row-level security (LIKE is not leak-proof), so a search reads the
commune's own range of the covering index: an index-only scan, about a millisecond for a thousand people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_
from uuid import UUID

from django.db import connection
from django.db.models import Q

from impreuna.kernel import seal
from impreuna.kernel.text import fold
from impreuna.registry.models import Household, Person
from impreuna.registry.queries.duplicates import list_standing_for
from impreuna.registry.queries.households import HouseholdRow, rows_of
from impreuna.registry.queries.people import PersonRow, with_homes
from impreuna.registry.queries.places import villages_beginning_with
from impreuna.registry.rules.likeness import Likened, Likeness, liken
from impreuna.registry.rules.names import canonical_words, name_key, search_words

LIMIT = 20
_CNP = re.compile(r"^\d{13}$")
_DATE = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$")
_YEAR = re.compile(r"^(19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found; `has_more` when there was more than is shown."""

    people: list[PersonRow]
    households: list[HouseholdRow]
    has_more: bool

    @property
    def count(self) -> int:
        return len(self.people) + len(self.households)


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody registered who may be the person being typed; `is_elsewhere`: only that the CNP is known, not where."""

    likeness: Likeness
    person: PersonRow | None = None
    is_elsewhere: bool = False


def search(commune_id: int, typed: str, today: date, limit: int = LIMIT) -> Found:
    """People by name, pet name, birth date or CNP, and households by village, street, number and name.

    Somebody is found also by what stood in a record that was merged into hers. At most eight queries.
    """
    condition = _people_condition(typed)
    if condition is None:
        return Found([], [], False)
    people = list(
        Person.objects.filter(condition, commune_id=commune_id, merged_into_id=None).order_by("sort_key", "id")[
            : limit + 1
        ]
    )
    shown = {person.id for person in people}
    people += [one for one in list_standing_for(commune_id, condition, limit) if one.id not in shown]
    households = list(_households(commune_id, typed, limit))
    return Found(
        with_homes(commune_id, people[:limit], today),
        rows_of(commune_id, households[:limit]) if households else [],
        len(people) > limit or len(households) > limit,
    )


def _people_condition(typed: str) -> Q | None:
    compact = typed.replace(" ", "")
    if _CNP.match(compact):
        return Q(cnp_hash=seal.keyed_hash(compact, "cnp"))
    conditions = [_word_condition(word) for word in _pieces(typed)]
    return reduce(and_, conditions) if conditions else None


def _pieces(typed: str) -> list[str]:
    """Dates stay whole; everything else becomes folded words."""
    pieces: list[str] = []
    for part in typed.split()[:6]:
        pieces += [part] if _DATE.match(part) else search_words(part)
    return pieces[:6]


def _word_condition(word: str) -> Q:
    if match := _DATE.match(word):
        day, month, year = (int(part) for part in match.groups())
        try:
            return Q(birth_date=date(year, month, day))
        except ValueError:
            return Q(pk__in=[])
    if _YEAR.match(word):
        return Q(birth_year=int(word))
    beginnings = {word, *canonical_words(word)}
    return reduce(lambda one, other: one | other, (Q(search__contains=f" {each}") for each in sorted(beginnings)))


def _households(commune_id: int, typed: str, limit: int) -> list[Household]:
    """Households of which every word is the beginning of a word of the address, the village or the head's name;
    one word at least is of the address, for those found by name alone stand among the people."""
    words = search_words(typed)
    if not words or _CNP.match(typed.replace(" ", "")):
        return []
    places = [_at(word, commune_id) for word in words]
    by_name = [Q(sort_key__startswith=word) | Q(sort_key__contains=f" {word}") for word in words]
    every = reduce(and_, (place | name for place, name in zip(places, by_name, strict=True)))
    found = Household.objects.filter(every & reduce(or_, places), commune_id=commune_id)
    return list(found.order_by("sort_key", "id")[: limit + 1])


def _at(word: str, commune_id: int) -> Q:
    """Where a word of the address or of the village begins with `word`. Fewer than three letters name no village."""
    villages = villages_beginning_with(word, commune_id) if len(word) > 2 else []
    address = Q(search__contains=f" {word}")
    return address | Q(village_id__in=villages) if villages else address


def find_alike(commune_id: int, typed: Likened, today: date, ignored: frozenset[UUID] = frozenset()) -> list[Alike]:
    """Who may already be the person being typed, the likeliest first. At most four queries."""
    candidates = Person.objects.filter(_blocks(typed), commune_id=commune_id, merged_into_id=None)
    scored = []
    for person in candidates.exclude(id__in=ignored)[:200]:
        likeness = liken(typed, _likened(person))
        if likeness.is_worth_a_warning:
            scored.append((likeness, person))
    scored.sort(key=lambda pair: (-pair[0].score, pair[1].sort_key))
    rows = with_homes(commune_id, [person for _likeness, person in scored[:5]], today)
    found = [Alike(likeness, row) for (likeness, _person), row in zip(scored, rows, strict=False)]
    if typed.cnp_hash is not None and is_cnp_elsewhere(typed.cnp_hash, commune_id):
        found.append(Alike(Likeness(100, ("cnp_elsewhere",)), is_elsewhere=True))
    return found


def _blocks(typed: Likened) -> Q:
    """Who is worth comparing: each part is an index of the commune."""
    blocks = Q(name_key=name_key(typed.last_name, typed.first_name))
    if (stem := fold(typed.last_name)[:4]) and typed.year is not None:
        # A range of the list by name; PostgreSQL uses no index for LIKE under row-level security.
        neighbours = Q(sort_key__gte=stem, sort_key__lt=f"{stem}\uffff")
        blocks |= neighbours & Q(birth_year__range=(typed.year - 3, typed.year + 3))
    if typed.birth_date is not None:
        blocks |= Q(birth_date=typed.birth_date)
    if typed.cnp_hash is not None:
        blocks |= Q(cnp_hash=typed.cnp_hash)
    return blocks


def _likened(person: Person) -> Likened:
    return Likened(
        person.last_name,
        person.first_name,
        person.birth_date,
        person.birth_year,
        person.sex,
        bytes(person.cnp_hash) if person.cnp_hash else None,
    )


def is_cnp_elsewhere(cnp_hash: bytes, commune_id: int) -> bool:
    """Whether the CNP is registered in another commune: that, and nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(registry_cnps_elsewhere(%s::bytea[], %s)) > 0", [[cnp_hash], commune_id])
        return bool(cursor.fetchone()[0])


def hash_of_cnp(typed: str) -> bytes | None:
    """By what a CNP of thirteen digits is found; none for anything else."""
    number = "".join(sign for sign in typed if sign not in " -")
    return seal.keyed_hash(number, "cnp") if _CNP.match(number) else None
