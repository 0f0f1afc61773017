"""Imports through the one write path: all or nothing, safe to repeat, refused in words."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import connection

from impreuna.kernel.actor import COUNTRY, Actor, Scope
from impreuna.kernel.execute import execute
from impreuna.kernel.guard import WriteOutsideExecute
from impreuna.kernel.identity import new_id
from impreuna.kernel.models import Clock, JournalEntry
from impreuna.kernel.scope import acting_as
from impreuna.territory import queries
from impreuna.territory.commands import ImportTerritory, keep_file
from impreuna.territory.commands.loading import package_file
from impreuna.territory.models import Boundary, Commune, Population, RiskIndexComponent, TerritoryEdition, Village
from impreuna.territory.queries import figures
from impreuna.territory.queries.importing import plan_import

pytestmark = pytest.mark.django_db

ADMIN = Actor(UUID(int=7), "Administrator", "national_admin", Scope("country", COUNTRY))
DAY = date(2026, 1, 1)
BELTIUG, GIUNGI = 136964, 137005
PLACES = ("county", "commune", "village")
POPULATION = "siruta,rpl2021_total,rpl2021_0_4,pop_dom_2020\n136964,3000,150,3100\n"


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def bring(subject: str, content: bytes | str, actor: Actor = ADMIN, expected: dict[str, int] | None = None):
    """Plans and imports a file as somebody would who agreed to the preview."""
    content = content.encode() if isinstance(content, str) else content
    plan = plan_import(subject, content, DAY)
    command = ImportTerritory(
        id=new_id(),
        commune_id=COUNTRY,
        recorded_at=datetime.now(UTC),
        subject=subject,
        digest=keep_file(content),
        source="INS",
        edition_date=DAY,
        expected=dict(plan.counts) if expected is None else expected,
    )
    return execute(command, actor)


def siruta_lines() -> list[str]:
    return package_file().read_text("utf-8").splitlines()


def test_population_is_added_then_unchanged_then_changed():
    assert bring("population", POPULATION).facts == {"added": 1}
    assert bring("population", POPULATION).facts == {"unchanged": 1}
    assert bring("population", POPULATION.replace("3000", "2990")).facts == {"changed": 1}
    row = Population.objects.get(commune_id=BELTIUG, year=2021)
    assert (row.basis, row.total, row.bands, row.source) == ("resident", 2990, {"0_4": 150}, "INS")
    assert figures.newest_populations([BELTIUG])[BELTIUG].row.total == 2990


def test_one_refused_row_refuses_the_file():
    outcome = bring("population", POPULATION + "999999,5,,\n")
    assert (outcome.status, outcome.reason) == ("rejected", "file_refused")
    assert "rândul 3" in outcome.sentence
    assert "999999" in outcome.sentence
    assert not Population.objects.exists()


def test_what_the_author_saw_has_to_hold_still():
    assert bring("population", POPULATION, expected={"changed": 1}).reason == "import_outdated"
    assert not Population.objects.exists()


def test_the_journal_holds_a_summary_not_the_file():
    outcome = bring("population", POPULATION)
    with acting_as(ADMIN):
        entry = JournalEntry.objects.get(commune_id=COUNTRY, n=outcome.n)
    edition = TerritoryEdition.objects.latest("id")
    assert (entry.kind, entry.status) == ("ImportTerritory", "applied")
    assert (edition.subject, edition.imported_by, edition.counts) == ("population", "Administrator", {"added": 1})


@pytest.mark.parametrize("role", ["social_worker", "spas_head", "dgaspc_coordinator", "ministry_labour", "dpo"])
def test_nobody_else_imports(role):
    level = {"social_worker": "commune", "spas_head": "commune", "dgaspc_coordinator": "county"}.get(role, "country")
    place = {"commune": BELTIUG, "county": 305, "country": COUNTRY}[level]
    stranger = replace(ADMIN, role=role, scope=Scope(level, place, frozenset({BELTIUG} if level != "country" else ())))
    outcome = bring("population", POPULATION, stranger)
    assert (outcome.status, outcome.reason) == ("rejected", "role_may_not")
    assert not Population.objects.exists()


def test_a_file_that_is_gone_or_changed_is_not_imported(tmp_path):
    digest = keep_file(POPULATION.encode())
    (tmp_path / "imports" / digest).write_bytes(b"siruta,total,an\n136964,1,2020\n")
    command = ImportTerritory(
        id=new_id(),
        commune_id=COUNTRY,
        recorded_at=datetime.now(UTC),
        subject="population",
        digest=digest,
        source="INS",
        edition_date=DAY,
        expected={"added": 1},
    )
    assert execute(command, ADMIN).reason == "file_not_kept"


@pytest.mark.parametrize("digest", ["../../etc/passwd", "", "a" * 63, "G" * 64])
def test_only_a_digest_names_a_file(digest):
    command = ImportTerritory(
        id=new_id(),
        commune_id=COUNTRY,
        recorded_at=datetime.now(UTC),
        subject="population",
        digest=digest,
        source="INS",
        edition_date=DAY,
        expected={},
    )
    assert execute(command, ADMIN).reason == "file_not_kept"


def test_the_next_edition_renames_moves_adds_and_ends():
    lines = siruta_lines()
    giungi = next(line for line in lines if line.startswith(f"{GIUNGI};"))
    moved = next(line for line in lines if ";136964;23;3;3;" in line and line != giungi)
    edition = [
        line.replace(";BELTIUG;0;30;305;3;2;", ";BELTIUGUL NOU;0;30;305;3;2;")
        for line in lines
        if line not in (giungi, moved)
    ]
    edition.append(moved.replace(";136964;", ";136713;"))
    edition.append("199990;SATUL CEL NOU;447030;30;199999;22;3;3;6;32;0;RO115")
    edition.append("199999;COMUNA CEA NOUĂ;0;30;305;3;2;3;6;32;0;RO115")
    outcome = bring("siruta", "\n".join(edition))
    assert outcome.facts == {"ended": 1, "added": 2, "changed": 2, "unchanged": 16975}
    assert queries.get_commune(BELTIUG).name == "Beltiugul Nou"
    assert queries.get_village(int(moved.split(";")[0])).commune_id == 136713
    assert Village.objects.get(siruta=GIUNGI).ended_on == DAY
    assert GIUNGI not in [village.siruta for village in queries.list_villages(BELTIUG)]
    assert queries.get_commune(199999).seat_id == 199990
    assert Clock.objects.filter(commune_id=199999, n=0).exists()
    assert bring("siruta", "\n".join(edition)).facts == {"unchanged": 16979}


def test_an_older_edition_is_told_of():
    bring("population", POPULATION)
    assert [remark.code for remark in plan_import("population", POPULATION.encode(), date(2025, 12, 31)).remarks] == [
        "edition_older"
    ]
    assert plan_import("population", POPULATION.encode(), DAY).remarks == ()


@pytest.mark.parametrize("table", ["county", "commune", "village", "population", "boundary", "territoryedition"])
def test_the_database_itself_refuses_to_write_places_outside_a_command(table):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE territory_{table} SET {'name' if table in PLACES else 'source'} = 'x'")
        assert cursor.rowcount == 0
        cursor.execute(f"DELETE FROM territory_{table}")
        assert cursor.rowcount == 0


def test_a_place_is_not_written_past_the_write_path():
    with pytest.raises(WriteOutsideExecute):
        Commune.objects.filter(siruta=BELTIUG).update(name="x")


def test_the_same_edition_changes_nothing_and_keeps_points():
    before = list(Commune.objects.order_by("siruta").values_list("siruta", "longitude", "seat_id"))
    assert bring("siruta", package_file().read_bytes()).facts == {"unchanged": 16978}
    assert list(Commune.objects.order_by("siruta").values_list("siruta", "longitude", "seat_id")) == before


def test_a_part_of_the_list_is_not_an_edition():
    outcome = bring("siruta", "\n".join(siruta_lines()[:5000]))
    assert (outcome.status, outcome.reason) == ("rejected", "list_incomplete")
    assert not Village.objects.exclude(ended_on=None).exists()


SQUARE = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"SIRUTA": "136964"},'
    ' "geometry": {"type": "Polygon", "coordinates":'
    " [[[22.8, 47.5], [22.9, 47.5], [22.9, 47.6], [22.8, 47.6], [22.8, 47.5]]]}}]}"
)


def test_a_boundary_is_drawn_on_the_country():
    assert bring("boundaries", SQUARE).facts == {"added": 1}
    assert bring("boundaries", SQUARE).facts == {"unchanged": 1}
    row = Boundary.objects.get(commune_id=BELTIUG)
    assert row.path.startswith("M164.40 ")
    assert row.path.endswith("Z")
    assert row.source == "INS"


RISK = (
    "siruta;componenta;valoare;an;sursa\n136964;children_share;20,5;2021;INS\n136713;children_share;18;2021;INS\n"
    "136768;children_share;25;2021;INS\n136964;children_share;99;2019;INS\n"
)


def test_a_component_is_scored_among_the_newest_values():
    assert bring("risk-index", RISK).facts == {"added": 4}
    assert RiskIndexComponent.objects.count() == 4
    profile = figures.risk_profiles([BELTIUG])[BELTIUG]
    assert [(s.component, s.value, s.score) for s in profile.standings] == [("children_share", 20.5, 50.0)]
    assert profile.index is None
    assert len(profile.missing) == 5
