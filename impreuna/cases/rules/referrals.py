"""What referrals, their answers and notices to authorities have to say (Order 288/2006, O 3.10; P art. 3(8))."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from impreuna.cases.rules.lists import ANSWER_WAYS, ANSWERS, AUTHORITIES, CONSENTS, WAYS
from impreuna.cases.rules.texts import Checks, check_code, check_text, check_texts
from impreuna.kernel.result import ALLOWED, Verdict, refused

_DIGEST = re.compile(r"[0-9a-f]{64}")


class Referral(Protocol):
    """A referral."""

    @property
    def answer_by(self) -> date: ...
    @property
    def consent(self) -> str: ...
    @property
    def consent_note(self) -> str: ...
    @property
    def ways(self) -> Sequence[str]: ...
    @property
    def link_id(self) -> UUID | None: ...
    @property
    def secret_digest(self) -> str: ...
    @property
    def link_until(self) -> date | None: ...


class Answer(Protocol):
    """An answer to a referral."""

    @property
    def way(self) -> str: ...
    @property
    def decision(self) -> str: ...


class Notice(Protocol):
    """A notice to an authority."""

    @property
    def authority(self) -> str: ...


def check_referral(referral: Referral, today: date) -> Checks:
    """A referral says to whom, what for, only what is needed, and by which consent (GDPR art. 5(1)c, 6, 9)."""
    needed = ("receiver", "receiver_contact", "purpose", "told", "asked")
    yield from check_texts(referral, *needed, optional=("person",))
    yield "answer_by", ALLOWED if referral.answer_by >= today else refused("referral_by")
    yield "consent", check_code(referral.consent, CONSENTS)
    yield "consent_note", _consent(referral)
    yield "ways", _ways(referral.ways)
    yield "link_until", _link(referral, today)


def _consent(referral: Referral) -> Verdict:
    verdict = check_text(referral.consent_note, is_needed=referral.consent != "given")
    return refused("consent_why") if verdict.reason == "case_text_missing" else verdict


def _ways(ways: Sequence[str]) -> Verdict:
    if not ways or len(set(ways)) != len(ways):
        return refused("referral_ways")
    return ALLOWED if set(ways) <= set(WAYS) else refused("unknown_code")


def _link(referral: Referral, today: date) -> Verdict:
    if referral.link_id is None:
        return ALLOWED if not referral.secret_digest else refused("referral_link")
    if not _DIGEST.fullmatch(referral.secret_digest):
        return refused("referral_link")
    return ALLOWED if (referral.link_until or referral.answer_by) >= today else refused("referral_by")


def check_answer(answer: Answer) -> Checks:
    """An answer says who gave it, what it says, and what the receiver does."""
    yield from check_texts(answer, "answered_by", "answer")
    yield "way", check_code(answer.way, ANSWER_WAYS)
    yield "decision", check_code(answer.decision, ANSWERS)


def check_notice(notice: Notice) -> Checks:
    """A notice says what was seen, what was done at once, and how it was sent (Legea 272/2004 art. 41(2), 96)."""
    yield "authority", check_code(notice.authority, AUTHORITIES)
    yield from check_texts(notice, "facts", "measures", "sent_how")
