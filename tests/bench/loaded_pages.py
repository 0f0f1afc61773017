"""Which pages are asked for in a loaded country, by whom. Runs in a process of the installation (`inside.py`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from tests.bench import client
from tests.bench.figures import Effort
from tests.bench.interviews import interview
from tests.bench.pages import count_statements, routes
from tests.bench.people import Worker, employ, hire
from tests.bench.search import TYPED

#: Who reads besides the social worker: role, level, and under which name the pages are reported.
READERS = (
    ("spas_head", "commune", "commune_head"),
    ("dgaspc_coordinator", "county", "county"),
    ("ministry_labour", "country", "country"),
    ("national_admin", "country", "administrator"),
    ("dpo", "country", "dpo"),
)
#: Routes that say the same in any country, left out; and those that say the same to everybody, asked for once.
_STILL = ("cont/", "despre/", "date-personale/", "accesibilitate/", "ui/", "sanatate")
_FOR_ALL = ("liste/", "cifre/")
#: Of the administrator and of the data protection officer, what only they open.
_OWN = {"administrator": ("liste/editii/", "liste/parametri/", "teritoriu/importuri/", "echipa/"), "dpo": ("jurnal/",)}
_FORM = "application/x-www-form-urlencoded"
_ACCOUNTS = "SELECT id FROM workforce_user WHERE email LIKE 'bench-%%@localhost'"
_FORGET = (
    f"DELETE FROM kernel_draftcontent WHERE user_id IN ({_ACCOUNTS})",
    f"DELETE FROM kernel_draft WHERE user_id IN ({_ACCOUNTS})",
    f"DELETE FROM workforce_roleassignment WHERE user_id IN ({_ACCOUNTS})",
    f"DELETE FROM usersessions_usersession WHERE user_id IN ({_ACCOUNTS})",
    "DELETE FROM workforce_user WHERE email LIKE 'bench-%%@localhost'",
)
# The household with most visits, of these the biggest.
_HOUSEHOLD = """
SELECT h.id, h.village_id, (SELECT array_agg(m.person_id ORDER BY m.id) FROM registry_membership m
  WHERE m.commune_id = h.commune_id AND m.household_id = h.id AND m.end_date IS NULL) AS people,
  (SELECT (array_agg(a.id ORDER BY a.ended_at DESC))[1] FROM assessment_assessment a
   WHERE a.commune_id = h.commune_id AND a.household_id = h.id),
  (SELECT count(*) FROM assessment_assessment a WHERE a.commune_id = h.commune_id AND a.household_id = h.id) AS visits
FROM registry_household h WHERE h.commune_id = %s
ORDER BY visits DESC, 3 IS NULL, cardinality((SELECT array_agg(1) FROM registry_membership m
  WHERE m.commune_id = h.commune_id AND m.household_id = h.id AND m.end_date IS NULL)) DESC NULLS LAST,
  h.sort_key, h.street, h.number LIMIT 1
"""
_FAMILIES = """
SELECT m.household_id, array_agg(p.id ORDER BY m.id), array_agg(p.birth_date ORDER BY m.id),
  array_agg(p.sex ORDER BY m.id), array_agg(m.relation ORDER BY m.id)
FROM registry_membership m JOIN registry_person p ON p.commune_id = m.commune_id AND p.id = m.person_id
WHERE m.commune_id = %s GROUP BY m.household_id
HAVING count(*) BETWEEN 3 AND 5 AND count(*) = count(p.birth_date) AND count(m.end_date) = 0
ORDER BY md5(m.household_id::text) LIMIT %s OFFSET %s
"""


@dataclass(frozen=True)
class Page:
    """A page, by its name in the figures: the requests that are sent in turn, and its address where it has one."""

    level: str
    requests: list[bytes]
    path: str = ""
    reader: Worker | None = None
    statements: int | None = None


@dataclass
class Town:
    """What is known of the measured commune, and who works there and above it."""

    worker: Worker
    readers: dict[str, Worker]
    known: dict[str, Any]
    pages: dict[str, Page] = field(default_factory=dict)


def forget(connection: Any) -> None:
    """Takes away the accounts of an earlier run and their drafts; acts that they did stay, as everybody's do."""
    for statement in _FORGET:
        connection.execute(statement)


