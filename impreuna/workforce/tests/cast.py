"""The people of every story, made as the application makes them: accounts, then roles by `GrantRole`.

A social worker and a community nurse of Beltiug, a social worker of another commune (the stranger: must see
nothing), a county coordinator, and the administrator who gives the first roles.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model

from impreuna.kernel.actor import Actor
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.workforce.commands import OPERATOR, GrantRole
from impreuna.workforce.queries import actor_of
from tests.fixtures.places import BELTIUG, DOBA

#: The moment and the day on which the tests' acts are received.
NOON = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
PASSWORD = "o parolă destul de lungă"


def account(name: str, email: str = "", password: str | None = None) -> Any:
    """An account without a role. Without a password nobody signs in with it (and the test is quicker)."""
    user = get_user_model()(email=email or f"{name.split()[0].lower()}.{new_id().hex[-6:]}@example.org", name=name)
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save()
    return user


def grant(user: Any, role: str, place_id: int, by: Actor = OPERATOR, **more: Any) -> UUID:
    """Gives a role and answers the assignment's id; what is refused fails the test."""
    assignment_id = more.pop("assignment_id", None) or new_id()
    command = GrantRole(
        id=new_id(),
        commune_id=place_id,
        recorded_at=NOON,
        assignment_id=assignment_id,
        user_id=user.id,
        role=role,
        start_date=more.pop("start_date", date(2026, 1, 1)),
        **more,
    )
    outcome = execute(command, by, received_at=NOON)
    assert outcome.status == "applied", outcome
    return assignment_id


def actor(name: str, role: str, place_id: int, password: str | None = None) -> Actor:
    """A person with one role, acting in it."""
    user = account(name, password=password)
    assignment_id = grant(user, role, place_id)
    found = actor_of(user.id, assignment_id, TODAY)
    assert found is not None
    return found


def social_worker() -> Actor:
    """Asistentul social din Beltiug."""
    return actor("Ilinca Breban", "social_worker", BELTIUG)


def community_nurse() -> Actor:
    """Asistenta medicală comunitară din Beltiug."""
    return actor("Reghina Pop", "community_nurse", BELTIUG)


def stranger() -> Actor:
    """Asistentul social din altă comună a aceluiași județ."""
    return actor("Dorin Străinu", "social_worker", DOBA)
