"""The whole demonstration, every address and every account: what the tests over all pages walk through."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connections
from django.db.backends.utils import CursorWrapper
from django.http import HttpResponseBase
from django.test import Client

from impreuna.config import demo
from tests.fixtures.places import BELTIUG
from tests.house.test_routes import OURS

#: Pages of the sign-in library, which we dress.
SIGN_IN = [
    "cont/login/",
    "cont/password/reset/",
    "cont/password/change/",
    "cont/2fa/",
    "cont/2fa/totp/activate/",
    "cont/2fa/webauthn/",
    "cont/2fa/webauthn/add/",
    "cont/sessions/",
    "cont/logout/",
    "cont/reauthenticate/",
]
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Address:
    """One address of the application with a real record of Beltiug or Doba in it."""

    path: str
    capability: str | None
    is_public: bool


def addresses(cursor: CursorWrapper) -> list[Address]:
    """Every address, each parameter filled with what the demonstration has."""
    values = _values(cursor)
    found = [
        Address(f"/{_filled(path, values)}", entry.callback.capability, entry.callback.is_public)
        for path, entry in OURS
    ]
    return found + [Address(f"/{path}", None, True) for path in SIGN_IN]


def _filled(path: str, values: dict[str, object]) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(values[_key(path, match[1])]), path)


def _key(path: str, name: str) -> str:
    return f"{path.split('/')[0]}:{name}" if name == "move_id" else name


#: What addresses hold that is the same in every installation.
_SAID: dict[str, object] = {
    "place_id": BELTIUG,
    "siruta": BELTIUG,
    "code": "SM",
    "county_id": 305,
    "obligation": "SMO-3-1",
    "subject": "population",
    "digest": "0" * 64,
    "token": "niciuna",
    "secret": "niciunul",
    "index": 0,
    "vulnerability": "ED-02",
    "list_file": "chestionar.json",
    "edition_number": 1,
    "parameter": "isr",
    "preview": "0" * 32,
    "measure": "persons",
    "area": "ED",
    "slug": "vizita",
    "which": "prezenta",
}
#: The child whose plan is under way.
_CASE = f"FROM cases_case WHERE commune_id = {BELTIUG} AND stage = 'in_services' AND NOT is_restricted"


def _values(cursor: CursorWrapper) -> dict[str, object]:
    def one(sql: str) -> object:
        cursor.execute(sql)
        row = cursor.fetchone()
        return row[0] if row else uuid4()

    here = f"commune_id = {BELTIUG}"
    members = f"FROM registry_membership WHERE {here} AND end_date IS NULL ORDER BY id"
    worker = f"FROM workforce_roleassignment WHERE place_id = {BELTIUG} AND role = 'social_worker'"
    person = one(f"SELECT person_id {members} LIMIT 1")
    return {
        "household_id": one(f"SELECT household_id {members} LIMIT 1"),
        "person_id": person,
        "record_id": person,
        "kind": "persoana",
        "one_id": person,
        "other_id": one(f"SELECT person_id {members} DESC LIMIT 1"),
        "conflict_id": one(f"SELECT id FROM kernel_conflict WHERE {here} AND settled_at IS NULL"),
        "candidate_id": one(
            f"SELECT id FROM registry_duplicatecandidate WHERE {here} AND decided_at IS NULL AND other_id IS NOT NULL"
        ),
        "merge_id": one(f"SELECT id FROM registry_merge WHERE {here} AND undone_at IS NULL"),
        "plecari:move_id": one("SELECT id FROM registry_departure WHERE decided_at IS NULL"),
        "sosiri:move_id": one("SELECT id FROM registry_arrival WHERE decided_at IS NULL"),
        "draft_id": one("SELECT id FROM kernel_draft WHERE purpose = 'assessment' ORDER BY id"),
        "topic": "l",
        "assessment_id": one(f"SELECT id FROM assessment_assessment WHERE {here} ORDER BY id"),
        "visit_id": one(f"SELECT id FROM services_plannedvisit WHERE {here} AND state = 'planned' ORDER BY id"),
        "attachment_id": one(f"SELECT id FROM services_attachment WHERE {here} AND is_complete ORDER BY id"),
        "activity_id": one(f"SELECT id FROM services_activity WHERE {here} ORDER BY id"),
        "device_id": one(f"SELECT id FROM sync_device WHERE place_id = {BELTIUG} AND revoked_at IS NULL ORDER BY id"),
        "held_id": one(f"SELECT id FROM sync_held WHERE {here} ORDER BY id"),
        "case_id": one(f"SELECT id {_CASE}"),
        "entry_id": one(
            f"SELECT id FROM cases_caseentry WHERE kind = 'WriteInitialReport' AND case_id = (SELECT id {_CASE})"
        ),
        "meeting_id": one(f"SELECT id FROM cases_meeting WHERE {here} ORDER BY held_at DESC"),
        "task_id": one(f"SELECT id FROM cases_task WHERE {here} AND done_at IS NULL ORDER BY id"),
        "document_id": one(f"SELECT id FROM documents_document WHERE {here} ORDER BY id"),
        "scan_id": one(f"SELECT id FROM documents_scan WHERE {here} ORDER BY id"),
        "invitation_id": uuid4(),
        "assignment_id": one(f"SELECT id {worker}"),
        "user_id": one(f"SELECT user_id {worker}"),
        **_SAID,
    }  # fmt: skip


def private_names(cursor: CursorWrapper) -> set[str]:
    """Full names that only people registered in Beltiug bear: nobody elsewhere, nobody of the staff."""
    cursor.execute(
        "SELECT last_name || ' ' || first_name FROM registry_person WHERE commune_id = %s EXCEPT"
        " (SELECT last_name || ' ' || first_name FROM registry_person WHERE commune_id <> %s"
        "  UNION SELECT name FROM workforce_user UNION SELECT label FROM registry_arrival)",
        [BELTIUG, BELTIUG],
    )
    return {row[0] for row in cursor.fetchall()}


def names_of_own_cases(cursor: CursorWrapper, email: str) -> set[str]:
    """Who is told of in the cases in whose team somebody is: those names are hers to see, wherever she works."""
    cursor.execute(
        "SELECT p.name FROM cases_caseperson p JOIN kernel_restrictionmember m ON m.id = p.team_id"
        " JOIN workforce_user u ON u.id = m.user_id WHERE u.email = %s",
        [email],
    )
    return {row[0] for row in cursor.fetchall()}


@dataclass(frozen=True)
class Answer:
    """What an account got from an address: of its words only those names that it may have no business with."""

    email: str
    address: Address
    status: int
    names: frozenset[str]
    made_of: str


@dataclass
class Tour:
    """The whole demonstration, read once at every address by every account."""

    pages: list[Address]
    names: set[str]
    told: dict[str, set[str]]
    sessions: dict[str, str]
    answers: list[Answer]


def tour() -> Tour:
    """Generates the demonstration and goes through it; all is committed."""
    demo.generate(lambda _what: None)
    with connections["owner"].cursor() as cursor:
        pages, names = addresses(cursor), private_names(cursor)
        told = {account.email: names_of_own_cases(cursor, account.email) for account in demo.accounts()}
    sessions, answers = {}, []
    for account in demo.accounts():
        client = Client()
        client.force_login(get_user_model().objects.get(email=account.email))
        sessions[account.email] = client.cookies[settings.SESSION_COOKIE_NAME].value
        answers += [_answer(client, account.email, page, names) for page in pages]
    return Tour(pages, names, told, sessions, answers)


def _answer(client: Client, email: str, page: Address, names: set[str]) -> Answer:
    answer = client.get(page.path)
    is_html = answer.headers.get("Content-Type", "").startswith("text/html") and answer.content
    made_of = structure(answer.content.decode()) if is_html else ""
    return Answer(email, page, answer.status_code, names_in(answer, names), made_of)


def names_in(answer: HttpResponseBase, names: set[str]) -> frozenset[str]:
    """Which of the names the answer shows; those of tags and their attributes do not count."""
    if not is_text(answer):
        return frozenset()
    shown = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return frozenset(name for name in names if name in shown)


def is_text(answer: HttpResponseBase) -> bool:
    """Whether an answer is read as words: no stream, no picture, no PDF."""
    return not answer.streaming and not answer.headers.get("Content-Type", "").startswith(("image/", "application/pdf"))


def structure(html: str) -> str:
    """What a page's own part is made of, without its words: pages alike in this are one page to a checker."""
    main = html.partition("<main")[2].partition("</main>")[0]
    tags = re.findall(r"<[^>]+>", _UUID.sub("", main))
    bare = [
        re.sub(r'(value|href|content|id|for|name|action|src|aria-[a-z]+|hx-[a-z]+)="[^"]*"', "", tag) for tag in tags
    ]
    return sha256("".join(sorted(set(bare))).encode()).hexdigest()


SEES_BELTIUG = {
    "asistent.social", "tehnician.social", "asistent.medical", "mediator.sanitar", "consilier.scolar",
    "mediator.scolar", "sef.spas",
}  # fmt: skip