def prepare(dsn: str, commune_id: int, effort: Effort) -> Town:
    """The accounts, a draft begun, and every page that opens for them."""
    import psycopg

    with psycopg.connect(dsn, autocommit=True) as connection:
        forget(connection)
        county_id, code = _one(
            connection, "SELECT t.siruta, t.code FROM territory_county t JOIN territory_commune c"
            " ON c.county_id = t.siruta WHERE c.siruta = %s", commune_id
        )  # fmt: skip
        places = {"commune": commune_id, "county": county_id, "country": 0}
        (worker,) = hire(connection, [commune_id])
        readers = {name: employ(connection, places[level], role, level) for role, level, name in READERS}
        household_id, village_id, people, assessment_id, _visits = _one(connection, _HOUSEHOLD, commune_id)
    known = {
        "household_id": household_id, "person_id": people[0], "one_id": people[0], "other_id": people[-1],
        "assessment_id": assessment_id, "place_id": commune_id, "siruta": commune_id, "code": code, "area": "ED",
        "measure": "finding:ED-03", "vulnerability": "ED-03", "edition_number": 1, "village": village_id,
        "county_id": county_id,
    }  # fmt: skip
    town = Town(worker, readers, known)
    town.pages |= _interviewing(town)
    town.pages |= dict(_opened(town))
    town.pages["commune search as one types"] = _searching(worker, effort)
    return town


def visits(worker: Worker, dsn: str, count: int, skip: int) -> list[bytes]:
    """`count` complete interviews of families of the commune, after the first `skip`, as bodies of commands."""
    import random

    import psycopg

    from impreuna.kernel.command import encode
    from impreuna.nomenclature.queries import current_edition

    with psycopg.connect(dsn) as connection:
        found = connection.execute(_FAMILIES, [worker.commune_id, count, skip]).fetchall()
    if len(found) < count:
        raise RuntimeError(f"only {len(found)} families in {worker.commune_id} are left to be visited")
    chance = random.Random(skip)
    return [encode(interview(worker, family, current_edition(), chance)) for family in found]


def _one(connection: Any, statement: str, *values: Any) -> Any:
    return connection.execute(statement, values).fetchone()


def _visitor(reader: Worker) -> Any:
    from django.test import Client

    return Client(headers=reader.headers, raise_request_exception=False, SERVER_NAME="localhost")


def _interviewing(town: Town) -> dict[str, Page]:
    """The steps of a begun interview, and the answer that is saved while one asks."""
    visitor = _visitor(town.worker)
    begun = visitor.post(f"/gospodarii/{town.known['household_id']}/fisa/", follow=True)
    address = begun.redirect_chain[-1][0].partition("#")[0]
    draft = address.split("/")[2]
    town.known["draft_id"] = draft
    steps = sorted(set(re.findall(rf'/fise/{draft}/[a-z]+/(?:[0-9a-f-]{{36}}/)?(?=[#"])', begun.content.decode())))
    of_household = next(step for step in steps if len(step.split("/")) == 5 and "verificare" not in step)
    of_person = next((step for step in steps if len(step.split("/")) == 6), None)
    if of_person is None:
        of_person = _step_of_person(visitor, steps)
    found = {}
    for name, step in (("household", of_household), ("person", of_person)):
        if step is None:
            continue
        found[f"commune interview step of {name}"] = _page("commune", town.worker, step)
        if saved := _autosave(visitor, town.worker, step):
            found[f"commune autosave of {name}"] = saved
    return found


def _step_of_person(visitor: Any, steps: list[str]) -> str | None:
    for step in steps:
        chain = visitor.get(step, follow=True).redirect_chain
        if chain and len(chain[-1][0].partition("#")[0].split("/")) == 6:
            return str(chain[-1][0].partition("#")[0])
    return None


