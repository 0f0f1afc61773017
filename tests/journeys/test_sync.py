"""Tablets of a team, whatever happens in the commune: each holds what its person may see, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from impreuna.cases.commands import NoteContact, Participant, RegisterNotice
from impreuna.config.synthetic.tests.test_load import load
from impreuna.kernel.actor import Actor
from impreuna.kernel.edits import Change
from impreuna.kernel.feeds import FEEDS
from impreuna.kernel.identity import new_id
from impreuna.kernel.policy import AREAS, TEAM, may_read, may_write
from impreuna.registry.commands import (
    AddPerson,
    CorrectHousehold,
    CorrectPerson,
    EndMembership,
    MergePersons,
    OfferMove,
    RecordDeath,
    UndoMerge,
    WriteNote,
)
from impreuna.services.commands import CallOffVisit, PlanVisit, RecordService, RecordVisit
from impreuna.workforce.tests.cast import account, actor, grant
from tests.fixtures.cast import MOMENT, WORKER, applied, colleague, new_person, register, send
from tests.fixtures.places import BELTIUG, DOBA
from tests.fixtures.tablet import Tablet
from tests.journeys.moving import Family, accept, offer

pytestmark = pytest.mark.django_db

#: The area of data to which the rows of a kind belong, as SQL of their row.
AREA_OF = {
    "household": "'household'", "person": "'identity'", "membership": "'household'", "finding": "r.veil",
    "conflict": "r.area", "departure": "'household'", "assessment": "'household'", "answers": "r.area",
    "note": "r.area", "planned_visit": "'household'", "visit": "r.area", "service": "r.area", "attachment": "r.area",
    "case": "'case'", "case_person": "'case'", "case_member": "'case'", "obligation": "'case'", "task": "'case'",
    "case_entry": "r.area",
}  # fmt: skip


def every_row(as_owner: Any) -> list[tuple[str, str, int, str, str | None, str]]:
    """Kind, id, commune, area, circle and number of every row that any tablet could hold."""
    found = []
    with as_owner(), connection.cursor() as cursor:
        for kind, feed in FEEDS.items():
            circle = "r.restriction_id::text" if kind in ("note", "conflict") else "NULL"
            cursor.execute(
                f"SELECT '{kind}', r.id::text, r.commune_id, {AREA_OF[kind]}, {circle}, r.n FROM {feed.table} r"
                f" WHERE {feed.where}"
            )
            found += cursor.fetchall()
    return found


def test_a_tablet_holds_what_its_role_may_read_and_nothing_of_other_communes(as_owner) -> None:
    for commune in (BELTIUG, DOBA):
        assert load(commune, households=25).status == "applied"
    readers = [actor(f"Cititor {role}", role, BELTIUG) for role in TEAM]
    homes = [row[1] for row in every_row(as_owner) if row[:1] == ("household",) and row[2] == BELTIUG]
    for author in readers:
        for area in AREAS:
            if area not in ("identity", "ethnicity") and may_write(author.role, area):
                about = {"household_id": UUID(homes[0]), "note_area": area, "text": f"despre {area}"}
                applied(author, WriteNote, **about)
                applied(author, WriteNote, **about, circle=(readers[0].user_id,))
    rows = every_row(as_owner)
    kinds = {(row[0], row[3]) for row in rows}
    assert {"finding", "answers", "note", "assessment"} <= {kind for kind, _area in kinds} and len(kinds) > 20
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT id::text, user_id FROM kernel_restrictionmember")
        circles = set(cursor.fetchall())
    for reader in readers:
        tablet = Tablet.enrolled(reader)
        tablet.pull(limit=70)
        expected = {
            (kind, id_, area if kind == "answers" else "")
            for kind, id_, commune, area, circle, _n in rows
            if commune == BELTIUG
            and may_read(reader.role, area)
            and (circle is None or (circle, reader.user_id) in circles)
        }
        held = {
            (row["kind"], row["id"], row.get("area", "") if row["kind"] == "answers" else "")
            for row in tablet.rows.values()
        }
        assert held == expected, reader.role
        assert not tablet.differing()


class Commune:
    """A small commune in which anything may happen, one act after another."""

    def __init__(self) -> None:
        self.households: list[UUID] = []
        self.people: list[tuple[UUID, UUID]] = []
        self.merges: list[UUID] = []
        self.plans: list[UUID] = []
        self.cases: list[UUID] = []

    def register(self, pick: int) -> None:
        people = [new_person(), new_person("Pop", "Ion", "child", birth_year=2015)]
        household = register(WORKER, *people)
        self.households.append(household)
        self.people += [(household, person.id) for person in people]

    def add(self, pick: int) -> None:
        person = new_person("Pop", "Dan", "child", birth_year=2018)
        home = self._home(pick)
        if send(WORKER, AddPerson, household_id=home, person=person).is_kept:
            self.people.append((home, person.id))

    def correct(self, pick: int) -> None:
        changes = {"phone": Change(("", "0700 1", "0700 2")[pick % 3], ("0700 1", "0700 2", "0700 3")[pick % 3])}
        send(WORKER, CorrectHousehold, household_id=self._home(pick), changes=changes)

    def rename(self, pick: int) -> None:
        changes = {"first_name": Change(("Ana", "Ion")[pick % 2], ("Maria", "Vasile")[pick % 2])}
        send(WORKER, CorrectPerson, person_id=self._person(pick)[1], changes=changes)

    def note(self, pick: int) -> None:
        circle = None if pick % 2 else ()
        send(WORKER, WriteNote, household_id=self._home(pick), note_area="housing", text="umed", circle=circle)

    def leave(self, pick: int) -> None:
        home, person = self._person(pick)
        went = {"household_id": home, "person_id": person, "end_date": date(2026, 8, 1)}
        send(WORKER, EndMembership, **went, end_reason="abroad")

    def die(self, pick: int) -> None:
        send(WORKER, RecordDeath, person_id=self._person(pick)[1], death_date=date(2026, 3, 1))

    def merge(self, pick: int) -> None:
        merge = new_id()
        kept, dropped = self._person(pick)[1], self._person(pick + 1)[1]
        if send(WORKER, MergePersons, id=merge, kept_id=kept, dropped_id=dropped).is_kept:
            self.merges.append(merge)

    def part(self, pick: int) -> None:
        if self.merges:
            send(WORKER, UndoMerge, merge_id=self.merges[pick % len(self.merges)])

    def plan(self, pick: int) -> None:
        plan = new_id()
        if send(
            WORKER, PlanVisit, household_id=self._home(pick), visit_id=plan, planned_on=date(2026, 11, 25),
            purpose="monitoring",
        ).is_kept:  # fmt: skip
            self.plans.append(plan)

    def call_off(self, pick: int) -> None:
        if self.plans:
            send(WORKER, CallOffVisit, visit_id=self.plans[pick % len(self.plans)], reason="nu mai este nevoie")

    def visit(self, pick: int) -> None:
        plan = self.plans[pick % len(self.plans)] if self.plans and pick % 2 else None
        send(
            WORKER, RecordVisit, household_id=self._home(pick), visit_id=new_id(), planned_id=plan,
            started_at=MOMENT, ended_at=MOMENT, purpose="monitoring", outcome="met", present=(), report="bine",
        )  # fmt: skip

    def serve(self, pick: int) -> None:
        send(
            WORKER, RecordService, household_id=self._home(pick), service_id=new_id(), person_id=None, code="SE-01",
            delivered_on=date(2026, 11, 19),
        )  # fmt: skip

    def notice(self, pick: int) -> None:
        case = new_id()
        people = (Participant(name="Pop Dan", part="subject"),)
        if send(
            WORKER, RegisterNotice, case_id=case, channel="self_notice", subject="child", people=people, what="singur",
            household_id=self._home(pick), is_restricted_case=pick == 7,
        ).is_kept:  # fmt: skip
            self.cases.append(case)

    def contact(self, pick: int) -> None:
        if self.cases:
            said = {"with_whom": "bunica", "how": "la telefon", "said": "vine"}
            send(WORKER, NoteContact, case_id=self.cases[pick % len(self.cases)], **said)

    def move_household(self, pick: int) -> None:
        self._accept({"household_id": self._home(pick)})

    def move_person(self, pick: int) -> None:
        self._accept({"person_id": self._person(pick)[1]})

    def _accept(self, who: dict[str, UUID]) -> None:
        move = new_id()
        if send(WORKER, OfferMove, id=move, to_commune_id=DOBA, **who).is_kept:
            accept(move)

    def _home(self, pick: int) -> UUID:
        return self.households[pick % len(self.households)]

    def _person(self, pick: int) -> tuple[UUID, UUID]:
        return self.people[pick % len(self.people)]


ACTS = [
    Commune.register, Commune.add, Commune.correct, Commune.rename, Commune.note, Commune.leave, Commune.die,
    Commune.merge, Commune.part, Commune.plan, Commune.call_off, Commune.visit, Commune.serve, Commune.move_household,
    Commune.move_person, Commune.notice, Commune.contact,
]  # fmt: skip
steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(ACTS), st.integers(0, 7)),
        st.tuples(st.just(None), st.sampled_from([1, 3, 2000])),
    ),
    max_size=25,
)


def person_of_the_story(who: Actor) -> Actor:
    """`who` with an account and the role, as a tablet asks for them."""
    user = account(who.name)
    return replace(who, user_id=user.id, assignment_id=grant(user, who.role, who.scope.place_id))


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(happens=steps)
def test_whatever_happens_changes_alone_bring_the_tablet_to_what_the_server_has(happens) -> None:
    commune = Commune()
    commune.register(0)
    tablet = Tablet.enrolled(person_of_the_story(WORKER))
    tablet.pull()
    for act, number in happens:
        if act is None:
            tablet.pull(limit=number)
        else:
            act(commune, number)
    tablet.pull(limit=2)
    assert tablet.pull()[-1].first["mode"] == "nothing"
    assert not tablet.differing()


def test_a_family_that_moves_leaves_one_tablet_and_comes_to_the_other() -> None:
    family = Family()
    here = Tablet.enrolled(person_of_the_story(WORKER))
    there = Tablet.enrolled(person_of_the_story(colleague(DOBA)))
    for tablet in (here, there):
        tablet.pull()
    assert accept(offer(household_id=family.household)).status == "applied"
    for tablet in (here, there):
        tablet.pull()
        assert not tablet.differing()
    assert f"household/{family.household}" not in here.rows
    assert f"person/{family.daughter.id}" in here.rows
    assert f"household/{family.household}" in there.rows


def test_a_bucket_that_differs_is_healed() -> None:
    for _household in range(20):
        register(WORKER)
    tablet = Tablet.enrolled(person_of_the_story(WORKER))
    tablet.pull()
    gone, changed = sorted(key for key in tablet.rows if key.startswith("person/"))[:2]
    del tablet.rows[gone]
    tablet.rows[changed] = {**tablet.rows[changed], "n": 1000}
    assert len(tablet.differing()) in (1, 2)
    tablet.heal()
    assert not tablet.differing() and gone in tablet.rows


def test_an_answer_of_several_areas_is_never_cut_in_two() -> None:
    worker = actor("Ilinca Breban", "social_worker", BELTIUG)
    assert load(households=8).status == "applied"
    whole, small = Tablet.enrolled(worker), Tablet.enrolled(worker)
    whole.pull()
    small.pull(limit=1)
    assert small.rows == whole.rows and any(key.startswith("answers/") for key in whole.rows)
