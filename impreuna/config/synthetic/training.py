"""The commune in which people practise on a tablet: invented from its name to its people, in the form that is synced.

Its rows pass through the real tables and the real feeds, in a transaction that is taken back: what is practised with
looks like what is synced. Drawn from a seed as of one day, so that only a change of the lists or the feeds changes it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
from django.db import connection, transaction

from impreuna.config.synthetic.census import Census, Lists
from impreuna.config.synthetic.commands import write
from impreuna.config.synthetic.places import Place, Village
from impreuna.config.synthetic.rows import Rows
from impreuna.config.synthetic.training_cases import rows_of, write_cases
from impreuna.kernel.actor import Actor, Scope
from impreuna.kernel.policy import AREAS
from impreuna.kernel.scope import acting_as
from impreuna.nomenclature.rules.edition import Edition
from impreuna.nomenclature.rules.reading import read_lists
from impreuna.sync.queries.rows import Wanted, read_kinds
from impreuna.sync.rules import lists as travelling
from impreuna.sync.rules.me import Me, me_of

#: No place has codes this high.
COMMUNE = 990_000
NAME, COUNTY, COUNTY_CODE = "Valea Exercițiului", "Județul de exercițiu", "SM"
VILLAGES = ("Valea Exercițiului", "Dealul Încercării", "Lunca Probei")
SEED, HOUSEHOLDS, EDITION, ON = 7, 40, 1, date(2026, 11, 2)
_MIDDLE = (47.5, 22.9)
TRAINEE = Actor(
    UUID("019d0000-0000-7000-8000-000000000001"),
    "Coleg Exercițiu",
    "social_worker",
    Scope("commune", COMMUNE, frozenset({COMMUNE})),
    UUID("019d0000-0000-7000-8000-000000000002"),
)


def files(lists_folder: Path) -> dict[str, str]:
    """What the tablet's application carries with it, by file name: the commune's rows, and its lists."""
    read = read_lists(lists_folder)
    if read.content is None:
        raise ValueError("\n".join(map(str, read.problems)))
    edition = Edition(EDITION, read.digest, read.content)
    me = me_of(TRAINEE, NAME, COUNTY)
    lists = travelling.whole(_around(edition), edition.digest, edition.content)
    return {
        "commune.json": _commune(me, _rows(edition)),
        "lists.json": msgspec.json.encode(lists).decode() + "\n",
    }


def _commune(me: Me, rows: list[str]) -> str:
    """One row a line: a change of a feed is then read in its difference."""
    return f'{{"me":{msgspec.json.encode(me).decode()},\n"rows":[\n' + ",\n".join(rows) + "\n]}\n"


def _villages() -> tuple[Village, ...]:
    latitude, longitude = _MIDDLE
    return tuple(
        Village(COMMUNE + 1 + number, latitude + number * 0.03, longitude - number * 0.02)
        for number in range(len(VILLAGES))
    )


def _around(edition: Edition) -> travelling.Around:
    return travelling.Around(
        edition=edition.number,
        parameters=travelling.values_of(edition.content),
        villages=tuple(
            travelling.Village(village.siruta, name, village.latitude, village.longitude)
            for village, name in zip(_villages(), VILLAGES, strict=True)
        ),
        commune=travelling.Place(COMMUNE, NAME, COUNTY, COUNTY_CODE, *_MIDDLE),
    )


def _rows(edition: Edition) -> list[str]:
    place = Place(COMMUNE, NAME, COUNTY_CODE, 0, _villages(), None)
    census = Census(place, SEED, ON, Lists.of(edition, lambda day: _parameters(edition, day)))
    rows = Rows(census, edition, 1, ON)
    homes = list(census.households(HOUSEHOLDS))
    for home in homes:
        rows.add(home)
    with transaction.atomic():
        _open()
        for table, lines in rows.lines.items():
            write(table, lines)
        write_cases(rows_of(homes, ON, TRAINEE))
        with acting_as(TRAINEE):
            kinds = list(read_kinds(COMMUNE, Wanted(0, False), None, 10**6))
        transaction.set_rollback(True)
    return [line for kind in kinds for line in sorted(kind.text.split("\n"))]


def _parameters(edition: Edition, day: date) -> dict[str, float]:
    return {value.code: value.value for value in travelling.values_of(edition.content) if value.since <= day}


def _open() -> None:
    """Lets this transaction write the commune, which no act could: it is nowhere."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('impreuna.command', %s, true), set_config('impreuna.communes', %s, true),"
            " set_config('impreuna.areas', %s, true)",
            [str(TRAINEE.assignment_id), str(COMMUNE), ",".join(AREAS)],
        )
