"""Recording visits on the real database, under row-level security: what is kept, found, resolved, refused."""

from __future__ import annotations

import pytest

from impreuna.assessment.tests.visiting import BASICS, Family
from tests.fixtures.cast import WORKER

pytestmark = pytest.mark.django_db


def test_a_visit_is_kept_with_what_it_finds() -> None:
    family = Family()
    outcome = family.visited(household=BASICS | {"H03": 3, "V01": [0]}, persons={family.child: {"E01": 7}})
    assert outcome.facts["findings"]["proposed"] >= 3
    found = family.findings()
    assert {"PS-01": "proposed", "VR-01": "proposed", "ED-02": "proposed"}.items() <= found.items()
