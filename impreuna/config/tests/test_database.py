"""Tests work as the application does: as a role that owns nothing and cannot bypass row-level security."""

from django.db import connection, connections


def _role(alias: str = "default") -> tuple[str, str]:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_user::text, current_setting('role')")
        return cursor.fetchone()[0]


def test_a_test_is_the_application(db):
    assert _role() == "impreuna_app"


def test_as_owner_shows_the_same_transaction(db, as_owner):
    with as_owner():
        assert _role() == _role("owner") == "impreuna_owner"
        assert connections["owner"] is connections["default"]
    assert _role() == "impreuna_app"


def test_the_database_knows_diacritics(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower('ȘȚĂÎÂ'), unaccent('șțăîâőű')")
        assert cursor.fetchone() == ("șțăîâ", "staiaou")


def test_a_test_that_commits_leaves_nothing_behind(transactional_db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        assert cursor.fetchone() == (0,)
        cursor.execute("INSERT INTO django_session VALUES ('left', '', now())")


def test_indeed_nothing(transactional_db):
    test_a_test_that_commits_leaves_nothing_behind(transactional_db)
