"""A commune of people who do not exist: the same seed writes the same rows, and they are those of ordinary commands."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from impreuna.config.synthetic.commands import LoadSyntheticCommune, act_of
from impreuna.kernel.execute import execute
from impreuna.nomenclature.queries import current_edition
from impreuna.workforce.commands import OPERATOR
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 20)
MOMENT = datetime(2026, 11, 20, 9, 12, tzinfo=UTC)


def load(commune_id: int = BELTIUG, households: int = 40, seed: int = 1, actor=OPERATOR):
    return execute(
        LoadSyntheticCommune(
            id=act_of(commune_id), commune_id=commune_id, recorded_at=MOMENT, seed=seed, households=households, on=ON,
            edition=current_edition().number,
        ),
        actor,
        received_at=MOMENT,
    )  # fmt: skip


def test_a_commune_is_loaded_once(as_owner) -> None:
    outcome = load()
    assert outcome.status == "applied", outcome
    assert outcome.facts["registry_household"] == 40
    with as_owner(), connection.cursor() as cursor:
        for table, rows in outcome.facts.items():
            cursor.execute(f"SELECT count(*), min(commune_id), max(commune_id), min(n), max(n) FROM {table}")
            assert cursor.fetchone() == (rows, BELTIUG, BELTIUG, 1, 1), table
    assert load().status == "duplicate"
