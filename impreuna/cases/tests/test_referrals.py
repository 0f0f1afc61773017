"""A referral goes out with a number, and comes back: by the team, or through its link, once."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from impreuna.cases.commands import AnswerReferral, ReferCase, actor_of_link
from impreuna.cases.models import Case, CaseEntry, CasePerson, ReferralLink, RegisterEntry
from impreuna.cases.queries.links import digest_of_secret, find_link
from impreuna.cases.tests.walking import Walk, walk_to
from impreuna.kernel.identity import new_id
from impreuna.kernel.models import RestrictionMember
from impreuna.kernel.scope import acting_as

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture(autouse=True)
def _nobody_knocked() -> None:
    cache.clear()


def refer(walk: Walk, secret: str = "", **said: Any) -> UUID:
    """A referral to the county's mental health centre; with a secret it has a link."""
    told: dict[str, Any] = {
        "receiver": "Centrul de sănătate mintală",
        "receiver_contact": "centru@example.org",
        "purpose": "Evaluare psihologică",
        "told": "Un copil de 8 ani doarme rău.",
        "asked": "O programare luna aceasta.",
        "answer_by": timezone.localdate() + timedelta(days=14),
        "consent": "given",
        "ways": ("direct",),
        **said,
    }
    if secret:
        told |= {"link_id": new_id(), "secret_digest": digest_of_secret(secret).hex()}
    return walk.do(walk.worker, ReferCase, **told)


def answers(walk: Walk) -> list[CaseEntry]:
    with acting_as(walk.worker):
        return list(CaseEntry.objects.filter(case_id=walk.case_id, kind="AnswerReferral"))


def through(secret: str, walk: Walk, **said: Any) -> Any:
    """The institution answers through its link."""
    link = find_link(secret)
    assert link is not None
    told = {"answered_by": "dr. Pop", "answer": "Îl primim joi.", "decision": "accepted", **said}
    who = actor_of_link(link.id, link.commune_id, link.receiver)
    return walk.send(who, AnswerReferral, about_id=link.referral_id, way="link", **told)


def test_a_referral_is_a_registered_paper_that_goes_out() -> None:
    walk = walk_to("registered")
    entry_id = refer(walk, secret := secrets.token_urlsafe(32))
    with acting_as(walk.worker):
        paper = RegisterEntry.objects.get(entry_id=entry_id)
        content = CaseEntry.objects.get(id=entry_id).content
        assert ReferralLink.objects.get().entry_id == entry_id
    assert (paper.direction, paper.number) == ("out", 2)
    assert content["register_no"] == f"2/{paper.year}"
    assert "secret_digest" not in content
    assert secret not in str(content)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"receiver": " "}, "receiver"),
        ({"told": ""}, "told"),
        ({"asked": ""}, "asked"),
        ({"answer_by": timezone.localdate() - timedelta(days=300)}, "answer_by"),
        ({"consent": "maybe"}, "consent"),
        ({"consent": "not_needed"}, "consent_note"),
        ({"consent": "life_danger", "consent_note": " "}, "consent_note"),
        ({"ways": ()}, "ways"),
        ({"ways": ("pigeon",)}, "ways"),
        ({"secret_digest": "ab"}, "link_until"),
        ({"link_id": new_id(), "secret_digest": "ab"}, "link_until"),
        ({"attached_ids": (new_id(),)}, "attached_ids"),
        ({"receiver_email": "ana@spital, ion@spital"}, "receiver_email"),
    ],
)
def test_a_referral_says_to_whom_what_for_and_by_which_consent(said: dict[str, Any], field: str) -> None:
    walk = walk_to("registered")
    told: dict[str, Any] = {
        "receiver": "Spital", "receiver_contact": "x", "purpose": "x", "told": "x", "asked": "x",
        "answer_by": walk.today, "consent": "given", "ways": ("direct",),
    }  # fmt: skip
    outcome = walk.send(walk.worker, ReferCase, **(told | said))
    assert (outcome.status, outcome.field) == ("rejected", field)


def test_a_secret_opens_one_referral_only() -> None:
    walk = walk_to("registered")
    refer(walk, secret := secrets.token_urlsafe(32))
    told = {
        "receiver": "Spital", "receiver_contact": "x", "purpose": "x", "told": "x", "asked": "x", "consent": "given",
        "answer_by": walk.today, "ways": ("direct",), "link_id": new_id(),
        "secret_digest": digest_of_secret(secret).hex(),
    }  # fmt: skip
    assert walk.send(walk.worker, ReferCase, **told).reason == "referral_link"


def test_the_team_notes_an_answer_that_came_on_paper_and_the_link_closes() -> None:
    walk = walk_to("confirmed")
    entry_id = refer(walk, secret := secrets.token_urlsafe(32))
    said = {"answered_by": "dr. Pop", "answer": "Îl primim.", "decision": "accepted"}
    walk.do(walk.head, AnswerReferral, about_id=entry_id, way="paper", **said)
    assert [one.content["register_no"].split("/")[0] for one in answers(walk)] == ["3"]
    assert through(secret, walk).reason == "link_over"


