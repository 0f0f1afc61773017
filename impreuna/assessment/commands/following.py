"""What this room does when something else happens: drafts end, findings follow people and end with them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from impreuna.assessment.commands.record import RecordAssessment
from impreuna.assessment.rules.settle import DIED, UNITED
from impreuna.kernel import drafts
from impreuna.kernel.actor import Actor
from impreuna.kernel.after import after
from impreuna.kernel.command import Stamp
from impreuna.kernel.result import Effect
from impreuna.registry.commands import AcceptMove, JoinHousehold, MergePersons, RecordDeath


@after(RecordAssessment, order=10)
def end_draft(c: RecordAssessment, actor: Actor, at: Stamp, effect: Effect) -> None:
    """What was typed is an act now; its draft goes in the same transaction."""
    drafts.end(c.assessment_id)


@after(JoinHousehold, order=10)
def follow_into_household(c: JoinHousehold, actor: Actor, at: Stamp, effect: Effect) -> None:
    """A person's findings count where she lives."""
    _rehome([c.person_id], c.household_id, at)


@after(AcceptMove, order=10)
def follow_into_commune(c: AcceptMove, actor: Actor, at: Stamp, effect: Effect) -> None:
    """Findings came along with their people; they count in the home where these settle."""
    _rehome(effect.records, UUID(effect.facts["household_id"]), at)


@after(RecordDeath, order=10)
def resolve_of_the_dead(c: RecordDeath, actor: Actor, at: Stamp, effect: Effect) -> None:
    """Nothing can be done for a vulnerability of somebody who died; its history stays."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM assessment_settle(%s, NULL, NULL, %s, 0, %s, %s, %s, '[]'::jsonb, %s::jsonb, %s)",
            [
                at.commune_id, at.n, c.happened_at or c.recorded_at, actor.name, actor.role,
                json.dumps({str(c.person_id): "*"}), DIED,
            ],
        )  # fmt: skip


@after(MergePersons, order=10)
def unite_findings(c: MergePersons, actor: Actor, at: Stamp, effect: Effect) -> None:
    """Whoever stood in the registry twice has each vulnerability once: on the record that stands."""
    moment = c.happened_at or c.recorded_at
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT assessment_unite(%s, %s, %s, %s, %s, %s, %s, %s)",
            [at.commune_id, c.kept_id, c.dropped_id, at.n, moment, actor.name, actor.role, UNITED],
        )


def _rehome(people: Sequence[UUID], household_id: UUID, at: Stamp) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT assessment_rehome(%s, %s, %s, %s)", [at.commune_id, list(people), household_id, at.n])
