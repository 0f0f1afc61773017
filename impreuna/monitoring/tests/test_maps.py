"""Maps of rankings: circles as large as numbers, areas once boundaries are there; and what a reader may not open."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from impreuna.kernel.actor import Actor, Scope
from impreuna.kernel.scope import acting_as
from impreuna.monitoring import queries
from impreuna.monitoring.tests.filled import fill_everything, publish, put, rows_of, signed_in, text
from impreuna.monitoring.views import maps
from impreuna.monitoring.views.ranking import lines_of
from impreuna.workforce.tests import cast as people
from tests.fixtures.database import AsOwner
from tests.fixtures.places import BELTIUG, DOBA, SATU_MARE

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(as_owner: AsOwner) -> Actor:
    publish()
    with as_owner():
        fill_everything()
        put(DOBA, {**rows_of(), ("persons", 0, "", ""): ("", 778), ("persons_with", 0, "", ""): ("", 12)})
    return people.actor("Mirela Costin", "dgaspc_coordinator", SATU_MARE)


def ranked(actor: Actor, measure: str = "persons_with") -> Any:
    with acting_as(actor):
        ranking = queries.rank_places(actor, SATU_MARE, measure)
    assert ranking is not None
    return ranking


def test_the_area_of_a_circle_grows_with_the_number(coordinator: Actor) -> None:
    drawn = maps.of_ranking(ranked(coordinator, "persons"), {BELTIUG: "/b"})
    assert drawn is not None and not drawn.is_areas and drawn.ground
    radius = {shape.says.partition(":")[0]: shape.radius for shape in drawn.shapes}
    assert radius["Beltiug"] == pytest.approx(2 * radius["Doba"], rel=0.02)  # four times the people
    assert [shape.href for shape in drawn.shapes if shape.href] == ["/b"]
    assert drawn.shapes[0].radius == max(radius.values())


def test_shares_are_told_by_shade_and_key(coordinator: Actor) -> None:
    drawn = maps.of_ranking(ranked(coordinator), {})
    assert drawn is not None
    fill = {shape.says.partition(":")[0]: shape.fill for shape in drawn.shapes}
    assert fill["Beltiug"] != fill["Doba"] != fill["Turț"]
    assert [key.says for key in drawn.key] == ["1,5%", "38,7%", "nu se știe"]


def test_areas_are_drawn_once_boundaries_are_imported(coordinator: Actor, as_owner: AsOwner) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO territory_boundary (commune_id, coordinates, path, digest, source, edition_date)"
            " VALUES (%s, '[]', 'M1 1L2 1L2 2z', '', 'ANCPI', '2026-01-01')",
            [BELTIUG],
        )
    page = signed_in(coordinator).get(f"{reverse('monitoring:communes', args=['SM'])}?indicator=persons_with")
    html = page.content.decode()
    assert 'd="M1 1L2 1L2 2z"' in html and "<circle" not in html.partition("map__legend")[0].partition("<figure")[2]
    assert "ANCPI" in text(page)


def test_the_country_is_drawn_by_counties(coordinator: Actor) -> None:
    minister = people.actor("Radu Ivan", "ministry_labour", 0)
    with acting_as(minister):
        ranking = queries.rank_places(minister, 0, "persons_with")
    assert ranking is not None
    drawn = maps.of_ranking(ranking, {SATU_MARE: "/sm"})
    assert drawn is not None and drawn.is_areas and len(drawn.shapes) == 42
    assert [shape.href for shape in drawn.shapes if shape.href] == ["/sm"]


def test_what_is_not_the_readers_to_open_says_why(coordinator: Actor) -> None:
    """Somebody whose county lost a commune since she was given her role: it is listed, grey, with the reason."""
    scope = Scope("county", SATU_MARE, frozenset({BELTIUG}))
    actor = Actor(coordinator.user_id, coordinator.name, coordinator.role, scope)
    lines = {line.each.place.id: line for line in lines_of(actor, ranked(coordinator))}
    assert lines[BELTIUG].href == reverse("monitoring:commune", args=[BELTIUG]) and not lines[BELTIUG].why
    assert lines[DOBA].href == "" and "aria rolului" in lines[DOBA].why


def test_a_place_stands_beside_the_average(coordinator: Actor) -> None:
    lines = {line.each.place.id: line.beside for line in lines_of(coordinator, ranked(coordinator))}
    assert lines[DOBA] == "sub medie" and lines[BELTIUG] == "la medie"
