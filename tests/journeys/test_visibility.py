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


def write_all(written: list, households: dict[int, UUID]) -> dict[UUID, tuple[Actor, str, frozenset[UUID] | None]]:
    """Writes the notes; what was not allowed is refused. Note → author, area, circle."""
    kept = {}
    for author, area, circle in written:
        commune = author.scope.place_id
        command = WriteNote(
            id=new_id(), commune_id=commune, recorded_at=MOMENT, household_id=households[commune],
            note_area=area, text="text", circle=None if circle is None else tuple(circle),
        )  # fmt: skip
        outcome = execute(command, author)
        assert (outcome.status == "applied") == bool(may_write(author.role, area))
        if outcome.status == "applied":
            kept[command.id] = (author, area, circle)
    return kept


def check_rows(reader: Actor, kept: dict, households: dict[int, UUID]) -> None:
    """Rows, counts, journal and payloads are those that policy and circles leave."""
    with acting_as(reader):
        visible = set(Note.objects.filter(household_id__in=households.values()).values_list("id", flat=True))
        count = Note.objects.filter(household_id__in=households.values()).count()
        payloads = set(Payload.objects.filter(command_id__in=kept).values_list("command_id", flat=True))
        entries = set(JournalEntry.objects.filter(command_id__in=kept).values_list("command_id", flat=True))
    own = {note for note, (author, _area, _circle) in kept.items() if author.user_id == reader.user_id}
    near = {note for note, (author, _area, _circle) in kept.items() if reader.scope.covers(author.scope.place_id)}
    expected = readable(reader, kept)
    assert (visible, count, payloads) == (expected, len(expected), expected | own)
    assert entries == (near & in_circle(reader, kept)) | own


def check_pages(reader: Actor, kept: dict, households: dict[int, UUID]) -> None:
    """What pages show, lists list and search reveals are the same rows."""
    with acting_as(reader):
        files = [get_household_file(commune, household, TODAY) for commune, household in households.items()]
        revealed = {row.id for commune in households for row in search(commune, "pop", TODAY).people}
        listed = {row.id for commune in households for row in list_households(commune, size=10_000).items}
    shown = {note.id for found in files if found for note in found.notes}
    here = {commune for commune in households if commune in reader.scope.commune_ids}
    reads_households = bool(may_read(reader.role, "household"))
    assert shown == (readable(reader, kept) if reads_households else set())
    assert listed & set(households.values()) == ({households[each] for each in here} if reads_households else set())
    assert bool(revealed) == (bool(may_read(reader.role, "identity")) and bool(here))


def in_circle(reader: Actor, kept: dict) -> set[UUID]:
    return {
        note
        for note, (author, _area, circle) in kept.items()
        if circle is None or reader.user_id in circle | {author.user_id}
    }


def readable(reader: Actor, kept: dict) -> set[UUID]:
    return {
        note
        for note, (author, area, _circle) in kept.items()
        if author.scope.place_id in reader.scope.commune_ids and may_read(reader.role, area)
    } & in_circle(reader, kept)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=notes, readers=st.lists(actors, min_size=1, max_size=4))
def test_rows_pages_counts_and_search_are_what_policy_says(written, readers) -> None:
    households = {commune: register(commune) for commune in (BELTIUG, DOBA)}
    kept = write_all(written, households)
    for reader in readers:
        check_rows(reader, kept, households)
        check_pages(reader, kept, households)


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