def _autosave(visitor: Any, worker: Worker, step: str) -> Page | None:
    """The first question with options, answered now this way and now that."""
    text = visitor.get(step).content.decode()
    options = re.findall(r'name="([A-Z]\d+\w?)" type="radio" value="(\d+)"', text)
    shown = re.search(r'<input[^>]*name="shown"[^>]* value="([^"]*)"', text)
    if not options or not shown:
        return None
    code = options[0][0]
    values = [value for name, value in options if name == code][:2]
    headers = {**worker.headers, "HX-Request": "true"}
    bodies = [urlencode({code: value, "changed": code, "shown": shown[1]}).encode() for value in values]
    return Page("commune", [client.post(step, headers, body, _FORM) for body in bodies])


def _searching(worker: Worker, effort: Effort) -> Page:
    typed = [word[:length] for word in TYPED for length in range(1, len(word) + 1)]
    headers = {**worker.headers, "HX-Request": "true"}
    step = 1 if effort.share == 1 else 20
    return Page("search", [client.get(f"/gospodarii/?{urlencode({'q': word})}", headers) for word in typed[::step]])


def _opened(town: Town) -> Iterator[tuple[str, Page]]:
    """Every page of every reader that answers with 200, with the statements that it takes: few and many are opened in
    the same order, so that both find the same in memory."""
    for name, page in _asked(town):
        assert page.reader is not None
        statements = count_statements(page.reader, page.path, is_warm=True)
        if statements is not None:
            yield name, Page(page.level, page.requests, page.path, page.reader, statements)


def _asked(town: Town) -> Iterator[tuple[str, Page]]:
    known, worker = town.known, town.worker
    for route, path in _addresses(known):
        yield f"commune /{route}", _page("commune", worker, path)
    for query in _queries(known):
        yield f"commune {query[0]}", _page("commune", worker, query[1])
    yield "commune /gospodarii second page", _page("commune", worker, _second_page(worker, "/gospodarii/"))
    yield "commune /vulnerabilitati second page", _page("commune", worker, _second_page(worker, "/vulnerabilitati/"))
    for _role, level, name in READERS:
        reader = town.readers[name]
        here = {**known, "place_id": reader.commune_id}
        for route, path in _addresses(here):
            if name in _OWN and not route.startswith(_OWN[name]):
                continue
            if name not in _OWN and route.startswith(_FOR_ALL):
                continue
            yield f"{name} /{route}", _page(level, reader, path)
        if level != "commune" and name not in _OWN:
            for measure in ("persons_with", "finding:ED-03", "visited_12m"):
                path = f"/imagine/judet/{known['code']}/clasament/" if level == "county" else "/imagine/tara/clasament/"
                yield f"{name} ranking {measure}", _page(level, reader, f"{path}?indicator={quote(measure)}")


def _queries(known: dict[str, Any]) -> Iterator[tuple[str, str]]:
    wishes = (
        ("prioritate=urgent",), ("prioritate=high",), ("domeniu=ED",), (f"sat={known['village']}",),
        ("stare=de-hotarat",), ("stare=nevizitate",), ("q=pop",), ("q=maria", "domeniu=SA"),
    )  # fmt: skip
    for each in wishes:
        name = "&".join("sat=…" if wish.startswith("sat=") else wish for wish in each)
        yield f"/vulnerabilitati/?{name}", f"/vulnerabilitati/?{'&'.join(each)}"
    yield "/gospodarii/?sat=…", f"/gospodarii/?sat={known['village']}"
    yield "/gospodarii/?locuinta=visited", "/gospodarii/?locuinta=visited"
    yield "/imagine/indicator persons_with", f"/imagine/indicator/{known['siruta']}/persons_with/"


def _second_page(worker: Worker, address: str) -> str:
    text = _visitor(worker).get(address).content.decode()
    found = re.search(r'href="([^"]*[?&](?:amp;)?dupa=[^"]+)"', text)
    following = found[1].replace("&amp;", "&") if found else address
    return following if following.startswith("/") else address + following


def _page(level: str, reader: Worker, path: str) -> Page:
    return Page(level, [client.get(path, reader.headers)], path, reader)


def _addresses(known: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each route of the house whose parameters are known, with its address."""
    from django.urls import get_resolver

    for route in routes(get_resolver(), ""):
        names = re.findall(r"<\w+:(\w+)>", route)
        if route.startswith(_STILL) or not known.keys() >= set(names):
            continue
        yield route, "/" + re.sub(r"<\w+:(\w+)>", lambda match: quote(str(known[match[1]])), route)
