"""Referrals to other institutions and their answers; notices to authorities; complaints (Order 288/2006 std. 3.10)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from impreuna.cases.commands.dossier import AnsweringAct, CaseAct
from impreuna.kernel.result import _


class ReferCase(CaseAct):
    """Referirea către o instituție (O std. 3.10; P art. 3(8)): only what the receiver needs for `purpose`, with
    consent.

    `link_id` and `secret_digest` (SHA-256, hexadecimal): a way to answer without an account, when one is wished.
    """

    sentence = _("a referit un caz")

    receiver: str
    receiver_contact: str
    purpose: str
    told: str
    asked: str
    answer_by: date
    #: given, not_needed (law) or life_danger.
    consent: str
    consent_note: str = ""
    person: str = ""
    #: direct, through_client, phone: each way that was used.
    ways: tuple[str, ...] = ()
    attached_ids: tuple[UUID, ...] = ()
    link_id: UUID | None = None
    secret_digest: str = ""
    link_until: date | None = None


class AnswerReferral(AnsweringAct):
    """Răspunsul la o referire, as it came: by link, by letter or by phone."""

    sentence = _("a consemnat răspunsul la o referire")

    answered_by: str
    #: link, paper, phone, email.
    way: str
    answer: str
    #: accepted, refused, partly or asked_more.
    decision: str


class NotifyAuthority(CaseAct):
    """Sesizarea DGASPC sau a poliției (Legea 272/2004 art. 41(2), 96): facts, time seen, measures at once."""

    sentence = _("a sesizat o autoritate")

    #: dgaspc, police, ambulance or other.
    authority: str
    facts: str
    measures: str
    sent_how: str


class RecordComplaint(CaseAct):
    """O reclamație (contract-model cl. 8.3): answered within 10 days."""

    sentence = _("a înregistrat o reclamație")

    complainant: str
    complaint: str


class AnswerComplaint(AnsweringAct):
    """Răspunsul la o reclamație."""

    sentence = _("a răspuns la o reclamație")

    answer: str
