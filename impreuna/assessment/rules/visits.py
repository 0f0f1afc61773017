"""What the result of a visit (question G03) says of the dwelling, and whether a visit may be without answers."""

from __future__ import annotations

#: Questions whose answers stand on the visit itself.
PURPOSE, OUTCOME, CONCLUSION = "G02", "G03", "Z03"

COMPLETE, PARTIAL, NOBODY, REFUSED, VACANT, MOVED = 1, 2, 3, 4, 5, 6
#: Outcomes of a visit in which nobody was interviewed.
WITHOUT_ANSWERS = frozenset({NOBODY, REFUSED, VACANT, MOVED})

#: Kept in place of an outcome when a profession that is not asked for one (a school counsellor) adds its answers.
ADDITION = 0
#: Outcomes of records that are no interview of the census.
NOT_HELD = WITHOUT_ANSWERS | {ADDITION}

_STATES = {
    COMPLETE: "visited",
    PARTIAL: "visited",
    NOBODY: "absent",
    REFUSED: "refused",
    VACANT: "vacant",
    MOVED: "vacant",
}


def dwelling_after(outcome: int | None, before: str) -> str:
    """The state of the dwelling after a visit with `outcome` (an answer to G03), as the registry writes it.

    A closed door or a refusal later on does not undo that the household was visited once.

    >>> dwelling_after(4, "not_visited"), dwelling_after(4, "visited"), dwelling_after(None, "absent")
    ('refused', 'visited', 'absent')
    """
    after = _STATES.get(outcome or 0, before)
    return before if before == "visited" and after in ("absent", "refused") else after


def outcome_kept(answer: int | None, is_asked: bool) -> int | None:
    """What is kept as the outcome of a visit: the answer to G03, or `ADDITION` where the author is not asked it."""
    return answer if is_asked or answer is not None else ADDITION


def is_empty(outcome: int | None, answered: frozenset[str]) -> bool:
    """Whether the record says nothing, although somebody could have been interviewed."""
    return outcome not in WITHOUT_ANSWERS and answered <= {PURPOSE, OUTCOME, CONCLUSION}
