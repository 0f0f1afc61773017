"""Life cycles: which states a thing has and which acts lead from one to the next.

Each is one table, from which `docs/lifecycle.md` is printed. States are facts found in dated rows, never a
flag set by hand.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """By `act` (a command's name, or words when time alone does it) a thing goes from `before` to `then`.

    `law` is the article that asks for it, or says that it is a proposal.
    """

    before: str
    act: str
    then: str
    law: str


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The life of one kind of thing, named by the law's term and its English name."""

    term: str
    name: str
    steps: tuple[Step, ...]


LIFECYCLES: dict[str, Lifecycle] = {}


def lifecycle(term: str, name: str, *steps: tuple[str, str, str, str]) -> Lifecycle:
    """Declares a life cycle; each step is (before, act, then, law). A second one of that name is a `ValueError`."""
    if name in LIFECYCLES:
        raise ValueError(f"{name} has a life cycle already")
    LIFECYCLES[name] = Lifecycle(term, name, tuple(Step(*step) for step in steps))
    return LIFECYCLES[name]


lifecycle(
    "conflict între două valori",
    "Conflict",
    ("", "any correction on a stale value", "open", "practice; P art. 6(3)"),
    ("open", "SettleConflict", "settled", "practice; P art. 6(3)"),
)
