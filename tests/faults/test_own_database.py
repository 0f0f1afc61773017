"""With a PostgreSQL of one's own: production starts on it, and what is missing there is said."""

import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from impreuna.config.database import make_database, make_roles
from impreuna.config.embedded import EmbeddedPostgres
from tests.faults.house import House
from tests.fixtures.server import CARELESS

PRODUCTION = {
    "IMPREUNA_MODE": "production",
    "IMPREUNA_SECRET_KEY": "0123456789abcdef" * 4,
    "IMPREUNA_FIELD_KEY": "fedcba9876543210" * 4,
    "IMPREUNA_HOSTS": "impreuna.example",
    "IMPREUNA_SMTP_HOST": "mail.example",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(tmp_path_factory.mktemp("own") / "postgres", CARELESS, lasting=False)
    server.start()
    make_roles(server)
    make_database(server, "own")
    yield server
    server.stop()


def addresses(server: EmbeddedPostgres, app: str = "impreuna_app", database: str = "own") -> dict[str, str]:
    def address(role: str) -> str:
        return f"postgresql://{role}@/{database}?host={server.socket}"

    return {"DATABASE_URL": address(app), "DATABASE_OWNER_URL": address("impreuna_owner")}


def test_production_is_served_from_it(server: EmbeddedPostgres, house: House):
    house.start(**addresses(server), **PRODUCTION)
    house.wait_until_served(host="impreuna.example")
    proxy = {"Host": "impreuna.example", "X-Forwarded-Proto": "https"}
    page = house.get("/cont/login/", **proxy)
    styles = re.findall(r'href="(/static/[^"]+\.css)"', page)
    assert styles, "the sign-in page has no stylesheet"
    for style in styles:
        assert re.search(r"\.[0-9a-f]{12}\.css$", style), "files are named by their content"
        assert house.get(style, **proxy)
    assert house.interrupt() == 0
    with psycopg.connect(server.dsn("own")) as connection:
        assert connection.execute("SELECT count(*) FROM territory_county").fetchone() == (42,)
    assert not (house.var / "postgres").exists()


def test_a_role_that_bypasses_row_security_is_refused(server: EmbeddedPostgres, house: House):
    code, said = house.run("serve", **addresses(server, app="postgres"), **PRODUCTION)
    assert code == 1
    assert "Rolul „postgres” din DATABASE_URL este superutilizator" in said
    assert house.processes() == []


def test_a_missing_extension_is_named(server: EmbeddedPostgres, house: House, tmp_path: Path):
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute("CREATE DATABASE bare OWNER impreuna_owner")
    code, said = house.run("serve", **addresses(server, database="bare"))
    assert code == 1
    assert "CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent;" in said


def test_a_missing_role_is_named(server: EmbeddedPostgres, house: House):
    code, said = house.run("serve", **addresses(server, app="nobody_here"))
    assert code == 1
    assert "cu rolul „nobody_here” (DATABASE_URL)" in said
