"""What the head decides, and how it is told: confirmation, approvals, information (Order 288/2006 std. 3.6–3.11)."""

from __future__ import annotations

from uuid import UUID

from impreuna.cases.commands.dossier import AnsweringAct, CaseAct
from impreuna.kernel.result import _


class DecideCase(CaseAct):
    """Cazul este confirmat sau infirmat (O std. 3.6), by the head, upon the initial report. `decision`: confirmed or
    not_confirmed; `competence` and `reason` say whose it is then."""

    sentence = _("a hotărât asupra unui caz")

    decision: str
    reason: str = ""
    competence: str = ""


class EndorseEntry(AnsweringAct):
    """Avizul șefului pe un raport sau plan (O std. 3.6, 4.4, 4.8, 6.4). `decision`: endorsed or returned (with what to
    change); never by its author."""

    sentence = _("a avizat sau a întors un document al unui caz")

    decision: str
    note: str = ""


class InformClient(CaseAct):
    """Informarea clientului, în 3 zile (O std. 3.11, 4.5): what was told, to whom, how; a signature, or why there is
    none. `withheld_why`: telling would harm, and the head agrees (std. 4.5)."""

    sentence = _("a consemnat informarea clientului")

    what: str
    told_to: str
    how: str
    child_means: str = ""
    is_signed: bool = False
    refused_why: str = ""
    withheld_why: str = ""
    about_id: UUID | None = None


class SendEntry(AnsweringAct):
    """Transmiterea unui document (O std. 4.8, 6.4, 7.3, 7.8). `to`: team, family, child, dgaspc, head, responsible
    or other."""

    sentence = _("a transmis un document al unui caz")

    to: tuple[str, ...]
    how: str
    note: str = ""


class SignEntry(AnsweringAct):
    """Semnătura pe un document (O std. 6.4). `digest`: SHA-256 of the content that was signed, as it was shown: a stale
    one is refused. `how`: drawn, paper or account; `attachment_id` is the picture of it."""

    sentence = _("a consemnat o semnătură")

    signer: str
    function: str
    digest: str
    how: str
    attachment_id: UUID | None = None


class TellChild(AnsweringAct):
    """Copilul află conținutul planului prin mijloace potrivite (O std. 6.4)."""

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
