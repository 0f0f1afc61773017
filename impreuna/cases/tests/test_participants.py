"""Who comes into a case after the notice and whose part in it ends; nobody is ever deleted (propunere)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.cases import commands as does
from impreuna.cases.models import Case, CasePerson
from impreuna.cases.queries.casefile import find_case
from impreuna.cases.queries.lists import Asked, cases_of_people, list_cases
from impreuna.cases.rules.participants import may_be_subject
from impreuna.cases.tests.sending import act_of, ago, page_of
from impreuna.cases.tests.walking import Walk, begin, county_manager, walk_to
from impreuna.kernel.actor import Actor
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import acting_as
from impreuna.workforce.tests.cast import actor
from tests.fixtures.cast import new_person, register
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
TODAY = date(2026, 3, 2)
IN_HOUSEHOLD, ELSEWHERE = UUID(int=1), UUID(int=2)


def people(walk: Walk, who: Actor | None = None) -> list[tuple[str, str]]:
    who = who or walk.worker
    with acting_as(who):
        case = find_case(who, walk.case_id)
    assert case is not None
    return [(each.name, each.part) for each in case.people]


def row(walk: Walk, name: str) -> CasePerson:
    with acting_as(walk.worker):
        return CasePerson.objects.get(case_id=walk.case_id, name=name)


@pytest.mark.parametrize(
    ("subject", "born", "person", "home", "reason"),
    [
        ("child", date(2015, 1, 1), IN_HOUSEHOLD, {IN_HOUSEHOLD}, None),
        ("child", date(2015, 1, 1), ELSEWHERE, {IN_HOUSEHOLD}, "case_child_elsewhere"),
        ("child", date(2015, 1, 1), None, {IN_HOUSEHOLD}, None),
        ("child", None, ELSEWHERE, None, None),
        ("child", date(2008, 3, 3), None, None, None),
        ("child", date(2008, 3, 2), None, None, "case_adult_apart"),
        ("family", date(2015, 1, 1), None, None, "case_child_apart"),
        ("elderly", date(1944, 1, 1), ELSEWHERE, {IN_HOUSEHOLD}, None),
        ("adult", None, None, None, None),
    ],
)
def test_of_whom_a_case_can_be_too(
    subject: str, born: date | None, person: UUID | None, home: Any, reason: str | None
) -> None:
    assert may_be_subject(subject, born, TODAY, person, home).reason == reason


def test_a_brother_and_a_father_abroad_come_in_and_are_found() -> None:
    walk = begin()
    brother = new_person("Țăran", "Ionuț", "child")
    register(walk.worker, new_person("Țăran", "Maria"), brother)
    walk.do(walk.worker, does.AddParticipant, name="fratele", part="sibling", person_id=brother.id)
    walk.do(
        walk.worker, does.AddParticipant, name="  Țăran   Vasile ", part="parent", birth_date=date(1988, 5, 1),
        note="Lucrează în Italia.",
    )  # fmt: skip
    named = [("Țăran Ștefan", "subject"), ("Țăran Ionuț", "sibling"), ("Țăran Vasile", "parent")]
    assert people(walk) == named
    assert row(walk, "Țăran Ionuț").birth_date == brother.birth_date
    with acting_as(walk.worker):
        found = list_cases(walk.worker, Asked("all", words="ionut"), walk.now).items
        assert [each.id for each in found] == [walk.case_id]
        assert [each.id for each in cases_of_people(walk.worker, BELTIUG, [brother.id])] == [walk.case_id]
    for said, reason in (
        ({"name": "x", "person_id": brother.id}, "case_person_twice"),
        ({"name": "taran VASILE"}, "case_person_twice"),
        ({"name": "x", "person_id": new_id()}, "not_found"),
        ({"name": " "}, "case_text_missing"),
        ({"name": "Pop Ana", "part": "neighbour"}, "unknown_code"),
        ({"name": "Pop Ana", "birth_date": date(2999, 1, 1)}, "day_later"),
    ):
        assert walk.send(walk.worker, does.AddParticipant, **{"part": "other", **said}).reason == reason


def test_a_part_ends_with_a_reason_and_nobody_is_deleted() -> None:
    walk = begin()
    for name in ("Pop Dan", "Pop Ana"):
        walk.do(walk.worker, does.AddParticipant, name=name, part="other")
    walk.do(walk.worker, does.EndParticipation, participant_id=row(walk, "Pop Dan").id, reason="mistake")
    walk.do(walk.worker, does.EndParticipation, participant_id=row(walk, "Pop Ana").id, reason="left", note="A plecat.")
    assert people(walk) == [("Țăran Ștefan", "subject")]
    with acting_as(walk.worker):
        case = find_case(walk.worker, walk.case_id)
        assert case is not None
        assert [(each.name, each.ended_why) for each in case.past_people] == [
            ("Pop Dan", "mistake"),
            ("Pop Ana", "left"),
        ]
        assert "pop" not in Case.objects.get().search
    again = walk.send(walk.worker, does.EndParticipation, participant_id=row(walk, "Pop Ana").id, reason="left")
    main = walk.send(walk.worker, does.EndParticipation, participant_id=row(walk, "Țăran Ștefan").id, reason="left")
    assert (again.reason, main.reason) == ("not_in_case", "case_person_main")
    walk.do(walk.worker, does.AddParticipant, name="Pop Dan", part="carer")
    assert people(walk)[-1] == ("Pop Dan", "carer")


def test_the_name_of_the_case_is_its_first_childs_alone() -> None:
    walk = begin()
    walk.do(walk.worker, does.AddParticipant, name="Țăran Ana", part="subject", birth_date=date(2020, 1, 1))
    walk.do(walk.worker, does.CorrectParticipants, label="Țăran Ștefan Ioan")
    assert people(walk) == [("Țăran Ștefan Ioan", "subject"), ("Țăran Ana", "subject")]


def test_only_who_leads_adds_and_a_restricted_case_stays_its_teams() -> None:
    walk, manager = walk_to("assigned", is_restricted_case=True), county_manager()
    other = actor("Sanda Ilea", "social_worker", BELTIUG)
    added = {"name": "Bunica", "part": "carer"}
    assert walk.send(other, does.AddParticipant, **added).reason == "not_found"
    walk.do(walk.head, does.DesignateManager, user_id=manager.user_id)
    assert walk.send(walk.head, does.AddParticipant, **added).reason == "not_your_function"
    walk.do(manager, does.AddParticipant, **added)
    with acting_as(other):
        assert CasePerson.objects.count() == 0
    with acting_as(walk.worker):
        assert CasePerson.objects.get(name="Bunica").is_restricted


def test_somebody_is_added_on_the_page_from_household_and_registry() -> None:
    walk = begin(now=ago(hours=1))
    child, brother = new_person("Țăran", "Ștefan", "head"), new_person("Țăran", "Ionuț", "child")
    home = register(walk.worker, child, brother)
    register(walk.worker, new_person("Șerban", "Dorin"))
    walk.do(walk.worker, does.CorrectParticipants, label="x", household_id=home, person_id=child.id)
    client, address = signed_in(walk.worker), act_of(walk, "persoana-noua")
    page = text(client.get(address))
    assert "Țăran Ionuț" in page and "Altcineva" in page
    assert client.post(address, {"who": str(brother.id), "part": "sibling"}).status_code == 302
    typed = {"who": "other", "name": "serban dorin", "part": "other", "note": "partenerul mamei"}
    refused = client.post(address, typed)
    assert (
        refused.status_code == 422
        and "Șerban Dorin" in text(refused)
        and "partenerul mamei" in refused.content.decode()
    )
    assert "Șerban Dorin" in text(client.get(f"{reverse('cases:who')}?name=serban"))
    found = row_id(client, "serban")
    assert client.post(address, {**typed, "person_id": found}).status_code == 302
    assert people(walk) == [("Țăran Ștefan", "subject"), ("Țăran Ionuț", "sibling"), ("Șerban Dorin", "other")]
    page = text(client.get(page_of(walk)))
    assert "Cine este în caz" in page and "partenerul mamei" in page and "Persoană nouă în caz: Șerban Dorin" in page
    sent = {"participant_id": str(row(walk, "Șerban Dorin").id), "reason": "mistake"}
    assert client.post(act_of(walk, "sfarsitul-partii"), sent).status_code == 302
    assert "Nu mai au parte în caz" in text(client.get(page_of(walk)))


def row_id(client: Any, typed: str) -> str:
    page = client.get(f"{reverse('cases:who')}?name={typed}").content.decode()
    return str(page.partition('value="')[2].partition('"')[0])
