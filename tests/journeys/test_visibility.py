"""What policy says, what rows PostgreSQL shows and what counts reveal are the same, for anybody and anything."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from impreuna.kernel.actor import COUNTRY, Actor, Scope
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.models import JournalEntry, Payload, Restriction, RestrictionMember
from impreuna.kernel.policy import AREAS, ROLES, TEAM, may_read, may_write
from impreuna.kernel.scope import acting_as
from impreuna.registry.commands import NewPerson, RegisterHousehold, WriteNote
from impreuna.registry.models import Household, Note, Person
from impreuna.registry.queries.households import get_household_file, list_households
from impreuna.registry.queries.search import search
from impreuna.territory.queries import communes_of_county, list_villages
from tests.fixtures.places import APAHIDA, BELTIUG, DOBA, SATU_MARE

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)
MOMENT = datetime(2026, 11, 20, 9, 12, tzinfo=UTC)
USERS = [UUID(int=number) for number in range(1, 6)]
NOTE_AREAS = [area for area in AREAS if area not in ("identity", "ethnicity")]


def scope_of(role: str, commune: int) -> Scope:
    level = ROLES[role].level
    if level == "commune":
        return Scope(level, commune, frozenset({commune}))
    if level == "county":
        return Scope(level, SATU_MARE, frozenset(communes_of_county(SATU_MARE)))
    return Scope(level, COUNTRY)


actors = st.builds(
    lambda user, role, commune: Actor(user, "Autor", role, scope_of(role, commune)),
    st.sampled_from(USERS),
    st.sampled_from(sorted(ROLES)),
    st.sampled_from([BELTIUG, DOBA, APAHIDA]),
)
authors = st.builds(
    lambda user, role, commune: Actor(user, "Autor", role, scope_of(role, commune)),
    st.sampled_from(USERS),
    st.sampled_from(TEAM),
    st.sampled_from([BELTIUG, DOBA]),
)
circles = st.one_of(st.none(), st.frozensets(st.sampled_from(USERS), max_size=3))
notes = st.lists(st.tuples(authors, st.sampled_from(NOTE_AREAS), circles), min_size=1, max_size=6)


def register(commune_id: int) -> UUID:
    worker = Actor(USERS[0], "Autor", "social_worker", scope_of("social_worker", commune_id))
    command = RegisterHousehold(
        id=new_id(),
        commune_id=commune_id,
        recorded_at=MOMENT,
        household_id=new_id(),
        village_id=list_villages(commune_id)[0].siruta,
        members=(NewPerson(id=new_id(), last_name="Pop", first_name="Ana", relation="head", birth_year=1980),),
    )
    assert execute(command, worker).status == "applied"
    return command.household_id


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=notes, readers=st.lists(actors, min_size=1, max_size=4))
def test_rows_and_counts_are_what_policy_says(written, readers) -> None:
    households = {commune: register(commune) for commune in (BELTIUG, DOBA)}
    expected: dict[UUID, tuple[Actor, str, frozenset[UUID] | None]] = {}
    for author, area, circle in written:
        commune = author.scope.place_id
        command = WriteNote(
            id=new_id(), commune_id=commune, recorded_at=MOMENT, household_id=households[commune],
            note_area=area, text="text", circle=None if circle is None else tuple(circle),
        )  # fmt: skip
        outcome = execute(command, author)
        assert (outcome.status == "applied") == bool(may_write(author.role, area))
        if outcome.status == "applied":
            expected[command.id] = (author, area, circle)

    for reader in readers:
        communes = reader.scope.commune_ids
        with acting_as(reader):
            visible = set(Note.objects.filter(household_id__in=households.values()).values_list("id", flat=True))
            count = Note.objects.filter(household_id__in=households.values()).count()
            seen_households = set(Household.objects.filter(id__in=households.values()).values_list("id", flat=True))
            payloads = set(Payload.objects.filter(command_id__in=expected).values_list("command_id", flat=True))
            shown = {
                note.id
                for commune, household in households.items()
                if (found := get_household_file(commune, household, TODAY))
                for note in found.notes
            }
            revealed = {row.id for commune in households for row in search(commune, "pop", TODAY).people}
            listed = {row.id for commune in households for row in list_households(commune, size=10_000).items}
            entries = set(JournalEntry.objects.filter(command_id__in=expected).values_list("command_id", flat=True))
        should_see = {
            note
            for note, (author, area, circle) in expected.items()
            if author.scope.place_id in communes
            and may_read(reader.role, area)
            and (circle is None or reader.user_id in circle | {author.user_id})
        }
        assert visible == should_see
        assert count == len(should_see)
        reads_here = reader.scope.level == "commune" and bool(may_read(reader.role, "household"))
        assert shown == (should_see if reads_here else set())
        assert bool(revealed) == (bool(may_read(reader.role, "identity")) and bool(communes & households.keys()))
        assert listed & set(households.values()) == seen_households
        own = {note for note, (author, _area, _circle) in expected.items() if author.user_id == reader.user_id}
        assert payloads == should_see | own
        in_circle = {
            note
            for note, (author, _area, circle) in expected.items()
            if circle is None or reader.user_id in circle | {author.user_id}
        }
        near = {
            note for note, (author, _area, _circle) in expected.items() if reader.scope.covers(author.scope.place_id)
        }
        assert entries == (near & in_circle) | own
        may_see_household = bool(may_read(reader.role, "household"))
        assert seen_households == {
            household for commune, household in households.items() if may_see_household and commune in communes
        }


def test_nobody_sees_nothing() -> None:
    register(BELTIUG)
    with acting_as(None):
        assert not Person.objects.exists()
        assert not Household.objects.exists()
        assert not JournalEntry.objects.exists()


def test_a_circle_is_unknown_outside_it() -> None:
    household = register(BELTIUG)
    author = Actor(USERS[0], "Autor", "social_worker", scope_of("social_worker", BELTIUG))
    colleague = Actor(USERS[1], "Coleg", "social_worker", scope_of("social_worker", BELTIUG))
    command = WriteNote(
        id=new_id(), commune_id=BELTIUG, recorded_at=MOMENT, household_id=household,
        note_area="protection", text="text", circle=(),
    )  # fmt: skip
    assert execute(command, author).status == "applied"
    with acting_as(colleague):
        assert not Restriction.objects.exists()
        assert not RestrictionMember.objects.exists()
        assert not Note.objects.filter(id=command.id).exists()
    with acting_as(author):
        assert Note.objects.filter(id=command.id).exists()
