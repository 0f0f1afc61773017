"""What a tablet is sent: everything first, then what changed; page by page, and everything again when it has to be."""

from __future__ import annotations

import base64
import gzip
import json
from datetime import date
from uuid import UUID

import pytest
from django.db import OperationalError, connection
from django.test import Client

from impreuna.kernel.edits import Change
from impreuna.registry.commands import CorrectHousehold, CorrectPerson, WriteNote
from impreuna.registry.rules.cnp import make_synthetic_cnp
from impreuna.sync.api import door
from impreuna.sync.rules.rates import Rates
from impreuna.sync.rules.versions import Versions
from impreuna.workforce.tests.cast import community_nurse, social_worker, stranger
from tests.fixtures.cast import applied, new_person, register, send
from tests.fixtures.tablet import Page, Tablet

pytestmark = pytest.mark.django_db


def phone(worker, household: UUID, old: str, new: str) -> None:
    applied(worker, CorrectHousehold, household_id=household, changes={"phone": Change(old, new)})


def test_everything_then_changes_then_nothing() -> None:
    worker = social_worker()
    household = register(worker)
    tablet = Tablet.enrolled(worker)
    (page,) = tablet.pull()
    assert (page.first["mode"], page.first["why"]) == ("everything", "first")
    assert {row["kind"] for row in page.rows} == {"household", "person", "membership"}
    assert page.first["me"]["name"] == worker.name
    (page,) = tablet.pull()
    assert page.first["mode"] == "nothing" and page.rows == [] and "me" not in page.first
    phone(worker, household, "", "0700 123456")
    (page,) = tablet.pull()
    assert page.first["mode"] == "changes"
    assert [(row["kind"], row["id"], row["phone"]) for row in page.rows] == [
        ("household", str(household), "0700 123456")
    ]


def test_a_cnp_does_not_travel() -> None:
    worker, nurse = social_worker(), community_nurse()
    cnp = make_synthetic_cnp(date(1985, 4, 2), "F", 7)
    person = new_person(cnp=cnp, identity="cnp")
    register(worker, person)
    for who, value in ((worker, "Maria"), (nurse, "Mărioara")):
        send(who, CorrectPerson, person_id=person.id, changes={"first_name": Change("Ana", value)})
    tablet = Tablet.enrolled(worker)
    (page,) = tablet.pull()
    assert cnp not in json.dumps(page.rows) and "sealed" not in json.dumps(page.rows)
    assert next(row for row in page.rows if row["kind"] == "person")["has_cnp"] is True
    assert next(row for row in page.rows if row["kind"] == "conflict")["proposed"] == "Mărioara"


def test_rows_written_between_two_pages_come_too() -> None:
    worker = social_worker()
    households = [register(worker) for _each in range(6)]
    tablet = Tablet.enrolled(worker)
    pages = tablet.pages(limit=2)
    first = next(pages)
    late = register(worker)
    phone(worker, households[0], "", "0700 1")
    rest = list(pages)
    rows = {row["id"]: row for page in (first, *rest) for row in page.rows if row["kind"] == "household"}
    assert rows.keys() == {str(each) for each in (*households, late)}
    assert rows[str(households[0])]["phone"] == "0700 1"
    assert rest[-1].last["done"] == first.first["n"] < rest[-1].first["n"]


def test_a_restored_server_makes_the_tablet_fetch_everything() -> None:
    worker = social_worker()
    register(worker)
    tablet = Tablet.enrolled(worker)
    tablet.pull()
    for after, head in ((tablet.after, "00" * 32), (tablet.after + 5, tablet.head), (tablet.after, "")):
        page = next(tablet.pages(after=after, head=head))
        assert (page.first["mode"], page.first["why"]) == ("everything", "diverged")
        assert page.rows


def test_who_comes_into_a_circle_fetches_everything_anew() -> None:
    worker, nurse = social_worker(), community_nurse()
    household = register(worker)
    tablet = Tablet.enrolled(nurse)
    tablet.pull()
    applied(worker, WriteNote, household_id=household, note_area="housing", text="între noi", circle=(nurse.user_id,))
    (page,) = tablet.pull()
    assert (page.first["mode"], page.first["why"]) == ("everything", "view")
    assert "între noi" in json.dumps(page.rows, ensure_ascii=False)
    assert tablet.pull()[0].first["mode"] == "nothing"


def test_what_may_be_seen_changing_between_two_pages_begins_again() -> None:
    worker, nurse = social_worker(), community_nurse()
    household = register(worker)
    tablet = Tablet.enrolled(nurse)
    first = next(tablet.pages(limit=1))
    applied(worker, WriteNote, household_id=household, note_area="housing", text="da", circle=(nurse.user_id,))
    page = Page.of(tablet.get("pull", page=first.last["next"]))
    assert page.first["view"] != first.first["view"]
    assert page.first["mode"] == "everything" and page.rows[0]["kind"] == "household"


def test_a_place_of_another_commune_shows_nothing_of_it() -> None:
    worker, other = social_worker(), stranger()
    register(other, new_person("Străin", "Vasile"))
    place = next(Tablet.enrolled(other).pages(limit=1)).last["next"]
    mine = Tablet.enrolled(worker)
    assert "Străin" not in mine.get("pull", page=place).content.decode()


