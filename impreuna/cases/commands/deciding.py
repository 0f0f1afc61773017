"""What the head decides, and how it is told: confirmation, approvals, information (Order 288/2006 std. 3.6–3.11)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from impreuna.cases.commands.circles import end_of_day, join, start_of_day
from impreuna.cases.commands.dossier import (
    AnsweringAct,
    CaseAct,
    Open,
    keep,
    look_into,
    open_case,
    require_gate,
)
from impreuna.cases.commands.transferring import answer_transfer
from impreuna.cases.models import CaseEntry
from impreuna.cases.queries.staff import find_colleague
from impreuna.cases.rules.digests import digest_of
from impreuna.cases.rules.endorsing import (
    check_decision,
    check_endorsement,
    decision_of,
    may_decide,
    may_endorse,
    may_sign,
)
from impreuna.cases.rules.gates import may_endorse_plan
from impreuna.cases.rules.lists import DECISIONS, DISPOSITIONS, RECEIVERS, SIGNING
from impreuna.cases.rules.telling import check_information
from impreuna.cases.rules.texts import check_code, check_texts
from impreuna.cases.rules.versions import endorsement_of
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Stamp, handles
from impreuna.kernel.result import Effect, Rejected, Verdict, _, require, require_all
from impreuna.obligations.queries.stored import stored_rows
from impreuna.obligations.rules.dossier import Fact


class DecideCase(CaseAct):
    """Cazul este confirmat sau infirmat (O 3.6), by the head, upon the initial report. `decision`: confirmed or
    not_confirmed; `competence` and `reason` say whose it is then."""

    sentence = _("a hotărât asupra unui caz")

    decision: str
    reason: str = ""
    competence: str = ""
    #: Which commune transferred the case here, when one did: it learns what was decided.
    from_commune_id: int | None = None

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(sorted({self.commune_id, self.from_commune_id or self.commune_id}))


class EndorseEntry(AnsweringAct):
    """Avizul șefului pe un raport sau plan (O 3.6, 4.4, 4.8, 6.4). `decision`: endorsed or returned (with what to
    change); never by its author."""

    sentence = _("a avizat sau a întors un document al unui caz")

    decision: str
    note: str = ""


class InformClient(CaseAct):
    """Informarea clientului, în 3 zile (O 3.11, 4.5): what was told, to whom, how; a signature, or why there is
    none. `withheld_why`: telling would harm, and the head agrees, `agreed_by` (std. 4.5)."""

    sentence = _("a consemnat informarea clientului")

    what: str
    told_to: str
    how: str
    child_means: str = ""
    is_signed: bool = False
    refused_why: str = ""
    withheld_why: str = ""
    agreed_by: str = ""
    about_id: UUID | None = None


class SendEntry(AnsweringAct):
    """Transmiterea unui document (O 4.8, 6.4, 7.3, 7.8). `to`: team, family, child, dgaspc, head, responsible
    or other."""

    sentence = _("a transmis un document al unui caz")

    to: tuple[str, ...]
    how: str
    note: str = ""


class SignEntry(AnsweringAct):
    """Semnătura pe un document (O 6.4). `digest`: SHA-256 of the content that was signed, as it was shown: a stale
    one is refused. `how`: drawn, paper or account; `attachment_id` is the picture of it."""

    sentence = _("a consemnat o semnătură")

    signer: str
    function: str
    digest: str
    how: str
    attachment_id: UUID | None = None


class TellChild(AnsweringAct):
    """Copilul află conținutul planului prin mijloace potrivite (O 6.4)."""

    sentence = _("a informat copilul despre plan")

    child: str
    means: str
    understood: str = ""


class RecordDisposition(AnsweringAct):
    """Dispoziția primarului (Legea 292/2011 art. 44(4), 47^1; Legea 156/2023 art. 7(2)): approved or refused."""

    sentence = _("a consemnat dispoziția primarului")

    number: str
    decision: str
    note: str = ""


class WaiveObligation(CaseAct):
    """Renunțarea motivată la un termen (propunere): by the head, with the article's code and the obligation's key."""

    sentence = _("a renunțat la un termen")

    code: str
    key: str
    reason: str


@handles(DecideCase)
def decide_case(c: DecideCase, actor: Actor, at: Stamp) -> Effect:
    """Keeps the decision. Of two heads who decide at once, the second learns who has decided and how."""
    opened = look_into(c, actor)
    if "head" in opened.functions and (decided := decision_of(opened.dossier)) is not None:
        decision = DECISIONS[str(decided.content["decision"])]
        raise Rejected("decided_already", name=_author_of(opened, decided), decision=decision)
    require_gate(opened, c)
    require(may_decide(opened.dossier, actor.user_id))
    require_all(check_decision(opened.dossier, c.decision, c.reason))
    effect = keep(opened, c, actor, at)
    answer_transfer(opened, c, actor, at)
    return effect


@handles(EndorseEntry)
def endorse_entry(c: EndorseEntry, actor: Actor, at: Stamp) -> Effect:
    """Keeps the head's word on an entry; a delegation that is endorsed begins."""
    opened = open_case(c, actor)
    entry = opened.find(c.about_id)
    verdict = may_endorse(opened.dossier, entry, actor.user_id)
    if verdict.reason in ("endorsed_already", "returned_already"):
        raise Rejected(verdict.reason, name=_author_of(opened, _answer_of(opened, entry)))
    require(verdict)
    require_all(check_endorsement(c.decision, c.note))
    if c.decision == "endorsed" and entry.kind == "DraftPlan":
        require(may_endorse_plan(opened.dossier, entry))
    if c.decision == "endorsed" and entry.kind == "DelegateDuties":
        opened = _delegate(opened, entry, at)
    return keep(opened, c, actor, at)


