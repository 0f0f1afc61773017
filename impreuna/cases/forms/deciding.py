"""Forms of what the head decides, and of how it is told, sent, signed (Order 288/2006 std. 3.6–3.11, 6.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from impreuna.cases.commands.deciding import (
    DecideCase,
    EndorseEntry,
    InformClient,
    RecordDisposition,
    SendEntry,
    SignEntry,
    TellChild,
    WaiveObligation,
)
from impreuna.cases.forms.acting import TOLD_BY, CaseActForm
from impreuna.cases.forms.choosing import speaks_for
from impreuna.cases.queries.due import list_due
from impreuna.cases.rules.acts import ACTS
from impreuna.cases.rules.digests import digest_of
from impreuna.cases.rules.lists import DECISIONS, DISPOSITIONS, ENDORSEMENTS, GROWN_UP, RECEIVERS, SIGNING
from impreuna.obligations.queries.book import receivers_of
from impreuna.registry.forms.acts import choices
from impreuna.ui import forms

_ENDORSED = tuple(kind for kind, act in ACTS.items() if act.needs_endorsement)
_PAPERS = tuple(kind for kind, act in ACTS.items() if act.document)
#: How telling the client ended.
_TOLD = {
    "signed": gettext_noop("i s-a spus și a semnat"),
    "unsigned": gettext_noop("i s-a spus, dar nu a semnat"),
    "withheld": gettext_noop("nu i s-a spus: i-ar fi făcut rău"),
}


class DecisionForm(CaseActForm):
    """The case is confirmed or not, upon the report."""

    command, slug = DecideCase, "decizie"
    title, button, done = _("Hotărăște asupra cazului"), _("Hotărăște"), _("Decizia este înregistrată.")
    beside, known = ("WriteInitialReport", "RecordInitialEvaluation"), "cases/known/report.html"
    reads_first = True
    words, says = {"decision": DECISIONS}, "decision"
    shown = {"competence": ("decision", "not_confirmed")}

    decision = forms.ChoiceField(label=_("Hotărârea"), asks=_("hotărârea"), widget=forms.RadioSelect)
    reason = forms.LongTextField(
        label=_("Motivul"), help_text=_("Obligatoriu când infirmați, sau când hotărâți altfel decât propune raportul."),
        required=False, rows=3,
    )  # fmt: skip
    competence = forms.TextField(
        label=_("Cine este competent"), help_text=_("Instituția la care se trimite cazul."), required=False,
        max_length=200,
    )  # fmt: skip

    def prepare(self) -> None:
        if self._origin():
            self.intro = _("Cazul a venit prin transfer: hotărârea ajunge și la comuna care l-a trimis.")

    def values(self) -> dict[str, Any]:
        return super().values() | {"from_commune_id": self._origin()}

    def _origin(self) -> int | None:
        """Which commune transferred the case here."""
        notice = self.case.last("RegisterNotice")
        return notice.content.get("from_commune_id") if notice else None

    def suggest(self) -> dict[str, Any]:
        report = self.case.last("WriteInitialReport")
        proposed = {"confirm": "confirmed", "not_confirm": "not_confirmed"}
        if report is None:
            return {}
        said = report.content
        return {"decision": proposed.get(said.get("proposal", "")), "competence": said.get("competence", "")}


class EndorsementForm(CaseActForm):
    """The head's word on a report or a plan, read on the same page."""

    command, slug = EndorseEntry, "aviz"
    title, button, done = _("Avizează"), _("Trimite avizul"), _("Avizul este înregistrat.")
    answers, reads_first = _ENDORSED, True
    words, says = {"decision": ENDORSEMENTS}, "decision"
    shown = {"note": ("decision", "returned")}

    decision = forms.ChoiceField(label=_("Avizul dumneavoastră"), asks=_("avizul"), widget=forms.RadioSelect)
    note = forms.LongTextField(label=_("Ce este de schimbat"), required=False, rows=4)


