"""The first load: the whole list, once, and at once when it is there. The tests' template was loaded by it."""

import json
import time

import pytest

from impreuna.kernel.models import Clock
from impreuna.territory import queries
from impreuna.territory.commands import load_missing_territory, load_territory
from impreuna.territory.models import Commune, County, TerritoryEdition, Village
from impreuna.territory.queries.importing import find_edition

pytestmark = pytest.mark.django_db


def test_holds_every_place_of_the_country():
    counts = queries.count_places()
    assert (counts.counties, counts.communes, counts.sectors, counts.villages) == (42, 3181, 6, 13749)


def test_every_commune_county_and_the_country_has_a_clock():
    clocks = set(Clock.objects.values_list("commune_id", flat=True))
    communes, counties = (table.objects.values_list("siruta", flat=True) for table in (Commune, County))
    assert clocks == {*communes, *counties, 0}


def test_every_commune_has_its_seat_but_bucharest():
    without = Commune.objects.filter(seat_id=None).values_list("name", flat=True)
    assert sorted(without) == ["București", *(f"Sectorul {n}" for n in range(1, 7))]


def test_bucharest_is_a_municipality_below_a_county_of_its_name():
    city = queries.get_commune(179132)
    assert (city.name, city.kind, city.county_id, city.county_code) == ("București", "municipality", 403, "B")
    names = [commune.name for commune in queries.list_communes(403)]
    assert names == ["București", *(f"Sectorul {n}" for n in range(1, 7))]


def test_codes_that_fail_the_check_digit_are_there():
    assert queries.get_commune(20063).label == "Bughea de Sus (AG)"


def test_no_letter_with_cedilla_is_left():
    for table in (County, Commune, Village):
        assert not table.objects.filter(name__regex="[şţŞŢ]").exists()


def test_says_which_edition_it_holds():
    edition = find_edition("siruta")
    assert edition is not None
    assert "CC BY 4.0" in edition.source
    assert edition.counts == {"added": 16978}


def test_a_second_load_does_nothing_and_is_quick(as_owner, tmp_path):
    with as_owner():
        before = TerritoryEdition.objects.count()
        started = time.perf_counter()
        loaded = load_territory(tmp_path / "nothing-was-built.json")
        seconds = time.perf_counter() - started
        assert TerritoryEdition.objects.count() == before
    assert (loaded.is_new, loaded.points) == (False, 0)
    assert seconds < 0.5


def test_the_load_tells_the_start_of_the_application_that_nothing_was_to_do(as_owner):
    said: list[str] = []
    with as_owner():
        load_missing_territory(said.append)
        assert load_missing_territory(said.append) is False


def test_points_find_their_village_by_name_and_their_commune_by_code(as_owner, tmp_path):
    file = tmp_path / "places.json"
    places = [["Giungi", 136964, 22.9, 47.5], ["Beltiug", 136964, 22.85, 47.55], ["Nicăieri", 136964, 22, 47]]
    file.write_text(json.dumps({"source": "made up", "edition_date": "2026-01-01", "places": places}), "utf-8")
    with as_owner():
        assert load_territory(file).points == 1
        assert load_territory(file).points == 0
        beltiug = queries.get_commune(136964)
        points = {village.name: village.longitude for village in queries.list_villages(136964)}
    assert (beltiug.longitude, beltiug.latitude) == (22.85, 47.55)
    assert (points["Beltiug"], points["Giungi"]) == (22.85, 22.9)
