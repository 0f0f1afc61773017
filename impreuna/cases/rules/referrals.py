"""What referrals, their answers and notices to authorities have to say (Order 288/2006, O 3.10; P art. 3(8))."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from impreuna.cases.rules.lists import ANSWER_WAYS, ANSWERS, AUTHORITIES, CONSENTS, WAYS
from impreuna.cases.rules.texts import Checks, check_code, check_text, check_texts, in_figures
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import ALLOWED, Verdict, refused
from impreuna.obligations.rules.counting import end_of

_DIGEST = re.compile(r"[0-9a-f]{64}")
_ADDRESS = re.compile(r"[^@\s,;<>]{1,100}@[^@\s,;<>]{1,100}\.[^@\s,;<>]{2,50}")
#: So many documents go along with a referral at most.
MOST_ATTACHED = 20


class Referral(Protocol):
    """A referral."""

    @property
    def answer_by(self) -> date: ...
    @property
    def consent(self) -> str: ...
    @property
    def consent_note(self) -> str: ...
    @property
    def receiver_email(self) -> str: ...
    @property
    def health_consent(self) -> str: ...
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
    yield from check_texts(referral, *needed, optional=("person", "health_consent"))
    is_address = not referral.receiver_email or bool(_ADDRESS.fullmatch(referral.receiver_email))
    yield "receiver_email", ALLOWED if is_address else refused("referral_email")
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


def check_attached(wanted: Sequence[UUID], papers: Mapping[UUID, str], referral: Referral) -> Checks:
    """What goes along is an issued document that its author reads; one with medical data only when the person agreed
    to that in so many words (Legea 46/2003 art. 21–22; GDPR art. 9). `papers`: entry → area of its documents."""
    known = len(set(wanted)) == len(wanted) <= MOST_ATTACHED and all(each in papers for each in wanted)
    yield "attached_ids", ALLOWED if known else refused("referral_attached", limit=MOST_ATTACHED)
    tells_health = any(papers.get(each) == "health" for each in wanted)
    agreed = referral.consent == "given" and bool(referral.health_consent.strip())
    yield "health_consent", ALLOWED if agreed or not tells_health else refused("referral_health")


class Reminder(Protocol):
    """A reminder to an institution."""

    @property
    def email(self) -> str: ...
    @property
    def secret_digest(self) -> str: ...
    @property
    def days_apart(self) -> int: ...


def check_reminder(reminder: Reminder, told: Mapping[str, Any], last: datetime | None, now: datetime) -> Checks:
    """A reminder goes to the address that the referral names, once its answer is late, and not too soon after the one
    before. `told`: what the referral said; `last`: when it was reminded of before."""
    yield "email", ALLOWED if reminder.email and reminder.email == told.get("receiver_email") else refused("not_found")
    yield "secret_digest", ALLOWED if _DIGEST.fullmatch(reminder.secret_digest) else refused("referral_link")
    due = end_of(date.fromisoformat(told["answer_by"]))
    again = last + timedelta(days=reminder.days_apart) if last else due
    too_early = now < max(due, again) or reminder.days_apart < 1
    yield "about_id", refused("reminder_early", day=in_figures(day_of(max(due, again)))) if too_early else ALLOWED


def is_late(told: Mapping[str, Any], today: date) -> bool:
    """Whether the answer to a referral that `told` so was due before `today`."""
    answer_by = told.get("answer_by")
    return bool(answer_by) and date.fromisoformat(str(answer_by)) < today


def check_answer(answer: Answer) -> Checks:
    """An answer says who gave it, what it says, and what the receiver does."""
    yield from check_texts(answer, "answered_by", "answer")
    yield "way", check_code(answer.way, ANSWER_WAYS)
    yield "decision", check_code(answer.decision, ANSWERS)


def check_notice(notice: Notice) -> Checks:
    """A notice says what was seen, what was done at once, and how it was sent (Legea 272/2004 art. 41(2), 96)."""
    yield "authority", check_code(notice.authority, AUTHORITIES)
    yield from check_texts(notice, "facts", "measures", "sent_how")
