"""What the tests of this room share."""

import pytest

from impreuna.kernel.command import HANDLERS, KINDS
from impreuna.kernel.policy import CAPABILITIES
from tests.fixtures.deadlines import ActInCaseOfTests, MeetOfTests, act, meet


@pytest.fixture(autouse=True)
def acts_of_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """A social worker may do what stands for the acts of cases, while a test of this room runs."""
    for command, handler in ((ActInCaseOfTests, act), (MeetOfTests, meet)):
        monkeypatch.setitem(KINDS, command.__name__, command)
        monkeypatch.setitem(HANDLERS, command.__name__, handler)
        monkeypatch.setitem(CAPABILITIES, command.__name__, ("social_worker",))
