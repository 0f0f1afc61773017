"""The pages on which a family goes from one commune's register into another's."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from impreuna.kernel.actor import Actor
from impreuna.kernel.scope import acting_as
from impreuna.registry.models import Departure, Household, Membership, Person
from impreuna.territory.queries import list_villages
from impreuna.workforce.tests import cast as people
from tests.fixtures.cast import new_person, register
from tests.fixtures.places import BELTIUG, DOBA

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
def neighbour() -> Actor:
    return people.actor("Dorin Pintea", "social_worker", DOBA)


@pytest.fixture
def here(worker: Actor) -> Client:
    return signed_in(worker)


@pytest.fixture
def there(neighbour: Actor) -> Client:
    return signed_in(neighbour)


def village() -> str:
    return str(list_villages(DOBA)[0].siruta)


def test_empty_lists_say_where_moves_begin(here: Client) -> None:
    assert "Nimeni nu așteaptă să fie primit" in text(here.get(reverse("registry:arrivals")))
    assert "Nicio mutare propusă" in text(here.get(reverse("registry:departures")))


def test_a_commune_is_found_without_diacritics_and_by_county(worker: Actor, here: Client) -> None:
    address = reverse("registry:offer-household", args=[register(worker)])
    assert "Craidorolț" in text(here.get(address, {"q": "craidorolt"}))
    assert "județul Satu Mare" in text(here.get(address, {"q": "doba"}))
    assert "Nicio comună găsită" in text(here.get(address, {"q": "nicăieri"}))
    assert "Nicio comună găsită" in text(here.get(address, {"q": "beltiug"}))


@pytest.mark.parametrize("typed", ["\x00", "😀", "؜دوبا", "'; DROP TABLE", "%", "x" * 5000, "  "])
def test_senseless_searches_find_nothing_and_break_nothing(worker: Actor, here: Client, typed: str) -> None:
    address = reverse("registry:offer-household", args=[register(worker)])
    assert here.get(address, {"q": typed}).status_code == 200


@pytest.mark.parametrize("commune", ["abc", "-1", "99999999999999", "305", str(BELTIUG), "\x00", "²"])
def test_a_commune_that_is_none_is_asked_for_again(worker: Actor, here: Client, commune: str) -> None:
    address = reverse("registry:offer-household", args=[register(worker)])
    answer = here.post(f"{address}?comuna={commune}", {"note": "de păstrat"})
    assert answer.status_code == 200 and "În ce comună sau oraș" in text(answer)
    with acting_as(worker):
        assert not Departure.objects.exists()


def test_a_note_that_is_too_long_stays_in_its_box(worker: Actor, here: Client) -> None:
    address = f"{reverse('registry:offer-household', args=[register(worker)])}?comuna={DOBA}"
    answer = here.post(address, {"note": "cuvânt " * 200})
    assert answer.status_code == 422 and answer.content.decode().count("cuvânt") >= 200


def test_lists_ask_as_much_for_many_moves_as_for_one(worker: Actor, here: Client, there: Client) -> None:
    def offer(number: int) -> None:
        for _each in range(number):
            address = reverse("registry:offer-household", args=[register(worker)])
            here.post(f"{address}?comuna={DOBA}", {"note": ""})

    def asked(client: Client, page: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(page)).status_code == 200
        return len(queries)

    pages = ((here, "registry:departures"), (there, "registry:arrivals"))
    offer(1)
    [asked(*page) for page in pages]
    one = [asked(*page) for page in pages]
    offer(6)
    assert [asked(*page) for page in pages] == one


def test_a_household_goes_from_one_register_into_the_other(
    worker: Actor, neighbour: Actor, here: Client, there: Client
) -> None:
    home = register(worker, new_person("Rus", "Dana"), new_person("Rus", "Vlad", "child", birth_year=2015))
    address = f"{reverse('registry:offer-household', args=[home])}?comuna={DOBA}"
    assert "2 persoane" in text(here.get(address))
    assert "Mutarea este propusă echipei din Doba" in text(here.post(address, {"note": "La bunici."}, follow=True))
    assert "Mutarea este deja propusă" in text(here.post(address, {"note": ""}))
    assert "Rus Dana" in text(here.get(reverse("registry:departures")))
    offered = text(here.get(reverse("registry:household", args=[home])))
    assert "mutarea în Doba" in offered and "Mută în altă comună" not in offered

    waiting = there.get(reverse("registry:arrivals"))
    assert all(words in text(waiting) for words in ("Rus Dana", "2 persoane", "La bunici.", "Beltiug"))
    with acting_as(worker):
        move = Departure.objects.get().id
    accept = reverse("registry:accept-move", args=[move])
    assert accept in waiting.content.decode()
    refused = there.post(accept, {"village_id": "", "number": "7"})
    assert refused.status_code == 422 and "Alegeți satul" in text(refused) and 'value="7"' in refused.content.decode()
    done = there.post(accept, {"village_id": village(), "number": "7"}, follow=True)
    assert "I-ați primit" in text(done) and "Rus Vlad" in text(done)
    assert "deja hotărâtă" in text(there.get(accept))
    assert here.get(reverse("registry:household", args=[home])).status_code == 404
    assert "primită" in text(here.get(reverse("registry:departures")))
    with acting_as(neighbour):
        assert Household.objects.get(id=home).number == "7"


def test_a_person_alone_joins_a_household_found_by_search(
    worker: Actor, neighbour: Actor, here: Client, there: Client
) -> None:
    person = new_person("Rus", "Dana")
    register(worker, person)
    home = register(neighbour, new_person("Țăran", "Ioan", sex="M"))
    here.post(f"{reverse('registry:offer-person', args=[person.id])}?comuna={DOBA}", {"note": ""})
    with acting_as(worker):
        move = Departure.objects.get().id
    found = there.get(reverse("registry:choose-home", args=[move]), {"q": "taran"})
    into = reverse("registry:accept-into", args=[move, home])
    assert into in found.content.decode()
    assert "Alegeți o singură persoană drept cap" in text(there.post(into, {"relation": "head"}))
    assert there.post(into, {"relation": "spouse"}).status_code == 302
    with acting_as(neighbour):
        assert Membership.objects.get(person_id=person.id).household_id == home


def test_an_answer_no_is_read_by_those_who_offered(worker: Actor, here: Client, there: Client) -> None:
    home = register(worker)
    here.post(f"{reverse('registry:offer-household', args=[home])}?comuna={DOBA}", {"note": ""})
    with acting_as(worker):
        move = Departure.objects.get().id
    decline = reverse("registry:decline-move", args=[move])
    assert there.post(decline, {"reason": ""}).status_code == 422
    there.post(decline, {"reason": "Casa este goală."})
    assert "Casa este goală." in text(here.get(reverse("registry:departures")))
    late = here.post(reverse("registry:withdraw-move", args=[move]))
    assert late.status_code == 422 and "deja hotărâtă" in text(late)


def test_an_offer_is_taken_back(worker: Actor, here: Client, there: Client) -> None:
    home = register(worker)
    here.post(f"{reverse('registry:offer-household', args=[home])}?comuna={DOBA}", {"note": ""})
    with acting_as(worker):
        move = Departure.objects.get().id
    withdraw = reverse("registry:withdraw-move", args=[move])
    assert "Propunerea este retrasă" in text(here.post(withdraw, follow=True))
    assert "retrasă" in text(there.get(reverse("registry:arrivals")))


def test_strangers_find_no_move(worker: Actor, here: Client, there: Client) -> None:
    person = new_person("Rus", "Dana")
    home = register(worker, person)
    here.post(f"{reverse('registry:offer-household', args=[home])}?comuna={DOBA}", {"note": ""})
    with acting_as(worker):
        move = Departure.objects.get().id
    stranger = signed_in(people.actor("Alt Om", "social_worker", 55687))
    for page in ("accept-move", "choose-home", "decline-move", "withdraw-move"):
        assert stranger.get(reverse(f"registry:{page}", args=[move])).status_code == 404, page
    for page, subject in (("offer-household", home), ("offer-person", person.id)):
        assert there.get(reverse(f"registry:{page}", args=[subject])).status_code == 404
    assert "Rus" not in text(stranger.get(reverse("registry:arrivals")))
    mayor = signed_in(people.actor("Primar", "mayor", BELTIUG))
    assert mayor.get(reverse("registry:arrivals")).status_code == 403
    with acting_as(worker):
        assert Person.objects.filter(id=person.id).exists()
