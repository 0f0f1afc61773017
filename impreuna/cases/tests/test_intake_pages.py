"""A notice comes in: the call, the registry searched while one types, the draft, the emergency."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.cases.models import Case
from impreuna.cases.tests.sending import act_of, ago, call, page_of, when
from impreuna.cases.tests.walking import Walk, begin
from impreuna.kernel.drafts import drafts_of
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from impreuna.workforce.tests import cast as people
from tests.fixtures.cast import new_person, register

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def walk() -> Walk:
    """A case that came in an hour ago."""
    return begin(now=ago(hours=1))


def test_a_telephone_call_becomes_a_case_with_its_first_deadline() -> None:
    worker = people.social_worker()
    client = signed_in(worker)
    assert "Înregistrează o sesizare" in text(client.get(reverse("cases:list")))
    page = text(client.post(reverse("cases:intake"), call(), follow=True))
    assert "Sesizarea este înregistrată" in page and "Caz 1/" in page
    assert "Evaluarea inițială" in page and "Ordinul 288/2006" in page
    with acting_as(worker):
        case = Case.objects.get()
    page = text(client.get(reverse("cases:case", args=[case.id])))
    assert "Țăran Ștefan" in page and "Copilul este singur acasă" in page and "Vecina" in page
    assert "Ce urmează" in page and "rămân 71 de ore" in page


def test_what_was_said_on_the_telephone_stays_when_something_is_missing() -> None:
    client = signed_in(people.social_worker())
    refused = client.post(reverse("cases:intake"), call(subject="", is_urgent="on", is_anonymous="on"))
    page = text(refused)
    assert refused.status_code == 422 and "Alegeți despre cine este." in page
    assert "Scrieți ce pericol este" in page and "Ștergeți numele sau debifați" in page
    assert "Copilul este singur acasă de două zile." in refused.content.decode()


def test_somebody_of_the_registry_is_found_while_the_name_is_typed() -> None:
    worker = people.social_worker()
    client = signed_in(worker)
    mother, child = new_person("Șerban", "Ileana"), new_person("Șerban", "Andrei", "child")
    home = register(worker, mother, child)
    found = client.get(reverse("cases:who"), {"name": "serban andr"})
    assert str(child.id) in found.content.decode() and str(mother.id) not in found.content.decode()
    assert "Șerban Andrei" in client.get(f"{reverse('cases:intake')}?persoana={child.id}").content.decode()
    assert str(mother.id) in client.get(f"{reverse('cases:intake')}?gospodarie={home}").content.decode()
    client.post(reverse("cases:intake"), call(name="Șerban Andrei", person_id=str(child.id)))
    with acting_as(worker):
        case = Case.objects.get()
    assert (case.household_id, case.person_id, case.label) == (home, child.id, "Șerban Andrei")
    page = text(client.get(reverse("cases:case", args=[case.id])))
    assert "Șerban Ileana" in page and "părinte" in page
    for address in (f"/gospodarii/{home}/", f"/persoane/{child.id}/"):
        assert "Caz 1/" in text(client.get(address))


def test_who_lives_alone_is_meant_and_who_is_chosen_need_not_be_typed() -> None:
    worker = people.social_worker()
    client = signed_in(worker)
    alone = new_person("Cozma", "Veronica", birth_date=date(1945, 3, 12))
    home = register(worker, alone)
    page = client.get(f"{reverse('cases:intake')}?gospodarie={home}").content.decode()
    assert 'value="Cozma Veronica"' in page
    assert re.search(r'value="adult"[^>]*checked', page) is None, "whether adult or elderly, who registers says"
    sent = call(name="", subject="elderly", person_id=str(alone.id))
    assert client.post(reverse("cases:intake"), sent).status_code == 302
    with acting_as(worker):
        case = Case.objects.get()
    assert (case.label, case.person_id) == ("Cozma Veronica", alone.id)


def test_a_notice_half_written_is_offered_again() -> None:
    worker = people.social_worker()
    client = signed_in(worker)
    draft_id = str(new_id())
    saved = client.post(reverse("cases:save-notice"), call(draft_id=draft_id, what="Copilul plân"))
    assert "Ciorna dumneavoastră este păstrată" in text(saved)
    assert f"?ciorna={draft_id}" in client.get(reverse("cases:intake")).content.decode()
    page = client.get(f"{reverse('cases:intake')}?ciorna={draft_id}").content.decode()
    assert "Copilul plân" in page and draft_id in page and "Mai este ceva de corectat" not in page
    client.post(reverse("cases:intake"), call(case_id=draft_id))
    assert drafts_of(worker) == []
    assert client.post(reverse("cases:save-notice"), call(draft_id="nimic")).status_code == 400


def test_an_emergency_comes_first(walk: Walk) -> None:
    urgent = begin(now=ago(minutes=20), is_urgent=True, urgent_why="Casa arde.")
    client = signed_in(urgent.worker)
    page = text(client.get(f"{reverse('cases:list')}?care=de-evaluat"))
    assert page.index("Caz 2/") < page.index("Caz 1/") and "Urgență" in page
    assert "Mergeți acum la fața locului" in text(client.get(page_of(urgent)))
    sent = {**when(), "place": "La moară", "police_officer": "agent Pop", "resource_person": "", "found": "Fum.",
            "measures": "Copilul este la bunici."}  # fmt: skip
    refused = client.post(act_of(urgent, "urgenta"), sent)
    assert refused.status_code == 422 and "Copilul este la bunici." in refused.content.decode()
    assert client.post(act_of(urgent, "urgenta"), {**sent, "mobile_team_came": "on"}).status_code == 302
    assert "Copilul este la bunici." in text(client.get(page_of(urgent)))
