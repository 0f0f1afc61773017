"""A household that moves takes its cases along: rows, circles and medical data; who does not work there leaves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from impreuna.cases import commands as does
from impreuna.cases.models import Case, CaseEntry, CaseMember, CasePerson, Opening, RegisterEntry
from impreuna.cases.tests.walking import Walk, county_manager, walk_to
from impreuna.kernel.actor import Actor
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.models import RestrictionMember
from impreuna.kernel.result import Outcome
from impreuna.kernel.scope import acting_as
from impreuna.obligations.models import Obligation
from impreuna.registry.commands import AcceptMove, MergePersons, OfferMove
from impreuna.territory.queries import list_villages
from impreuna.workforce.tests.cast import actor
from tests.fixtures.cast import applied, new_person, register
from tests.fixtures.places import BELTIUG, DOBA

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
TABLES = (Case, CaseEntry, CasePerson, CaseMember, Opening)


class Story:
    """A case in Beltiug with a nurse and DGASPC's manager in its team, and the team of Doba."""

    def __init__(self, **notice: Any) -> None:
        self.walk = walk_to("assigned", **notice)
        self.walk.now = timezone.now() - timedelta(hours=2)
        self.manager = county_manager()
        self.there = actor("Dorin Străinu", "social_worker", DOBA)
        self.head_there = actor("Ana Lazăr", "spas_head", DOBA)
        self.child = new_person("Țăran", "Ștefan", "head")
        walk = self.walk
        self.home = register(walk.worker, self.child)
        walk.do(walk.worker, does.CorrectParticipants, label="x", household_id=self.home, person_id=self.child.id)
        walk.do(walk.head, does.DesignateManager, user_id=self.manager.user_id)
        walk.do(walk.worker, does.JoinCaseTeam, function="nurse", user_id=walk.nurse.user_id)
        walk.do(
            walk.nurse, does.RecordSpecialistReport,
            veil="health", instruments="consult", found="astm", conclusions="tratament", for_team="Medic.",
        )  # fmt: skip
        walk.do(walk.nurse, does.OpenHealthData, user_id=self.manager.user_id, ground="life_danger", consent_by="",
                until=walk.today + timedelta(days=1))  # fmt: skip
        walk.do(walk.worker, does.OpenCaseFile, reason="")

    def move(self) -> Outcome:
        offered = new_id()
        applied(self.walk.worker, OfferMove, id=offered, to_commune_id=DOBA, household_id=self.home)
        return applied(
            self.there, AcceptMove,
            from_commune_id=BELTIUG, arrival_id=offered, village_id=list_villages(DOBA)[0].siruta,
        )  # fmt: skip


def rows_in(commune_id: int) -> list[int]:
    return [table.objects.filter(commune_id=commune_id).count() for table in TABLES]


def seen(who: Actor) -> list[UUID]:
    with acting_as(who):
        return list(Case.objects.values_list("id", flat=True))


def act(who: Actor, walk: Walk, place: int) -> Outcome:
    contact = does.NoteContact(
        id=new_id(), commune_id=place, recorded_at=timezone.now(), case_id=walk.case_id,
        with_whom="mama", how="telefon", said="S-au mutat.",
    )  # fmt: skip
    return execute(contact, who)


def test_a_case_goes_along_with_its_household(as_owner: Any) -> None:
    story = Story()
    walk = story.walk
    with as_owner():
        before = rows_in(BELTIUG)
        deadlines = Obligation.objects.filter(case_id=walk.case_id).count()
    story.move()
    with as_owner():
        after = rows_in(DOBA)
        assert rows_in(BELTIUG) == [0] * len(TABLES)
        assert after == [before[0], before[1] + 1, *before[2:]]
        assert Obligation.objects.filter(commune_id=DOBA, case_id=walk.case_id).count() == deadlines
        case = Case.objects.get()
        assert (case.number, case.former_number, case.responsible_id) == (1, f"1/{walk.now.year}", None)
        told = CaseEntry.objects.get(kind="AcceptMove")
        assert told.content == {"from_commune_id": BELTIUG, "former_number": case.former_number}
        assert told.author == story.there.name
        lasting = CaseMember.objects.filter(until=None).values_list("function", flat=True)
        assert set(lasting) == {"case_manager"}
        assert RegisterEntry.objects.filter(commune_id=BELTIUG).exists()
        circles = RestrictionMember.objects.filter(id__in=(case.team_id, case.key_id))
        assert set(circles.values_list("commune_id", flat=True)) == {DOBA}
    for who in (walk.worker, walk.head, walk.nurse):
        assert seen(who) == []
    for who in (story.there, story.head_there, story.manager):
        assert seen(who) == [walk.case_id]
    with acting_as(story.manager):
        assert CaseEntry.objects.filter(area="health").exists()


def test_who_works_there_goes_on(as_owner: Any) -> None:
    story = Story()
    walk = story.walk
    assert act(story.there, walk, DOBA).reason == "not_found"
    story.move()
    assert act(walk.worker, walk, DOBA).reason == "out_of_scope"
    assert act(walk.worker, walk, BELTIUG).reason == "not_found"
    assert act(story.there, walk, DOBA).status == "applied"
    assert act(story.manager, walk, DOBA).status == "applied"
    designated = does.DesignateResponsible(
        id=new_id(), commune_id=DOBA, recorded_at=timezone.now(), case_id=walk.case_id,
        user_id=story.there.user_id, criteria=("relation",),
    )  # fmt: skip
    assert execute(designated, story.head_there).status == "applied"


def test_a_restricted_case_is_of_the_social_workers_and_heads_there() -> None:
    story = Story(is_restricted_case=True)
    outsider = actor("Dana Pop", "social_technician", DOBA)
    story.move()
    for who in (story.there, story.head_there, story.manager):
        assert seen(who) == [story.walk.case_id]
    for who in (story.walk.worker, story.walk.head, story.walk.nurse, outsider):
        assert seen(who) == []


def test_numbers_of_those_who_left_are_not_given_again() -> None:
    story = Story()
    walk = story.walk
    story.move()
    for commune, who, expected in ((BELTIUG, walk.worker, 2), (DOBA, story.there, 2)):
        notice = does.RegisterNotice(
            id=new_id(), commune_id=commune, recorded_at=timezone.now(), case_id=new_id(), channel="self_notice",
            subject="adult", people=(does.Participant(name="Un bătrân", part="subject"),), what="Locuiește singur.",
        )  # fmt: skip
        assert execute(notice, who).status == "applied"
        with acting_as(who):
            assert Case.objects.get(id=notice.case_id).number == expected


def test_a_merge_of_people_leaves_their_case_as_it_is() -> None:
    story = Story()
    kept = new_person("Țăran", "Ștefan")
    register(story.walk.worker, kept)
    applied(story.walk.worker, MergePersons, kept_id=kept.id, dropped_id=story.child.id)
    assert act(story.walk.worker, story.walk, BELTIUG).status == "applied"
    with acting_as(story.walk.worker):
        assert Case.objects.get().label == "Țăran Ștefan"


def test_nobody_else_can_call_what_carries() -> None:
    story = Story()
    with acting_as(story.there), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT cases_follow(%s, %s, %s, %s, %s, now(), now())", [DOBA, BELTIUG, 1, "Cineva", "social_worker"]
        )
