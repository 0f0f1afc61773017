"""Are the figures what a full, independent recount says? Commune by commune from the rows, then the sums."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from impreuna.kernel.actor import COUNTRY
from impreuna.monitoring.queries.places import ROMANIA, places_below
from impreuna.monitoring.queries.rows import (
    Counted,
    list_counted,
    list_uncounted,
    one_moment,
    read_commune,
    read_figures,
    read_law,
)
from impreuna.monitoring.queries.stale import basis_of
from impreuna.monitoring.rules.counting import Cells, Key, Value, add_up, count


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that is kept otherwise than it is counted; None: there is none."""

    key: Key
    kept: Value | None
    counted: Value | None


@dataclass(frozen=True, slots=True)
class Proof:
    """What came out for a place. `waits`: it has changed since it was counted, so there is nothing to compare yet."""

    place_id: int
    cells: int
    differences: tuple[Difference, ...] = ()
    waits: bool = False


def compare(kept: Cells, counted: Cells) -> tuple[Difference, ...]:
    """The cells in which the two differ, in the order of their names."""
    keys = sorted(key for key in kept.keys() | counted.keys() if kept.get(key) != counted.get(key))
    return tuple(Difference(key, kept.get(key), counted.get(key)) for key in keys)


def count_provable(only: Collection[int] = ()) -> int:
    """How many places `prove` will answer for."""
    return sum(not only or place.place_id in only for place in list_counted()) + (0 if only else len(list_uncounted()))


def prove(only: Collection[int] = ()) -> Iterator[Proof]:
    """Every place that has figures, or `only` these: communes against their rows, as they stood on the day for which
    they were counted; counties and the country against the sums of the places below. As the owner, at one moment."""
    _basis.cache_clear()
    _law.cache_clear()
    with one_moment():
        counted = {place.place_id: place for place in list_counted()}
        counties = {county.id: [commune.id for commune in places_below(county)] for county in places_below(ROMANIA)}
        above = {COUNTRY: list(counties), **counties}
        for place in counted.values():
            if only and place.place_id not in only:
                continue
            if place.place_id in above:
                yield _prove_sum(place, [counted[each] for each in above[place.place_id] if each in counted])
            else:
                yield _prove_commune(place)
        if not only:
            for place_id in list_uncounted():
                yield Proof(place_id, 0, waits=True)


_basis, _law = lru_cache(basis_of), lru_cache(read_law)


def _prove_commune(place: Counted) -> Proof:
    if place.clock != place.n or place.basis != _basis(place.counted_on):
        return Proof(place.place_id, 0, waits=True)
    kept = read_figures(place.place_id)
    counted = count(read_commune(place.place_id, place.counted_on, _law(place.counted_on)))
    return Proof(place.place_id, len(kept), compare(kept, counted))


def _prove_sum(place: Counted, below: list[Counted]) -> Proof:
    if any(each.counted_at > place.counted_at for each in below):
        return Proof(place.place_id, 0, waits=True)
    kept = read_figures(place.place_id)
    return Proof(place.place_id, len(kept), compare(kept, add_up(read_figures(each.place_id) for each in below)))
