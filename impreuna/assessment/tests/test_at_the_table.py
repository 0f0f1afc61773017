"""What stands on the screen while the family sits beside it, and what each profession is led to."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.assessment.tests.test_interview_pages import Interview
from impreuna.assessment.tests.visiting import Family
from impreuna.workforce.tests import cast as people
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db
VIOLENCE = "Violență domestică"


@pytest.fixture
def interview() -> Interview:
    worker = people.social_worker()
    return Interview(signed_in(worker), worker, Family())


def test_violence_is_folded_away_and_is_told_at_the_desk(interview: Interview) -> None:
    panel = interview.change("f", "F01", "3", shown="F01").content.decode()
    openly, _fold, folded = panel.partition('id="gasite-ascunse"')
    assert VIOLENCE not in openly and VIOLENCE in folded
    assert re.search(r"ascunse aici: [1-9]", openly) and not folded.startswith(" open")
    openly, _fold, folded = interview.page("l").partition('id="gasite-ascunse"')
    assert VIOLENCE not in openly and VIOLENCE in folded
    interview.family.visited(household={"G03": 1, "F01": 3})
    page = text(interview.client.get(reverse("assessment:findings", args=[interview.family.household])))
    assert VIOLENCE in page and "3 persoane" not in page


def test_counts_beside_the_members_follow_the_answers(interview: Interview) -> None:
    child = interview.family.child
    note = re.compile(rf'id="cate-{child.id}"[^>]*>(\d+) din (\d+)<')
    before = note.search(interview.page("e", child))
    after = note.search(interview.change("e", "E01", "7", child, shown="E01").content.decode())
    assert before and after and (before[1], after[1]) == ("0", "1")


def test_a_rule_that_waits_for_what_nobody_is_asked_is_not_waiting(interview: Interview) -> None:
    interview.change("l", "L01", "1", shown="L01")
    interview.change("s", "S01", "2", interview.family.mother, shown="S01")
    assert "Locuință neadaptată" not in interview.page("l")


def test_many_open_rules_say_how_many_are_left_out(interview: Interview) -> None:
    for topic, person in (("l", None), ("v", None), ("h", None), ("e", interview.family.child)):
        page = interview.page(topic, person)
        code = re.findall(r'data-question="([^"]+)"', page)[0]
        interview.change(topic, code, "?", person, shown=code)
    page = text(interview.client.get(interview.address("l")))
    told = re.search(r"Nedeterminate: (\d+)", page)
    assert told
    left = re.search(r"și încă (\d+)", page)
    assert int(told[1]) - 12 == int(left[1]) if left else int(told[1]) <= 12


def test_an_option_that_says_it_is_not_known_stands_alone(interview: Interview) -> None:
    page = interview.page("s", interview.family.mother)
    assert 'id="id_S01_x"' not in page and 'id="id_S01_3"' in page and 'id="id_S02_x"' in page
    interview.change("s", "S01", "?", interview.family.mother, shown="S01")
    assert 'id="id_S01_x"' in interview.page("s", interview.family.mother)


def test_a_counsellor_is_not_sent_to_the_outcome_of_the_visit() -> None:
    counsellor = people.actor("Consilier Școlar", "school_counsellor", BELTIUG)
    asks = Interview(signed_in(counsellor), counsellor, Family())
    review = reverse("assessment:review", args=[asks.id])
    assert "q-G03" not in asks.client.get(review).content.decode()
    day = {"day_day": "20", "day_month": "11", "day_year": "2026", "started_at": "16:00", "ended_at": "16:30"}
    refused = asks.client.post(review, day)
    assert refused.status_code == 422 and "q-G03" not in refused.content.decode()


def test_a_draft_is_thrown_away_from_where_one_looks_at_it(interview: Interview) -> None:
    discard = reverse("assessment:discard", args=[interview.id])
    for address in (reverse("assessment:review", args=[interview.id]), reverse("assessment:drafts")):
        assert discard in interview.client.get(address).content.decode()


def test_who_decided_is_said_and_not_who_would(interview: Interview) -> None:
    head = signed_in(people.actor("Sanda Mureșan", "spas_head", BELTIUG))
    family = interview.family
    family.visited(household={"G03": 1, "H03": 3})
    findings = reverse("assessment:findings", args=[family.household])
    assert "Hotărăște:" in text(head.get(findings))
    page = interview.client.get(findings).content.decode()
    sent = dict(re.findall(r'name="(command_id|seen-[^"]+)" value="([^"]+)"', page))
    sent |= {name.replace("seen", "decision"): "confirmed" for name in sent if name.startswith("seen")}
    assert interview.client.post(findings, sent).status_code == 302
    told = text(head.get(findings))
    assert "Hotărât de" in told and "Hotărăște:" not in told
