"""From notice to closing, through `execute`, as a team does it."""

from __future__ import annotations

import pytest

from impreuna.cases.models import Case
from impreuna.cases.tests.walking import WAY, walk_to
from impreuna.kernel.scope import acting_as

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.mark.parametrize("stage", [*WAY, "not_confirmed", "transferred"])
def test_a_case_reaches_every_stage(stage: str) -> None:
    walk = walk_to(stage)
    with acting_as(walk.head):
        assert Case.objects.get(id=walk.case_id).stage == stage
