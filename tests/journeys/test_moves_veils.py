"""Whoever looks, before and after a move: policy and rows say the same, and no note is lost or shown too widely."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from impreuna.kernel.actor import Actor
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.policy import may_read
from impreuna.kernel.scope import acting_as
from impreuna.registry.commands import AcceptMove, OfferMove, WriteNote
from impreuna.registry.models import Note, Person
from impreuna.territory.queries import list_villages
from tests.fixtures.cast import NEIGHBOUR, WORKER, applied, new_person, register
from tests.fixtures.places import BELTIUG, DOBA
from tests.journeys.test_visibility import MOMENT, NOTE_AREAS, USERS, actors, circles, scope_of

pytestmark = pytest.mark.django_db

authors = st.builds(
    lambda user, role: Actor(user, "Autor", role, scope_of(role, BELTIUG)),
    st.sampled_from(USERS),
    st.sampled_from(["social_worker", "community_nurse", "school_mediator"]),
)
notes = st.lists(st.tuples(authors, st.sampled_from(NOTE_AREAS), circles, st.booleans()), min_size=1, max_size=6)
Written = dict[UUID, tuple[str, frozenset[UUID] | None]]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=notes, readers=st.lists(actors, min_size=1, max_size=4))
def test_readers_see_the_same_notes_in_the_other_commune(written, readers, as_owner) -> None:
    person = new_person("Mutu", "Ana")
    home = register(WORKER, person)
    kept: Written = {}
    for author, area, circle, is_about_her in written:
        subject = {"person_id": person.id} if is_about_her else {"household_id": home}
        command = WriteNote(
            id=new_id(), commune_id=BELTIUG, recorded_at=MOMENT, note_area=area, text="text",
            circle=None if circle is None else tuple(circle), **subject,
        )  # fmt: skip
        if execute(command, author).status == "applied":
            kept[command.id] = (area, None if circle is None else circle | {author.user_id})

    for reader in readers:
        assert seen_by(reader, kept) == should_see(reader, kept, BELTIUG)
    applied(WORKER, OfferMove, id=(move := new_id()), to_commune_id=DOBA, household_id=home)
    for reader in readers:
        assert seen_by(reader, kept) == should_see(reader, kept, BELTIUG)
    village = list_villages(DOBA)[0].siruta
    applied(NEIGHBOUR, AcceptMove, from_commune_id=BELTIUG, arrival_id=move, village_id=village)

    for reader in readers:
        assert seen_by(reader, kept) == should_see(reader, kept, DOBA)
        with acting_as(reader):
            sees_her = Person.objects.filter(id=person.id).exists()
        assert sees_her == (DOBA in reader.scope.commune_ids and bool(may_read(reader.role, "identity")))
    with as_owner():
        assert Note.objects.filter(id__in=kept, commune_id=DOBA).count() == len(kept)
        assert not Note.objects.filter(id__in=kept).exclude(commune_id=DOBA).exists()


def seen_by(reader: Actor, kept: Written) -> set[UUID]:
    with acting_as(reader):
        return set(Note.objects.filter(id__in=kept).values_list("id", flat=True))


def should_see(reader: Actor, kept: Written, place: int) -> set[UUID]:
    return {
        note
        for note, (area, circle) in kept.items()
        if place in reader.scope.commune_ids
        and may_read(reader.role, area)
        and (circle is None or reader.user_id in circle)
    }