class InformationForm(CaseActForm):
    """The client learns what was decided, within three days."""

    command, slug = InformClient, "informare"
    title, button, done = _("Informează clientul"), _("Înregistrează informarea"), _("Informarea este înregistrată.")
    answers, beside, asks_when = _PAPERS, ("DecideCase",), True
    words = {"outcome": _TOLD}
    of_children = ("child_means",)
    shown = {
        "told_to": ("outcome", "signed unsigned"),
        "how": ("outcome", "signed unsigned"),
        "child_means": ("outcome", "signed unsigned"),
        "refused_why": ("outcome", "unsigned"),
        "withheld_why": ("outcome", "withheld"),
        "agreed_by": ("outcome", "withheld"),
    }

    what = forms.LongTextField(label=_("Despre ce"), asks=_("despre ce este informarea"), rows=4)
    outcome = forms.ChoiceField(label=_("Cum s-a încheiat"), asks=_("cum s-a încheiat"), widget=forms.RadioSelect)
    told_to = forms.TextField(label=_("Cui i s-a spus"), required=False, max_length=200)
    how = forms.TextField(
        label=_("Cum"), help_text=_("Acasă, la sediu, la telefon, în scris."), required=False, max_length=200
    )
    child_means = forms.TextField(label=_("Cum a aflat copilul"), required=False, max_length=300)
    refused_why = forms.TextField(label=_("De ce nu a semnat"), required=False, max_length=300)
    withheld_why = forms.LongTextField(label=_("De ce i-ar fi făcut rău"), required=False, rows=3)
    agreed_by = forms.TextField(label=_("Șeful care a fost de acord"), required=False, max_length=200)

    def suggest(self) -> dict[str, Any]:
        return {"what": self._told_of(), "told_to": speaks_for(self.case), "how": gettext("acasă")}

    def _told_of(self) -> str:
        """The document that it answers; without one, the report and what was decided upon it."""
        if self.entry is not None and self.entry.kind in TOLD_BY:
            return TOLD_BY[self.entry.kind].tell_title(self.entry.content)
        decided = self.case.last("DecideCase")
        if decided is None:
            return ""
        decision = gettext(DECISIONS[decided.content["decision"]])
        return gettext("Raportul de evaluare inițială și hotărârea: {decision}.").format(decision=decision)

    def values(self) -> dict[str, Any]:
        said = super().values()
        outcome = said.pop("outcome")
        kept = {"signed": ("refused_why", "withheld_why", "agreed_by"), "unsigned": ("withheld_why", "agreed_by"),
                "withheld": ("told_to", "how", "child_means", "refused_why")}  # fmt: skip
        return said | dict.fromkeys(kept[outcome], "") | {"is_signed": outcome == "signed"}

    @classmethod
    def tell(cls, content: Mapping[str, Any]) -> list[tuple[str, str]]:
        signed = [(gettext("Semnătură"), gettext("da"))] if content.get("is_signed") else []
        return [*super().tell(content), *signed]


class SendForm(CaseActForm):
    """A document goes to those who have to have it."""

    command, slug = SendEntry, "transmitere"
    title, button, done = (
        _("Transmite documentul"),
        _("Înregistrează transmiterea"),
        _("Transmiterea este înregistrată."),
    )
    answers, asks_when = _PAPERS, True
    words = {"to": RECEIVERS}

    to = forms.MultipleChoiceField(label=_("Cui"), asks=_("cui se transmite"))
    how = forms.TextField(
        label=_("Cum"), help_text=_("În mână, prin poștă, prin e-mail."), asks=_("cum s-a transmis"), max_length=200
    )
    note = forms.LongTextField(label=_("De ținut minte"), required=False, rows=2)

    def prepare(self) -> None:
        if self.case.subject in GROWN_UP:
            self.offer("to", choices({code: words for code, words in RECEIVERS.items() if code != "child"}))

    def suggest(self) -> dict[str, Any]:
        """To whom the law asks it to go."""
        return {"to": receivers_of(self.entry.kind) if self.entry else (), "how": gettext("în mână")}


