"""What a reader is shown of a number: itself, that it is under 5, or why it is not shown; rates and shares."""

from __future__ import annotations

from dataclasses import dataclass

#: Under this many, a number may name somebody. Fixed: months that are published stand by it (decision 0027).
SMALL = 5
#: Rates are per this many inhabitants.
PER = 1000


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as this reader sees it: `value` is empty when it is under 5 and the reader may know no more."""

    value: int | None

    @property
    def is_small(self) -> bool:
        """Whether to write "sub 5"."""
        return self.value is None

    @property
    def at_most(self) -> int:
        """What it is at most: for ordering and for the sizes of bars and circles."""
        return SMALL - 1 if self.value is None else self.value

    def __bool__(self) -> bool:
        return self.value is None or self.value > 0


NOTHING = Shown(0)


def show(value: int, is_exact: bool) -> Shown:
    """The number for somebody who may see it exactly, or only from 5 on. Zero is told to everybody in scope."""
    return Shown(value if is_exact or value == 0 or value >= SMALL else None)


def share(part: int, whole: int) -> float | None:
    """`part` of `whole` in percent; None of nothing. Never over 100 when `part` is a part."""
    return 100 * part / whole if whole > 0 else None


def rate(part: int, people: int) -> float | None:
    """`part` per 1,000 of `people`; None where nobody is."""
    return PER * part / people if people > 0 else None
