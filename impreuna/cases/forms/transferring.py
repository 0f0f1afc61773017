"""Forms of a case that goes on elsewhere, or stays although its person moved (propunere)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from impreuna.cases.commands.transferring import KeepCase, TransferCase
from impreuna.cases.forms.acting import FORM_OF, TOLD_BY, CaseActForm
from impreuna.cases.queries.casefile import CaseFile
from impreuna.cases.rules.acts import ACTS
from impreuna.cases.rules.lists import SUBJECTS, TRANSFERS
from impreuna.cases.rules.versions import in_force
from impreuna.kernel.text import fold
from impreuna.territory.queries import search_communes
from impreuna.ui import forms

#: The entry of somebody who moved, which no act of this commune makes.
_KIND = "PersonMoved"
#: What of earlier entries a receiver has to know, in this order: kind → fields.
_SUMMED = {
    "RecordInitialEvaluation": ("situation", "risks", "needs"),
    "WriteDetailedReport": ("risks", "resources", "conclusions"),
    "RecordReevaluation": ("conclusions",),
}


class TransferForm(CaseActForm):
    """Somebody else goes on with the case; of somebody who moved, the commune and the summary are put in."""

    command, slug = TransferCase, "transfer"
    title, button = _("Transferă cazul"), _("Transferă cazul")
    done = _("Cazul este transferat. Răspunsul celui care îl preia se așteaptă la termene.")
    intro = _(
        "Comuna pe care o alegeți primește pe loc o sesizare înregistrată, cu ce scrieți aici. Dacă nu preia cazul,"
        " acesta vă revine."
    )
    answers = ("PersonMoved",)
    words = {"to": TRANSFERS}
    shown = {"commune": ("to", "commune"), "to_commune_id": ("to", "commune"), "receiver": ("to", "dgaspc")}
    keeps_draft = True

    to = forms.ChoiceField(label=_("Cui"), asks=_("cui se transferă"), widget=forms.RadioSelect)
    commune = forms.TextField(
        label=_("Numele comunei"), help_text=_("Cu județul, dacă mai multe comune au acest nume: „Unirea AB”."),
        required=False, max_length=100,
    )  # fmt: skip
    to_commune_id = forms.ChoiceField(label=_("Care dintre ele"), required=False, widget=forms.RadioSelect)
    receiver = forms.TextField(label=_("Numele instituției"), required=False, max_length=200)
    reason = forms.LongTextField(label=_("De ce se transferă"), asks=_("de ce se transferă"), rows=3)
    summary = forms.LongTextField(
        label=_("Ce trebuie să știe cine preia cazul"), asks=_("ce trebuie să știe cine preia"), rows=8
    )

    def prepare(self) -> None:
        typed = self.data.get("commune", "") if self.is_bound else ""
        found = [each for each in search_communes(typed) if each.siruta != self.case.commune_id]
        self.found = [each for each in found if fold(typed) in (fold(each.name), fold(each.label))] or found
        if len(self.found) > 1:
            self.offer("to_commune_id", [(str(each.siruta), each.label) for each in self.found])
        else:
            del self.fields["to_commune_id"]

    def suggest(self) -> dict[str, Any]:
        told = {"to": "commune", "summary": "\n\n".join(_summary(self.case))}
        if self.entry is None or self.entry.kind != _KIND:
            return told
        moved = self.entry.content
        return told | {"commune": moved["to_commune"], "reason": PersonMovedTold.tell_title(moved)}

    @classmethod
    def tell_title(cls, content: Mapping[str, Any]) -> str:
        return f"{gettext(ACTS[TransferCase.__name__].title)}: {content.get('receiver', '')}"

    def clean(self) -> dict[str, Any]:
        """A commune is found by its name, and chosen when several have it; DGASPC is named."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("to") == "commune" and not self.found:
            self.add_error("commune", gettext("Scrieți numele comunei care preia cazul, așa cum este în nomenclator."))
        elif cleaned.get("to") == "commune" and len(self.found) > 1 and not cleaned.get("to_commune_id"):
            self.add_error(
                "to_commune_id", gettext("Mai multe comune se potrivesc: alegeți-o pe cea care preia cazul.")
            )
        elif cleaned.get("to") == "dgaspc" and not cleaned.get("receiver"):
            self.add_error("receiver", gettext("Scrieți numele instituției care preia cazul."))
        return cleaned

    def values(self) -> dict[str, Any]:
        said = super().values()
        if said["to"] != "commune":
            return said | {"to_commune_id": None}
        return said | {"to_commune_id": said.get("to_commune_id") or self.found[0].siruta, "receiver": ""}


class KeepCaseForm(CaseActForm):
    """Somebody moved, and the case stays."""

    command, slug = KeepCase, "ramane-aici"
    title, button, done = _("Arată de ce rămâne cazul"), _("Păstrează cazul aici"), _("Cazul rămâne aici.")
    answers = ("PersonMoved",)

    reason = forms.LongTextField(
        label=_("De ce rămâne cazul aici"),
        help_text=_("De exemplu: s-a mutat pentru câteva luni; frații ei rămân în caz."),
        asks=_("de ce rămâne cazul"), rows=3,
    )  # fmt: skip


class PersonMovedTold:
    """Who moved, and where."""

    @classmethod
    def tell_title(cls, content: Mapping[str, Any]) -> str:
        """As a sentence: "Țăran Ștefan s-a mutat în Doba (SM)"."""
        return gettext("{person} s-a mutat în {commune}").format(
            person=content["person"], commune=content["to_commune"]
        )

    @classmethod
    def tell(cls, content: Mapping[str, Any]) -> list[tuple[str, str]]:
        """What that means for the case."""
        what = gettext("Cazul a rămas aici: transferați-l sau arătați de ce rămâne.")
        return [(gettext(ACTS[_KIND].title), what)]


def _summary(case: CaseFile) -> Iterator[str]:
    """What the file says to who goes on with it, as far as all of the team may read it."""
    yield f"{case.label} ({gettext(SUBJECTS[case.subject])}), {gettext('caz')} {case.title}."
    for kind, names in _SUMMED.items():
        entry = case.last(kind)
        if entry is not None and entry.area == "case":
            labels = FORM_OF[kind].base_fields
            yield from (f"{labels[name].label}: {said}" for name in names if (said := entry.content.get(name)))
    plan = in_force(case.dossier.facts)
    if plan is not None:
        yield "\n".join(f"– {one['text']}" for one in plan.content["objectives"])
        yield "\n".join(f"– {item['title']}" for item in plan.content["items"] if item["title"])


TOLD_BY[_KIND] = PersonMovedTold
