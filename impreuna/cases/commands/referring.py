"""Referrals to other institutions and their answers; notices to authorities; complaints (Order 288/2006, O 3.10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import msgspec

from impreuna.cases.commands.dossier import (
    AnsweringAct,
    CaseAct,
    Open,
    keep,
    look_into,
    open_case,
    require_gate,
)
from impreuna.cases.commands.links import enter_by_link, leave_link, open_link, spend_links
from impreuna.cases.commands.numbering import number_act
from impreuna.cases.queries.papers import Paper, list_papers
from impreuna.cases.rules import gates, referrals
from impreuna.cases.rules.texts import check_texts
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Stamp, handles
from impreuna.kernel.moments import day_of
from impreuna.kernel.result import Effect, _, require, require_all
from impreuna.obligations.rules.counting import end_of

#: Why an answer that came through its link is late: the institution is not asked, and the team was told.
_ANSWERED_LATE = "Instituția a răspuns după termen."


class ReferCase(CaseAct):
    """Referirea către o instituție (O 3.10; P art. 3(8)): only what the receiver needs for `purpose`, with
    consent. `attached_ids`: entries whose issued documents go along, as they are now.

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
    #: Who agreed, and when, that the receiver is told what is attached of health.
    health_consent: str = ""
    #: Where the receiver is reminded of a late answer.
    receiver_email: str = ""
    link_id: UUID | None = None
    secret_digest: str = ""
    link_until: date | None = None


class AnswerReferral(AnsweringAct):
    """Răspunsul la o referire (O 3.10), as it came: by link, by letter or by phone."""

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
    """O reclamație (contract-model cl. 8.3; Legea 292/2011 art. 45): answered within 10 days."""

    sentence = _("a înregistrat o reclamație")

    complainant: str
    complaint: str


class AnswerComplaint(AnsweringAct):
    """Răspunsul la o reclamație (contract-model cl. 8.3; Legea 292/2011 art. 45)."""

    sentence = _("a răspuns la o reclamație")

    answer: str


@handles(ReferCase)
def refer_case(c: ReferCase, actor: Actor, at: Stamp) -> Effect:
    """Keeps a numbered referral; with a link it can be answered without an account."""
    opened = open_case(c, actor)
    require_all(referrals.check_referral(c, day_of(at.received_at)))
    papers = list_papers(c.commune_id, c.case_id) if c.attached_ids else ()
    areas = {paper.entry_id: paper.area for paper in papers if paper.entry_id in opened.readable}
    require_all(referrals.check_attached(c.attached_ids, areas, c))
    attached = [_named(paper) for paper in papers if paper.entry_id in c.attached_ids]
    number = number_act(opened.case, c.kind, c.id, actor, at)
    effect = keep(opened, c, actor, at, more={**number, "attached": attached}, without=("secret_digest",))
    if c.link_id is not None:
        open_link(
            opened.case, at, link_id=c.link_id, referral_id=c.id, secret_digest=c.secret_digest,
            expires_at=end_of(c.link_until or c.answer_by), field="link_until",
        )  # fmt: skip
    return effect


def _named(paper: Paper) -> dict[str, str]:
    """What the referral says of a document that goes along, and by what its receiver opens it."""
    return {"id": str(paper.id), "title": paper.title, "number": paper.number, "day": paper.day.isoformat()}


@handles(AnswerReferral)
def answer_referral(c: AnswerReferral, actor: Actor, at: Stamp) -> Effect:
    """Keeps the answer to a referral: told by the institution itself through its link, or by the team."""
    opened = _open_answered(c, actor, at)
    referral = opened.find(c.about_id, "ReferCase", "TransferCase")
    if c.way == "link" and referrals.is_late(referral.content, day_of(at.received_at)):
        c = msgspec.structs.replace(c, late_reason=_ANSWERED_LATE)
    require_all(referrals.check_answer(c))
    effect = keep(opened, c, actor, at, more=number_act(opened.case, c.kind, c.id, actor, at))
    spend_links(opened.case, c.about_id, at)
    if c.way == "link":
        leave_link(opened.case)
    return effect


def _open_answered(c: AnswerReferral, actor: Actor, at: Stamp) -> Open:
    if c.way != "link":
        return open_case(c, actor)
    enter_by_link(c.case_id, c.about_id, actor, at)
    opened = replace(look_into(c, actor), functions=frozenset({"specialist"}))
    require_gate(opened, c)
    return opened


@handles(NotifyAuthority)
def notify_authority(c: NotifyAuthority, actor: Actor, at: Stamp) -> Effect:
    """Keeps a numbered notice to an authority."""
    opened = open_case(c, actor)
    require_all(referrals.check_notice(c))
    return keep(opened, c, actor, at, more=number_act(opened.case, c.kind, c.id, actor, at))


@handles(RecordComplaint)
def record_complaint(c: RecordComplaint, actor: Actor, at: Stamp) -> Effect:
    """Keeps a numbered complaint."""
    opened = open_case(c, actor)
    require_all(check_texts(c, "complainant", "complaint"))
    return keep(opened, c, actor, at, more=number_act(opened.case, c.kind, c.id, actor, at))


@handles(AnswerComplaint)
def answer_complaint(c: AnswerComplaint, actor: Actor, at: Stamp) -> Effect:
    """Keeps the numbered answer to a complaint, once."""
    opened = open_case(c, actor)
    complaint = opened.find(c.about_id, "RecordComplaint")
    require(gates.may_answer(opened.dossier, complaint, c.kind), "about_id")
    require_all(check_texts(c, "answer"))
    return keep(opened, c, actor, at, more=number_act(opened.case, c.kind, c.id, actor, at))