@pytest.mark.parametrize(
    "parameters",
    [
        {"page": "nimic"},
        {"page": base64.urlsafe_b64encode(b'["a","changes",null,0,0,"","cow",0,"x"]').decode()},
        {"after": "-1"},
        {"after": "1" * 40},
        {"limit": "0"},
        {"limit": "mult"},
        {"bucket": "cow.1", "after": "1"},
    ],
)
def test_what_makes_no_sense_is_told_so(parameters) -> None:
    worker = social_worker()
    register(worker)
    tablet = Tablet.enrolled(worker)
    tablet.pull()
    asked = {"view": tablet.view, "after": tablet.after, "head": tablet.head, **parameters}
    if "bucket" in parameters:
        asked["after"] = tablet.after
    answer = tablet.get("pull", **asked)
    assert (answer.status_code, answer.json()["reason"]) == (400, "malformed_request")
    assert answer.json()["sentence"]


def test_an_idle_call_asks_one_thing(django_assert_num_queries) -> None:
    tablet = Tablet.enrolled(social_worker())
    tablet.pull()
    asked = {"view": tablet.view, "after": tablet.after, "head": tablet.head}
    tablet.get("pull", **asked)
    with django_assert_num_queries(1):
        assert tablet.get("pull", **asked).status_code == 200


def test_neither_session_nor_cookie_is_read(django_assert_num_queries) -> None:
    tablet = Tablet.enrolled(social_worker())
    tablet.pull()
    tablet.client.cookies["sesiune"] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    with django_assert_num_queries(1):
        answer = tablet.get("pull", view=tablet.view, after=tablet.after, head=tablet.head)
    assert not answer.cookies and answer["Cache-Control"] == "no-store"


def test_pages_come_compressed_to_who_wants_them_so() -> None:
    tablet = Tablet.enrolled(social_worker())
    packed = tablet.get("pull", headers={"Accept-Encoding": "gzip"})
    assert json.loads(gzip.decompress(packed.content).splitlines()[0])["mode"] == "everything"


def test_a_hundred_changes_are_small() -> None:
    worker = social_worker()
    households = [register(worker) for _each in range(100)]
    tablet = Tablet.enrolled(worker)
    tablet.pull()
    for household in households:
        phone(worker, household, "", "0700 123456")
    answer = tablet.get(
        "pull", headers={"Accept-Encoding": "gzip"}, view=tablet.view, after=tablet.after, head=tablet.head
    )
    assert len(gzip.decompress(answer.content).splitlines()) == 102
    assert len(answer.content) < 50 * 1024


def test_the_digest_is_that_of_the_rows() -> None:
    worker = social_worker()
    for _each in range(5):
        register(worker)
    tablet = Tablet.enrolled(worker)
    tablet.pull()
    told = tablet.get("digest").json()
    assert told["buckets"] == tablet.buckets() and told["n"] == tablet.after and told["view"] == tablet.view


def test_lists_come_once_and_again_when_they_changed() -> None:
    tablet = Tablet.enrolled(social_worker())
    (page,) = tablet.pull()
    answer = tablet.get("lists")
    lists = answer.json()
    assert answer["ETag"] == f'"{page.first["lists"]}"' == f'"{lists["digest"]}"'
    assert lists["commune"]["name"] == "Beltiug" and lists["villages"] and lists["content"]["questions"]
    assert tablet.get("lists", headers={"If-None-Match": answer["ETag"]}).status_code == 304


# --- the door ---


def test_an_application_that_is_too_old_is_told_to_update(monkeypatch) -> None:
    tablet = Tablet.enrolled(social_worker())
    monkeypatch.setattr(door, "VERSIONS", Versions(current=4))
    answer = tablet.get("pull")
    assert (answer.status_code, answer.json()["reason"]) == (426, "app_too_old")
    tablet.protocol = 2
    assert tablet.get("pull").status_code == 200
    tablet.protocol = 9  # newer than the server: it answers, and what it does not understand stays there
    assert tablet.get("pull").status_code == 200


def test_who_asks_too_often_waits(monkeypatch) -> None:
    tablet = Tablet.enrolled(social_worker())
    monkeypatch.setattr(door, "RATES", Rates(burst=2, per_second=0.1))
    assert [tablet.get("pull").status_code for _each in range(3)] == [200, 200, 429]
    answer = tablet.get("pull")
    assert 0 < int(answer["Retry-After"]) <= 10 and answer.json()["facts"]["seconds"] == int(answer["Retry-After"])


@pytest.mark.parametrize("said", ["", "Tableta", "Tableta a.b", "Tableta .", "Bearer x", "Tableta " + "x" * 5000])
def test_who_says_nothing_sensible_is_nobody(said: str) -> None:
    answer = Client().get("/api/sync/pull", headers={"Authorization": said, "Impreuna-Protocol": "1"})
    assert (answer.status_code, answer.json()["reason"]) == (401, "device_unknown")


def test_every_answer_is_json_also_when_the_server_fails(monkeypatch) -> None:
    tablet = Tablet.enrolled(social_worker())
    for fault, status in ((OperationalError("gone"), 503), (KeyError("a fault"), 500)):

        def failing(*_args: object, fault: Exception = fault) -> None:
            raise fault

        monkeypatch.setattr(door, "greet", failing)
        answer = tablet.get("pull")
        assert (answer.status_code, answer.json()["reason"]) == (status, "server_busy")
        assert int(answer["Retry-After"]) > 0
    assert Client().get("/api/sync/nimic").json()["reason"] == "not_found"
    assert tablet.post("pull", {}).status_code == 405


def test_the_tablet_reads_no_table_past_the_policies() -> None:
    """The application's role may call what looks past the policies, and nobody else."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, proacl::text FROM pg_proc WHERE proname LIKE 'sync\\_%' AND prosecdef ORDER BY 1"
        )
        functions = cursor.fetchall()
    assert [name for name, _rights in functions] == ["sync_forget_unnamed", "sync_greet", "sync_hold"]
    assert all("impreuna_app=X" in rights and not rights.startswith("{=X") for _name, rights in functions)