class SignatureForm(CaseActForm):
    """A signature on what is shown, as it is now."""

    command, slug = SignEntry, "semnatura"
    title, button, done = _("Semnează"), _("Înregistrează semnătura"), _("Semnătura este înregistrată.")
    intro = _("Pe ecran se semnează numai pe tabletă. Aici semnați din cont sau notați o semnătură dată pe hârtie.")
    answers, reads_first = _PAPERS, True
    words = {"how": {code: SIGNING[code] for code in ("account", "paper")}}
    shown = {"signer": ("how", "paper")}

    how = forms.ChoiceField(label=_("Cum se semnează"), asks=_("cum se semnează"), widget=forms.RadioSelect)
    signer = forms.TextField(label=_("Cine a semnat"), required=False, max_length=200)
    function = forms.TextField(
        label=_("În ce calitate"), help_text=_("De exemplu: beneficiar, mama copilului, responsabil de caz."),
        asks=_("în ce calitate se semnează"), max_length=200,
    )  # fmt: skip
    digest = forms.TextField(widget=forms.HiddenInput)

    def suggest(self) -> dict[str, Any]:
        return {"how": "account", "digest": digest_of(self.entry.content) if self.entry else ""}

    def values(self) -> dict[str, Any]:
        said = super().values()
        return said | {"signer": self.case.reader.name if said["how"] == "account" else said["signer"]}

    @classmethod
    def tell(cls, content: Mapping[str, Any]) -> list[tuple[str, str]]:
        return [line for line in super().tell({**content, "digest": ""}) if line[1]]


class ChildForm(CaseActForm):
    """The child learns what the plan says, in a way that a child understands."""

    command, slug = TellChild, "copilul-afla"
    title, button, done = _("Spune copilului planul"), _("Înregistrează"), _("Este înregistrat.")
    answers, asks_when = ("DraftPlan",), True

    child = forms.TextField(label=_("Copilul"), asks=_("numele copilului"), max_length=200)
    means = forms.TextField(
        label=_("Prin ce mijloace"), help_text=_("Discuție, desen, joc, poveste."), asks=_("mijloacele"), max_length=300
    )
    understood = forms.LongTextField(label=_("Ce a înțeles și ce a spus"), required=False, rows=3)

    def suggest(self) -> dict[str, Any]:
        return {"child": self.case.label} if self.case.subject == "child" else {}


class DispositionForm(CaseActForm):
    """The mayor's disposition, as it came back."""

    command, slug = RecordDisposition, "dispozitie"
    title, button = _("Dispoziția primarului"), _("Înregistrează dispoziția")
    done = _("Dispoziția este înregistrată.")
    answers, asks_when = ("DraftPlan",), True
    words, says = {"decision": DISPOSITIONS}, "decision"

    number = forms.TextField(label=_("Numărul"), asks=_("numărul dispoziției"), max_length=60)
    decision = forms.ChoiceField(label=_("Ce s-a dispus"), asks=_("ce s-a dispus"), widget=forms.RadioSelect)
    note = forms.LongTextField(label=_("De ținut minte"), required=False, rows=2)


class WaiverForm(CaseActForm):
    """A deadline does not apply in this case, and why."""

    command, slug = WaiveObligation, "renuntare-la-termen"
    title, button, done = _("Renunță la un termen"), _("Renunță la termen"), _("S-a renunțat la termen.")
    intro = _("Termenul rămâne în istoric, cu motivul și cu numele dumneavoastră.")

    which = forms.ChoiceField(label=_("La care termen"), asks=_("termenul"), widget=forms.RadioSelect)
    reason = forms.LongTextField(label=_("De ce"), asks=_("motivul"), rows=3)

    def prepare(self) -> None:
        due = list_due([self.case.commune_id], [self.case.id])
        self.offer("which", [(f"{row.code} {row.key}", f"{row.title} ({row.article})") for row in due])

    def values(self) -> dict[str, Any]:
        said = super().values()
        code, _space, key = said.pop("which").partition(" ")
        return said | {"code": code, "key": key}
