"""Rows that are read while they are sent: in the scope of who asked, and nothing stays behind when the reader goes."""

from __future__ import annotations

import pytest
from django.db import connection

from impreuna.kernel.scope import current
from impreuna.kernel.streams import stream
from impreuna.monitoring.tests.filled import put
from tests.fixtures.cast import STRANGER, WORKER, register
from tests.fixtures.database import AsOwner
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db
NUMBERS = "SELECT generate_series(1, 100000)"


def setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [f"impreuna.{name}"])
        return str(cursor.fetchone()[0] or "")


def test_rows_are_those_that_the_actor_sees() -> None:
    register(WORKER)
    sql = "SELECT label FROM registry_household WHERE commune_id = %s"
    assert list(stream(WORKER, sql, [BELTIUG])) == [("Pop Ana",)]
    assert list(stream(STRANGER, sql, [BELTIUG])) == []
    assert list(stream(None, sql, [BELTIUG])) == []


def test_nothing_is_asked_before_the_first_row_is_wanted() -> None:
    rows = stream(WORKER, "SELECT this is no statement")
    rows.close()  # type: ignore[attr-defined]


def test_who_stops_early_leaves_nothing_behind() -> None:
    rows = stream(WORKER, NUMBERS)
    assert next(rows) == (1,)
    assert setting("communes") == str(BELTIUG) and current() == WORKER
    rows.close()  # type: ignore[attr-defined]
    assert setting("communes") == "" and current() is None


def test_a_mistake_on_the_way_leaves_nothing_behind() -> None:
    rows = stream(WORKER, NUMBERS)
    next(rows)
    with pytest.raises(OSError, match="gone"):
        rows.throw(OSError("gone"))  # type: ignore[attr-defined]
    assert setting("communes") == "" and current() is None


def test_figures_come_in_the_scope_too(as_owner: AsOwner) -> None:
    with as_owner():
        put(BELTIUG, {("persons", 0, "", ""): ("", 7)})
    sql = "SELECT value FROM monitoring_figure WHERE place_id = %s"
    assert list(stream(WORKER, sql, [BELTIUG])) == [(7,)]
    assert list(stream(STRANGER, sql, [BELTIUG])) == []
