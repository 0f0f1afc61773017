"""What a notice has to say before a clock runs (Order 288/2006 std. 3.2–3.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from impreuna.cases.rules.lists import CHANNELS, PARTS, SUBJECTS
from impreuna.cases.rules.texts import TEXT_LIMIT
from impreuna.kernel.result import Verdict, refused

#: Channels by which somebody else than the family tells of it.
TOLD_BY_OTHERS = frozenset({"referral", "notice_written", "notice_phone"})
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


def check_notice(
    channel: str, is_urgent: bool, urgent_why: str, reporter: str, is_anonymous: bool
) -> Iterator[tuple[str, Verdict]]:
    """What is urgent says why; what somebody else told says who it was, or that she did not want to say."""
    if is_urgent and not urgent_why.strip():
        yield "urgent_why", refused("why_urgent")
    if channel in TOLD_BY_OTHERS and not is_anonymous and not reporter.strip():
        yield "reporter", refused("who_told")
