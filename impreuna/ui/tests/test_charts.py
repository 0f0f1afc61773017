"""Charts say in words what they draw, keep their proportions, and leave out what may not be shown."""

from __future__ import annotations

import re

import pytest
from django.template import engines

from impreuna.ui import charts
from impreuna.ui.charts import Series, Step


def draw(source: str, **context: object) -> str:
    return engines["django"].from_string("{% load ui %}" + source).render(context)


def test_bars_of_a_pyramid_are_as_long_as_their_numbers() -> None:
    drawing = charts.pyramid([Step("65+", 10, 20), Step("0–14", 0, 40)])
    widths = [bar.width for bar in drawing.bars]
    assert widths[1] == pytest.approx(widths[3] / 2) and widths[0] == pytest.approx(widths[3] / 4) and widths[2] == 0
    assert all(bar.x >= 0 and bar.x + bar.width <= charts.WIDTH for bar in drawing.bars)
    assert [bar.label for bar in drawing.bars] == ["10", "20", "0", "40"]


def test_a_number_that_is_not_shown_has_no_length() -> None:
    drawing = charts.pyramid([Step("65+", None, 20)], hidden="sub 5")
    assert drawing.bars[0].width == 0 and drawing.bars[0].label == "sub 5"


@pytest.mark.parametrize("steps", [[], [Step("0–4", 0, 0)], [Step("0–4", None, None)]])
def test_an_empty_pyramid_is_still_a_drawing(steps: list[Step]) -> None:
    assert "<svg" in draw("{% pyramid steps 'Vârste' 'Nimeni încă.' %}", steps=steps)


@pytest.mark.parametrize(("highest", "top"), [(0, "2"), (1, "2"), (3, "4"), (9, "10"), (11, "20"), (101, "200")])
def test_the_rules_stand_at_round_numbers(highest: float, top: str) -> None:
    assert charts.lines(["ian."], [Series("Vizite", [highest])]).rules[-1][0] == top


def test_a_line_has_a_gap_where_nothing_is_known() -> None:
    line = charts.lines(["a", "b", "c", "d"], [Series("Vizite", [1, None, 2, 3])]).lines[0]
    assert line.path.count("M") == 2 and line.path.count("L") == 1 and len(line.marks) == 3


def test_lines_differ_in_more_than_colour() -> None:
    drawing = charts.lines(["a"], [Series(name, [1]) for name in "abc"])
    assert len({(line.dash, line.mark) for line in drawing.lines}) == 3


def test_a_chart_says_what_it_shows_and_escapes_it() -> None:
    html = draw("{% lines labels series title about %}", labels=["<i>"], series=[Series("<b>", [1])],
                title="Vizite <12>", about="Multe & puține.")  # fmt: skip
    title, about = re.search(r'aria-labelledby="(\S+) (\S+)"', html).groups()  # type: ignore[union-attr]
    assert f'<title id="{title}">Vizite &lt;12&gt;</title><desc id="{about}">Multe &amp; puține.</desc>' in html
    assert "<b>" not in html and "<i>" not in html


def test_numbers_of_a_drawing_have_points_in_every_language() -> None:
    html = draw("{% pyramid steps 'Vârste' 'a' %}", steps=[Step("0–4", 1, 3)])
    assert not re.search(r'(x|y|width)="[^"]*,', html)


def test_links_to_files_keep_the_address() -> None:
    html = draw("{% downloads 'Comune' '?tabel=comune' %}{% downloads 'Cifre' '/cifre/' %}")
    assert "?tabel=comune&amp;fisier=csv" in html and "/cifre/?fisier=xlsx" in html
