"""The interview's pages: one's own draft, step by step, saved at once, nothing typed lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.assessment.tests.visiting import Family
from impreuna.kernel.actor import Actor
from impreuna.kernel.drafts import open_draft
from impreuna.workforce.tests import cast as people

pytestmark = pytest.mark.django_db
HX = {"HX-Request": "true"}


@pytest.fixture
def family() -> Family:
    return Family()


@pytest.fixture
def worker() -> Actor:
    return people.social_worker()


@pytest.fixture
def client(worker: Actor) -> Client:
    return signed_in(worker)


class Interview:
    """An interview that `client` has begun."""

    def __init__(self, client: Client, actor: Actor, family: Family) -> None:
        self.client, self.actor, self.family = client, actor, family
        begun = client.post(reverse("assessment:start", args=[family.household]))
        self.id = begun["Location"].rstrip("/").rpartition("/")[2]

    def address(self, topic: str, person: Any = None) -> str:
        parts = [self.id, topic] + ([person.id] if person else [])
        return reverse("assessment:person-step" if person else "assessment:step", args=parts)

    def page(self, topic: str, person: Any = None) -> str:
        answer = self.client.get(self.address(topic, person))
        assert answer.status_code == 200, answer.get("Location")
        return answer.content.decode()

    def change(self, topic: str, code: str, value: Any, person: Any = None, shown: str = "") -> Any:
        """One answer, as the page sends it at once."""
        sent = {"changed": code, "shown": shown, code: value}
        return self.client.post(self.address(topic, person), sent, headers=HX)

    @property
    def content(self) -> Any:
        draft = open_draft(self.actor, self.id)  # type: ignore[arg-type]
        assert draft is not None
        return draft.content


@pytest.fixture
def interview(client: Client, worker: Actor, family: Family) -> Interview:
    return Interview(client, worker, family)


def test_an_interview_begins_with_what_it_is_and_goes_on_where_it_stopped(client: Client, family: Family) -> None:
    start = reverse("assessment:start", args=[family.household])
    assert "Începeți fișa" in text(client.get(start))
    begun = client.post(start)
    assert client.get(begun["Location"])["Location"].endswith("/g/")
    again = text(client.get(start))
    assert "Continuați ciorna din" in again and "Începeți fișa" not in again
    assert client.post(start)["Location"] == begun["Location"]


def test_an_answer_is_saved_at_once_and_opens_its_questions(interview: Interview) -> None:
    child = interview.family.child
    assert 'id="q-E03"' not in interview.page("e", child)
    answer = interview.change("e", "E01", "4", child, shown="E01 E06 E08")
    html = answer.content.decode()
    assert interview.content["persons"] == {str(child.id): {"E01": 4}}
    assert 'id="slot-E03"' in html and 'id="q-E03"' in html and 'id="slot-E01"' not in html
    assert answer["X-Saved-At"]
    gone = interview.change("e", "E01", "8", child, shown="E01 E03 E04 E05 E06 E07 E08").content.decode()
    assert 'id="slot-E03"' in gone and 'id="q-E03"' not in gone


def test_what_does_not_fit_is_said_at_its_field_and_is_not_kept(interview: Interview) -> None:
    answer = interview.change("l", "L04", "multe", shown="L04")
    assert "scrieți un număr" in text(answer) and answer["X-Refused"] == "L04"
    assert "household" not in interview.content or "L04" not in interview.content["household"]
    whole = interview.client.post(interview.address("l"), {"shown": "L01 L04", "L01": "1", "L04": "multe"})
    assert whole.status_code == 422 and 'value="multe"' in whole.content.decode()
    assert interview.content["household"]["L01"] == 1


def test_a_second_visit_shows_the_answers_of_the_first_and_takes_over_what_stands(
    client: Client, worker: Actor, family: Family
) -> None:
    family.visited(household={"G02": 1, "G03": 1, "L01": 1, "L02": 2, "L04": 2, "V03": 900})
    interview = Interview(client, worker, family)
    page = interview.page("l")
    assert re.search(r"La \d+ \w+ 2026: casă", page) and 'data-same="[&quot;1&quot;]"' in page
    answer = interview.change("l", "L04", "3", shown="L01 L02 L04").content.decode()
    assert interview.content["household"] == {"L01": 1, "L02": 2, "L04": 3}
    assert "Preluat de la vizita din" in answer and 'id="slot-L01"' in answer and 'id="slot-L04"' not in answer
    interview.change("l", "L02", "3", shown="L01 L02 L04")
    assert interview.content["carried"]["household"] == ["L01"]
