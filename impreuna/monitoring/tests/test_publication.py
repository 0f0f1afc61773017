"""From published figures nobody works out more than each of them says by itself: the test plays the attacker."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from impreuna.monitoring.commands import counting
from impreuna.monitoring.queries import get_public_figures, list_indicators, list_published_months
from impreuna.monitoring.rules.indicators import indicator_of, public_measures
from impreuna.monitoring.rules.publication import NEVER_PUBLIC, STEP, known_order, published
from tests.fixtures.places import SATU_MARE

MEASURES = public_measures(list_indicators())
ORDER = known_order(MEASURES)
Cell = tuple[str, int, str]  # month, county, measure


@dataclass
class Attacker:
    """Knows an interval for each true number, and inequalities between sums of them; squeezes what can be squeezed."""

    low: dict[Cell, int] = field(default_factory=dict)
    high: dict[Cell, int] = field(default_factory=dict)
    #: The sum of the first is at most that of the second plus the number.
    at_most: list[tuple[list[Cell], list[Cell], int]] = field(default_factory=list)

    def learn(self, cell: Cell, low: int, high: int) -> None:
        self.low[cell], self.high[cell] = low, high

    def learn_sum(self, cells: list[Cell], low: int, high: int) -> None:
        self.at_most += [(cells, [], high), ([], cells, -low)]

    def squeeze(self) -> None:
        """Every bound that follows from the other cells of an inequality, until nothing moves."""
        moved = True
        while moved:
            moved = False
            for small, large, more in self.at_most:
                slack = more + sum(self.high[c] for c in large) - sum(self.low[c] for c in small)
                for cell in small:
                    moved |= self._bound(cell, self.low[cell], self.low[cell] + slack)
                for cell in large:
                    moved |= self._bound(cell, self.high[cell] - slack, self.high[cell])

    def _bound(self, cell: Cell, low: int, high: int) -> bool:
        before = self.low[cell], self.high[cell]
        self.low[cell], self.high[cell] = max(self.low[cell], low), min(self.high[cell], high)
        return before != (self.low[cell], self.high[cell])


@st.composite
def true_numbers(draw) -> dict[Cell, int]:
    """Several months of several counties, small ones, in the order that everybody knows."""
    numbers: dict[Cell, int] = {}
    for month in draw(st.sampled_from([["2026-09"], ["2026-08", "2026-09"], ["2026-07", "2026-08", "2026-09"]])):
        for county in range(draw(st.integers(1, 4))):
            for measure in _greatest_first():
                limits = [numbers[month, county, high] for low, high in ORDER if low == measure]
                numbers[month, county, measure] = draw(st.integers(0, min([*limits, 60])))
    return numbers


def _greatest_first() -> list[str]:
    above = {measure: {high for low, high in ORDER if low == measure} for measure in MEASURES}
    ordered: list[str] = []
    while len(ordered) < len(MEASURES):
        ordered += [m for m in MEASURES if m not in ordered and above[m] <= set(ordered)]
    return ordered


def attacker_with_order(numbers: dict[Cell, int]) -> Attacker:
    attacker = Attacker()
    for month, county, _ in {(month, county, "") for month, county, _measure in numbers}:
        attacker.at_most += [([(month, county, low)], [(month, county, high)], 0) for low, high in ORDER]
    return attacker


@settings(max_examples=150, deadline=None)
@given(numbers=true_numbers())
def test_nothing_follows_from_published_figures_beyond_each_cell(numbers):
    attacker = attacker_with_order(numbers)
    for cell, value in numbers.items():
        attacker.learn(cell, published(value), published(value) + STEP - 1)
    # A total is the sum of published cells: it bounds the sum of the true ones, and by no more than the cells do.
    for month in {month for month, _county, _measure in numbers}:
        for measure in MEASURES:
            cells = [cell for cell in numbers if cell[0] == month and cell[2] == measure]
            total = sum(published(numbers[cell]) for cell in cells)
            attacker.learn_sum(cells, total, total + (STEP - 1) * len(cells))
    attacker.squeeze()
    for cell, value in numbers.items():
        assert (attacker.low[cell], attacker.high[cell]) == (published(value), published(value) + STEP - 1)


@given(numbers=true_numbers())
def test_each_of_the_five_values_of_each_cell_stays_possible(numbers):
    """The argument of the decision, step by step: the same rest in every cell."""
    for rest in range(STEP):
        possible = {cell: published(value) + rest for cell, value in numbers.items()}
        assert all(published(possible[cell]) == published(value) for cell, value in numbers.items())
        for month, county, _measure in numbers:
            assert all(possible[month, county, low] <= possible[month, county, high] for low, high in ORDER)


def test_the_same_attacker_breaks_exact_totals():
    """Hiding what is under 5 and telling the true total: the attacker must be worth something."""
    cells: list[Cell] = [("2026-09", county, "persons") for county in range(3)]
    attacker = Attacker()
    attacker.learn(cells[0], 17, 17)
    attacker.learn(cells[1], 23, 23)
    attacker.learn(cells[2], 0, 4)
    attacker.learn_sum(cells, 43, 43)
    attacker.squeeze()
    assert (attacker.low[cells[2]], attacker.high[cells[2]]) == (3, 3)


def test_public_measures_speak_of_nothing_veiled_and_none_is_a_part_of_a_sum():
    assert len(MEASURES) == len(set(MEASURES)) > 5
    for measure in MEASURES:
        indicator = indicator_of(measure, list_indicators())
        assert indicator.veil not in NEVER_PUBLIC
        # The members of these families add up to another published measure.
        assert indicator.family not in ("priority", "state"), measure
    # With their children told apart, people without a vulnerability could be told apart as well.
    assert "children" not in MEASURES
    areas = {measure.partition(":")[2] for measure in MEASURES}
    assert not areas & {"SA", "PC"}
    with pytest.raises(ValueError, match="adults"):
        known_order((*MEASURES, "adults"))


@pytest.mark.django_db
def test_what_is_published_is_rounded_and_adds_up(as_owner):
    with as_owner(), connection.cursor() as cursor:
        for place, value in ((SATU_MARE, 4), (127, 19), (10, 100)):
            cursor.execute("INSERT INTO monitoring_figure VALUES (%s, 'persons', 0, '', '', '', %s)", [place, value])
            cursor.execute("INSERT INTO monitoring_figure VALUES (%s, 'persons', 0, '0-4', 'F', '', 7)", [place])
    assert (list_published_months(), get_public_figures()) == ((), None)
    assert counting.publish("2026-09") == len(MEASURES) * 43
    figures = get_public_figures()
    assert figures is not None and figures.month == "2026-09" and figures.measures == MEASURES
    at = figures.measures.index("persons")
    told = {row.place.id: row.values[at] for row in figures.counties}
    assert (told[SATU_MARE], told[127], told[10], figures.country.values[at]) == (0, 15, 100, 115)
    assert len(figures.counties) == 42
    for number, measure in enumerate(figures.measures):
        assert figures.country.values[number] == sum(row.values[number] for row in figures.counties), measure
    assert get_public_figures("2026-08") is None
