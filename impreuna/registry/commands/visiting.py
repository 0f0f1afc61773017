"""What a visit changes of a household: the state of its dwelling, and that alone.

The hot path of the census writes it within its own statement; what stands here is the registry's part of it.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp
from impreuna.kernel.identity import new_id

#: Two parts of a WITH: the household's new state, and the line in its history. Parameters: `dwelling_parameters`.
DWELLING = """
dwelling AS (
  UPDATE registry_household SET dwelling_state = %s, n = %s WHERE commune_id = %s AND id = %s
), dwelling_history AS (
  INSERT INTO kernel_fieldchange (commune_id, id, n, record_id, record_type, field, old, new, command_id, user_id,
      user_name, recorded_at, received_at, area)
  VALUES (%s, %s, %s, %s, 'household', 'dwelling_state', to_jsonb(%s::text), to_jsonb(%s::text), %s, %s, %s, %s, %s,
      'household')
)"""


def dwelling_parameters(household_id: UUID, before: str, after: str, c: Command, actor: Actor, at: Stamp) -> list[Any]:
    """The parameters of `DWELLING`: `before` gives way to `after`."""
    return [
        after, at.n, at.commune_id, household_id,
        at.commune_id, new_id(), at.n, household_id, before, after, c.id, actor.user_id, actor.name, c.recorded_at,
        at.received_at,
    ]  # fmt: skip
