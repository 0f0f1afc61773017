"""What an import would do, judged without a database: small made-up files, and the real ones where they are."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impreuna.territory.commands.loading import package_file
from impreuna.territory.rules.boundaries import plan_boundaries
from impreuna.territory.rules.population import PopulationRow, plan_population, share_of_children, share_of_elderly
from impreuna.territory.rules.risk import COMPONENTS, Standing, plan_risk_index, profile
from impreuna.territory.rules.siruta import CommuneRow, CountyRow, VillageRow, plan_siruta, read_edition

DAY = date(2026, 1, 1)
COMMUNES = {1017: "Alba Iulia", 136964: "Beltiug"}
REAL = Path(__file__).resolve().parents[4] / "shared" / "data"
needs_real_files = pytest.mark.skipif(not REAL.is_dir(), reason="the folder with real examples is not beside the tree")

LIST = (
    "SIRUTA;DENLOC;CODP;JUD;SIRSUP;TIP;NIV;MED;REGIUNE\n"
    "305;JUDEȚUL SATU MARE;0;30;1;40;1;0;6\n"
    "136964;BELTIUG;0;30;305;3;2;3;6\n"
    "136973;BELTIUG;447040;30;136964;22;3;3;6\n"
    "137005;GIUNGI;447043;30;136964;23;3;3;6\n"
)


@pytest.fixture(scope="module")
def edition():
    return read_edition(package_file().read_bytes())


def whys(plan):
    return [verdict.why.code for verdict in plan.verdicts if verdict.why]


def test_an_edition_is_read_by_levels():
    edition = read_edition(LIST.encode())
    assert [len(edition.of(kind)) for kind in (CountyRow, CommuneRow, VillageRow)] == [1, 1, 2]
    assert edition.places[137005] == VillageRow(137005, "Giungi", 136964, 23, "447043")
    assert edition.places[136964] == CommuneRow(136964, "Beltiug", 305, "commune", False, False)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("136964;BELTIUG;0;30;305;3;2;3;6", "siruta_twice"),
        (";FĂRĂ COD;0;30;305;3;2;3;6", "siruta_missing"),
        ("abc;FĂRĂ COD;0;30;305;3;2;3;6", "siruta_malformed"),
        ("7;SAT;0;30;999;23;3;3;6", "parent_unknown"),
        ("7;SAT;0;30;305;23;3;3;6", "parent_unknown"),
        ("7;;0;30;305;3;2;3;6", "place_name_missing"),
        ("7;SAT;0;30;136964;77;3;3;6", "place_type_unknown"),
        ("7;SAT;0;30;136964;23;9;3;6", "place_type_unknown"),
        ("7;JUDEȚUL NOU;0;99;1;40;1;0;6", "county_unknown"),
        ("7;SAT;0;30;abc;23;3;3;6", "cell_number_malformed"),
        ("7;SAT;0;30", "columns_too_few"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused(row, why):
    plan = plan_siruta((LIST + row).encode(), {}, DAY)
    assert whys(plan) == [why]
    assert not plan.is_acceptable
    assert plan.refusal is not None


def test_a_place_that_vanished_is_ended_and_may_come_back():
    known = dict(read_edition(LIST.encode()).places)
    shorter = LIST.replace("137005;GIUNGI;447043;30;136964;23;3;3;6\n", "")
    plan = plan_siruta(shorter.encode(), known, DAY)
    assert plan.counts == {"ended": 1, "unchanged": 3}
    known[137005] = plan.writes[0]
    assert known[137005].ended_on == DAY
    assert plan_siruta(shorter.encode(), known, DAY).changes_nothing
    again = plan_siruta(LIST.encode(), known, DAY)
    assert [change.field for change in again.of("changed")[0].changes] == ["ended_on"]


def test_a_code_does_not_change_its_level():
    known = dict(read_edition(LIST.encode()).places)
    moved = LIST.replace("137005;GIUNGI;447043;30;136964;23;3;3;6", "137005;GIUNGI;0;30;305;3;2;3;6")
    assert whys(plan_siruta(moved.encode(), known, DAY)) == ["level_changed"]


def test_the_package_and_itself_do_not_differ(edition):
    assert plan_siruta(package_file().read_bytes(), edition.places, DAY).counts == {"unchanged": 16978}


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("999999,5\n", "siruta_unknown"),
        ("1017,5\n1017,6\n", "siruta_twice"),
        ("1017,-5\n", "cell_number_negative"),
        ("1017,mulți\n", "cell_number_malformed"),
        ("1017;5\n", "columns_too_few"),
    ],
)
def test_population_rows_that_cannot_be_used(rows, why):
    assert whys(plan_population(("siruta,rpl2021_total\n" + rows).encode(), COMMUNES, {})) == [why]


def test_bands_beyond_the_total_are_refused():
    content = b"siruta,rpl2021_total,rpl2021_0_4,rpl2021_5_9\n1017,10,6,5\n"
    assert whys(plan_population(content, COMMUNES, {})) == ["bands_exceed_total"]


def test_the_plain_form_of_a_population_file():
    plan = plan_population("SIRUTA;An;Total;0_4\n1017;2024;100;7\n1017;2025;99;*\n".encode("utf-8-sig"), COMMUNES, {})
    assert [(row.year, row.total, dict(row.bands)) for row in plan.writes] == [(2024, 100, {"0_4": 7}), (2025, 99, {})]


@pytest.mark.parametrize("content", [b"siruta,nume\n1017,Alba\n", b"siruta,total\n1017,5\n"])
def test_a_population_file_without_population_is_refused(content):
    plan = plan_population(content, COMMUNES, {})
    assert plan.trouble is not None
    assert plan.trouble.code == "columns_missing"


def test_shares_are_of_those_whose_age_is_known():
    row = PopulationRow(1, 2021, "resident", 1000, {"0_4": 10, "5_9": 10, "40_44": 60, "70_74": 20})
    assert (share_of_children(row), share_of_elderly(row)) == (20.0, 20.0)
    assert share_of_children(PopulationRow(1, 2021, "domicile", 1000, {})) is None


def feature(code: object, geometry: object) -> dict:
    return {"type": "Feature", "properties": {"natcode": code}, "geometry": geometry}


def collection(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


RING = [[22.8, 47.5], [22.9, 47.5], [22.9, 47.6], [22.8, 47.5]]


@pytest.mark.parametrize(
    ("geometry", "why"),
    [
        (None, "geometry_unknown"),
        ({"type": "Point", "coordinates": [22, 47]}, "geometry_unknown"),
        ({"type": "Polygon", "coordinates": [RING[:3]]}, "geometry_broken"),
        ({"type": "Polygon", "coordinates": [[*RING[:3], [22.85, 47.55]]]}, "geometry_broken"),
        ({"type": "Polygon", "coordinates": []}, "geometry_broken"),
        ({"type": "Polygon", "coordinates": [[["a", "b"]]]}, "geometry_broken"),
        ({"type": "Polygon"}, "geometry_broken"),
        ({"type": "Polygon", "coordinates": [[[x - 20, y] for x, y in RING]]}, "geometry_abroad"),
    ],
)
def test_outlines_that_cannot_be_used(geometry, why):
    assert whys(plan_boundaries(collection(feature(136964, geometry)), COMMUNES, {})) == [why]


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"{", "not_json"),
        (b"[1, 2]", "not_geography"),
        (b'{"type": "Feature"}', "not_geography"),
        (b'{"type": "Topology"}', "not_geography"),
        (b'{"type": "FeatureCollection", "features": [7]}', "not_geography"),
        (b"[" * 100_000, "not_geography"),
        (b"siruta,total\n1,2\n", "not_json"),
        (b'{"type": "FeatureCollection", "features": []}', "no_communes_in_file"),
        (collection(feature(305, {"type": "Polygon", "coordinates": [RING]})), "no_communes_in_file"),
        (
            collection(feature(1017, {"type": "Polygon", "coordinates": [[[x * 20000, y * 11000] for x, y in RING]]})),
            "projected_coordinates",
        ),
    ],
)
def test_geographic_files_that_cannot_be_used(content, trouble):
    plan = plan_boundaries(content, COMMUNES, {})
    assert plan.trouble is not None
    assert plan.trouble.code == trouble
    assert plan.refusal is not None
    assert "…" not in plan.refusal.sentence()


def test_a_small_topology_is_decoded():
    file = {
        "type": "Topology",
        "transform": {"scale": [0.1, 0.1], "translate": [22.0, 47.0]},
        "arcs": [[[0, 0], [5, 0]], [[5, 0], [0, 5], [-5, 0], [0, -5]]],
        "objects": {"uat": {"type": "Polygon", "id": "136964", "arcs": [[0, 1]]}},
    }
    (row,) = plan_boundaries(json.dumps(file).encode(), COMMUNES, {}).writes
    assert row.shape == [[[(22.0, 47.0), (22.5, 47.0), (22.5, 47.5), (22.0, 47.5), (22.0, 47.0)]]]


def standing(component: str, less: int, same: int, everybody: int) -> Standing:
    return Standing(component, 1.0, 2021, "INS", less, same, everybody)


def test_the_index_needs_all_six_components():
    standings = [standing(component, 5, 1, 11) for component in COMPONENTS]
    assert profile(standings).index == pytest.approx(50)
    partial = profile(standings[:4])
    assert partial.index is None
    assert partial.missing == tuple(COMPONENTS)[4:]


@given(st.lists(st.integers(0, 9), min_size=2, max_size=30))
def test_scores_lie_between_0_and_100_in_the_order_of_values_and_average_50(values):
    scores = {}
    for value in values:
        less, same = sum(other < value for other in values), values.count(value)
        scores[value] = standing("x", less, same, len(values)).score
    assert all(0 <= score <= 100 for score in scores.values())
    assert [scores[value] for value in sorted(scores)] == sorted(scores.values())
    assert sum(scores[value] for value in values) / len(values) == pytest.approx(50)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("1017,children_share,abc,2021,INS", "cell_number_malformed"),
        ("1017,children,20,2021,INS", "component_unknown"),
        ("1017,children_share,20,21,INS", "cell_year_malformed"),
        ("1017,children_share,20,2021, ", "component_source_missing"),
        ("7,children_share,20,2021,INS", "siruta_unknown"),
        ("1017,vmi_share,20,2021,INS\n1017,vmi_share,21,2021,INS", "siruta_twice"),
    ],
)
def test_components_that_cannot_be_used(row, why):
    assert whys(plan_risk_index(f"siruta,component,value,year,source\n{row}\n".encode(), COMMUNES, {})) == [why]


@needs_real_files
def test_names_of_the_whole_list_are_as_people_write_them(edition):
    import csv

    written = {}
    for file in ("ro_uats.csv", "ro_localities.csv"):
        with (REAL / file).open(encoding="utf-8") as rows:
            written |= {int(row["siruta"]): row["nume"] for row in csv.DictReader(rows)}
    differing = {code: name for code, name in written.items() if edition.places[code].name != name}
    # The comparison list leaves out a space after initials in one name, borne by a commune and its seat.
    assert differing == {161525: "I.C.Brătianu", 161534: "I.C.Brătianu"}


@needs_real_files
def test_the_census_by_communes_is_read_whole(edition):
    communes = {row.siruta: row.name for row in edition.of(CommuneRow)}
    content = (REAL / "ro_uat_population.csv").read_bytes()
    plan = plan_population(content, communes, {})
    assert plan.counts == {"added": 3187}
    census = [row for row in plan.writes if row.basis == "resident"]
    assert len(census) == 3181
    assert sum(row.total for row in census) == 19_053_815
    again = plan_population(content, communes, {row.key: row for row in plan.writes})
    assert again.counts == {"unchanged": 3187}


@needs_real_files
@pytest.mark.parametrize(("file", "shapes"), [("ro_uat_judete.topo.json", 3186), ("uat_geojson/SM.geojson", 65)])
def test_real_boundaries_are_read_whole(edition, file, shapes):
    communes = {row.siruta: row.name for row in edition.of(CommuneRow)}
    plan = plan_boundaries((REAL / file).read_bytes(), communes, {})
    assert plan.counts == {"added": shapes}
    known = {row.commune_id: row.digest for row in plan.writes}
    assert plan_boundaries((REAL / file).read_bytes(), communes, known).changes_nothing


@needs_real_files
def test_outlines_of_counties_alone_are_told_apart_from_communes(edition):
    communes = {row.siruta: row.name for row in edition.of(CommuneRow)}
    plan = plan_boundaries((REAL / "ro_judete.geojson").read_bytes(), communes, {})
    assert plan.trouble is not None
    assert plan.trouble.code == "no_communes_in_file"
