"""What becomes of an edit, by what its author saw."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impreuna.kernel.edits import Change, decide

scalars = st.one_of(st.none(), st.booleans(), st.integers(-3, 3), st.sampled_from(["", "a", "b"]))


@pytest.mark.parametrize(
    ("stored", "seen", "value", "decision"),
    [
        ("Pop", "Pop", "Popa", "apply"),
        ("Pop", "Pop", "Pop", "same"),
        ("Popa", "Pop", "Popa", "same"),
        ("Popa", "Pop", "Popescu", "conflict"),
        (None, None, 1980, "apply"),
        (1980, None, 1981, "conflict"),
    ],
)
def test_decide(stored, seen, value, decision) -> None:
    assert decide(stored, Change(seen=seen, value=value)) == decision


@given(stored=scalars, seen=scalars, value=scalars)
def test_nothing_is_replaced_that_was_not_seen(stored, seen, value) -> None:
    if decide(stored, Change(seen=seen, value=value)) == "apply":
        assert seen == stored != value
