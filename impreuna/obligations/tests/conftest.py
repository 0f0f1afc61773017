"""What the tests of this room share."""

import pytest

from impreuna.kernel.policy import CAPABILITIES
from impreuna.obligations.tests.keeping import ActInCaseOfTests, MeetOfTests


@pytest.fixture(autouse=True)
def acts_of_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """A social worker may do what stands for the acts of cases, while a test of this room runs."""
    for act in (ActInCaseOfTests, MeetOfTests):
        monkeypatch.setitem(CAPABILITIES, act.__name__, ("social_worker",))
