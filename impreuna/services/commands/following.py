"""What this room does when something else happens: census plans end, services and pictures follow people."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from impreuna.assessment.commands import RecordAssessment
from impreuna.kernel.actor import Actor
from impreuna.kernel.after import after
from impreuna.kernel.command import Stamp
from impreuna.kernel.policy import CENSUS_TAKERS
from impreuna.kernel.result import Effect
from impreuna.registry.commands import AcceptMove
from impreuna.services.rules.visits import CENSUS, DONE, PLANNED

# Plain SQL: it runs after every interview, which is a hot path.
_END_CENSUS_PLANS = f"""
UPDATE services_plannedvisit SET state = '{DONE}', n = %s, ended_at = %s, ended_by = %s
WHERE commune_id = %s AND household_id = %s AND purpose = '{CENSUS}' AND state = '{PLANNED}'
"""


@after(RecordAssessment, order=20)
def end_census_plans(c: RecordAssessment, actor: Actor, at: Stamp, effect: Effect) -> None:
    """The census form is the visit that was planned for it. What a school adds to the answers is none."""
    if actor.role not in CENSUS_TAKERS:
        return
    with connection.cursor() as cursor:
        cursor.execute(_END_CENSUS_PLANS, [at.n, c.recorded_at, actor.name, c.commune_id, c.household_id])


@after(AcceptMove, order=20)
def follow_into_commune(c: AcceptMove, actor: Actor, at: Stamp, effect: Effect) -> None:
    """Services and pictures came along with their people; they stand in the home where these settle, and the
    contents of the pictures come after them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT services_follow(%s, %s, %s, %s, %s)",
            [at.commune_id, c.from_commune_id, list(effect.records), UUID(effect.facts["household_id"]), at.n],
        )
