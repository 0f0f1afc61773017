"""Maps: the projection, thinned lines, shades and legends."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impreuna.territory.commands.loading import PLACES_FILE, package_file
from impreuna.territory.queries.figures import OUTLINES_FILE
from impreuna.territory.rules.drawing import SHADES, UNKNOWN, breaks, legend, outline_of, radius_of, shade
from impreuna.territory.rules.geometry import VIEW_BOX, extent, project, simplify
from impreuna.territory.rules.siruta import CommuneRow, CountyRow, read_edition

DEGREES = st.floats(20, 30, allow_nan=False)
LINES = st.lists(st.tuples(DEGREES, DEGREES), min_size=2, max_size=40)


def test_the_extent_of_a_path_with_relative_steps():
    assert outline_of("m 10,10 5,0 0,-2 z m 1,1 2,2 z").box == (10, 8, 15, 13)


@pytest.mark.skipif(not (OUTLINES_FILE.is_file() and PLACES_FILE.is_file()), reason="the map's data is not built")
def test_every_known_point_lies_inside_its_countys_drawing():
    edition = read_edition(package_file().read_bytes())
    letters = {row.siruta: row.code for row in edition.of(CountyRow)}
    county_of = {row.siruta: letters[row.county_id] for row in edition.of(CommuneRow)}
    boxes = {code: outline_of(path).box for code, path in json.loads(OUTLINES_FILE.read_text())["counties"].items()}
    outside = []
    for name, commune, longitude, latitude in json.loads(PLACES_FILE.read_text("utf-8"))["places"]:
        (x, y), (left, top, right, bottom) = project(longitude, latitude), boxes[county_of[commune]]
        if not (left - 3 < x < right + 3 and top - 3 < y < bottom + 3):
            outside.append((name, commune))
    # GeoNames itself places a handful of villages in another county.
    assert len(outside) < 10, outside


@given(LINES)
def test_a_thinned_line_keeps_its_ends_and_only_its_own_points(line):
    thin = simplify(line, 0.5)
    assert (thin[0], thin[-1]) == (line[0], line[-1])
    assert set(thin) <= set(line)
    assert len(thin) <= len(line)


def test_a_point_on_a_straight_line_is_left_out():
    assert simplify([(22.0, 47.0), (22.5, 47.0), (23.0, 47.0)]) == [(22.0, 47.0), (23.0, 47.0)]


@given(st.lists(st.floats(0, 1e6, allow_nan=False), max_size=50))
def test_every_value_has_a_shade_and_the_highest_the_darkest(values):
    limits = breaks(values)
    assert limits == sorted(limits)
    assert len(limits) <= len(SHADES)
    assert all(shade(value, limits) in SHADES for value in values)
    if values:
        assert shade(max(values), limits) == SHADES[-1]
        entries = legend([*values, None], limits)
        assert entries[-1].fill == UNKNOWN
        assert [entry.highest for entry in entries[:-1]] == limits


def test_what_is_not_known_is_grey():
    assert shade(None, [1.0]) == UNKNOWN
    assert shade(3.0, []) == UNKNOWN


def test_circles_grow_with_people_within_bounds():
    radii = [radius_of(people, 100) for people in (None, 0, 500, 3000, 50_000, 3_000_000)]
    assert radii == sorted(radii)
    assert radii[0] > 0.5
    assert radii[-1] == 5


def test_the_country_fits_the_drawing():
    left, top, right, bottom = VIEW_BOX
    corners = extent([project(20.27, 48.26), project(29.68, 43.62)])
    assert corners is not None
    assert left - 3 < corners[0] < corners[2] < right + 3
    assert top - 3 < corners[1] < corners[3] < bottom + 3
