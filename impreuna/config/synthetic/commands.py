"""The act that writes a commune of people who do not exist: one for each commune, journalled like every other."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Annotated
from uuid import UUID, uuid5

import msgspec
from django.conf import settings
from django.db import connection

from impreuna.config.synthetic.census import Census, Lists
from impreuna.config.synthetic.places import place_of
from impreuna.config.synthetic.rows import COLUMNS, Rows
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.moments import day_of
from impreuna.kernel.policy import AREAS
from impreuna.kernel.result import Effect, Rejected, _, add_reasons
from impreuna.nomenclature.queries import NoEdition, edition, parameters_on
from impreuna.workforce.commands import OPERATOR

__all__ = ["LoadSyntheticCommune", "act_of", "write"]

_FAMILY = UUID("018cc251-f400-7000-8000-000000000000")

add_reasons(
    {
        "synthetic_in_production": _("În producție nu se fac date inventate."),
        "synthetic_by_operator": _("Datele inventate se fac numai de la linia de comandă a serverului."),
        "commune_has_people": _("În comună sunt deja gospodării; datele inventate nu se amestecă cu ele."),
    }
)


class LoadSyntheticCommune(Command):
    """Încărcarea unei comune inventate, pentru încercarea sistemului (propunere): never where real people are.

    The same seed, day, edition and number of households write the same rows.
    """

    area = "household"
    sentence = _("a încărcat o comună inventată")

    seed: int
    households: Annotated[int, msgspec.Meta(ge=1, le=20_000)]
    on: date
    edition: int


def act_of(commune_id: int) -> UUID:
    """The id of the act that loads this commune: there can be only one."""
    return uuid5(_FAMILY, str(commune_id))


@handles(LoadSyntheticCommune)
def load_synthetic_commune(c: LoadSyntheticCommune, actor: Actor, at: Stamp) -> Effect:
    """Draws the commune's households and writes registry, visits and findings in bulk. Facts: rows by table."""
    if settings.PRODUCTION:
        raise Rejected("synthetic_in_production")
    if actor.user_id != OPERATOR.user_id:
        raise Rejected("synthetic_by_operator")
    _open(c.commune_id)
    census = Census(place_of(c.commune_id), c.seed, c.on, _lists(c))
    rows = Rows(census, census.lists.edition, at.n, day_of(at.received_at))
    for home in census.households(c.households):
        rows.add(home)
    return Effect(facts={table: write(table, lines) for table, lines in rows.lines.items()})


def _open(commune_id: int) -> None:
    """Lets the operator, who is of no commune and of no profession, write in this one until the act ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('impreuna.communes', %s, true), set_config('impreuna.areas', %s, true)",
            [str(commune_id), ",".join(AREAS)],
        )
        cursor.execute("SELECT EXISTS (SELECT FROM registry_household WHERE commune_id = %s)", [commune_id])
        if cursor.fetchone()[0]:
            raise Rejected("commune_has_people", field="commune_id")


def _lists(c: LoadSyntheticCommune) -> Lists:
    try:
        return _prepared(c.edition, c.on)
    except NoEdition as problem:
        raise Rejected("unknown_edition", field="edition", edition=c.edition) from problem


@lru_cache(maxsize=2)
def _prepared(number: int, on: date) -> Lists:
    return Lists.of(edition(number), lru_cache(maxsize=None)(parameters_on))  # once for each day of the visits


def write(table: str, lines: list[str]) -> int:
    """Copies `Rows.lines` into a table of this connection, then inserts them under the policies: COPY refuses them."""
    columns = COLUMNS[table]
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMP TABLE IF NOT EXISTS loading_{table} ON COMMIT DELETE ROWS AS SELECT {columns} FROM {table}"
            " WITH NO DATA"
        )
        cursor.execute(f"DELETE FROM loading_{table}")  # of a commune loaded in the same transaction, as in a test
        with cursor.copy(f"COPY loading_{table} ({columns}) FROM STDIN") as copy:
            copy.write("".join(lines))
        cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM loading_{table}")
        return int(cursor.rowcount)
