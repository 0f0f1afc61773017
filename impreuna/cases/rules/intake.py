"""What a notice has to say before a clock runs (Order 288/2006 std. 3.2–3.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from impreuna.cases.rules.lists import CHANNELS, PARTS, SUBJECTS
from impreuna.kernel.result import Verdict, refused

TEXT_LIMIT = 10_000
MOST_PEOPLE = 30


def may_register(
    channel: str, subject: str, people: Sequence[tuple[str, str]], what: str
) -> Iterator[tuple[str, Verdict]]:
    """The fields at which a notice fails, and why. `people` are names with their part in the case."""
    if channel not in CHANNELS:
        yield "channel", refused("unknown_code")
    if subject not in SUBJECTS:
        yield "subject", refused("unknown_code")
    parts = [part for _name, part in people]
    if (
        len(people) > MOST_PEOPLE
        or not set(parts) <= set(PARTS)
        or parts.count("subject") != 1
        or not all(name.strip() for name, _part in people)
    ):
        yield "people", refused("case_needs_somebody")
    if not what.strip():
        yield "what", refused("case_text_missing")
    elif len(what) > TEXT_LIMIT:
        yield "what", refused("text_too_long", limit=TEXT_LIMIT)
