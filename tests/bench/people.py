"""Who works on the measured site, and the families that they register: made up of the commonest names."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from typing import Any
from uuid import UUID, uuid4

import psycopg
from faker.providers.person.ro_RO import Provider

LAST_NAMES = [*map(str, Provider.last_names), "Țăran", "Șandor", "Bîrlădeanu", "Mureșan", "Pășcuț", "Kovács", "Szabó"]
FIRST_NAMES = {"F": list(Provider.first_names_female), "M": list(Provider.first_names_male)}
_CSRF = "a" * 32


@dataclass(frozen=True)
class Worker:
    """A social worker with a session, in a commune with its villages."""

    user_id: UUID
    name: str
    commune_id: int
    village_ids: list[int]
    headers: dict[str, str]

    def actor(self) -> Any:
        """The worker as the kernel knows her."""
        from impreuna.kernel.actor import Actor, Scope

        scope = Scope("commune", self.commune_id, frozenset({self.commune_id}))
        return Actor(self.user_id, self.name, "social_worker", scope)


def hire(connection: psycopg.Connection[Any], commune_ids: list[int]) -> list[Worker]:
    """A social worker for each commune, with an account, a role and a session, as after signing in."""
    return [_hire(connection, commune_id, number) for number, commune_id in enumerate(commune_ids)]


def employ(connection: psycopg.Connection[Any], place_id: int, role: str, level: str) -> Worker:
    """Somebody with this role at a county or in the country, ready to ask for pages."""
    return _hire(connection, place_id, 0, role, level)


def _hire(
    connection: psycopg.Connection[Any],
    commune_id: int,
    number: int,
    role: str = "social_worker",
    level: str = "commune",
) -> Worker:
    from django.contrib.auth import get_user_model

    # Several measurements may hire in one commune: no two of their people are the same.
    address = f"bench-{role}-{commune_id}-{uuid4().hex}@localhost"
    user = get_user_model()(email=address, name=f"Om {number}", password="!")
    connection.execute(
        "INSERT INTO workforce_user (id, email, name, is_active, password) VALUES (%s, %s, %s, true, %s)",
        [user.pk, user.email, user.name, user.password],
    )
    connection.execute(
        "INSERT INTO workforce_roleassignment (place_id, id, n, user_id, role, level, start_date, granted_by,"
        " granted_at, ended_by, end_reason)"
        " VALUES (%s, gen_random_uuid(), 0, %s, %s, %s, '2026-01-01', '', now(), '', '')",
        [commune_id, user.pk, role, level],
    )
    villages = connection.execute(
        "SELECT siruta FROM territory_village WHERE commune_id = %s ORDER BY siruta", [commune_id]
    ).fetchall()
    headers = {"Cookie": f"sesiune={_session_of(user)}; csrftoken={_CSRF}", "X-CSRFToken": _CSRF}
    return Worker(user.pk, user.name, commune_id, [row[0] for row in villages], headers)


def _session_of(user: Any) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def households(worker: Worker, count: int, seed: int = 1) -> list[bytes]:
    """`count` commands of `worker`, each registering a household of four with CNPs, as JSON with their kind."""
    from impreuna.kernel.command import encode

    return [encode(_household(worker, people)) for people in _families(count, seed + worker.commune_id)]


def _household(worker: Worker, people: tuple[Any, ...]) -> Any:
    from impreuna.kernel.identity import new_id
    from impreuna.registry.commands import RegisterHousehold

    return RegisterHousehold(
        id=new_id(),
        commune_id=worker.commune_id,
        recorded_at=datetime.now(UTC),
        happened_at=datetime.now(UTC) - timedelta(hours=2),
        household_id=new_id(),
        village_id=worker.village_ids[0],
        members=people,
        street="Strada Școlii",
        number="12A",
        place_note="după moară, poarta verde",
        phone="0740 000 000",
        latitude=47.55,
        longitude=22.83,
        dwelling_state="visited",
    )


def _families(count: int, seed: int) -> Iterator[tuple[Any, ...]]:
    chance = random.Random(seed)
    for _ in range(count):
        last_name = chance.choice(LAST_NAMES)
        kinds = (("head", "M", 1980), ("spouse", "F", 1983), ("child", "F", 2010), ("child", "M", 2014))
        yield tuple(_person(chance, last_name, relation, sex, year) for relation, sex, year in kinds)


def _person(chance: random.Random, last_name: str, relation: str, sex: str, year: int) -> Any:
    from impreuna.kernel.identity import new_id
    from impreuna.registry.commands import NewPerson
    from impreuna.registry.rules.cnp import make_synthetic_cnp

    birth = date(year + chance.randrange(8), 1, 1) + timedelta(days=chance.randrange(365))
    return NewPerson(
        id=new_id(),
        last_name=last_name,
        first_name=chance.choice(FIRST_NAMES[sex]),
        relation=relation,
        sex=sex,
        birth_date=birth,
        identity="cnp",
        cnp=make_synthetic_cnp(birth, sex, chance.randrange(1000)),
    )
