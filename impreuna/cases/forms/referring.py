"""Forms of what goes out of a case and comes back: answers to referrals, notices, complaints (Order 288/2006 3.10)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any
from uuid import uuid5

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from impreuna.cases.commands.referring import (
    AnswerComplaint,
    AnswerReferral,
    NotifyAuthority,
    RecordComplaint,
    ReferCase,
)
from impreuna.cases.commands.reminding import RemindReferral
from impreuna.cases.forms.acting import TOLD_BY, CaseActForm, Part, own_page
from impreuna.cases.queries.caseload import link_days
from impreuna.cases.queries.links import SECRET_BYTES, attached_of
from impreuna.cases.queries.papers import Paper, list_papers
from impreuna.cases.rules.acts import ACTS
from impreuna.cases.rules.lists import ANSWER_WAYS, ANSWERS, AUTHORITIES, CONSENTS, TOLD_WAYS, WAYS
from impreuna.ui import forms
from impreuna.ui.wording import day

_SECRET = re.compile(r"[A-Za-z0-9_-]{32}")


class ReferralAnswerForm(CaseActForm):
    """An answer that came by letter, phone or e-mail; what comes by the link is recorded by itself."""

    command, slug = AnswerReferral, "raspuns-referire"
    title, button = _("Răspunsul la o referire"), _("Înregistrează răspunsul")
    done = _("Răspunsul este înregistrat.")
    answers = ("ReferCase", "TransferCase")
    words = {"decision": ANSWERS, "way": {code: name for code, name in ANSWER_WAYS.items() if code in TOLD_WAYS}}
    says = "decision"
    asks_when = True

    answered_by = forms.TextField(
        label=_("Cine a răspuns"), help_text=_("Numele și funcția."), asks=_("cine a răspuns"), max_length=200
    )
    way = forms.ChoiceField(label=_("Cum a venit răspunsul"), asks=_("cum a venit"), widget=forms.RadioSelect)
    decision = forms.ChoiceField(label=_("Ce a hotărât instituția"), asks=_("ce a hotărât"), widget=forms.RadioSelect)
    answer = forms.LongTextField(label=_("Ce a răspuns"), asks=_("ce a răspuns"), rows=5)


class NotifyForm(CaseActForm):
    """DGASPC or the police are told, at once."""

    command, slug = NotifyAuthority, "sesizare-autoritate"
    title, button = _("Sesizează DGASPC sau poliția"), _("Înregistrează sesizarea")
    done = _("Sesizarea este înregistrată.")
    intro = _("Dacă viața cuiva este în pericol acum, sunați întâi la 112; consemnați aici după aceea.")
    words = {"authority": AUTHORITIES}
    says = "authority"
    asks_when = True

    authority = forms.ChoiceField(label=_("Pe cine sesizați"), asks=_("pe cine sesizați"), widget=forms.RadioSelect)
    facts = forms.LongTextField(label=_("Faptele, cu ziua și ora"), asks=_("faptele"), rows=5)
    measures = forms.LongTextField(label=_("Ce s-a făcut pe loc"), asks=_("ce s-a făcut pe loc"), rows=3)
    sent_how = forms.TextField(
        label=_("Cum a plecat sesizarea"), help_text=_("Telefon, e-mail, adresă cu numărul ei."),
        asks=_("cum a plecat"), max_length=200,
    )  # fmt: skip

    def suggest(self) -> dict[str, Any]:
        return {"authority": "dgaspc"}


class ComplaintForm(CaseActForm):
    """Somebody is not content."""

    command, slug = RecordComplaint, "reclamatie"
    title, button = _("Înregistrează o reclamație"), _("Înregistrează reclamația")
    done = _("Reclamația este înregistrată. Termenul răspunsului se vede la termene.")
    asks_when = True

    complainant = forms.TextField(label=_("Cine reclamă"), asks=_("cine reclamă"), max_length=200)
    complaint = forms.LongTextField(label=_("Ce reclamă"), asks=_("ce reclamă"), rows=5)


class ComplaintAnswerForm(CaseActForm):
    """What the service answers."""

    command, slug = AnswerComplaint, "raspuns-reclamatie"
    title, button = _("Răspunde la o reclamație"), _("Trimite răspunsul")
    done = _("Răspunsul este înregistrat.")
    answers = ("RecordComplaint",)

    answer = forms.LongTextField(label=_("Răspunsul"), asks=_("răspunsul"), rows=6)


class ReferralForm(CaseActForm):
    """To whom, what for, only what is needed, with which consent. `secret`: what opens the link, made with the page."""

    command = ReferCase
    title, button = _("Referă cazul unei instituții"), _("Trimite referirea")
    intro = _("Instituția află numai ce scrieți aici. Scrieți numai ce îi trebuie pentru scopul ales.")
    keeps_draft = True
    words = {"consent": CONSENTS, "ways": WAYS}
    shown = {"link_until": ("by_link", "on"), "receiver_email": ("by_link", "on")}

    receiver = forms.TextField(label=_("Instituția"), asks=_("instituția"), max_length=200)
    receiver_contact = forms.TextField(
        label=_("Cum o găsim"), help_text=_("Adresă, telefon sau e-mail."), asks=_("cum o găsim"), max_length=200
    )
    person = forms.ChoiceField(label=_("Despre cine"), required=False)
    purpose = forms.TextField(
        label=_("Scopul"), help_text=_("De exemplu: evaluare medicală de specialitate."), asks=_("scopul"),
        max_length=500,
    )  # fmt: skip
    told = forms.LongTextField(label=_("Ce îi spunem"), asks=_("ce îi spuneți"), rows=5)
    asked = forms.LongTextField(label=_("Ce îi cerem"), asks=_("ce îi cereți"), rows=3)
    attached_ids = forms.MultipleChoiceField(
        label=_("Ce documente îi trimitem"),
        help_text=_("Numai ce îi trebuie pentru scopul ales. Scrisoarea le numește; prin adresa secretă se descarcă."),
        required=False,
    )
    health_consent = forms.LongTextField(
        label=_("Cine și când a fost de acord ca instituția să primească date medicale"), required=False, rows=2
    )
    answer_by = forms.RomanianDateField(label=_("Răspuns până la"), asks=_("până când răspunde"), allow_future=True)
    consent = forms.ChoiceField(label=_("Cu ce drept"), asks=_("cu ce drept"), widget=forms.RadioSelect)
    consent_note = forms.LongTextField(
        label=_("Cine și când a fost de acord, sau care este temeiul"), required=False, rows=2
    )
    ways = forms.MultipleChoiceField(label=_("Cum pleacă"), asks=_("cum pleacă referirea"))
    by_link = forms.BooleanField(
        label=_("Instituția poate răspunde pe internet, fără cont, printr-o adresă secretă"), required=False
    )
    link_until = forms.RomanianDateField(
        label=_("Adresa este bună până la"),
        help_text=_("Lăsați gol și rămâne bună și pentru un răspuns întârziat."),
        required=False,
        allow_future=True,
    )
    receiver_email = forms.EmailField(
        label=_("E-mailul instituției, pentru amintiri"),
        help_text=_("Dacă răspunsul întârzie, Împreună îi amintește singură, fără să numească pe nimeni."),
        required=False,
        max_length=200,
    )
    secret = forms.TextField(widget=forms.HiddenInput, required=False)

    def prepare(self) -> None:
        self.offer("person", [("", gettext("Toată familia")), *((each.name, each.name) for each in self.case.people)])
        papers = {paper.entry_id: paper for paper in list_papers(self.case.commune_id, self.case.id)}
        of_health = [str(paper.entry_id) for paper in papers.values() if paper.area == "health"]
        self.offer("attached_ids", [(str(paper.entry_id), _paper_in_words(paper)) for paper in papers.values()])
        self.of_health = " ".join(of_health)
        if not papers:
            del self.fields["attached_ids"]
        if not of_health:
            del self.fields["health_consent"]

    def parts(self) -> Iterator[Part]:
        """The consent to medical data is asked for while a document that has some is chosen."""
        for part in super().parts():
            is_of_health = part.field.name == "health_consent"
            yield replace(part, by="attached_ids", when=self.of_health) if is_of_health else part

    def suggest(self) -> dict[str, Any]:
        subject = next((each.name for each in self.case.people if each.part == "subject"), "")
        return {"person": subject, "ways": ["direct"], "by_link": True, "secret": token_urlsafe(SECRET_BYTES)}

    def clean_secret(self) -> str:
        """What the page made; a shorter one would be guessed."""
        secret: str = self.cleaned_data["secret"]
        if self.data.get("by_link") and not _SECRET.fullmatch(secret):
            raise forms.ValidationError(gettext("Deschideți pagina din nou: adresa secretă lipsește."), code="secret")
        return secret

    def values(self) -> dict[str, Any]:
        said = super().values()
        secret, by_link = said.pop("secret"), said.pop("by_link")
        if not by_link:
            return said | {"link_until": None, "receiver_email": ""}
        envelope_id = self.cleaned_data["command_id"]
        return said | {
            "link_id": uuid5(envelope_id, "link"),
            "secret_digest": sha256(secret.encode()).hexdigest(),
            "link_until": said["link_until"] or said["answer_by"] + timedelta(days=link_days(timezone.localdate())),
        }

    @classmethod
    def tell(cls, content: Mapping[str, Any]) -> list[tuple[str, str]]:
        attached = ", ".join(f"{one.title} {one.number}" for one in attached_of(content.get("attached", ())))
        return [*super().tell(content), *([(gettext("Documente trimise"), attached)] if attached else [])]


class ReminderTold:
    """A reminder that the server sent, as the dossier tells it."""

    @classmethod
    def tell_title(cls, content: Mapping[str, Any]) -> str:
        """What the entry is called."""
        return gettext(ACTS[RemindReferral.__name__].title)

    @classmethod
    def tell(cls, content: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Where it went."""
        return [(gettext("Trimisă la"), str(content["email"]))]


def _paper_in_words(paper: Paper) -> str:
    told = gettext("{title}, nr. {number} din {day}").format(title=paper.title, number=paper.number, day=day(paper.day))
    return gettext("{paper} · date medicale").format(paper=told) if paper.area == "health" else told


TOLD_BY[ReferCase.__name__] = ReferralForm
TOLD_BY[RemindReferral.__name__] = ReminderTold
own_page(ReferCase.__name__, ReferralForm.title, "cases:refer")