def test_the_institution_answers_through_its_link_once() -> None:
    walk = walk_to("planned")
    refer(walk, secret := secrets.token_urlsafe(32))
    assert through(secret, walk).status == "applied"
    (answer,) = answers(walk)
    assert (answer.author, answer.content["decision"]) == ("Centrul de sănătate mintală", "accepted")
    assert through(secret, walk).reason == "link_over"
    with acting_as(walk.worker):
        assert Case.objects.get(id=walk.case_id).stage == "planned"
        assert ReferralLink.objects.get().answered_at is not None


def test_the_same_answer_sent_twice_is_one() -> None:
    walk = walk_to("registered")
    refer(walk, secret := secrets.token_urlsafe(32))
    command_id = new_id()
    recorded_at = walk.now
    statuses = [through(secret, walk, id=command_id, recorded_at=recorded_at).status for _time in range(2)]
    assert statuses == ["applied", "duplicate"]
    assert len(answers(walk)) == 1


def test_a_link_sees_nothing_before_and_after_its_answer() -> None:
    walk = walk_to("planned", is_restricted_case=True)
    refer(walk, secret := secrets.token_urlsafe(32))
    link = find_link(secret)
    assert link is not None
    who = actor_of_link(link.id, link.commune_id, link.receiver)
    for _moment in ("before", "after"):
        with acting_as(who):
            for table in (Case, CasePerson, ReferralLink, RegisterEntry, RestrictionMember):
                assert not table.objects.exists(), table
            assert set(CaseEntry.objects.values_list("kind", flat=True)) <= {"AnswerReferral"}
        through(secret, walk)
    assert len(answers(walk)) == 1


def test_nobody_else_answers_by_link() -> None:
    walk = walk_to("registered")
    entry_id = refer(walk, secrets.token_urlsafe(32))
    said = {"answered_by": "x", "answer": "x", "decision": "accepted"}
    assert walk.send(walk.worker, AnswerReferral, about_id=entry_id, way="link", **said).reason == "link_only"
    stranger = actor_of_link(new_id(), walk.worker.scope.place_id, "Cineva")
    assert walk.send(stranger, AnswerReferral, about_id=entry_id, way="link", **said).reason == "link_over"
    assert walk.send(stranger, AnswerReferral, about_id=entry_id, way="paper", **said).reason == "not_found"


def test_a_link_answers_its_own_referral_only() -> None:
    walk = walk_to("registered")
    other = refer(walk)
    refer(walk, secret := secrets.token_urlsafe(32))
    link = find_link(secret)
    assert link is not None
    who = actor_of_link(link.id, link.commune_id, link.receiver)
    said = {"answered_by": "x", "answer": "x", "decision": "accepted"}
    assert walk.send(who, AnswerReferral, about_id=other, way="link", **said).reason == "link_over"


def test_a_refused_answer_is_journalled() -> None:
    walk = walk_to("registered")
    refer(walk, secret := secrets.token_urlsafe(32))
    outcome = through(secret, walk, decision="perhaps")
    assert (outcome.status, outcome.field) == ("rejected", "decision")
    assert outcome.n is not None  # its place in the journal


def test_the_public_page_tells_what_the_referral_tells_and_takes_one_answer(client: Client) -> None:
    walk = walk_to("registered")
    refer(walk, secret := secrets.token_urlsafe(32), person="Ștefan")
    address = f"/raspuns/{secret}/"
    page = client.get(address).content.decode()
    assert "Un copil de 8 ani doarme rău." in page
    assert "singur acasă" not in page and "Vecina" not in page
    assert "navigation" not in page
    empty = client.post(address, {})
    assert empty.status_code == 200 and "govuk-error-summary" in empty.content.decode()
    typed = {"decision": "accepted", "answer": "Îl primim joi.", "answered_by": "dr. Pop", "command_id": str(new_id())}
    assert "Mulțumim" in client.post(address, typed).content.decode()
    assert "Mulțumim" in client.post(address, typed).content.decode()
    again = client.post(address, {**typed, "command_id": str(new_id())})
    assert again.status_code == 410
    over = client.get(address)
    assert over.status_code == 410 and "doarme" not in over.content.decode()
    assert len(answers(walk)) == 1


def test_a_wrong_secret_is_told_one_sentence(client: Client) -> None:
    walk = walk_to("registered")
    refer(walk, secrets.token_urlsafe(32))
    found = client.get("/raspuns/gresit/")
    assert found.status_code == 404 and "Legătura nu este bună" in found.content.decode()
    assert client.post("/raspuns/gresit/", {"decision": "accepted"}).status_code == 404


def test_a_link_that_expired_is_over() -> None:
    walk = walk_to("registered")
    refer(walk, secret := secrets.token_urlsafe(32), answer_by=walk.today)
    link = find_link(secret)
    assert link is not None and link.is_open(walk.now) and not link.is_open(walk.now + timedelta(days=1))
    walk.wait(1)
    assert through(secret, walk).reason == "link_over"


def test_who_knocks_too_often_waits(client: Client) -> None:
    for _time in range(30):
        assert client.get("/raspuns/gresit/").status_code == 404
    assert client.get("/raspuns/gresit/").status_code == 429


def test_the_public_page_costs_few_queries(client: Client) -> None:
    walk = walk_to("registered")
    refer(walk, secret := secrets.token_urlsafe(32))
    client.get("/raspuns/gresit/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/raspuns/{secret}/").status_code == 200
    of_page = [one["sql"] for one in asked if "cache" not in one["sql"].lower()]
    assert len([sql for sql in of_page if "cases_" in sql or "territory_" in sql]) == 2
