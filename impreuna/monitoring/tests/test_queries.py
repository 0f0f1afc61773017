"""What pages are told of the figures: sheets, rankings, breakdowns, trends, freshness."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from django.db import connection

from impreuna.kernel.actor import COUNTRY, Actor, Scope
from impreuna.kernel.scope import acting_as
from impreuna.monitoring import queries
from impreuna.monitoring.commands import counting
from impreuna.monitoring.queries.figures import name_of
from impreuna.monitoring.queries.rows import read_commune, read_law
from impreuna.monitoring.queries.stale import today_there
from impreuna.monitoring.rules.counting import Key, count
from impreuna.monitoring.rules.showing import NOTHING, Shown
from impreuna.monitoring.tests.communes import Town, make_town, put
from impreuna.nomenclature.queries import current_edition
from impreuna.territory.queries import list_communes, list_villages
from tests.fixtures.cast import NURSE, STRANGER, WORKER, colleague, register
from tests.fixtures.places import APAHIDA, BELTIUG, DOBA, SATU_MARE

pytestmark = pytest.mark.django_db
UNIT = Actor(UUID(int=7), "Unitatea", "county_unit", Scope("county", SATU_MARE, frozenset({BELTIUG, DOBA})))
MINISTRY = Actor(UUID(int=8), "Ministerul", "ministry_labour", Scope("country", COUNTRY))
HEALTH = Actor(UUID(int=9), "Ministerul Sănătății", "ministry_health", Scope("country", COUNTRY))
COUNSELLOR = colleague(BELTIUG, "school_counsellor", 3)


@pytest.fixture
def counted(as_owner) -> dict[int, dict]:
    """Three communes with a census, counted; answers their cells by the plain definition."""
    random, today = Random(20261122), today_there()
    with as_owner():
        for place in (BELTIUG, DOBA, APAHIDA):
            put(make_town(random, today, [v.siruta for v in list_villages(place)][:3], 12), place)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE kernel_clock SET n = n + 1 WHERE commune_id = ANY (%s)", [[BELTIUG, DOBA, APAHIDA]])
        counting.count_round(seconds=60)
        return {place: count(read_commune(place, today, read_law(today))) for place in (BELTIUG, DOBA, APAHIDA)}


def sheet_of(actor: Actor, place_id: int) -> queries.Sheet:
    with acting_as(actor):
        sheet = queries.get_sheet(actor, place_id, today_there())
    assert sheet is not None
    return sheet


def test_a_sheet_says_what_was_counted(counted):
    sheet, cells = sheet_of(WORKER, BELTIUG), counted[BELTIUG]

    def number(measure: str) -> int:
        return cells[Key(measure)].value if Key(measure) in cells else 0

    assert (sheet.persons, sheet.children, sheet.households) == tuple(
        map(number, ("persons", "children", "households"))
    )
    assert sum(band.people for band in sheet.pyramid) == sheet.persons
    assert [band.code for band in sheet.pyramid][:2] == ["0-4", "5-9"]
    assert (sheet.coverage.visited, sheet.coverage.visited_12m) == (number("visited"), number("visited_12m"))
    assert sum(sheet.dwellings.values()) == sheet.households
    assert sum(shown.at_most for shown in sheet.priorities.values()) == sheet.households
    assert sheet.persons_with == Shown(number("persons_with"))
    assert sheet.law156 == Shown(number("law156"))
    assert sum(village.persons for village in sheet.villages) == sheet.persons
    assert len(sheet.villages) == len(list_villages(BELTIUG))
    assert len(sheet.months) == 12 and sheet.months[-1].month == f"{today_there():%Y-%m}"
    assert sum(month.found.at_most for month in sheet.months) == sum(
        value.value for key, value in cells.items() if key.measure.startswith("found@")
    )
    assert (sheet.counted, sheet.countable, sheet.freshness.is_stale) == (1, 1, False)
    assert sheet.freshness.seconds is not None and sheet.freshness.seconds < 60


def test_areas_and_vulnerabilities_have_their_names_and_the_most_frequent_first(counted):
    sheet, edition = sheet_of(WORKER, BELTIUG), current_edition()
    assert [area.code for area in sheet.areas] == [
        code for code in edition.areas if code in {line.code for line in sheet.areas}
    ]
    for area in sheet.areas:
        assert area.name == edition.areas[area.code].text.ro
        lives = [line.live.at_most for line in area.vulnerabilities]
        assert lives == sorted(lives, reverse=True)
        for line in area.vulnerabilities:
            assert line.name == edition.vulnerabilities[line.code].text.ro
            assert line.confirmed.at_most <= line.live.at_most


def test_health_is_for_those_who_read_it(counted):
    def codes(actor: Actor, place_id: int) -> set[str]:
        return {line.code for area in sheet_of(actor, place_id).areas for line in area.vulnerabilities}

    assert "SA-07" in codes(NURSE, BELTIUG)
    assert "SA-07" not in codes(WORKER, BELTIUG)
    assert "SA-07" not in codes(MINISTRY, COUNTRY)
    assert "SA-07" in codes(HEALTH, COUNTRY)
    assert "SA-07" in codes(HEALTH, SATU_MARE)
    assert "SA-07" not in codes(HEALTH, BELTIUG)
    assert sheet_of(WORKER, BELTIUG).untold == ("health",)
    assert sheet_of(NURSE, BELTIUG).untold == ()


def test_small_numbers_are_not_told_to_the_county(as_owner):
    register(WORKER)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO monitoring_figure VALUES (%s, 'persons_with', 0, '', '', '', 3)", [BELTIUG])
        cursor.execute("INSERT INTO monitoring_figure VALUES (%s, 'households', 0, '', '', '', 2)", [BELTIUG])
    assert sheet_of(WORKER, BELTIUG).persons_with == Shown(3)
    told = sheet_of(UNIT, BELTIUG)
    assert (told.persons_with, told.households, told.multi_area) == (Shown(None), 2, NOTHING)


def test_a_sheet_elsewhere_or_nowhere_is_none(counted):
    with acting_as(WORKER):
        assert queries.get_sheet(WORKER, APAHIDA, today_there()) is None
        assert queries.get_sheet(WORKER, SATU_MARE, today_there()) is None
    with acting_as(MINISTRY):
        assert queries.get_sheet(MINISTRY, 1, today_there()) is None


def test_county_and_country_are_sums(counted):
    county, country = sheet_of(UNIT, SATU_MARE), sheet_of(MINISTRY, COUNTRY)
    persons = {place: cells[Key("persons")].value for place, cells in counted.items()}
    assert county.persons == persons[BELTIUG] + persons[DOBA]
    assert country.persons == sum(persons.values())
    assert (county.counted, county.countable, country.counted) == (2, len(list_communes(SATU_MARE)), 3)
    assert county.villages == ()


def test_communes_are_ranked_by_rate_value_or_name(counted):
    with acting_as(UNIT):
        ranking = queries.rank_places(UNIT, SATU_MARE, "persons_with")
        by_value = queries.rank_places(UNIT, SATU_MARE, "persons_with", "value")
        by_name = queries.rank_places(UNIT, SATU_MARE, "persons_with", "name")
    assert ranking is not None and by_value is not None and by_name is not None
    assert {row.place.id for row in ranking.rows[:2]} == {BELTIUG, DOBA}
    rates = [row.relative for row in ranking.rows[:2]]
    assert rates == sorted(rates, reverse=True) and [row.rank for row in ranking.rows[:3]] == [1, 2, None]
    values = [row.value.at_most for row in by_value.rows[:2]]
    assert values == sorted(values, reverse=True)
    assert [row.place.name for row in by_name.rows][:2] == ["Acâș", "Agriș"]
    beltiug = next(row for row in ranking.rows if row.place.id == BELTIUG)
    cells = counted[BELTIUG]
    assert beltiug.relative == pytest.approx(100 * cells[Key("persons_with")].value / cells[Key("persons")].value)
    assert ranking.whole.base == sum(counted[place][Key("persons")].value for place in (BELTIUG, DOBA))


def test_what_is_not_told_is_not_ranked(counted):
    with acting_as(MINISTRY):
        assert queries.rank_places(MINISTRY, COUNTRY, "finding:SA-07") is None
        assert queries.rank_places(MINISTRY, COUNTRY, "finding:XX-99") is None
        assert queries.rank_places(MINISTRY, COUNTRY, "nonsense") is None
        assert queries.map_values(MINISTRY, "finding:SA-07") == {}
        assert queries.map_values(MINISTRY, "persons")[SATU_MARE].value.value > 0
    with acting_as(HEALTH):
        assert queries.rank_places(HEALTH, COUNTRY, "finding:SA-07") is not None
        assert queries.rank_places(HEALTH, SATU_MARE, "finding:SA-07") is None  # the communes' own is not told
    with acting_as(WORKER):
        assert queries.rank_places(WORKER, SATU_MARE, "persons") is None
        assert queries.rank_places(WORKER, BELTIUG, "persons") is None


def test_choices_are_measures_with_figures_general_ones_first(counted):
    with acting_as(MINISTRY):
        choices = queries.list_measures(MINISTRY, COUNTRY)
    measures = [choice.measure for choice in choices]
    assert measures[0] == "persons"
    assert {"finding:ED-02", "persons_with:ED", "law156"} <= set(measures)
    assert not {m for m in measures if "@" in m or m.startswith("confirmed:") or m == "finding:SA-07"}
    groups = [choice.group for choice in choices]
    assert len(set(groups)) == sum(a != b for a, b in zip(groups, [None, *groups], strict=False))
    with acting_as(MINISTRY):
        assert queries.list_measures(MINISTRY, 999) == ()
    with acting_as(STRANGER):
        assert queries.list_measures(STRANGER, BELTIUG) == ()


def test_a_breakdown_adds_up(counted):
    with acting_as(WORKER):
        found = queries.get_breakdown(WORKER, BELTIUG, "finding:ED-02")
        everybody = queries.get_breakdown(WORKER, BELTIUG, "persons")
        nothing = queries.get_breakdown(WORKER, BELTIUG, "finding:ED-12")
        assert queries.get_breakdown(WORKER, BELTIUG, "finding:SA-07") is None
        assert queries.get_breakdown(WORKER, APAHIDA, "finding:ED-02") is None
    assert found is not None and everybody is not None and nothing is not None
    for breakdown in (found, everybody):
        assert sum(cell.value.at_most for cell in breakdown.by_age) == breakdown.total.at_most
        assert sum(cell.value.at_most for cell in breakdown.by_village) == breakdown.total.at_most
    assert (nothing.total, nothing.by_age, nothing.by_village) == (NOTHING, (), ())


def test_trends_come_from_the_rows(counted):
    with acting_as(WORKER):
        trend = queries.get_trend(WORKER, BELTIUG, "found", today_there())
        of_area = queries.get_trend(WORKER, BELTIUG, "found", today_there(), "ED")
        assert queries.get_trend(WORKER, BELTIUG, "persons", today_there()) == ()
    assert len(trend) == len(of_area) == 12
    assert all(part.value.at_most <= whole.value.at_most for part, whole in zip(of_area, trend, strict=True))


def test_freshness_knows_what_waits(counted):
    today = today_there()
    assert not queries.get_freshness(COUNTRY, today).is_stale
    register(WORKER)
    for place in (BELTIUG, SATU_MARE, COUNTRY):
        assert queries.get_freshness(place, today).is_stale
    assert not queries.get_freshness(DOBA, today).is_stale
    assert queries.get_freshness(DOBA, today + timedelta(days=1)).is_stale
    counting.recount(BELTIUG)
    assert not queries.get_freshness(BELTIUG, today).is_stale
    assert queries.get_freshness(SATU_MARE, today).is_stale
    never = queries.get_freshness(55838, today)
    assert (never.counted_at, never.seconds, never.is_stale) == (None, None, False)


def test_residents_measure_how_far_the_census_came(counted, as_owner):
    assert sheet_of(WORKER, BELTIUG).coverage.registered_share is None
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO territory_population (commune_id, year, basis, total, bands, source)"
            " VALUES (%s, 2021, 'resident', 200, '{\"0_4\": 12, \"85_plus\": 3}', 'INS')",
            [BELTIUG],
        )
        cursor.execute(
            "INSERT INTO territory_territoryedition (subject, source, edition_date, digest, imported_at, imported_by,"
            " counts) VALUES ('population', 'INS', '2021-12-01', 'x', %s, '', '{}')",
            [datetime(2026, 1, 1, tzinfo=UTC)],
        )
    sheet = sheet_of(WORKER, BELTIUG)
    assert (sheet.coverage.residents, sheet.coverage.year, sheet.coverage.source) == (200, 2021, "INS")
    assert sheet.coverage.registered_share == pytest.approx(sheet.persons / 2)
    assert {band.code: band.residents for band in sheet.pyramid if band.residents} == {"0-4": 12, "85+": 3}
    assert sheet_of(UNIT, SATU_MARE).coverage.residents == 200


def village_of(households: int, without_utilities: int) -> Town:
    """A village with this many households of one girl of ten each, some without water."""
    village = list_villages(BELTIUG)[0].siruta
    town, today = Town(), today_there()
    for number in range(households):
        home = {"id": UUID(int=100 + number), "village_id": village, "dwelling_state": "visited"}
        town.households.append(home)
        town.persons.append(
            {
                "id": UUID(int=200 + number),
                "sex": "F",
                "birth_date": date(today.year - 10, 1, 1),
                "birth_year": None,
                "death_date": None,
                "merged_into_id": None,
                "household": home,
                "has_left": False,
            }
        )
    for home in town.households[:without_utilities]:
        town.findings.append(_finding(home["id"], False, "LO-07", "housing"))
    return town


def communities_of(town: Town) -> dict[str, queries.CommunityLine]:
    put(town, BELTIUG)
    counting.recount(BELTIUG)
    return {each.code: each for each in sheet_of(WORKER, BELTIUG).villages[0].communities}


def test_a_village_is_held_against_the_thresholds(as_owner):
    with as_owner():
        found = communities_of(village_of(10, 5))
    assert (found["CO-06"].share, found["CO-06"].threshold, found["CO-06"].is_met) == (50.0, 30.0, True)
    assert (found["CO-07"].part, found["CO-07"].whole, found["CO-07"].is_met) == (NOTHING, 10, False)
    assert (found["CO-08"].share, found["CO-08"].is_few, found["CO-08"].is_met) == (None, True, None)


def test_a_village_of_few_households_is_not_judged(as_owner):
    with as_owner():
        found = communities_of(village_of(9, 9))
    assert (found["CO-06"].share, found["CO-06"].is_few, found["CO-06"].is_met) == (100.0, True, None)
    assert (found["CO-07"].is_few, found["CO-07"].is_met) == (True, None)


def test_states_and_priorities_are_named_in_words():
    assert name_of("dwelling:refused", None).endswith(": a refuzat")
    assert name_of("priority:high", None).endswith(": ridicată")


def _finding(subject_id: UUID, is_person: bool, code: str, veil: str) -> dict:
    return {
        "id": UUID(int=subject_id.int + 1000),
        "subject_id": subject_id,
        "is_person": is_person,
        "code": code,
        "veil": veil,
        "severity": 2,
        "state": "proposed",
        "found_at": datetime.now(UTC),
        "resolved_at": [],
    }


@pytest.mark.parametrize("place", [BELTIUG, SATU_MARE, COUNTRY])
def test_as_many_queries_for_many_as_for_few(as_owner, django_assert_max_num_queries, place):
    actor = {BELTIUG: WORKER, SATU_MARE: UNIT, COUNTRY: MINISTRY}[place]
    register(WORKER)
    counting.count_round()
    sheet_of(actor, place)
    with acting_as(actor), django_assert_max_num_queries(9):
        queries.get_sheet(actor, place, today_there())
    if place != BELTIUG:
        with acting_as(actor), django_assert_max_num_queries(8):
            queries.rank_places(actor, place, "persons")
