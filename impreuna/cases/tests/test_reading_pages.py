"""Who sees a case, who is asked why, and who learns who has read."""

from __future__ import annotations

import pytest
from django.urls import reverse

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.cases.models import Case, Opening
from impreuna.cases.tests.sending import act_of, ago, call, page_of
from impreuna.cases.tests.walking import Walk, begin, county_manager, walk_to
from impreuna.kernel.scope import acting_as
from impreuna.workforce.tests import cast as people
from tests.fixtures.cast import new_person, register
from tests.fixtures.places import APAHIDA

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def walk() -> Walk:
    """A case that came in an hour ago."""
    return begin(now=ago(hours=1))


def test_who_reads_a_file_is_noted_once_a_day_and_who_is_outside_says_why(walk: Walk) -> None:
    worker, head = signed_in(walk.worker), signed_in(walk.head)
    for _time in range(2):
        worker.get(page_of(walk))
    assert head.get(page_of(walk, "team")).status_code == 302
    refused = head.post(page_of(walk, "open"), {"why": "other", "other": ""})
    assert refused.status_code == 422 and "Scrieți motivul" in text(refused)
    back = f"{page_of(walk, 'open')}?inapoi={page_of(walk, 'team')}"
    assert head.post(back, {"why": "other", "other": "A sunat mama"})["Location"] == page_of(walk, "team")
    assert head.get(page_of(walk, "team")).status_code == 200
    page = text(worker.get(page_of(walk, "readers")))
    assert page.count("echipa cazului") == 1 and "A sunat mama" in page and walk.head.name in page
    with acting_as(walk.head):
        assert Opening.objects.count() == 2


def test_for_whom_the_case_waits_it_opens_with_that_reason() -> None:
    walk = walk_to("evaluated", begin(now=ago(hours=2)))
    head = signed_in(walk.head)
    assert head.get(page_of(walk, "case")).status_code == 200
    assert "de avizat sau de hotărât" in text(signed_in(walk.worker).get(page_of(walk, "readers")))


def test_a_person_learns_who_read_of_her() -> None:
    worker = people.social_worker()
    client, person = signed_in(worker), new_person("Rus", "Ileana")
    home = register(worker, person)
    client.post(reverse("cases:intake"), call(name="Rus Ileana", person_id=str(person.id)))
    with acting_as(worker):
        client.get(reverse("cases:case", args=[Case.objects.get().id]))
    for address in (
        reverse("cases:readers-of-person", args=[person.id]),
        reverse("cases:readers-of-household", args=[home]),
    ):
        page = text(client.get(address))
        assert worker.name in page and "echipa cazului" in page and "Tipărește" in page
    nurse = signed_in(people.community_nurse())
    assert nurse.get(reverse("cases:readers-of-person", args=[person.id])).status_code == 403


def test_the_nurse_sees_only_the_cases_in_whose_team_she_is(walk: Walk) -> None:
    nurse = signed_in(walk.nurse)
    assert nurse.get(page_of(walk)).status_code == 404
    assert "Caz 1/" not in text(nurse.get(f"{reverse('cases:list')}?care=toate"))
    worker = signed_in(walk.worker)
    sent = {"who": f"nurse {walk.nurse.user_id}"}
    assert worker.post(act_of(walk, "membru-nou"), sent).status_code == 302
    assert nurse.get(page_of(walk)).status_code == 200
    assert "Caz 1/" in text(nurse.get(reverse("cases:list")))
    assert nurse.get(act_of(walk, "evaluare-initiala")).status_code == 403
    assert walk.nurse.name in text(worker.get(page_of(walk, "team")))
    assert (
        worker.post(act_of(walk, "membru-nou"), {"who": "outside", "name": "", "institution": "Spital"}).status_code
        == 422
    )


def test_a_stranger_and_another_commune_know_nothing(walk: Walk) -> None:
    stranger = signed_in(people.actor("Străina Departe", "social_worker", APAHIDA))
    assert stranger.get(page_of(walk)).status_code == 404
    assert stranger.get(act_of(walk, "contact")).status_code == 404
    assert "Caz 1/" not in text(stranger.get(f"{reverse('cases:list')}?care=toate"))
    mayor = signed_in(people.actor("Primarul Bun", "mayor", walk.worker.scope.place_id))
    assert mayor.get(reverse("cases:list")).status_code == 403


def test_the_county_manager_sees_her_own_cases() -> None:
    walk, manager = walk_to("assigned", begin(now=ago(days=3))), county_manager()
    client = signed_in(manager)
    assert "Niciun caz aici" in text(client.get(reverse("cases:list")))
    assert client.get(page_of(walk)).status_code == 404
    head = signed_in(walk.head)
    head.post(page_of(walk, "open"), {"why": "endorse"})
    assert manager.name in text(head.get(act_of(walk, "manager")))
    assert head.post(act_of(walk, "manager"), {"user_id": str(manager.user_id)}).status_code == 302
    assert "Caz 1/" in text(client.get(reverse("cases:list")))
    page = text(client.get(page_of(walk)))
    assert "Copilul stă cu bunica." in page and client.get(reverse("cases:intake")).status_code == 403


def test_a_restricted_case_is_gone_for_the_others_and_opens_in_danger(walk: Walk) -> None:
    walk_to("assigned", walk)
    worker, other = signed_in(walk.worker), signed_in(people.social_worker())
    sent = {"reason": "Violență în familie.", "circle": []}
    assert worker.post(act_of(walk, "restrictionare"), sent).status_code == 302
    assert "Restricționat" in text(worker.get(page_of(walk)))
    assert other.get(page_of(walk)).status_code == 404
    refused = other.post(reverse("cases:break-glass"), {"number": "doi", "reason": "Un copil strigă."})
    assert refused.status_code == 422 and "Un copil strigă." in refused.content.decode()
