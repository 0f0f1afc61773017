"""The pages on which a team decides whether two records are one person."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from impreuna.kernel.actor import Actor
from impreuna.kernel.models import JournalEntry
from impreuna.kernel.scope import acting_as
from impreuna.registry.commands import MergePersons, NewPerson
from impreuna.registry.models import DuplicateCandidate, Merge, Person
from impreuna.registry.rules.cnp import make_synthetic_cnp
from impreuna.workforce.tests import cast as people
from tests.fixtures.cast import NEIGHBOUR, applied, new_person, register
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db


def signed_in(actor: Actor) -> Client:
    client = Client(headers={"accept-language": "ro"})
    client.force_login(get_user_model().objects.get(id=actor.user_id))
    return client


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def worker() -> Actor:
    return people.social_worker()


@pytest.fixture
def client(worker: Actor) -> Client:
    return signed_in(worker)


@pytest.fixture
def pair(worker: Actor) -> tuple[NewPerson, NewPerson]:
    """Two records of one woman, in two households, written with two pens."""
    one = new_person("Țăran", "Elena", birth_date=date(1961, 5, 3), former_names="Pop")
    other = new_person("Taran", "Lenuța", birth_date=date(1961, 5, 3))
    register(worker, one, number="14")
    register(worker, other, number="20")
    return one, other


def candidate(worker: Actor) -> DuplicateCandidate:
    with acting_as(worker):
        return DuplicateCandidate.objects.get()


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="(command_id|left_n|right_n)" value="([^"]*)"', page))


def test_an_empty_list_says_when_something_appears(client: Client) -> None:
    assert "Nicio pereche de hotărât" in text(client.get(reverse("registry:duplicates")))


def test_a_pair_is_shown_with_what_agrees(client: Client, pair: Any) -> None:
    page = text(client.get(reverse("registry:duplicates")))
    assert "Același nume, aceeași dată a nașterii" in page
    assert "Țăran Elena" in page and "Taran Lenuța" in page
    assert page.count("la fel") >= 2


def test_two_records_become_one_and_two_again(client: Client, worker: Actor, pair: Any) -> None:
    one, other = pair
    address = reverse("registry:merge", args=[candidate(worker).id])
    page = client.get(address)
    assert 'name="home"' in page.content.decode() and "Ce rămâne" in text(page)
    chosen = {"home": "right", "last_name": "left", "first_name": "right", "former_names": "left"}

    refused = client.post(address, hidden(page.content.decode()) | chosen | {"first_name": ""})
    assert refused.status_code == 422 and "Alegeți" in text(refused)
    left_is_one = text(page).index("Țăran Elena") < text(page).index("Taran Lenuța")
    if not left_is_one:
        chosen = {"home": "left", "last_name": "right", "first_name": "left", "former_names": "right"}
    answer = client.post(address, hidden(refused.content.decode()) | chosen, follow=True)

    assert answer.status_code == 200 and "Cele două fișe sunt una" in text(answer)
    with acting_as(worker):
        kept, dropped = Person.objects.get(id=other.id), Person.objects.get(id=one.id)
        assert (kept.last_name, kept.first_name, kept.former_names) == ("Țăran", "Lenuța", "Pop")
        assert dropped.merged_into_id == kept.id
        merge = Merge.objects.get()
    undo = reverse("registry:undo-merge", args=[merge.id])
    assert undo in answer.content.decode() and "Fișa cuprinde și fișa Țăran Elena" in text(answer)
    assert undo in client.get(reverse("registry:duplicates")).content.decode()
    assert "Vor fi din nou două" in text(client.get(undo))
    assert "Unirea este desfăcută" in text(client.post(undo, follow=True))
    assert "deja desfăcută" in text(client.get(undo))
    with acting_as(worker):
        assert Person.objects.get(id=other.id).last_name == "Taran"


def test_a_record_that_changed_meanwhile_is_looked_at_again(client: Client, worker: Actor, pair: Any) -> None:
    address = reverse("registry:merge", args=[candidate(worker).id])
    stale = hidden(client.get(address).content.decode())
    chosen = {"home": "left", "last_name": "left", "first_name": "left", "former_names": "left"}
    refused = client.post(address, stale | chosen | {"left_n": "1", "right_n": "1"})
    assert refused.status_code == 422 and "s-a schimbat între timp" in text(refused)
    assert client.post(address, hidden(refused.content.decode()) | chosen).status_code == 302


def test_two_people_are_told_apart(client: Client, worker: Actor, pair: Any) -> None:
    address = reverse("registry:dismiss-duplicate", args=[candidate(worker).id])
    assert "Scrieți de unde știți" in text(client.post(address, {"reason": ""}))
    assert "Perechea nu mai apare" in text(client.post(address, {"reason": "Sunt verișoare."}, follow=True))
    # A colleague with the same page open is told who was quicker, and nothing fails.
    late = client.post(address, {"reason": "x"}, follow=True)
    assert "Un coleg a hotărât deja" in text(late)


def test_a_number_known_elsewhere_says_no_more_than_that(client: Client, worker: Actor) -> None:
    papers = {"identity": "cnp", "cnp": make_synthetic_cnp(date(1990, 1, 2), "F", 8)}
    register(NEIGHBOUR, new_person("Zaha", "Olga", **papers))
    register(worker, new_person("Oros", "Olga", **papers))
    page = text(client.get(reverse("registry:duplicates")))
    assert "cunoscut și în altă comună" in page
    assert "Zaha" not in page and "Doba" not in page
    merge_page = client.get(reverse("registry:merge", args=[candidate(worker).id]))
    assert merge_page.status_code == 302


def test_whole_numbers_are_shown_after_the_journal_knows(client: Client, worker: Actor) -> None:
    cnps = [make_synthetic_cnp(date(1990, 1, 2), "F", serial) for serial in (8, 9)]
    for cnp in cnps:
        register(worker, new_person("Oros", "Olga", identity="cnp", cnp=cnp))
    address = reverse("registry:merge", args=[candidate(worker).id])
    for page in (reverse("registry:duplicates"), address):
        answer = client.get(page).content.decode()
        assert not any(cnp in answer for cnp in cnps)
    decision = client.post(address, {"act": "show"}).content.decode()
    assert all(cnp in decision for cnp in cnps) and 'value="show"' not in decision
    with acting_as(worker):
        assert JournalEntry.objects.filter(kind="ShowCnp").count() == 2
        assert not Merge.objects.exists()


def test_two_may_be_compared_without_a_warning(client: Client, worker: Actor) -> None:
    one, other = new_person("Bota", "Ana"), new_person("Cozma", "Dana", birth_year=1950)
    register(worker, one)
    register(worker, other)
    found = client.get(reverse("registry:choose-other", args=[one.id]), {"q": "cozma"})
    address = reverse("registry:merge-two", args=[one.id, other.id])
    assert address in found.content.decode()
    choices = {"home": "left", "last_name": "left", "first_name": "left", "birth": "left"}
    assert client.post(address, hidden(client.get(address).content.decode()) | choices).status_code == 302


def test_the_list_asks_as_much_for_many_pairs_as_for_one(client: Client, worker: Actor) -> None:
    def pairs(number: int) -> None:
        for each in range(number):
            for first_name in ("Elena", "Lenuța"):
                register(worker, new_person(f"Pop{'abcdefgh'[each]}", first_name))

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("registry:duplicates")).status_code == 200
        return len(queries)

    pairs(1)
    asked()
    one = asked()
    pairs(7)
    assert asked() == one


@pytest.mark.parametrize("wrong", [{"last_name": "middle"}, {"left_n": "mult"}, {"left_n": ""}, {"command_id": "x"}])
def test_a_form_bent_by_hand_decides_nothing(client: Client, worker: Actor, pair: Any, wrong: dict[str, str]) -> None:
    address = reverse("registry:merge", args=[candidate(worker).id])
    chosen = {"home": "left", "last_name": "left", "first_name": "left", "former_names": "left"}
    answer = client.post(address, hidden(client.get(address).content.decode()) | chosen | wrong)
    assert answer.status_code == 422
    with acting_as(worker):
        assert not Merge.objects.exists()


def test_strangers_and_those_who_may_not_see_nothing(client: Client, worker: Actor, pair: Any) -> None:
    candidate_id = candidate(worker).id
    one, other = pair
    pages = [
        reverse("registry:merge", args=[candidate_id]),
        reverse("registry:dismiss-duplicate", args=[candidate_id]),
        reverse("registry:merge-two", args=[one.id, other.id]),
    ]
    applied(worker, MergePersons, id=(merge_id := candidate_id), kept_id=one.id, dropped_id=other.id)
    pages.append(reverse("registry:undo-merge", args=[merge_id]))
    stranger = signed_in(people.stranger())
    assert [stranger.get(page).status_code for page in pages] == [404] * len(pages)
    assert "Țăran" not in text(stranger.get(reverse("registry:duplicates")))
    counsellor = signed_in(people.actor("Ioana", "school_counsellor", BELTIUG))
    assert counsellor.get(reverse("registry:duplicates")).status_code == 403
    assert Client().get(reverse("registry:duplicates")).status_code == 302
