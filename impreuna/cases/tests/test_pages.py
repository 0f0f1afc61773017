"""Pages of cases: what each profession sees and does, and what it costs."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.cases.models import Case
from impreuna.kernel.actor import Actor
from impreuna.kernel.scope import acting_as
from impreuna.workforce.tests import cast as people
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> Actor:
    return people.social_worker()


@pytest.fixture
def client(worker: Actor) -> Client:
    return signed_in(worker)


@pytest.fixture
def head() -> Client:
    return signed_in(people.actor("Șefa Bună", "spas_head", BELTIUG))


def call(**changes: Any) -> dict[str, Any]:
    """What a browser sends for a telephone call."""
    return {
        "channel": "notice_phone", "subject": "child", "name": "Țăran Ștefan", "person_id": "",
        "what": "Copilul este singur acasă de două zile.", "where": "Acasă", "reporter": "Vecina", **changes,
    }  # fmt: skip


def registered(client: Client, **changes: Any) -> Any:
    """A case that a call opened; answers its id."""
    answer = client.post(reverse("cases:intake"), call(**changes))
    assert answer.status_code == 302, text(answer)
    return answer["Location"].strip("/").split("/")[1]


def test_a_telephone_call_becomes_a_case_with_its_first_deadline(client: Client, worker: Actor) -> None:
    assert "Înregistrează o sesizare" in text(client.get(reverse("cases:list")))
    answer = client.post(reverse("cases:intake"), call(), follow=True)
    page = text(answer)
    assert "Sesizarea este înregistrată" in page and "Caz 1/2026" in page
    with acting_as(worker):
        case = Case.objects.get()
    page = text(client.get(reverse("cases:case", args=[case.id])))
    assert "Țăran Ștefan" in page and "Copilul este singur acasă" in page
    assert "Evaluare inițială" in page
