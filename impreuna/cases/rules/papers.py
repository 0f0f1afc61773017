"""Which acts are papers of the entry and exit register: what comes in, what goes out, and decisions.

Order 288/2006, O 3.3 (notices are registered), 3.10 (a referral is a registered document), 6.6 and 8.5 (contract,
decision); contract-model cl. 8.3 (complaints). The other numbers: propunere.
"""

from __future__ import annotations

from impreuna.kernel.result import _

#: Kind → direction in the register and what the paper is; never whom it is about, for the register is read by all.
PAPERS: dict[str, tuple[str, str]] = {
    "RegisterNotice": ("in", _("sesizare")),
    "DesignateResponsible": ("internal", _("decizie de desemnare a responsabilului de caz")),
    "DesignateManager": ("internal", _("decizie de desemnare a managerului de caz")),
    "DelegateDuties": ("internal", _("decizie de delegare a responsabilităților")),
    "ReferCase": ("out", _("referire")),
    "AnswerReferral": ("in", _("răspuns la referire")),
    "NotifyAuthority": ("out", _("sesizare către o autoritate")),
    "MakeContract": ("internal", _("contract de servicii sociale")),
    "ChangeContract": ("internal", _("act adițional la contract")),
    "CloseCase": ("internal", _("decizie de închidere a unui caz")),
    "ReopenCase": ("internal", _("decizie de redeschidere a unui caz")),
    "TransferCase": ("out", _("transfer al unui caz")),
    "RecordComplaint": ("in", _("reclamație")),
    "AnswerComplaint": ("out", _("răspuns la reclamație")),
}
