"""The interview's pages: one's own draft, step by step, saved at once, nothing typed lost."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.assessment.tests.visiting import Family
from impreuna.kernel.actor import Actor
from impreuna.kernel.drafts import open_draft, save_draft
from impreuna.registry.commands import AddPerson
from impreuna.workforce.tests import cast as people
from tests.fixtures.cast import WORKER, applied, new_person, register
from tests.fixtures.places import BELTIUG

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


def test_answers_that_cannot_both_be_are_said_at_both_and_stay(interview: Interview) -> None:
    contradiction = next(each for each in interview.family.edition.contradictions if each.level == "person")
    assert contradiction.fields
    child = interview.family.child
    interview.change("e", "E01", "7", child)
    told = text(interview.change("e", "E10", "4", child, shown="E01 E08 E10"))
    assert interview.content["persons"][str(child.id)]["E01"] == 7
    review = text(interview.client.get(reverse("assessment:review", args=[interview.id])))
    assert ("nu merg împreună" in review) == ("Nu se potrivește" in told)


def test_somebody_elses_draft_does_not_exist(interview: Interview) -> None:
    for stranger in (people.community_nurse(), people.stranger()):
        other = signed_in(stranger)
        for address in (
            interview.address("l"),
            reverse("assessment:resume", args=[interview.id]),
            reverse("assessment:review", args=[interview.id]),
            reverse("assessment:discard", args=[interview.id]),
        ):
            assert other.get(address).status_code == 404, address
            assert other.post(address).status_code in (404, 405), address
    assert open_draft(interview.actor, interview.id) is not None  # type: ignore[arg-type]


def test_the_stranger_begins_no_interview_here(family: Family) -> None:
    start = reverse("assessment:start", args=[family.household])
    other = signed_in(people.stranger())
    assert other.get(start).status_code == other.post(start).status_code == 404


def test_colleagues_know_of_a_draft_and_not_what_it_says(interview: Interview) -> None:
    interview.change("l", "L01", "5", shown="L01")
    told = text(signed_in(people.community_nurse()).get(reverse("assessment:start", args=[interview.family.household])))
    assert "Ilinca Breban (asistent social) are o ciornă începută" in told
    assert "improvizată" not in told and "Continuați ciorna" not in told


def test_each_profession_is_asked_its_own_topics(family: Family) -> None:
    nurse = people.community_nurse()
    asks = Interview(signed_in(nurse), nurse, family)
    page = " ".join(asks.page("s", family.mother).split())
    assert 'id="q-S04"' in page
    assert "completează asistent social" in page
    assert asks.client.get(asks.address("l")).status_code == 404
    worker = people.social_worker()
    other = Interview(signed_in(worker), worker, family)
    theirs = other.page("s", family.mother)
    assert 'id="q-S04"' not in theirs and "le completează: asistent medical comunitar" in theirs


def test_what_the_registry_knows_is_shown_and_leads_back(interview: Interview) -> None:
    page = interview.page("h")
    assert "Rus Andrei · 9 ani" in page
    child = interview.page("p", interview.family.child)
    address = interview.address("p", interview.family.child)
    assert f"/persoane/{interview.family.child.id}/identitate/?inapoi=" in child
    form = f"/persoane/{interview.family.child.id}/identitate/?inapoi={address}"
    seen = re.findall(r'name="seen" value="([^"]+)"', interview.client.get(form).content.decode())[0]
    done = interview.client.post(form, {"identity": "none", "cnp": "", "seen": unescape(seen)})
    assert done["Location"] == address


def test_a_person_of_another_household_is_not_asked_about(interview: Interview) -> None:
    other = Family()
    answer = interview.client.get(interview.address("e", other.child))
    assert answer.status_code == 302 and str(interview.id) in answer["Location"]
    assert str(other.child.id) not in answer["Location"]


def test_a_newcomer_is_asked_about_too(interview: Interview) -> None:
    applied(
        WORKER, AddPerson, household_id=interview.family.household,
        person=new_person("Rus", "Zoe", "child", sex="F", birth_date=date(2020, 2, 2)),
    )  # fmt: skip
    assert "Zoe" in interview.page("e", interview.family.child)


def test_recording_ends_the_draft_and_leads_to_what_was_found(interview: Interview) -> None:
    interview.change("g", "G03", "1", shown="G03")
    interview.change("e", "E01", "7", interview.family.child, shown="E01")
    review = reverse("assessment:review", args=[interview.id])
    page = interview.client.get(review).content.decode()
    assert "neînscris niciodată" in page
    command_id = re.findall(r'name="command_id" value="([^"]+)"', page)[0]
    sent = {
        "command_id": command_id, "day_day": "20", "day_month": "11", "day_year": "2026",
        "started_at": "16:00", "ended_at": "16.40",
    }  # fmt: skip
    done = interview.client.post(review, sent)
    assert done["Location"] == reverse("assessment:findings", args=[interview.family.household])
    assert "Fișa este înregistrată." in text(interview.client.get(done["Location"]))
    assert open_draft(interview.actor, interview.id) is None  # type: ignore[arg-type]
    assert interview.client.post(review, sent)["Location"] == done["Location"]
    assert interview.client.post(interview.address("l"), {"changed": "L01", "L01": "1"}, headers=HX).status_code == 404


def test_hours_that_cannot_be_are_said_at_their_field(interview: Interview) -> None:
    interview.change("g", "G03", "1", shown="G03")
    interview.change("h", "H03", "1", shown="H03")
    day = {"day_day": "20", "day_month": "11", "day_year": "2026"}
    review = reverse("assessment:review", args=[interview.id])
    backwards = interview.client.post(review, {**day, "started_at": "17:00", "ended_at": "16:00"})
    assert backwards.status_code == 422 and "se încheie înainte de a începe" in text(backwards)
    senseless = interview.client.post(review, {**day, "started_at": "25:00", "ended_at": "pe seară"})
    assert (
        senseless.status_code == 422 and "Scrieți ora" in text(senseless) and "pe seară" in senseless.content.decode()
    )


def test_an_empty_interview_is_refused_with_where_to_mend_it(interview: Interview) -> None:
    day = {"day_day": "20", "day_month": "11", "day_year": "2026", "started_at": "16:00", "ended_at": "16:30"}
    answer = interview.client.post(reverse("assessment:review", args=[interview.id]), day)
    assert answer.status_code == 422
    assert "Fișa nu are niciun răspuns" in text(answer) and "/g/#q-G03" in answer.content.decode()


def test_a_draft_is_thrown_away_only_when_asked_twice(interview: Interview) -> None:
    discard = reverse("assessment:discard", args=[interview.id])
    assert "Ștergeți ciorna?" in text(interview.client.get(discard))
    assert open_draft(interview.actor, interview.id) is not None  # type: ignore[arg-type]
    interview.client.post(discard)
    assert open_draft(interview.actor, interview.id) is None  # type: ignore[arg-type]


def test_a_draft_of_an_older_questionnaire_keeps_its_answers(interview: Interview, worker: Actor) -> None:
    interview.change("l", "L01", "1", shown="L01")
    place = worker.scope.place_id
    save_draft(
        worker, open_draft(worker, interview.id).id, place, "assessment", interview.family.household,  # type: ignore
        {"edition": 999, "began_with": 999, "household": {"L02": 77, "X99": 1}},
    )  # fmt: skip
    page = text(interview.client.get(interview.address("l")))
    assert "Chestionarul s-a schimbat de când ați început" in page
    assert "L02" in page and "X99" in page
    interview.change("l", "L04", "3", shown="L04")
    kept = interview.content
    assert kept["household"] == {"L01": 1, "L04": 3} and kept["edition"] == interview.family.edition.number
    assert {each["code"] for each in kept["misfits"]} == {"L02", "X99"}
    interview.change("l", "L02", "1", shown="L02")
    assert {each["code"] for each in interview.content["misfits"]} == {"X99"}


def test_a_colleagues_visit_meanwhile_is_told(interview: Interview) -> None:
    interview.family.visited(received_at=timezone.now())
    assert "a înregistrat o fișă a acestei gospodării" in text(interview.client.get(interview.address("l")))


def test_a_step_costs_the_same_whatever_the_household(interview: Interview) -> None:
    def queries(method: Any, *sent: Any, **more: Any) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert method(*sent, **more).status_code == 200
        return len(captured)

    def page() -> int:
        return queries(interview.client.get, interview.address("e", interview.family.child))

    def change() -> int:
        sent = {"changed": "E01", "shown": "E01", "E01": "4"}
        return queries(interview.client.post, interview.address("e", interview.family.child), sent, headers=HX)

    page(), change()
    costs = page(), change()
    for n in range(4):
        applied(
            WORKER, AddPerson, household_id=interview.family.household,
            person=new_person("Rus", f"Copil {'abcd'[n]}", "child", sex="F", birth_date=date(2015 + n, 2, 2)),
        )  # fmt: skip
    assert (page(), change()) == costs
    assert costs[0] <= 30 and costs[1] <= 20, costs


def test_an_english_reader_reads_english(interview: Interview) -> None:
    interview.client.cookies["limba"] = "en"
    answer = interview.client.get(interview.address("l"))
    assert "Type of dwelling" in text(answer) and "does not know" in text(answer)


@pytest.mark.parametrize(
    ("topic", "code", "value"),
    [
        ("l", "L01", "99"), ("l", "L01", "9" * 5000), ("l", "L01", "<b>"), ("l", "L04", "1e400"), ("l", "L04", "2,5"),
        ("l", "L04", "-1"), ("l", "L04", "9" * 40), ("g", "G08", ["0", "4"]), ("g", "G08", ["?", "4"]),
        ("g", "G08", ["x", "4"]), ("z", "Z04a", "31.02.2026"), ("z", "Z04a", "mâine"), ("z", "Z01", "a" * 5000),
    ],
)  # fmt: skip
def test_any_wrong_answer_is_refused_in_words_and_shown_back(
    interview: Interview, topic: str, code: str, value: Any
) -> None:
    answer = interview.change(topic, code, value, shown=code)
    assert answer.status_code == 200 and answer["X-Refused"] == code
    assert f"La întrebarea {code}" in text(answer)
    assert code not in interview.content.get("household", {})


@pytest.mark.parametrize(
    "sent", [{"changed": "X99", "X99": "1"}, {"changed": "P02", "P02": "1"}, {"shown": "L01 X99 é"}]
)
def test_questions_that_are_not_of_the_step_are_passed_over(interview: Interview, sent: dict[str, str]) -> None:
    answer = interview.client.post(interview.address("l"), sent, headers=HX)
    assert answer.status_code in (200, 204)
    assert interview.content.get("household", {}) == {} == interview.content.get("persons", {})


@pytest.mark.parametrize(
    ("topic", "code", "typed", "kept"),
    [
        ("v", "V03", "1.240", 1240), ("v", "V03", "1240", 1240), ("z", "Z04a", "28.11.2026", "2026-11-28"),
        ("z", "Z04a", "28 noiembrie 2026", "2026-11-28"), ("g", "G08", ["5", "7"], [5, 7]), ("l", "L01", "?", "?"),
        ("g", "G08", ["?"], "?"), ("z", "Z01", " o  sobă ", "o sobă"),
    ],
)  # fmt: skip
def test_answers_are_kept_as_they_were_meant(
    interview: Interview, topic: str, code: str, typed: Any, kept: Any
) -> None:
    assert interview.change(topic, code, typed, shown=code)["X-Refused"] == ""
    assert interview.content["household"] == {code: kept}


def test_not_knowing_a_number_is_an_answer(interview: Interview) -> None:
    sent = {"changed": "V03", "shown": "V03", "V03": "", "V03_nu": "?"}
    interview.client.post(interview.address("v"), sent, headers=HX)
    assert interview.content["household"] == {"V03": "?"}
    assert 'name="V03_nu" type="checkbox" value="?" data-unknown checked' in interview.page("v")


def test_a_profession_with_nothing_to_ask_here_can_still_look_and_go_back(family: Family) -> None:
    counsellor = people.actor("Consilier Școlar", "school_counsellor", BELTIUG)
    alone = Family()
    alone.household = register(WORKER, new_person("Pop", "Gavril", sex="M", birth_year=1940))
    asks = Interview(signed_in(counsellor), counsellor, alone)
    review = asks.client.get(reverse("assessment:resume", args=[asks.id]), follow=True)
    assert review.status_code == 200 and "Verificare" in text(review)