@handles(InformClient)
def inform_client(c: InformClient, actor: Actor, at: Stamp) -> Effect:
    """Keeps what the client was told, or why nothing."""
    opened = open_case(c, actor)
    if c.about_id is not None:
        opened.find(c.about_id)
    require_all(
        check_information(
            c.what,
            c.told_to,
            c.how,
            is_signed=c.is_signed,
            refused_why=c.refused_why,
            withheld_why=c.withheld_why,
            agreed_by=c.agreed_by,
        )
    )
    return keep(opened, c, actor, at)


@handles(SendEntry)
def send_entry(c: SendEntry, actor: Actor, at: Stamp) -> Effect:
    """Keeps to whom a document went, and how."""
    opened = open_case(c, actor)
    opened.find(c.about_id)
    require(Verdict() if c.to else Verdict("choose_receiver"), "to")
    for receiver in c.to:
        require(check_code(receiver, RECEIVERS), "to")
    require_all(check_texts(c, "how"))
    return keep(opened, c, actor, at)


@handles(SignEntry)
def sign_entry(c: SignEntry, actor: Actor, at: Stamp) -> Effect:
    """Keeps a signature on exactly what was shown. One by account is the actor's own."""
    opened = open_case(c, actor)
    signed = opened.find(c.about_id)
    require_all(check_texts(c, "signer", "function"))
    require(check_code(c.how, SIGNING), "how")
    require(may_sign(opened.dossier, signed), "digest")
    if c.digest != digest_of(signed.content):
        raise Rejected("signature_stale", field="digest")
    return keep(opened, c, actor, at, more={"signer": actor.name} if c.how == "account" else None)


@handles(TellChild)
def tell_child(c: TellChild, actor: Actor, at: Stamp) -> Effect:
    """Keeps how the child was told of a plan."""
    opened = open_case(c, actor)
    opened.find(c.about_id, "DraftPlan")
    require_all(check_texts(c, "child", "means"))
    return keep(opened, c, actor, at)


@handles(RecordDisposition)
def record_disposition(c: RecordDisposition, actor: Actor, at: Stamp) -> Effect:
    """Keeps the mayor's disposition on a plan."""
    opened = open_case(c, actor)
    opened.find(c.about_id, "DraftPlan")
    require_all(check_texts(c, "number"))
    require(check_code(c.decision, DISPOSITIONS), "decision")
    return keep(opened, c, actor, at)


@handles(WaiveObligation)
def waive_obligation(c: WaiveObligation, actor: Actor, at: Stamp) -> Effect:
    """Keeps why a deadline does not apply; the room of deadlines waives it."""
    opened = open_case(c, actor)
    require_all(check_texts(c, "reason"))
    row = stored_rows(c.commune_id, c.case_id).rows.get((c.code, c.key))
    if row is None or not row.is_open:
        raise Rejected("deadline_not_open", field="key")
    return keep(opened, c, actor, at)


def _delegate(opened: Open, delegation: Fact, at: Stamp) -> Open:
    """Brings into the team who takes over duties, as the author's deputy or in the function of her own profession."""
    said = delegation.content
    name, roles = find_colleague(at.commune_id, UUID(said["to_user_id"]))
    if not roles:
        raise Rejected("not_a_colleague", field="about_id")
    return join(
        opened,
        said["function"],
        name,
        at,
        user_id=UUID(said["to_user_id"]),
        since=start_of_day(date.fromisoformat(said["starts_on"])),
        until=end_of_day(date.fromisoformat(said["ends_on"])),
        delegated_by_id=delegation.author_id,
    )


def _answer_of(opened: Open, entry: Fact) -> Fact:
    answer = endorsement_of(opened.dossier.facts, entry.id)
    if answer is None:
        raise LookupError(entry.id)
    return answer


def _author_of(opened: Open, fact: Fact) -> str:
    return CaseEntry.objects.get(commune_id=opened.case.commune_id, id=fact.id).author
