"""A commune of people who do not exist: the same seed writes the same rows, and they are those of ordinary commands."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import connection, transaction

from impreuna.config.synthetic import commands
from impreuna.config.synthetic.commands import LoadSyntheticCommune, act_of
from impreuna.config.synthetic.country import Order, carry_out
from impreuna.config.synthetic.rows import COLUMNS
from impreuna.config.synthetic.tests.written import rows
from impreuna.kernel.execute import execute
from impreuna.kernel.journal import verify
from impreuna.nomenclature.queries import current_edition
from impreuna.workforce.commands import OPERATOR
from tests.fixtures.cast import WORKER, register
from tests.fixtures.places import BELTIUG, DOBA

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


def kept() -> dict[str, int]:
    with connection.cursor() as cursor:
        counts = {}
        for table in COLUMNS:
            cursor.execute(f"SELECT count(*) FROM {table}")
            counts[table] = cursor.fetchone()[0]
    return counts


def test_production_refuses(settings, as_owner) -> None:
    settings.PRODUCTION = True
    assert load().reason == "synthetic_in_production"
    with as_owner():
        assert set(kept().values()) == {0}


def test_only_the_server_s_operator_loads() -> None:
    administrator = replace(OPERATOR, user_id=UUID(int=77))
    assert load(DOBA, actor=administrator).reason == "synthetic_by_operator"
    assert load(BELTIUG, actor=WORKER).reason == "role_may_not"


def test_invented_people_do_not_mix_with_those_who_are_there(as_owner) -> None:
    register(WORKER)
    assert load().reason == "commune_has_people"
    with as_owner():
        assert kept()["registry_household"] == 1


def test_the_same_seed_writes_the_same_rows(as_owner) -> None:
    written = []
    for _time in range(2):
        with transaction.atomic():
            load(households=30, seed=9)
            with as_owner():
                written.append(rows())
            transaction.set_rollback(True)
    assert written[0] == written[1] and written[0]["finding"]


def test_a_load_that_is_killed_leaves_whole_communes(as_owner, monkeypatch: pytest.MonkeyPatch) -> None:
    write = commands.write
    left = iter(COLUMNS)

    def dies(table: str, lines: list[str]) -> int:
        if table == "assessment_answers":
            raise KeyboardInterrupt
        next(left)
        return write(table, lines)

    assert load(DOBA, 12).status == "applied"
    monkeypatch.setattr(commands, "write", dies)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        load(BELTIUG, 12)
    monkeypatch.undo()
    with as_owner():
        assert kept()["registry_household"] == 12
    assert load(DOBA, 12).status == "duplicate"
    assert load(BELTIUG, 12).status == "applied"
    with as_owner():
        assert kept()["registry_household"] == 24
        assert not [broken for _place, _entries, broken in verify("owner") if broken]


def test_another_seed_is_no_second_load() -> None:
    assert load(seed=1).status == "applied"
    assert load(seed=2).reason == "command_id_reused"
    order = Order(BELTIUG, 40, 3, ON, current_edition().number)
    assert carry_out(order)[0] == "there"
    assert carry_out(replace(order, commune_id=DOBA, households=5))[0] == "loaded"
